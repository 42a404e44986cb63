"""What a line of flattened text says by itself: lengths, punctuation, shape, layout, likeness to the first line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from . import lines_context, lines_lexicon
from .lines_chars import LineChars, LineWords, read_chars, read_words
from .lines_lexicon import LineLexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..records import Lines

    Rows = NDArray[np.float32]

_DIGIT, _UPPER, _LOWER, _LETTER, _UNSPACED, _END, _COMMA, _SPACE, _MONEY, _SYMBOL = range(10)  # as `texts` counts
_CLASSES = 10
_LASTS = np.array([[_END], [_COMMA]], dtype=np.uint8)
_FIRSTS = np.array([[_UPPER], [_LOWER], [_DIGIT], [_SYMBOL]], dtype=np.uint8)
_AFTER_SPACE, _AFTER_OTHER, _AFTER_LOWER = range(3)

_KNOWN = 1 << 14  # places of a table of the first line's words
_MAX_LAYOUT = 100  # blank lines, and characters of indentation

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
    "ends_ellipsis": "the last character is an ellipsis, or the last three are full stops",
    "starts_upper": "the first character is a capital",
    "starts_lower": "the first character is a small letter",
    "starts_digit": "the first character is a digit",
    "starts_symbol": "the first character is another sign",
    "capital_words": "capitals after a space or at the start, a word",
    "glued": "capitals right after small letters, a word: words that ran together",
    "money": "a currency sign",
    "longest_run": "characters of the longest run without a space, log",
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


def line_features(lines: Lines, lexicon: LineLexicon) -> Rows:
    """Shape (len(MEANINGS), lines), rows in the order of MEANINGS."""
    chars = read_chars(lines.texts)
    words = read_words(chars)
    out = np.empty((len(MEANINGS), len(lines.texts)), dtype=np.float32)
    own, said = out[: len(OWN)], out[len(OWN) : len(OWN) + len(lines_lexicon.MEANINGS)]
    _own_rows(lines, chars, words, own)
    lines_lexicon.lexicon_rows(words, lexicon, said)
    lines_context.context_rows(own, said, out[len(own) + len(said) :])
    return out


def _own_rows(lines: Lines, chars: LineChars, words: LineWords, out: Rows) -> None:
    """Fill `out`, shape (len(OWN), lines), rows in the order of OWN."""
    kinds, begins, lengths = chars.kinds, chars.begins, chars.lengths
    ends = begins + lengths - 1
    first, last = kinds[begins], kinds[ends]
    counts = _counts(kinds, lengths)
    of = counts.sum(axis=1)
    size = of[_SPACE] + of[_UNSPACED] / 2  # the border after a line is one of its spaces
    np.log1p(lengths, out=out[0], casting="same_kind")
    np.log1p(size, out=out[1], casting="same_kind")
    out[2] = (lengths + 1 - of[_SPACE]) / size
    out[[3, 7, 8]] = of[[_DIGIT, _SYMBOL, _UNSPACED]] / lengths
    out[4] = of[_UPPER] / np.maximum(of[_UPPER] + of[_LOWER], 1)
    np.log1p(of[_END : _COMMA + 1], out=out[5:7], casting="same_kind")
    np.equal(last, _LASTS, out=out[9:11], casting="unsafe")
    out[11] = (last >= _UPPER) & (last <= _UNSPACED)
    out[12] = _ends_in_ellipsis(chars, ends)
    np.equal(first, _FIRSTS, out=out[13:17], casting="unsafe")
    out[17] = counts[_UPPER, _AFTER_SPACE] / size
    out[18] = counts[_UPPER, _AFTER_LOWER] / size
    out[19] = of[_MONEY] > 0
    out[20] = _longest_run(kinds, begins)
    out[21] = counts[_SYMBOL, _AFTER_SPACE] / size
    _layout_rows(lines, out[22:27])
    out[27], out[28] = _repeats(words.lines)
    _likeness_rows(words, out[29:31])


def _counts(kinds: NDArray[np.uint8], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Shape (classes, 3, lines): characters of each class by what stands before them; its end is a line's own."""
    before, here = kinds[:-1], kinds[1:]
    cell = (before != _SPACE).view(np.uint8) + (before == _LOWER).view(np.uint8)
    cell += here * np.uint8(3)
    places = np.repeat(np.arange(len(lengths)) * (3 * _CLASSES), lengths + 1)
    places += cell
    counts = np.bincount(places, minlength=3 * _CLASSES * len(lengths))
    return np.ascontiguousarray(counts.reshape(-1, 3 * _CLASSES).T).reshape(_CLASSES, 3, -1)


def _ends_in_ellipsis(chars: LineChars, ends: NDArray[np.int64]) -> NDArray[np.bool_]:
    last = chars.codes[ends]
    found: NDArray[np.bool_] = last == ord("…")
    points = ends[last == ord(".")]
    if len(points):
        three = (chars.codes[points - 1] == ord(".")) & (chars.codes[points - 2] == ord("."))
        found[last == ord(".")] = three
    return found


def _longest_run(kinds: NDArray[np.uint8], begins: NDArray[np.int64]) -> NDArray[np.floating]:
    """From a space or border to the next one; the last space is the border after the last line."""
    spaces = np.flatnonzero(kinds == _SPACE)
    runs = spaces[1:] - spaces[:-1]
    return np.log1p(np.maximum.reduceat(runs, spaces.searchsorted(begins - 1)))


def _layout_rows(lines: Lines, out: Rows) -> None:
    """gap, gap_below, indent, is_item, is_heading."""
    count = len(lines.texts)
    out[0] = np.fromiter(lines.gaps, dtype=np.float32, count=count)
    out[2] = np.fromiter(lines.indents, dtype=np.float32, count=count)
    np.minimum(out[0:3:2], _MAX_LAYOUT, out=out[0:3:2])
    np.log1p(out[0:3:2], out=out[0:3:2])
    out[1, :-1] = out[0, 1:]
    out[1, -1] = 5
    out[3:] = 0
    marked = [(i, tag) for i, tag in enumerate(lines.tags) if tag != "p"]
    out[3, [i for i, tag in marked if tag == "li"]] = 1
    out[4, [i for i, tag in marked if tag[0] == "h"]] = 1


def _repeats(lines: NDArray[np.uint32]) -> tuple[NDArray[np.floating], NDArray[np.bool_]]:
    """repeats and echo."""
    order = lines.argsort(kind="stable")
    ordered = lines[order]
    is_new = np.empty(len(lines), dtype=bool)
    is_new[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    firsts = np.flatnonzero(is_new)
    counts = np.empty_like(firsts)
    np.subtract(firsts[1:], firsts[:-1], out=counts[:-1])
    counts[-1] = len(lines) - firsts[-1]
    repeats, echo = np.empty(len(lines)), np.empty(len(lines), dtype=bool)
    repeats[order] = np.repeat(np.log(counts), counts)
    echo[order] = ~is_new
    return repeats, echo


def _likeness_rows(words: LineWords, out: Rows) -> None:
    """first_share and first_cover: a page's first line is often its <title>, which the headline repeats."""
    starts = words.starts
    known = np.zeros(_KNOWN, dtype=np.float32)
    places = words.words & np.uint32(_KNOWN - 1)
    known[places[: starts[1]]] = 1
    counts = starts[1:] - starts[:-1]
    common = np.add.reduceat(known.take(places), starts)[:-1] * (counts > 0)
    out[0] = common / np.maximum(counts, 1)
    out[1] = np.minimum(common / max(float(known.sum()), 1.0), 1) * words.short
