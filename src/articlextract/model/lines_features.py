"""What a line of flattened text says by itself: lengths, punctuation, shape, layout, likeness to the first line."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ..native import compiled
from . import lines_context, lines_lexicon
from .characters import ALPHABETS, CLASSES, COMMA, DIGIT, END, LOWER, PLANE, SPACE, SYMBOL, UNSPACED, UPPER
from .lines_chars import LineChars, LineWords, _values, read_chars, read_words
from .lines_lexicon import LineLexicon
from .texts import classes

if TYPE_CHECKING:
    from types import ModuleType

    from numpy.typing import NDArray

    from ..records import Lines

    Rows = NDArray[np.float32]

_LASTS = np.array([[END], [COMMA]], dtype=np.uint8)
_FIRSTS = np.array([[UPPER], [LOWER]], dtype=np.uint8)
_AFTER_SPACE = 0

_KNOWN = 1 << 14  # places of a table of the first line's words
_BELOW_LAST = 100  # blank lines below the last line
_MAX_LAYOUT = 100  # blank lines, and characters of indentation

OWN = {
    "chars": "characters, log",
    "words": "words, log; two characters of an unspaced script count as one",
    "sentence_ends": "full stops, question and exclamation marks of any script, log",
    "commas": "commas, semicolons and colons of any script, log",
    "gap": "blank lines above, log",
    "gap_below": "blank lines below, log",
    "indent": "white space before, log",
    "digit_share": "share of digits",
    "symbol_share": "share of other signs",
    "unspaced_share": "share of letters of scripts that write no spaces",
    "upper_share": "share of capitals among the letters that have case",
    "capital_words": "capitals after a space or at the start, a word",
    "bars": "bars, bullets and other signs between spaces, a word",
    "ends_sentence": "the last character ends a sentence",
    "ends_comma": "the last character is a comma or colon",
    "ends_letter": "the last character is a letter",
    "ends_ellipsis": "the last character is an ellipsis, or the last three are full stops",
    "is_item": "has a bullet or number",
    "is_heading": "has the shape of a heading",
    "starts_upper": "the first character is a capital",
    "starts_lower": "the first character is a small letter",
    "repeats": "times the same line stands on the page, log",
    "echo": "the same line stood earlier on the page",
    "first_share": "share of the line's words that the first line has too",
    "first_cover": "share of the first line's words that this line has",
}

MEANINGS: dict[str, str] = {**OWN, **lines_lexicon.MEANINGS, **lines_context.MEANINGS}
"""Name -> meaning of every feature, in column order; alike ones stand together, to be worked out together."""


def line_features(lines: Lines, lexicon: LineLexicon) -> Rows:
    """Shape (len(MEANINGS), lines), rows in the order of MEANINGS."""
    out = np.empty((len(MEANINGS), len(lines.texts)), dtype=np.float32)
    kernel = _kernel()
    if kernel is None:
        rows_in_python(lines, lexicon, out)
    else:
        size = PLANE if kernel.is_wide(lines.texts) else ALPHABETS
        tables = classes(size), _values(size), lexicon.both, lexicon.lines
        kernel.fill_rows(lines.texts, lines.tags, lines.gaps, lines.indents, *tables, out)
    return out


@cache
def _kernel() -> ModuleType | None:
    """The compiled twin of `rows_in_python`, which needs the names of this module."""
    return compiled("model._lines_kernel")


def rows_in_python(lines: Lines, lexicon: LineLexicon, out: Rows) -> None:
    """Fill `out`, shape (len(MEANINGS), lines), of one line at least."""
    chars = read_chars(lines.texts)
    words = read_words(chars)
    own, said = out[: len(OWN)], out[len(OWN) : len(OWN) + len(lines_lexicon.MEANINGS)]
    _own_rows(lines, chars, words, own)
    lines_lexicon.lexicon_rows(words, lexicon, said)
    lines_context.context_rows(own, said, out[len(own) + len(said) :])


def _own_rows(lines: Lines, chars: LineChars, words: LineWords, out: Rows) -> None:
    """Fill `out`, shape (len(OWN), lines), rows in the order of OWN."""
    kinds, begins, lengths = chars.kinds, chars.begins, chars.lengths
    ends = begins + lengths - 1
    last = kinds.take(ends)
    counts = _counts(kinds, lengths)
    of = counts.sum(axis=1)
    size = of[SPACE] + of[UNSPACED] / 2  # the border after a line is one of its spaces
    out[0], out[1] = lengths, size
    out[2:4] = of[END : COMMA + 1]
    _layout_rows(lines, out)
    np.log1p(out[:7], out=out[:7])
    np.divide(of[[DIGIT, SYMBOL, UNSPACED]], lengths, out=out[7:10], casting="same_kind")
    np.divide(of[UPPER], np.maximum(of[UPPER] + of[LOWER], 1), out=out[10], casting="same_kind")
    np.divide(counts[[UPPER, SYMBOL], _AFTER_SPACE], size, out=out[11:13], casting="same_kind")
    np.equal(last, _LASTS, out=out[13:15], casting="unsafe")
    out[15] = (last >= UPPER) & (last <= UNSPACED)
    out[16] = _ends_in_ellipsis(chars, ends)
    np.equal(kinds.take(begins), _FIRSTS, out=out[19:21], casting="unsafe")
    out[21], out[22] = _repeats(words.lines)
    _likeness_rows(words, out[23:25])


def _counts(kinds: NDArray[np.uint8], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Shape (classes, 3, lines): characters of each class by what stands before them; its end is a line's own."""
    before, here = kinds[:-1], kinds[1:]
    cell = (before != SPACE).view(np.uint8) + (before == LOWER).view(np.uint8)
    cell += here * np.uint8(3)
    places = np.repeat(np.arange(len(lengths)) * (3 * CLASSES), lengths + 1)
    places += cell
    counts = np.bincount(places, minlength=3 * CLASSES * len(lengths))
    return np.ascontiguousarray(counts.reshape(-1, 3 * CLASSES).T).reshape(CLASSES, 3, -1)


def _ends_in_ellipsis(chars: LineChars, ends: NDArray[np.int64]) -> NDArray[np.bool_]:
    last = chars.codes[ends]
    found: NDArray[np.bool_] = last == ord("…")
    points = ends[last == ord(".")]
    if len(points):
        three = (chars.codes[points - 1] == ord(".")) & (chars.codes[points - 2] == ord("."))
        found[last == ord(".")] = three
    return found


def _layout_rows(lines: Lines, out: Rows) -> None:
    """gap, gap_below and indent as counts; is_item and is_heading."""
    gaps = np.fromiter(lines.gaps, dtype=np.float32, count=len(lines.gaps))
    out[4] = gaps
    out[5, :-1] = gaps[1:]
    out[5, -1] = _BELOW_LAST
    out[6] = np.fromiter(lines.indents, dtype=np.float32, count=len(gaps))
    np.minimum(out[4:7], _MAX_LAYOUT, out=out[4:7])
    out[17:19] = 0
    marked = [(i, tag) for i, tag in enumerate(lines.tags) if tag != "p"]
    if marked:
        out[17, [i for i, tag in marked if tag == "li"]] = 1
        out[18, [i for i, tag in marked if tag[0] == "h"]] = 1


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
