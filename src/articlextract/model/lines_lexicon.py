"""What the words of lines speak for: learned log-odds of words, of two side by side, and of whole lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUCKETS = 1 << 15  # of each hashed table
HEAD = 160  # characters of a line whose words are looked at; a line no longer than that is short
_MIX = np.uint32(2654435761)


@dataclass(frozen=True, eq=False)
class LineLexicon:
    """Tables of shape (BUCKETS,): log-odds of content given a word of a short line, the same in a long
    line, two words side by side in a short line, and a whole short line."""

    words: NDArray[np.float32]
    long_words: NDArray[np.float32]
    pairs: NDArray[np.float32]
    lines: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class LineWords:
    """The words of a page's lines as checksums, one row of all; line i covers `starts[i]` to `starts[i + 1]`.

    Every line has one at least. `short` has shape (lines,); `lines` are checksums of whole lines.
    """

    words: NDArray[np.uint32]
    starts: NDArray[np.int64]
    short: NDArray[np.bool_]
    lines: NDArray[np.uint32]

    @property
    def pairs(self) -> NDArray[np.uint32]:
        """A checksum for each word with the one before it; for a line's first word, with the line's border."""
        before = np.zeros_like(self.words)
        before[1:] = self.words[:-1]
        before[self.starts[:-1]] = 0
        return before * _MIX ^ self.words


@lru_cache(maxsize=131072)
def _checksum(word: str) -> int:
    if word[0].isdigit() or word[-1].isdigit():
        return len(word)  # numbers are alike but for their length
    return crc32(word.strip(".,:;!?\"'()[]").encode("utf-8", "replace"))


def read_words(texts: list[str]) -> LineWords:
    """The words of the beginnings of lines that are not empty."""
    heads = [text[:HEAD].lower().split() for text in texts]
    counts = [len(words) for words in heads]
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    words = np.fromiter(map(_checksum, [word for words in heads for word in words]), np.uint32, int(starts[-1]))
    short = np.array([len(text) <= HEAD for text in texts])
    # a line's checksum from its words', each by its place
    place = np.arange(len(words)) - np.repeat(starts[:-1], counts)
    mixed = (words + np.uint32(1)) * (np.uint32(2) * place.astype(np.uint32) + _MIX)
    lines = np.add.reduceat(mixed, starts[:-1]) if len(texts) else mixed
    return LineWords(words, starts, short, lines)


MEANINGS = {
    "word_mean": "mean log-odds of the line's words",
    "word_min": "lowest log-odds of its words",
    "word_max": "highest log-odds of its words",
    "word_first": "log-odds of its first word",
    "word_last": "log-odds of the last word looked at",
    "pair_mean": "mean log-odds of a short line's words two by two",
    "pair_min": "lowest of these",
    "pair_max": "highest of these",
    "line_odds": "log-odds of the whole of a short line",
}


def lexicon_features(words: LineWords, lexicon: LineLexicon) -> NDArray[np.float32]:
    """Shape (lines, len(MEANINGS)), columns in the order of MEANINGS."""
    starts, last = words.starts[:-1], words.starts[1:] - 1
    counts = np.diff(words.starts)
    buckets = words.words % BUCKETS
    of_short = np.repeat(words.short, counts)
    odds = np.where(of_short, lexicon.words[buckets], lexicon.long_words[buckets])
    pairs = np.where(of_short, lexicon.pairs[words.pairs % BUCKETS], 0)
    out = np.empty((len(counts), len(MEANINGS)), dtype=np.float32)
    out[:, 0] = np.add.reduceat(odds, starts) / counts
    out[:, 1] = np.minimum.reduceat(odds, starts)
    out[:, 2] = np.maximum.reduceat(odds, starts)
    out[:, 3] = odds[starts]
    out[:, 4] = odds[last]
    out[:, 5] = np.add.reduceat(pairs, starts) / counts
    out[:, 6] = np.minimum.reduceat(pairs, starts)
    out[:, 7] = np.maximum.reduceat(pairs, starts)
    out[:, 8] = np.where(words.short, lexicon.lines[words.lines % BUCKETS], 0)
    return out
