"""Bylines in the story's own header, footer and share bar, whose blocks are closed to all other fields."""

from __future__ import annotations

from collections.abc import Iterator

from ..records import Block, Blocks, Labels, Node, Page, Role
from ._author_sights import Sighting, sight
from ._name_words import BY
from ._names import after_by, read_names, says_by
from ._zones import Zones

_CLOSED_EDGES = frozenset({Role.SHARE, Role.NAVIGATION, Role.LEGAL})
_EDGES = frozenset({"header", "footer"})
_STORY_TAGS = frozenset({"article", "main"})
_MAX_LINE = 140  # characters; the same as of a byline elsewhere
_MAX_STEPS = 8  # ancestors between a line and the element around the story
_AFTER_NAME = frozenset("on at in am um le à el op den from - – — | · •".split())
"""What may follow an account's name in such a line; a menu's "By topic" and "By brand" end there."""


def from_edges(page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    """Lines that say "By" where the story's element begins or ends, and in its share bar.

    The header of an article is a menu to its filter where most of it is links, its footer a legal notice.
    """
    roles = labels.roles
    for i in sorted([i for i in zones.near if 0 <= i < len(roles) and roles[i] in _CLOSED_EDGES]):
        block, role = blocks.items[i], roles[i]
        if len(block.text) > _MAX_LINE or i in zones.cards:
            continue
        name = _announced(block)
        if name and (role is Role.SHARE or _is_edge_of_story(blocks, block, zones)):
            yield from sight("line", block.index, name, page, zones)


def _announced(block: Block) -> str:
    """The name after "By", "Posted by" in a line; "" where none is announced."""
    if not says_by(block.text):
        return ""
    first, _, rest = block.text.partition(" ")
    said = rest if first.casefold().rstrip(":") in BY else after_by(block.text) or ""
    names = read_names(said, visible=True)
    if not names:
        return ""
    if " " in names[0]:
        return said
    follows = said[len(names[0]) :].split(maxsplit=1)
    return names[0] if said.startswith(names[0]) and follows and follows[0] in _AFTER_NAME else ""


def _is_edge_of_story(blocks: Blocks, block: Block, zones: Zones) -> bool:
    """Whether a block stands in a header or footer inside the element that also holds the story's first block."""
    in_edge = False
    for steps, node in enumerate(blocks.ancestors(block.node)):
        if steps > _MAX_STEPS:
            return False
        if in_edge and node.tag in _STORY_TAGS:
            return _holds(node, zones.first)
        in_edge = in_edge or node.tag in _EDGES
    return False


def _holds(node: Node, block: int) -> bool:
    return node.first <= block < node.last
