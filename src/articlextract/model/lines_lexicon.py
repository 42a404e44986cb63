"""What the words of lines speak for: learned log-odds of words, of two side by side, and of whole lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .lines_chars import LineWords

BUCKETS = 1 << 15  # of each hashed table


@dataclass(frozen=True, eq=False)
class LineLexicon:
    """Tables of shape (BUCKETS,): log-odds of content given a word of a short line, the same in a long
    line, two words side by side in a short line, and a whole short line."""

    words: NDArray[np.float32]
    long_words: NDArray[np.float32]
    pairs: NDArray[np.float32]
    lines: NDArray[np.float32]

    @cached_property
    def both(self) -> NDArray[np.float32]:
        """The tables of words, that of long lines first."""
        return np.concatenate((self.long_words, self.words))


MEANINGS = {
    "word_mean": "mean log-odds of the line's words",
    "word_min": "lowest log-odds of its words",
    "word_max": "highest log-odds of its words",
    "word_first": "log-odds of its first word",
    "word_last": "log-odds of its last word",
    "pair_mean": "mean log-odds of a short line's words two by two",
    "pair_min": "lowest of these",
    "pair_max": "highest of these",
    "line_odds": "log-odds of the whole of a short line",
}


def lexicon_rows(words: LineWords, lexicon: LineLexicon, out: NDArray[np.float32]) -> None:
    """Fill `out`, shape (len(MEANINGS), lines), rows in the order of MEANINGS; zeros for a line without words."""
    starts = words.starts
    counts = starts[1:] - starts[:-1]
    of_short = np.zeros(len(words.words), dtype=bool)
    of_short[:-1] = words.short.repeat(counts)
    odds = lexicon.both.take((words.words & np.uint32(BUCKETS - 1)) + of_short * np.uint32(BUCKETS))
    pairs = lexicon.pairs.take(words.pairs & np.uint32(BUCKETS - 1)) * of_short
    for first, row in ((0, odds), (5, pairs)):
        for at, fold in enumerate((np.add, np.minimum, np.maximum), first):
            out[at] = fold.reduceat(row, starts)[:-1]
        out[first] /= np.maximum(counts, 1)
    out[3] = odds[starts[:-1]]
    out[4] = odds[starts[1:] - 1]
    out[8] = lexicon.lines.take(words.lines & np.uint32(BUCKETS - 1)) * words.short
    if not counts.all():
        out[:, counts == 0] = 0
