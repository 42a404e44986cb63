"""Running text that a page states in its data rather than shows: JSON-LD bodies and descriptions, posts of a thread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .records import DataNode, StructuredData

KEYS = ("articleBody", "text", "description")
MIN_CHARS = 40  # shorter strings are labels
MAX_CHARS = 500_000
_ANSWERS = ("comment", "suggestedAnswer", "acceptedAnswer")
_MARKUP = re.compile(r"<[^<>]{0,300}>")


def stated_texts(data: StructuredData) -> Iterator[tuple[str, str]]:
    """Where each stood (`articlebody`, `text`, `description`, `post`) and the text, which may hold markup."""
    for node in data.jsonld:
        for key in KEYS:
            value = node.data.get(key)
            if isinstance(value, str) and len(value) >= MIN_CHARS:
                yield key.lower(), value[:MAX_CHARS]
        yield from _answers(node)


def _answers(node: DataNode) -> Iterator[tuple[str, str]]:
    """The posts of a thread that schema.org nests below its question."""
    for key in _ANSWERS:
        posts = node.data.get(key)
        for post in posts if isinstance(posts, list) else [posts]:
            text = post.get("text") if isinstance(post, dict) else None
            if isinstance(text, str) and len(text) >= MIN_CHARS:
                yield "post", text[:MAX_CHARS]


def stated_in_lower_case(data: StructuredData) -> tuple[str, str]:
    """All of it in one piece, without markup, in lower case; and the same of the page's meta descriptions."""
    stated = [line for _, text in stated_texts(data) for line in plain_lines(text)]
    meta = [text for key in ("description", "og:description") for text in data.meta.get(key, ())]
    return " ".join(stated).lower(), " ".join([line for text in meta for line in plain_lines(text)]).lower()


def plain_lines(text: str) -> Iterator[str]:
    """Lines of a text that may hold markup, escaped or not, white space folded.

    >>> list(plain_lines("<p>One &amp; two.</p>\\nThree."))
    ['One & two.', 'Three.']
    """
    plain = _MARKUP.sub("\n", _unescape(text)) if "<" in text or "&" in text else text
    for line in _unescape(plain).split("\n"):
        folded = " ".join(line.split())
        if folded:
            yield folded


def _unescape(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)
