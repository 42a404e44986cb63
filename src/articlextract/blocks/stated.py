"""Text that the page states in its data but does not show: in its JSON-LD, or in the state of an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import Block, Node, Piece
from ..statements import plain_lines, stated_texts

if TYPE_CHECKING:
    from ..records import Page

STATED = "stated"
"""The tag of the nodes that hold such text; the page has no element for them."""

_PROBE = 80  # characters by which a text is looked for among the visible ones
_LITTLE = 600  # visible characters; a page with fewer may be a shell that a script fills


def stated_blocks(page: Page, blocks: list[Block], nodes: list[Node]) -> tuple[list[Block], list[Node]]:
    """Further blocks, one a paragraph, under a node each for the place that stated them, to stand after the visible.

    The state of an application is looked at only where hardly anything is visible.
    """
    texts = [(place, plain_lines(text)) for place, text in stated_texts(page.structured)]
    if nodes and sum(len(block.text) for block in blocks) < _LITTLE:
        from .state import state_story

        texts.append(("state", iter(state_story(page.root))))
    if not texts or not nodes:
        return [], []
    seen = " ".join([block.text for block in blocks])
    more: list[Block] = []
    places: list[Node] = []
    for place, lines in texts:
        paragraphs = [line for line in lines if line[:_PROBE] not in seen]
        if not paragraphs:
            continue
        first, node = len(blocks) + len(more), len(nodes) + len(places)
        for paragraph in paragraphs:
            more.append(Block(len(blocks) + len(more), paragraph, (Piece(paragraph, None, ()),), node, 0))
        places.append(Node(STATED, (STATED, place), 0, 1, first, len(blocks) + len(more), nodes[0].element))
        seen = " ".join([seen, *paragraphs])
    return more, places
