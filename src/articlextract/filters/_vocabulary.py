"""How filters write down their words, and how they say which one they met."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..records import Node


def phrases(text: str) -> frozenset[str]:
    """Phrases split by bars or line ends.

    >>> sorted(phrases("read also|see also"))
    ['read also', 'see also']
    """
    return frozenset(" ".join(phrase.split()) for phrase in text.replace("\n", "|").split("|")) - {""}


def reason(node: Node, names: frozenset[str], tags: frozenset[str] = frozenset()) -> str:
    """Why a node was met: by its tag, else by the first of its names that is known."""
    if node.tag in tags:
        return f"<{node.tag}>"
    word = next((word for word in node.words if word in names), "")
    return f"name '{word}' on <{node.tag}>"
