"""Put the content blocks together again: a first flat version, headings and paragraphs."""

from __future__ import annotations

from ..article import BodyKind, BodyNode, Span
from ..records import Blocks, Labels, Page, Role

_LEVELS = {f"h{level}": level for level in range(1, 7)}


def assemble(page: Page, blocks: Blocks, labels: Labels) -> tuple[BodyNode, ...]:
    """The content blocks as a body, in document order, each text exactly once."""
    body: list[BodyNode] = []
    for block, role in zip(blocks, labels.roles):
        if role is Role.CONTENT:
            tag = blocks.nodes[block.node].tag
            kind = BodyKind.HEADING if tag in _LEVELS else BodyKind.CODE if tag == "pre" else BodyKind.PARAGRAPH
            body.append(BodyNode(kind, (Span(block.text),), level=_LEVELS.get(tag)))
    return tuple(body)
