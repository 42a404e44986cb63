"""The passes over a page's blocks and elements, in Python where `_survey_kernel.pyx` is not compiled."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import TYPE_CHECKING

from ..native import compiled
from ..records import Block, Inline, Node, Role
from ..wordsets import has_digit

Elements = Sequence[Node | Inline]
"""A tuple of one of them."""

_kernel = compiled("fields._survey_kernel")


def _find_named(elements: Elements, names: frozenset[str]) -> dict[str, list[int]]:
    """For each of the names that some element has, the places of all that have it."""
    places: dict[str, list[int]] = {}
    none_of = names.isdisjoint
    for i, words in enumerate([element.words for element in elements]):
        if words and not none_of(words):
            for word in names.intersection(words):
                places.setdefault(word, []).append(i)
    return places


def _find_tagged(elements: Elements, tags: Set[str]) -> list[int]:
    """The places of the elements with one of the tags."""
    return [i for i, element in enumerate(elements) if element.tag in tags]


def _find_links(
    items: tuple[Block, ...], name: str, longest_line: int, longest_text: int
) -> list[tuple[int, str, str]]:
    """Block, text and address of the links in lines that are not longer, whose address has the name or is relative."""
    return [
        (index, text, href)
        for index, line, pieces, _, linked in items
        if linked and len(line) <= longest_line
        for text, href, _ in pieces
        if href and len(text) <= longest_text and (href[0] in "?." or name in href)
    ]


def _find_lines(
    items: tuple[Block, ...],
    roles: tuple[Role, ...],
    closed: Set[Role],
    asked: Set[Role],
    near: Set[int],
    may_open: Callable[[str], bool],
    longest: int,
    story: Role,
) -> list[int]:
    """Where lines stand that are not longer, of no closed role: asked for, in parts, near, or opening as they may.

    Parts do not count in the story.
    """
    return [
        i
        for i, (block, role) in enumerate(zip(items, roles, strict=True))
        if role not in closed
        and len(block.text) <= longest
        and (role in asked or (role is not story and len(block.pieces) != 1) or i in near or may_open(block.text[:2]))
    ]


def _find_numbered(
    items: tuple[Block, ...], roles: tuple[Role, ...], closed: Set[Role], longest: int, first: int
) -> list[int]:
    """From the block `first` on, those of no closed role with a digit in their first `longest` characters."""
    return [i for i in range(first, len(items)) if roles[i] not in closed and has_digit(items[i].text[:longest])]


find_named, find_tagged, find_links = _find_named, _find_tagged, _find_links
find_lines, find_numbered = _find_lines, _find_numbered
if _kernel is not None and not TYPE_CHECKING:
    find_named, find_tagged = _kernel.find_named, _kernel.find_tagged
    find_links, find_lines, find_numbered = _kernel.find_links, _kernel.find_lines, _kernel.find_numbered
