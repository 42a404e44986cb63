"""The characters of all lines of a text in a row, looked at once: classes, words, checksums of both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from .characters import ALPHABETS, DIGIT, PLANE, UNSPACED, UPPER
from .texts import classes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SHORT = 160  # characters; the words of longer lines are too common to tell by themselves
_BORDER = "\x1e"  # before, between and after the lines: white space, and never inside a line
_MIX = np.uint32(2654435761)
_TURN = 1 << 16  # places after which the powers begin again; a word right there has another checksum
_FACTOR = 1000003


@dataclass(frozen=True, eq=False)
class LineChars:
    """`codes`, `kinds` and `values` have shape (characters,): code points, their classes as `texts` counts them,
    and what they count in words.

    Line i stands from `begins[i]` for `lengths[i]` characters, with one border before and one after it.
    """

    codes: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    values: NDArray[np.uint32]
    begins: NDArray[np.int64]
    lengths: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LineWords:
    """The words of a page's lines as checksums, one row of all; line i covers `starts[i]` to `starts[i + 1]`.

    The row ends with one word that is no line's. `short` has shape (lines,); `lines` are checksums of whole lines.
    """

    words: NDArray[np.uint32]
    starts: NDArray[np.int64]
    short: NDArray[np.bool_]
    lines: NDArray[np.uint32]


def read_chars(texts: Sequence[str]) -> LineChars:
    """The characters of lines that are not empty."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    joined = _BORDER.join(("", *texts, ""))
    if joined.count(_BORDER) > len(texts) + 1:  # code may hold anything
        joined = _BORDER.join(("", *[text.replace(_BORDER, " ") for text in texts], ""))
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    size = ALPHABETS if codes.max() < ALPHABETS else PLANE
    begins = np.cumsum(lengths + 1)
    begins -= lengths
    places = codes.astype(np.intp)
    kinds = classes(size).take(places, mode="clip")
    return LineChars(codes, kinds, _values(size).take(places, mode="clip"), begins, lengths)


def read_words(chars: LineChars) -> LineWords:
    """The words of all lines at once.

    A word is a run of letters and digits; letters are small, and digits all alike: "2024" and "1998" are one
    word, "(note)" and "Note:" another.
    """
    is_part = chars.kinds <= UNSPACED
    first = np.flatnonzero(is_part[1:] > is_part[:-1]) + 1
    powers, inverses = _powers(len(chars.codes))
    # a word's letters, each times the power of its place in the text, over the power of the word's own place
    values = chars.values * powers
    words = np.zeros(len(first) + 1, dtype=np.uint32)
    if len(first):
        np.add.reduceat(values, first, out=words[:-1])
        words[:-1] *= inverses.take(first)
    words ^= words >> np.uint32(15)
    words *= _MIX
    words ^= words >> np.uint32(13)
    starts = np.empty(len(chars.begins) + 1, dtype=np.int64)
    starts[:-1] = first.searchsorted(chars.begins)
    starts[-1] = len(first)
    return LineWords(words, starts, chars.lengths <= SHORT, _line_sums(words, starts))


def _line_sums(words: NDArray[np.uint32], starts: NDArray[np.int64]) -> NDArray[np.uint32]:
    """A checksum for each line, 0 where it has no word."""
    powers, inverses = _powers(len(words))
    sums = np.add.reduceat((words + np.uint32(1)) * powers, starts, dtype=np.uint32)
    sums *= inverses.take(starts)
    sums ^= sums >> np.uint32(15)
    sums *= _MIX
    return np.where(starts[1:] > starts[:-1], sums[:-1], np.uint32(0))


@lru_cache(maxsize=1)
def _turn() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The powers of a factor and their inverses, both modulo 2**32."""
    inverse = pow(_FACTOR, -1, 1 << 32)
    factors = (np.full(_TURN, factor, dtype=np.uint32) for factor in (_FACTOR, inverse))
    powers, inverses = (np.cumprod(row, dtype=np.uint32) for row in factors)
    return powers, inverses


def _powers(size: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    powers, inverses = _turn()
    if size <= _TURN:
        return powers[:size], inverses[:size]
    return np.resize(powers, size), np.resize(inverses, size)


@lru_cache(maxsize=2)
def _values(size: int) -> NDArray[np.uint32]:
    """What a character counts in a word: its small letter's code, 1 for any digit, 0 for what parts words."""
    kinds = classes(size)
    values = np.where(kinds <= UNSPACED, np.arange(PLANE, dtype=np.uint32), np.uint32(0))
    values[kinds == DIGIT] = 1
    for code in np.flatnonzero(kinds == UPPER).tolist():
        small = chr(code).lower()
        values[code] = ord(small[0])
    return values
