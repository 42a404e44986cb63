"""What most pages have none of, seen in one pass: pictures of TeX, links to a place in the page, cells of headers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..native import compiled
from ..records import Block, Media, Node, Role

_kernel = compiled("body._gates_kernel")


def _pictures_of_tex(media: tuple[Media, ...]) -> list[Media]:
    """The pictures whose class or text may be TeX's."""
    return [one for one in media if one.tag == "img" and _may_be_tex(one)]


def _may_be_tex(picture: Media) -> bool:
    names = (picture.element.get("class") or "").lower()
    return "tex" in names or "math" in names or "\\" in (picture.element.get("alt") or "")


def _linked_to_places(items: tuple[Block, ...], roles: Sequence[Role], role: Role) -> list[Block]:
    """The blocks of a role with a link to a place in some page: most links lead to another page."""
    return [
        block
        for block, own in zip(items, roles, strict=True)
        if own is role and block.link_chars and any(piece.href and "#" in piece.href for piece in block.pieces)
    ]


def _tagged(nodes: tuple[Node, ...], tag: str) -> list[int]:
    """The nodes with this tag and a text."""
    return [index for index, node in enumerate(nodes) if node.tag == tag and node.first < node.last]


pictures_of_tex = _pictures_of_tex
linked_to_places = _linked_to_places
tagged = _tagged
if _kernel is not None and not TYPE_CHECKING:
    pictures_of_tex = _kernel.pictures_of_tex
    linked_to_places = _kernel.linked_to_places
    tagged = _kernel.tagged
