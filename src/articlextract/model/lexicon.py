"""Learned log-odds of names and words: how often a class word, or a word of a short line, marks content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKETS = 1 << 15  # of a hashed table; training shrinks what rare or colliding names say


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Two tables of shape (BUCKETS,): log-odds of content given a name, or a word of a short line."""

    names: NDArray[np.float32]
    words: NDArray[np.float32]

    @cached_property
    def name_list(self) -> list[float]:
        """The names' table for look-ups one at a time, which numpy is slow at."""
        found: list[float] = self.names.tolist()
        return found


@lru_cache(maxsize=65536)
def name_buckets(words: tuple[str, ...]) -> tuple[int, ...]:
    """Hash buckets of a node's class words and of each two that stand side by side.

    >>> len(name_buckets(("entry", "content")))
    3
    """
    known = [_checksum(word) for word in words]
    alone = [crc % BUCKETS for _, crc in known]
    pairs = [crc32(spaced, crc) % BUCKETS for (_, crc), (spaced, _) in pairwise(known)]
    return tuple(dict.fromkeys(alone + pairs))


@lru_cache(maxsize=16384)
def _checksum(word: str) -> tuple[bytes, int]:
    """A word with a blank before it, to go on from another's checksum, and its own."""
    plain = word.encode()
    return b" " + plain, crc32(plain)


@lru_cache(maxsize=65536)
def name_score(lexicon: Lexicon, words: tuple[str, ...]) -> tuple[float, float, float]:
    """Sum, minimum and maximum of the log-odds of an element's names; zeros when it has none."""
    if not words:
        return (0.0, 0.0, 0.0)
    table = lexicon.name_list
    odds = [table[bucket] for bucket in name_buckets(words)]
    return (sum(odds), min(odds), max(odds))


@lru_cache(maxsize=65536)
def word_bucket(word: str) -> int:
    """Hash bucket of one lower-cased word of text."""
    return crc32(word.encode("utf-8", "replace")) % BUCKETS
