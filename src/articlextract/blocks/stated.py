"""Text that the page states in its JSON-LD but does not show."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..records import Block, Node, Piece

if TYPE_CHECKING:
    from ..records import DataNode, StructuredData

STATED = "stated"
"""The tag of the nodes that hold such text; the page has no element for them."""

_KEYS = ("articleBody", "text", "description")
_MARKUP = re.compile(r"<[^<>]{0,300}>")
_MIN_CHARS = 40  # shorter strings are labels
_MAX_CHARS = 500_000
_PROBE = 80  # characters by which a text is looked for among the visible ones


def stated_blocks(data: StructuredData, blocks: list[Block], nodes: list[Node]) -> tuple[list[Block], list[Node]]:
    """Further blocks, one a paragraph, under a node each for the place that stated them, to stand after the visible."""
    texts = list(_stated(data))
    if not texts or not nodes:
        return [], []
    seen = " ".join([block.text for block in blocks])
    more: list[Block] = []
    places: list[Node] = []
    for place, text in texts:
        paragraphs = [part for part in _paragraphs(text) if part[:_PROBE] not in seen]
        if not paragraphs:
            continue
        first, node = len(blocks) + len(more), len(nodes) + len(places)
        for paragraph in paragraphs:
            more.append(Block(len(blocks) + len(more), paragraph, (Piece(paragraph, None, ()),), node, 0))
        places.append(Node(STATED, (STATED, place), 0, 1, first, len(blocks) + len(more), nodes[0].element))
        seen = " ".join([seen, *paragraphs])
    return more, places


def _stated(data: StructuredData) -> Iterator[tuple[str, str]]:
    for node in data.jsonld:
        for key in _KEYS:
            value = node.data.get(key)
            if isinstance(value, str) and len(value) >= _MIN_CHARS:
                yield key.lower(), value[:_MAX_CHARS]
        yield from _answers(node)


def _answers(node: DataNode) -> Iterator[tuple[str, str]]:
    """The posts of a thread that schema.org nests below its question."""
    for key in ("comment", "suggestedAnswer", "acceptedAnswer"):
        posts = node.data.get(key)
        for post in posts if isinstance(posts, list) else [posts]:
            text = post.get("text") if isinstance(post, dict) else None
            if isinstance(text, str) and len(text) >= _MIN_CHARS:
                yield "post", text[:_MAX_CHARS]


def _paragraphs(text: str) -> Iterator[str]:
    """Lines of a text that may hold markup, escaped or not, white space folded.

    >>> list(_paragraphs("<p>One &amp; two.</p>\\nThree."))
    ['One & two.', 'Three.']
    """
    plain = _MARKUP.sub("\n", html.unescape(text)) if "<" in text or "&" in text else text
    for line in html.unescape(plain).split("\n"):
        folded = " ".join(line.split())
        if folded:
            yield folded
