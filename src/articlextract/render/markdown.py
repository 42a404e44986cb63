"""Body -> Markdown."""

from __future__ import annotations

from ..article import BodyNode
from .text import to_text


def to_markdown(body: tuple[BodyNode, ...]) -> str:
    """The body as CommonMark (a first version: paragraphs)."""
    return to_text(body)
