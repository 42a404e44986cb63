"""What the words of lines speak for: learned log-odds of words, of two side by side, and of whole lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .texts import _ALPHABETS, _PLANE, _classes
from .texts import _DIGIT as DIGIT
from .texts import _SPACE as SPACE
from .texts import _UNSPACED as UNSPACED

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUCKETS = 1 << 15  # of each hashed table
HEAD = 160  # characters of a line whose words are looked at; a line no longer than that is short
_MIX = np.uint32(2654435761)
_POWERS = np.cumprod(np.full(64, 1000003, dtype=np.uint32), dtype=np.uint32)  # for a character by its place
_BORDER = "\x1e"  # between lines: white space, and never inside a line


def char_classes(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The class of each character, as `texts` counts them."""
    table = _classes(_ALPHABETS if codes.max(initial=0) < _ALPHABETS else _PLANE)
    return np.take(table, np.minimum(codes, _PLANE - 1))


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
        found: NDArray[np.uint32] = before * _MIX ^ self.words
        return found


def read_words(texts: list[str]) -> LineWords:
    """The words of the beginnings of lines that are not empty, all at once.

    A word is its letters, small, and its digits, all alike: "2024" and "1998" are one word, "(note)"
    and "Note:" another.
    """
    heads = [text[:HEAD] for text in texts]
    joined = _BORDER.join(heads)
    if joined.count(_BORDER) >= len(heads):  # code may hold anything
        joined = _BORDER.join([head.replace(_BORDER, " ") for head in heads])
    codes = np.frombuffer(joined.lower().encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = char_classes(codes)
    space = kinds == SPACE
    begins = ~space & np.concatenate(([True], space[:-1]))
    first = np.flatnonzero(begins)
    kept = (kinds >= DIGIT) & (kinds <= UNSPACED)
    done = np.cumsum(kept, dtype=np.int64)
    word = np.maximum(np.cumsum(begins) - 1, 0)
    place = done - (done - kept)[first][word] - 1
    values = np.where(kinds == DIGIT, np.uint32(1), codes) * _POWERS[np.clip(place, 0, len(_POWERS) - 1)]
    words = np.add.reduceat(np.where(kept, values, np.uint32(0)), first, dtype=np.uint32)
    words = (words ^ (words >> np.uint32(15))) * _MIX
    words = words ^ (words >> np.uint32(13))
    counts = np.bincount(np.cumsum(codes == ord(_BORDER))[first], minlength=len(texts))
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    # a line's checksum from its words', each by its place
    order = np.arange(len(words), dtype=np.uint32) - np.repeat(starts[:-1], counts).astype(np.uint32)
    lines = np.add.reduceat((words + np.uint32(1)) * (np.uint32(2) * order + _MIX), starts[:-1], dtype=np.uint32)
    return LineWords(words, starts, np.array([len(text) <= HEAD for text in texts]), lines)


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
