"""What the words of lines speak for: learned log-odds of words and of whole lines."""

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
    line, and a whole short line."""

    words: NDArray[np.float32]
    long_words: NDArray[np.float32]
    lines: NDArray[np.float32]

    @cached_property
    def both(self) -> NDArray[np.float32]:
        """The tables of words, that of long lines first."""
        return np.concatenate((self.long_words, self.words))


MEANINGS = {
    "word_mean": "mean log-odds of the line's words",
    "word_min": "lowest log-odds of its words",
    "word_first": "log-odds of its first word",
    "word_last": "log-odds of its last word",
    "line_odds": "log-odds of the whole of a short line",
}


def lexicon_rows(words: LineWords, lexicon: LineLexicon, out: NDArray[np.float32]) -> None:
    """Fill `out`, shape (len(MEANINGS), lines), rows in the order of MEANINGS; zeros for a line without words."""
    starts = words.starts
    counts = starts[1:] - starts[:-1]
    places = words.words & np.uint32(BUCKETS - 1)
    places[:-1] += (words.short * np.uint32(BUCKETS)).repeat(counts)
    odds = lexicon.both.take(places)
    out[0] = np.add.reduceat(odds, starts)[:-1]
    out[0] /= np.maximum(counts, 1)
    out[1] = np.minimum.reduceat(odds, starts)[:-1]
    out[2] = odds.take(starts[:-1])
    out[3] = odds.take(starts[1:] - 1)
    out[4] = lexicon.lines.take(words.lines & np.uint32(BUCKETS - 1)) * words.short
    if not counts.all():
        out[:, counts == 0] = 0
