"""What a block's own text says: lengths, punctuation, links, likeness to the title, short words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ..statements import stated_in_lower_case
from .characters import (
    ALPHABETS,
    CLASSES,
    COMMA,
    DIGIT,
    END,
    LOWER,
    MONEY,
    PLANE,
    SPACE,
    SYMBOL,
    UNSPACED,
    UPPER,
    class_of,
)
from .columns import COLONS, ELLIPSES, LEAST_STATED, PROBE, SHORT, TEXTS
from .constants import BUCKETS
from .lexicon import Lexicon, word_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..records import Blocks, Page


@lru_cache(maxsize=2)
def classes(size: int = PLANE) -> NDArray[np.uint8]:
    """The class of each of the first characters of the basic plane; all of it takes 20 ms, and few pages need that."""
    table = np.full(PLANE, SYMBOL, dtype=np.uint8)
    table[:size] = [class_of(chr(code)) for code in range(size)]
    return table


def _class_counts(texts: Sequence[str], lengths: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Characters of each class in each text, shape (texts, 10), and the class of every character."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = classes(ALPHABETS if codes.max(initial=0) < ALPHABETS else PLANE)[np.minimum(codes, PLANE - 1)]
    owner = np.repeat(np.arange(len(texts)), lengths)
    counts = np.bincount(owner * CLASSES + kinds, minlength=len(texts) * CLASSES).reshape(-1, CLASSES)
    return counts.astype(np.float32), kinds


def text_features(page: Page, blocks: Blocks, lexicon: Lexicon) -> NDArray[np.float32]:
    """Shape (blocks, len(TEXTS)), columns in the order of TEXTS."""
    _, texts, pieces, _, link_chars = zip(*blocks.items, strict=True)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    counts, kinds = _class_counts(texts, lengths)
    ends = np.cumsum(lengths)
    first, last = kinds[ends - lengths], kinds[ends - 1]
    unspaced = counts[:, UNSPACED]
    words = counts[:, SPACE] + 1 + unspaced / 2
    cased = counts[:, UPPER] + counts[:, LOWER]
    out = np.empty((len(texts), len(TEXTS)), dtype=np.float32)
    out[:, 0] = np.log1p(lengths)
    out[:, 1] = np.log1p(words)
    out[:, 2] = (lengths - counts[:, SPACE]) / words
    out[:, 3] = link_chars / lengths
    out[:, 4] = counts[:, DIGIT] / lengths
    out[:, 5] = counts[:, UPPER] / np.maximum(cased, 1)
    out[:, 6] = np.log1p(counts[:, END])
    out[:, 7] = np.log1p(counts[:, COMMA])
    out[:, 8] = counts[:, SYMBOL] / lengths
    out[:, 9] = unspaced / lengths
    out[:, 10] = last == END
    out[:, 11] = [text.endswith(COLONS) for text in texts]
    out[:, 12] = [text.endswith(ELLIPSES) for text in texts]
    out[:, 13] = first == UPPER
    out[:, 14] = first == DIGIT
    out[:, 15:20] = _word_columns(page, texts, lexicon)
    first_place = dict(zip(reversed(texts), range(len(texts) - 1, -1, -1), strict=True))
    places = np.fromiter(map(first_place.__getitem__, texts), dtype=np.int64, count=len(texts))
    out[:, 20] = np.log(np.bincount(places)[places])
    out[:, 21] = places < np.arange(len(texts))
    out[:, 22] = counts[:, MONEY] > 0
    out[:, 23] = np.log(np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces)))
    out[:, 24:27] = _stated_columns(page, texts)
    return out


def word_counts(features: NDArray[np.float32]) -> NDArray[np.float64]:
    """Words of each block, shape (blocks,), from a matrix whose first columns are those of `text_features`."""
    return np.expm1(features[:, 1].astype(np.float64))


_BORDER = " \x00 "  # stands between texts that are split together, a word of its own


def _word_columns(page: Page, texts: Sequence[str], lexicon: Lexicon) -> NDArray[np.float32]:
    """title_share, title_cover, word_mean, word_min and word_max of each text; zeros for a long one."""
    out = np.zeros((len(texts), 5), dtype=np.float32)
    short = [i for i, text in enumerate(texts) if len(text) <= SHORT and "\x00" not in text]
    words = _BORDER.join([texts[i] for i in short]).lower().split()
    if not words:
        return out
    title = set((page.structured.title or "").lower().split())
    common = np.fromiter(map(title.__contains__, words), dtype=np.float32, count=len(words))
    borders = np.array([i for i, word in enumerate(words) if word == "\x00"], dtype=np.int64)
    starts = np.concatenate(([0], borders + 1))
    ends = np.concatenate((borders, [len(words)]))
    counts = ends - starts
    named = np.array(short)[counts > 0]  # a text of white space alone has no words
    starts, ends, counts = starts[counts > 0], ends[counts > 0], counts[counts > 0]
    odds = lexicon.words[word_codes(words) % BUCKETS]
    sums = np.concatenate((np.zeros((1, 2)), np.cumsum(np.column_stack([odds, common]), axis=0, dtype=np.float64)))
    totals = sums[ends] - sums[starts]
    edges = np.column_stack([starts, ends]).ravel()
    edges = edges[:-1] if edges[-1] == len(words) else edges
    out[named, 0] = totals[:, 1] / counts
    out[named, 1] = np.minimum(totals[:, 1] / max(len(title), 1), 1)
    out[named, 2] = totals[:, 0] / counts
    out[named, 3] = np.minimum.reduceat(odds, edges)[::2]
    out[named, 4] = np.maximum.reduceat(odds, edges)[::2]
    return out


def _stated_columns(page: Page, texts: Sequence[str]) -> NDArray[np.float32]:
    """in_data, in_meta and of_data of each text."""
    in_data, in_meta = stated_in_lower_case(page.structured)
    out = np.zeros((len(texts), 3), dtype=np.float32)
    out[:, 0] = 0 if in_data else -1
    out[:, 1] = 0 if in_meta else -1
    if not (in_data or in_meta):
        return out
    for i, text in enumerate(texts):
        size = len(text)
        if size >= LEAST_STATED:
            head = text[:PROBE].lower()
            if head in in_meta:
                out[i, 1] = 1
            if in_data:
                probes = (head, text[size // 2 : size // 2 + PROBE].lower(), text[-PROBE:].lower())
                found = sum([probe in in_data for probe in probes]) / len(probes)
                out[i, 0] = found
                out[i, 2] = found * min(size / len(in_data), 1)
    return out
