"""How filters write down their words, and how they say which one they met."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..records import Node


def phrases(text: str) -> frozenset[str]:
    """Phrases split by bars or line ends.

    >>> sorted(phrases("read also|see also"))
    ['read also', 'see also']
    """
    return frozenset(" ".join(phrase.split()) for phrase in text.replace("\n", "|").split("|")) - {""}


def by_start(known: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Phrases of three characters and more by their first three, the longest first: most lines fail on the look-up.

    >>> by_start({"read also", "read", "go"})
    {'rea': ('read also', 'read')}
    """
    starts: dict[str, list[str]] = {}
    for phrase in sorted(known, key=lambda phrase: (-len(phrase), phrase)):
        if len(phrase) >= 3:
            starts.setdefault(phrase[:3], []).append(phrase)
    return {start: tuple(found) for start, found in starts.items()}


def reason(node: Node, names: frozenset[str], tags: frozenset[str] = frozenset()) -> str:
    """Why a node was met: by its tag, else by the first of its names that is known."""
    tag = node.tag
    if tag in tags:
        return f"<{tag}>"
    for word in node.words:
        if word in names:
            return f"name '{word}' on <{tag}>"
    return f"name '' on <{tag}>"
