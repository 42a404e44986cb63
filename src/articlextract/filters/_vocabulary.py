"""How filters write down their words, and how they say which one they met."""

from __future__ import annotations

from functools import lru_cache
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
    return _reason(node.tag, node.words, names, tags)


@lru_cache(maxsize=16384)
def _reason(tag: str, words: tuple[str, ...], names: frozenset[str], tags: frozenset[str]) -> str:
    if tag in tags:
        return f"<{tag}>"
    return f"name '{next((word for word in words if word in names), '')}' on <{tag}>"
