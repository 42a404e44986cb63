"""The words of a line, and whether it has one of some, or a digit: asked of every short line of a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from .native import compiled

_kernel = compiled("_wordset_kernel")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+")


class _WordSet:
    """Words in small letters; `other` answers for a text that is not all ASCII.

    >>> _WordSet({"may", "june"}, bool).in_line("4 May 2024"), _WordSet({"may", "june"}, bool).in_line("Mayor of Osk")
    (True, False)
    """

    def __init__(self, words: Iterable[str], other: Callable[[str], bool]) -> None:
        self._words = frozenset(words)
        self._other = other

    def in_line(self, text: str) -> bool:
        """Whether one of the words stands in it as a run of letters, in letters of either case."""
        return not self._words.isdisjoint(_LETTERS.findall(text.lower())) if text.isascii() else self._other(text)


def _has_digit(text: str) -> bool:
    """Whether a text has a digit of any script.

    >>> _has_digit("4 May"), _has_digit("٤ مايو"), _has_digit("May")
    (True, True, False)
    """
    return _DIGIT.search(text) is not None


def _words_of(text: str) -> tuple[str, ...]:
    """The runs of letters and digits, in small letters.

    >>> _words_of("Ferry no. 12 to O'Hara_Bay")
    ('ferry', 'no', '12', 'to', 'o', 'hara', 'bay')
    """
    return tuple(_WORD.findall(text.casefold()))


WordSet = _WordSet
has_digit = _has_digit
words_of = _words_of
if _kernel is not None and not TYPE_CHECKING:
    WordSet = _kernel.WordSet
    has_digit = _kernel.has_digit
    words_of = _kernel.words_of
