"""Learned log-odds of names and words: how often a class word, or a word of a short line, marks content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from .constants import BUCKETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Two tables of shape (BUCKETS,): log-odds of content given a name, or a word of a short line."""

    names: NDArray[np.float32]
    words: NDArray[np.float32]


def name_buckets(words: Sequence[str]) -> NDArray[np.int64]:
    """Hash buckets of an element's class words, then of each two that stand side by side.

    >>> len(name_buckets(("entry", "content")))
    3
    """
    codes = word_codes(words)
    return (np.concatenate((codes, _pairs(codes[:-1], codes[1:]))) % BUCKETS).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Scores:
    """Of each element's names the log-odds summed, the lowest and the highest, each of shape (elements,)."""

    total: NDArray[np.float32]
    lowest: NDArray[np.float32]
    highest: NDArray[np.float32]


def name_scores(lexicon: Lexicon, elements: Sequence[Sequence[str]]) -> Scores:
    """What the names of many elements say, zeros for one without any.

    For all elements at once: one at a time, first-seen names cost half a bare parse a page.
    """
    counts = np.fromiter(map(len, elements), dtype=np.int64, count=len(elements))
    found = np.zeros((3, len(elements)), dtype=np.float32)
    named = np.flatnonzero(counts)
    if len(named):
        codes = word_codes([word for words in elements for word in words])
        starts = np.concatenate(([0], np.cumsum(counts[named])))[:-1]
        alone = lexicon.names[codes % BUCKETS]
        beside = np.zeros_like(alone)  # each word with the one before it in the same element
        beside[1:] = lexicon.names[_pairs(codes[:-1], codes[1:]) % BUCKETS]
        beside[starts] = 0
        found[0, named] = np.add.reduceat(alone + beside, starts)
        lowest, highest = np.minimum(alone, beside), np.maximum(alone, beside)
        lowest[starts], highest[starts] = alone[starts], alone[starts]
        found[1, named] = np.minimum.reduceat(lowest, starts)
        found[2, named] = np.maximum.reduceat(highest, starts)
    return Scores(*found)


def word_codes(words: Sequence[str]) -> NDArray[np.uint64]:
    """Checksums of words without line ends, shape (words,); the rest of one by BUCKETS is the word's bucket."""
    encoded = "\n".join(words).encode("utf-8", "replace").split(b"\n")  # at once: one by one takes twice the time
    return np.fromiter(map(crc32, encoded), dtype=np.uint64, count=len(words))


def _pairs(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One number for two words in their order; the multiplier is 2**32 over the golden ratio, which spreads well."""
    mixed: NDArray[np.uint64] = ((first * np.uint64(31) + second) * np.uint64(2654435761)) >> np.uint64(15)
    return mixed


def word_bucket(word: str) -> int:
    """Hash bucket of one lower-cased word of text, or of one name."""
    return crc32(word.encode("utf-8", "replace")) % BUCKETS
