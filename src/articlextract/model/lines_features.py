"""What a line of flattened text says by itself: lengths, punctuation, shape, layout, likeness to the first line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from . import lines_context, lines_lexicon
from .lines_lexicon import LineLexicon, LineWords, read_words
from .texts import _class_counts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..records import Lines

    Columns = NDArray[np.float32]

_DIGIT, _UPPER, _LOWER, _LETTER, _UNSPACED, _END, _COMMA, _SPACE, _MONEY, _SYMBOL = range(10)  # as `texts` counts

_KNOWN = 1 << 14  # places of a table of the first line's words

OWN = {
    "chars": "characters, log",
    "words": "words, log; two characters of an unspaced script count as one",
    "word_length": "characters a word",
    "digit_share": "share of digits",
    "upper_share": "share of capitals among the letters that have case",
    "sentence_ends": "full stops, question and exclamation marks of any script, log",
    "commas": "commas, semicolons and colons of any script, log",
    "symbol_share": "share of other signs",
    "unspaced_share": "share of letters of scripts that write no spaces",
    "ends_sentence": "the last character ends a sentence",
    "ends_comma": "the last character is a comma or colon",
    "ends_letter": "the last character is a letter",
    "ends_ellipsis": "the last two characters end sentences, or the last is an ellipsis",
    "starts_upper": "the first character is a capital",
    "starts_lower": "the first character is a small letter",
    "starts_digit": "the first character is a digit",
    "starts_symbol": "the first character is another sign",
    "capital_words": "capitals after a space or at the start, a word",
    "glued": "capitals right after small letters, a word: words that ran together",
    "money": "a currency sign",
    "longest_word": "characters of the longest run without a space, log",
    "bars": "bars, bullets and other signs between spaces, a word",
    "gap": "blank lines above, log",
    "gap_below": "blank lines below, log",
    "indent": "white space before, log",
    "is_item": "has a bullet or number",
    "is_heading": "has the shape of a heading",
    "repeats": "times the same line stands on the page, log",
    "echo": "the same line stood earlier on the page",
    "first_share": "share of the line's words that the first line has too",
    "first_cover": "share of the first line's words that this line has",
}

MEANINGS: dict[str, str] = {**OWN, **lines_lexicon.MEANINGS, **lines_context.MEANINGS}
"""Name -> meaning of every feature, in column order."""


def line_features(lines: Lines, lexicon: LineLexicon) -> Columns:
    """Shape (lines, len(MEANINGS)), columns in the order of MEANINGS."""
    texts = [block.text for block in lines.blocks.items]
    words = read_words(texts)
    own = own_features(lines, texts, words)
    said = lines_lexicon.lexicon_features(words, lexicon)
    return np.hstack([own, said, lines_context.context_features(own, said)])


def own_features(lines: Lines, texts: list[str], words: LineWords) -> Columns:
    """Shape (lines, len(OWN)), columns in the order of OWN."""
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    counts, kinds = _class_counts(texts, lengths)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    first, last = kinds[starts], kinds[ends - 1]
    size = counts[:, _SPACE] + 1 + counts[:, _UNSPACED] / 2
    out = np.empty((len(texts), len(OWN)), dtype=np.float32)
    out[:, 0] = np.log1p(lengths)
    out[:, 1] = np.log1p(size)
    out[:, 2] = (lengths - counts[:, _SPACE]) / size
    out[:, 3] = counts[:, _DIGIT] / lengths
    out[:, 4] = counts[:, _UPPER] / np.maximum(counts[:, _UPPER] + counts[:, _LOWER], 1)
    out[:, 5] = np.log1p(counts[:, _END])
    out[:, 6] = np.log1p(counts[:, _COMMA])
    out[:, 7] = counts[:, _SYMBOL] / lengths
    out[:, 8] = counts[:, _UNSPACED] / lengths
    out[:, 9] = last == _END
    out[:, 10] = last == _COMMA
    out[:, 11] = (last >= _UPPER) & (last <= _UNSPACED)
    out[:, 12] = [text.endswith(("…", "...")) for text in texts]
    for column, kind in ((13, _UPPER), (14, _LOWER), (15, _DIGIT), (16, _SYMBOL)):
        out[:, column] = first == kind
    out[:, 17:22] = _shape(kinds, starts, ends, size, counts)
    out[:, 22:27] = _layout(lines)
    same, place, count = np.unique(words.lines, return_index=True, return_counts=True)
    at = np.searchsorted(same, words.lines)
    out[:, 27] = np.log(count[at])
    out[:, 28] = place[at] < np.arange(len(texts))
    out[:, 29:31] = _likeness(words)
    return out


def _shape(
    kinds: NDArray[np.uint8],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    size: NDArray[np.floating],
    counts: NDArray[np.float32],
) -> Columns:
    """capital_words, glued, money, longest_word, bars."""
    before = np.empty_like(kinds)
    before[0] = _SPACE
    before[1:] = kinds[:-1]
    before[starts] = _SPACE
    upper = kinds == _UPPER
    spaced = before == _SPACE
    capitals = np.add.reduceat((upper & spaced).astype(np.int32), starts)
    glued = np.add.reduceat((upper & (before == _LOWER)).astype(np.int32), starts)
    bars = np.add.reduceat(((kinds == _SYMBOL) & spaced).astype(np.int32), starts)
    # the longest distance between spaces: each space's distance to the border before it
    borders = np.flatnonzero((kinds == _SPACE) | _marks(ends - 1, len(kinds)))
    runs = np.diff(borders, prepend=-1)
    longest = np.maximum.reduceat(runs, np.searchsorted(borders, starts))
    return np.column_stack(
        [capitals / size, glued / size, counts[:, _MONEY] > 0, np.log1p(longest), bars / size]
    ).astype(np.float32)


def _marks(places: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    found = np.zeros(size, dtype=bool)
    found[places] = True
    return found


def _layout(lines: Lines) -> Columns:
    """gap, gap_below, indent, is_item, is_heading."""
    gaps = np.log1p(np.minimum(np.array(lines.gaps, dtype=np.float32), 100))
    indents = np.log1p(np.minimum(np.array(lines.indents, dtype=np.float32), 100))
    nodes = lines.blocks.nodes
    tags = [nodes[block.node].tag for block in lines.blocks.items]
    below = np.append(gaps[1:], np.float32(5))
    return np.column_stack(
        [gaps, below, indents, [tag == "li" for tag in tags], [tag[0] == "h" for tag in tags]]
    ).astype(np.float32)


def _likeness(words: LineWords) -> Columns:
    """first_share and first_cover: a page's first line is often its <title>, which the headline repeats."""
    starts = words.starts[:-1]
    known = np.zeros(_KNOWN, dtype=np.float32)
    known[words.words[: words.starts[1]] % _KNOWN] = 1
    common = np.add.reduceat(known[words.words % _KNOWN], starts)
    counts = np.diff(words.starts)
    cover = np.minimum(common / max(float(known.sum()), 1.0), 1)
    return np.column_stack([common / counts, np.where(words.short, cover, 0)]).astype(np.float32)
