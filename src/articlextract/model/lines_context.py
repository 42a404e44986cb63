"""What stands around a line: neighbours, windows, runs of short lines, what was said above, the page."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

# rows of `lines_features.OWN` and of the lexicon, which cannot be imported from here
_CHARS, _ENDS, _GAP, _DIGITS, _CAPITALS, _ENDS_SENTENCE, _ITEM, _STARTS_LOWER, _COVER = 0, 2, 4, 7, 11, 13, 17, 20, 24
_MEAN, _LINE = 0, 4
_OWN_NEAR = [_CHARS, _ENDS, _GAP, _DIGITS, _CAPITALS, _ENDS_SENTENCE, _ITEM]

SHIFTS = (-2, -1, 1, 2)
WINDOWS = (3, 8, 25)  # lines before and after
SPAN = 40  # lines above in which the least likely is looked for: the heading of another section
_REACH = max(WINDOWS)
_LONG = np.log1p(80)  # characters of running text
_SAID = 1.5  # log-odds from which a line is telling
LIKE = 0.6  # of the first line's words: a line that repeats it

_NEAR = ("chars", "ends", "gap", "digits", "capitals", "ends_sentence", "item", "word_mean", "line_odds")
_WINDOW = ("chars", "ends", "gap", "digits", "word_mean")
_PLACE = (
    "index", "offset", "since_long", "to_long", "after_first_long", "before_last_long", "run", "run_place",
    "since_low", "since_like_first", "after_like_first",
)  # fmt: skip
_PAGE = (
    "lines", "chars", "long_share", "longest", "mean_chars", "word_mean", "gaps", "items", "low_lines",
    "sentence_lines", "lower_lines",
)  # fmt: skip

MEANINGS = {
    **{f"near{shift:+d}_{name}": f"the line {shift:+d} away: {name}" for shift in SHIFTS for name in _NEAR},
    **{
        f"{side}{size}_{name}": f"mean of the {size} lines {side}: {name}"
        for size in WINDOWS
        for side in ("before", "after")
        for name in _WINDOW
    },
    f"low{SPAN}": f"lowest log-odds of a line among the {SPAN} above",
    **{f"place_{name}": f"place in the page: {name}" for name in _PLACE},
    **{f"page_{name}": f"the page: {name}" for name in _PAGE},
}

_ENDS_OF = list(accumulate([len(SHIFTS) * len(_NEAR), 2 * len(WINDOWS) * len(_WINDOW), 1, len(_PLACE)]))


def context_rows(own: Rows, said: Rows, out: Rows) -> None:
    """Fill `out`, shape (len(MEANINGS), lines), rows in the order of MEANINGS; `own` and `said` of the same lines."""
    near, windows, lowest, place, page = (out[first:last] for first, last in pairwise([0, *_ENDS_OF, None]))
    chars = np.expm1(own[_CHARS].astype(np.float64))
    long, low = own[_CHARS] >= _LONG, said[_LINE] <= -_SAID
    _near_rows(own, said, near)
    sums = _sums(own, said, chars)
    _window_rows(sums, windows)
    _lowest_row(said[_LINE], lowest[0])
    _place_rows(sums[-1, _REACH:-_REACH], long, low, own[_COVER], place)
    page[:] = _page(own, sums[:, -1], float(chars[long].sum()), int(np.count_nonzero(low)))[:, None]


def _near_rows(own: Rows, said: Rows, out: Rows) -> None:
    """The rows of the lines around; zeros beyond the page's ends."""
    rows, count, reach = len(_NEAR), own.shape[1], max(SHIFTS)
    padded = np.zeros((rows, count + 2 * reach), dtype=np.float32)
    padded[: len(_OWN_NEAR), reach : reach + count] = own[_OWN_NEAR]
    padded[len(_OWN_NEAR) :, reach : reach + count] = said[[_MEAN, _LINE]]
    for at, shift in enumerate(SHIFTS):
        out[at * rows : (at + 1) * rows] = padded[:, reach + shift : reach + shift + count]


def _sums(own: Rows, said: Rows, chars: NDArray[np.float64]) -> NDArray[np.float64]:
    """Running sums of the windows' rows and of the characters, from _REACH lines above the page to as many below."""
    count = own.shape[1]
    sums = np.zeros((len(_WINDOW) + 1, count + 1 + 2 * _REACH))
    here = sums[:, _REACH + 1 : _REACH + 1 + count]
    here[:4] = own[[_CHARS, _ENDS, _GAP, _DIGITS]]
    here[4] = said[_MEAN]
    here[5] = chars
    return sums.cumsum(axis=1, out=sums)


def _window_rows(sums: NDArray[np.float64], out: Rows) -> None:
    """For each size the means before, then those after."""
    count, rows = out.shape[1], len(_WINDOW)
    inside = np.minimum(np.maximum(np.arange(count), 1), np.array(WINDOWS)[:, None])
    means = out.reshape(len(WINDOWS), 2, rows, count)
    for at, size in enumerate(WINDOWS):
        for side, first in enumerate((_REACH - size, _REACH + 1)):
            within = inside[at] if side == 0 else inside[at, ::-1]
            total = sums[:rows, first + size : first + size + count] - sums[:rows, first : first + count]
            np.divide(total, within, out=means[at, side], casting="same_kind")


def _lowest_row(odds: Rows, out: Rows) -> None:
    """The running minimum over the SPAN lines above: by doubling."""
    low = np.zeros(len(odds) + SPAN, dtype=np.float32)  # zeros above the page
    low[SPAN + 1 :] = odds[:-1]
    reach = 1
    while reach < SPAN:
        step = min(reach, SPAN - reach)
        low[step:] = np.minimum(low[step:], low[:-step])
        reach += step
    out[:] = low[SPAN:]


def _place_rows(
    sums: NDArray[np.float64], long: NDArray[np.bool_], low: NDArray[np.bool_], cover: Rows, out: Rows
) -> None:
    """`sums` are the characters before each line, and of all at the end."""
    count = len(long)
    index = np.arange(count, dtype=np.float64)
    places = np.flatnonzero(long)
    first, last = (places[0], places[-1]) if len(places) else (0, count - 1)
    like = cover >= LIKE
    like[0] = False
    marks = np.full((3, count + 1), -float(count))  # the last mark before each line, and before what would be the next
    for row, marked in zip(marks, (long, like, low), strict=True):
        row[1:][marked] = index[marked]
    np.maximum.accumulate(marks, axis=1, out=marks)
    to = np.full(count + 1, 2.0 * count)
    to[:-1][long] = places
    to = np.minimum(np.minimum.accumulate(to[::-1])[-2::-1] - index, count)
    since, since_like = np.minimum(index - marks[:2, :-1], count)
    run = (since + to - 1) * ~long  # of short lines: from the long line before to the one after
    out[0] = index / count
    out[1] = sums[:-1] / max(sums[-1], 1)
    out[2] = since
    out[3] = to
    out[4] = index - first
    out[5] = last - index
    out[6] = run
    out[7] = since / np.maximum(run, 1) * (run > 0)
    out[8] = np.minimum(index + 1 - marks[2, 1:], count)
    out[9] = since_like
    out[10] = (index >= int(like.argmax())) if like.any() else 0.5
    signs = np.sign(out[4:6])
    np.log1p(np.abs(out[2:10], out=out[2:10]), out=out[2:10])
    out[4:6] *= signs


def _page(own: Rows, totals: NDArray[np.float64], long_chars: float, low_lines: int) -> NDArray[np.float64]:
    count = own.shape[1]
    total = max(totals[5], 1.0)
    gaps, items, sentences, lower = np.count_nonzero(own[[_GAP, _ITEM, _ENDS_SENTENCE, _STARTS_LOWER]], axis=1) / count
    means = totals / count
    return np.array(
        [np.log(count), np.log(total), long_chars / total, own[_CHARS].max(), means[0], means[4],
         gaps, items, low_lines / count, sentences, lower]
    )  # fmt: skip
