"""What a block's own text says: lengths, punctuation, links, likeness to the title, short words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category

import numpy as np

from ..statements import plain_lines, stated_texts
from .lexicon import BUCKETS, Lexicon, word_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..records import Blocks, Page

MEANINGS = {
    "chars": "characters, log",
    "words": "words, log; two characters of an unspaced script count as one",
    "word_length": "characters a word",
    "link_share": "share of the characters that stand in links",
    "digit_share": "share of digits",
    "upper_share": "share of capitals among the letters that have case",
    "sentence_ends": "full stops, question and exclamation marks of any script, log",
    "commas": "commas, semicolons and colons of any script, log",
    "symbol_share": "share of other signs",
    "unspaced_share": "share of letters of scripts that write no spaces",
    "ends_sentence": "the last character ends a sentence",
    "ends_colon": "the last character is a colon",
    "ends_ellipsis": "the text ends in an ellipsis",
    "starts_upper": "the first character is a capital",
    "starts_digit": "the first character is a digit",
    "title_share": "share of the block's words that <title> has too; short blocks only",
    "title_cover": "share of the title's words that the block has; short blocks only",
    "word_mean": "mean log-odds of a short block's words",
    "word_min": "lowest log-odds of a short block's words",
    "word_max": "highest log-odds of a short block's words",
    "repeats": "times the same text stands on the page, log",
    "echo": "the same text stood earlier on the page",
    "money": "a currency sign",
    "pieces": "text nodes in the block, log",
    "in_data": "share of the block's probes that the page's JSON-LD texts hold; -1 when it has none",
    "in_meta": "1 when the page's meta descriptions hold the block's begin; -1 when it has none",
    "of_data": "characters of the JSON-LD texts that the block can be, as a share; 0 when it is not in them",
}

_PROBE = 24  # characters by which a text is looked for in the page's data: at its begin, from its middle, at its end
_LEAST_STATED = 10  # characters; shorter texts stand anywhere

SHORT = 160  # characters; words of longer blocks are too common to tell
_DIGIT, _UPPER, _LOWER, _LETTER, _UNSPACED, _END, _COMMA, _SPACE, _MONEY, _SYMBOL = range(10)
_CLASSES = 10
_ENDS = ".!?。！？؟।…"
_COMMAS = ",;:，、；：،؛"
_UNSPACED_RANGES = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF))
_PLANE = 1 << 16
_ALPHABETS = 0x3000  # below: what is written in letters, and punctuation


@lru_cache(maxsize=2)
def _classes(size: int = _PLANE) -> NDArray[np.uint8]:
    """The class of each of the first characters of the basic plane; all of it takes 8 ms, and few pages need that."""
    table = np.full(_PLANE, _SYMBOL, dtype=np.uint8)
    for code in range(size):
        char = chr(code)
        if char.isalpha():
            table[code] = _UPPER if char.isupper() else _LOWER if char.islower() else _LETTER
        elif char.isdigit():
            table[code] = _DIGIT
        elif char.isspace():
            table[code] = _SPACE
        elif category(char) == "Sc":
            table[code] = _MONEY
    for first, last in _UNSPACED_RANGES:
        table[first : last + 1] = np.where(table[first : last + 1] == _LETTER, _UNSPACED, table[first : last + 1])
    for chars, kind in ((_ENDS, _END), (_COMMAS, _COMMA)):
        table[[ord(char) for char in chars]] = kind
    return table


def _class_counts(texts: Sequence[str], lengths: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Characters of each class in each text, shape (texts, 10), and the class of every character."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _classes(_ALPHABETS if codes.max(initial=0) < _ALPHABETS else _PLANE)[np.minimum(codes, _PLANE - 1)]
    owner = np.repeat(np.arange(len(texts)), lengths)
    counts = np.bincount(owner * _CLASSES + kinds, minlength=len(texts) * _CLASSES).reshape(-1, _CLASSES)
    return counts.astype(np.float32), kinds


def text_features(page: Page, blocks: Blocks, lexicon: Lexicon) -> NDArray[np.float32]:
    """Shape (blocks, len(MEANINGS)), columns in the order of MEANINGS."""
    _, texts, pieces, _, link_chars = zip(*blocks.items, strict=True)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    counts, kinds = _class_counts(texts, lengths)
    ends = np.cumsum(lengths)
    first, last = kinds[ends - lengths], kinds[ends - 1]
    unspaced = counts[:, _UNSPACED]
    words = counts[:, _SPACE] + 1 + unspaced / 2
    cased = counts[:, _UPPER] + counts[:, _LOWER]
    out = np.empty((len(texts), len(MEANINGS)), dtype=np.float32)
    out[:, 0] = np.log1p(lengths)
    out[:, 1] = np.log1p(words)
    out[:, 2] = (lengths - counts[:, _SPACE]) / words
    out[:, 3] = link_chars / lengths
    out[:, 4] = counts[:, _DIGIT] / lengths
    out[:, 5] = counts[:, _UPPER] / np.maximum(cased, 1)
    out[:, 6] = np.log1p(counts[:, _END])
    out[:, 7] = np.log1p(counts[:, _COMMA])
    out[:, 8] = counts[:, _SYMBOL] / lengths
    out[:, 9] = unspaced / lengths
    out[:, 10] = last == _END
    out[:, 11] = [text.endswith((":", "：")) for text in texts]
    out[:, 12] = [text.endswith(("…", "...")) for text in texts]
    out[:, 13] = first == _UPPER
    out[:, 14] = first == _DIGIT
    out[:, 15:20] = _word_columns(page, texts, lexicon)
    first_place = dict(zip(reversed(texts), range(len(texts) - 1, -1, -1), strict=True))
    places = np.fromiter(map(first_place.__getitem__, texts), dtype=np.int64, count=len(texts))
    out[:, 20] = np.log(np.bincount(places)[places])
    out[:, 21] = places < np.arange(len(texts))
    out[:, 22] = counts[:, _MONEY] > 0
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
    sums = np.concatenate((np.zeros((1, 2)), np.cumsum(np.column_stack([odds, common]), axis=0)))
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
    data = page.structured
    in_data = " ".join([line for _, text in stated_texts(data) for line in plain_lines(text)]).lower()
    meta = [text for key in ("description", "og:description") for text in data.meta.get(key, ())]
    in_meta = " ".join([line for text in meta for line in plain_lines(text)]).lower()
    out = np.zeros((len(texts), 3), dtype=np.float32)
    out[:, 0] = 0 if in_data else -1
    out[:, 1] = 0 if in_meta else -1
    if not (in_data or in_meta):
        return out
    for i, text in enumerate(texts):
        size = len(text)
        if size >= _LEAST_STATED:
            head = text[:_PROBE].lower()
            if head in in_meta:
                out[i, 1] = 1
            if in_data:
                probes = (head, text[size // 2 : size // 2 + _PROBE].lower(), text[-_PROBE:].lower())
                found = sum([probe in in_data for probe in probes]) / len(probes)
                out[i, 0] = found
                out[i, 2] = found * min(size / len(in_data), 1)
    return out
