"""Body -> clean HTML: semantic tags only."""

from __future__ import annotations

from html import escape

from ..article import BodyNode
from .text import to_text


def to_html(body: tuple[BodyNode, ...]) -> str:
    """The body as clean, safe HTML (a first version: paragraphs)."""
    return "\n".join(f"<p>{escape(to_text((node,)))}</p>" for node in body)
