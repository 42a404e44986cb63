"""What stands around a line: neighbours, windows, runs of short lines, what was said above, the page."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

# rows of `lines_features.OWN` and of the lexicon, which cannot be imported from here
_CHARS, _ENDS, _ENDS_SENTENCE, _CAPITALS, _GAP, _ITEM, _COVER = 0, 5, 9, 17, 22, 25, 30
_DIGITS, _STARTS_LOWER = 3, 14
_MEAN, _PAIR_MEAN, _PAIR_MIN, _LINE = 0, 5, 6, 8

SHIFTS = (-4, -3, -2, -1, 1, 2, 3, 4)
WINDOWS = (3, 8, 25)  # lines before and after
PERIODS = (1, 2, 3, 4, 5)  # of cards: headline, excerpt, date
SPANS = (4, 12, 40)  # lines above in which the least likely is looked for: the heading of another section
_REACH, _REACH_LOW = max(WINDOWS), max(SPANS)
_LONG = np.log1p(80)  # characters of running text
_SAID = 1.5  # log-odds from which a line is telling

_NEAR = ("chars", "ends", "ends_sentence", "capitals", "gap", "word_mean", "pair_mean", "line_odds", "digits", "item")
_WINDOW = ("chars", "long", "ends", "word_mean", "pair_mean", "line_odds", "gap", "digits")
_PLACE = (
    "index", "offset", "since_long", "to_long", "after_first_long", "before_last_long", "run", "run_place",
    "since_low", "since_like_first", "after_like_first",
)  # fmt: skip
_PAGE = (
    "lines", "chars", "long_share", "longest", "mean_chars", "word_mean", "pair_mean", "gaps", "items", "low_lines",
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
    **{f"period{k}": f"how unlike in length the lines {k} above and below are" for k in PERIODS},
    **{f"low{span}": f"lowest log-odds of a line among the {span} above" for span in SPANS},
    **{f"place_{name}": f"place in the page: {name}" for name in _PLACE},
    **{f"page_{name}": f"the page: {name}" for name in _PAGE},
}


_ENDS_OF = list(
    accumulate([len(SHIFTS) * len(_NEAR), 2 * len(WINDOWS) * len(_WINDOW), len(PERIODS), len(SPANS), len(_PLACE)])
)


def context_rows(own: Rows, said: Rows, out: Rows) -> None:
    """Fill `out`, shape (len(MEANINGS), lines), rows in the order of MEANINGS; `own` and `said` of the same lines."""
    near, windows, periods, lows, place, page = (out[first:last] for first, last in pairwise([0, *_ENDS_OF, None]))
    chars = np.expm1(own[_CHARS].astype(np.float64))
    long = own[_CHARS] >= _LONG
    low = np.minimum(said[_PAIR_MIN], said[_LINE])
    _near_rows(own, said, near)
    sums = _sums(own, said, chars, long)
    _window_rows(sums, windows)
    _period_rows(own[_CHARS], periods)
    _low_rows(low, lows)
    _place_rows(sums[-1, _REACH:-_REACH], long, low, own[_COVER], place)
    page[:] = _page(own, said, sums[:, -1])[:, None]


def _near_rows(own: Rows, said: Rows, out: Rows) -> None:
    """The rows of the lines around; zeros beyond the page's ends."""
    count = own.shape[1]
    reach = max(SHIFTS)
    padded = np.zeros((len(_NEAR), count + 2 * reach), dtype=np.float32)
    here = padded[:, reach : reach + count]
    here[:5] = own[[_CHARS, _ENDS, _ENDS_SENTENCE, _CAPITALS, _GAP]]
    here[5:8] = said[[_MEAN, _PAIR_MEAN, _LINE]]
    here[8] = own[_DIGITS]
    here[9] = own[_ITEM]
    for at, shift in enumerate(SHIFTS):
        out[at * len(_NEAR) : (at + 1) * len(_NEAR)] = padded[:, reach + shift : reach + shift + count]


def _sums(own: Rows, said: Rows, chars: NDArray[np.float64], long: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Running sums of the windows' rows and of the characters, from _REACH lines above the page to as many below."""
    count = own.shape[1]
    sums = np.zeros((len(_WINDOW) + 1, count + 1 + 2 * _REACH))
    here = sums[:, _REACH + 1 : _REACH + 1 + count]
    here[0] = own[_CHARS]
    here[1] = chars * long
    here[2] = np.expm1(own[_ENDS])
    here[3:6] = said[[_MEAN, _PAIR_MEAN, _LINE]]
    here[6] = own[_GAP]
    here[7] = own[_DIGITS]
    here[8] = chars
    return np.cumsum(sums, axis=1, out=sums)


def _window_rows(sums: NDArray[np.float64], out: Rows) -> None:
    """For each size the means before, then those after."""
    count, rows = out.shape[1], len(_WINDOW)
    totals = np.empty((len(WINDOWS), 2, rows + 1, count))
    for at, size in enumerate(WINDOWS):
        for side, first in enumerate((_REACH - size, _REACH + 1)):
            ends = sums[:, first + size : first + size + count]
            np.subtract(ends, sums[:, first : first + count], out=totals[at, side])
    inside = np.minimum(np.maximum(np.arange(count), 1), np.array(WINDOWS)[:, None])
    means = out.reshape(len(WINDOWS), 2, rows, count)
    for side, within in ((0, inside), (1, inside[:, ::-1])):
        np.divide(totals[:, side, :rows], within[:, None], out=means[:, side], casting="same_kind")
    means[:, :, 1] = totals[:, :, 1] / np.maximum(totals[:, :, rows], 1)


def _period_rows(chars: Rows, out: Rows) -> None:
    """Mean distance in log length to the lines k above and below; a border is as unlike as can be."""
    count = len(chars)
    apart = np.full((len(PERIODS), count + max(PERIODS)), 3.0, dtype=np.float32)
    for row, k in zip(apart, PERIODS, strict=True):
        if count > k:
            np.subtract(chars[k:], chars[:-k], out=row[k:count])
    np.abs(apart, out=apart)
    for row, here, k in zip(out, apart, PERIODS, strict=True):
        np.add(here[:count], here[k : k + count], out=row)
    out /= 2


def _low_rows(odds: Rows, out: Rows) -> None:
    """The running minimum over the lines above, for each span: by doubling."""
    count = len(odds)
    low = np.zeros(count + _REACH_LOW, dtype=np.float32)  # zeros above the page
    low[_REACH_LOW + 1 :] = odds[:-1]
    reach = 1
    for row, span in zip(out, SPANS, strict=True):
        while reach < span:
            step = min(reach, span - reach)
            low[step:] = np.minimum(low[step:], low[:-step])
            reach += step
        row[:] = low[_REACH_LOW:]


def _place_rows(sums: NDArray[np.float64], long: NDArray[np.bool_], low: Rows, cover: Rows, out: Rows) -> None:
    """`sums` are the characters before each line, and of all at the end."""
    count = len(long)
    index = np.arange(count, dtype=np.float64)
    places = np.flatnonzero(long)
    firsts, lasts = (places[0], places[-1]) if len(places) else (0, count - 1)
    like = cover >= 0.6
    like[0] = False
    marks = np.array((long, like, low <= -_SAID))
    last = np.empty((3, count + 1))  # the last mark before each line, and before what would be the next
    last[:, 0] = -count
    last[:, 1:] = np.where(marks, index, -count)
    np.maximum.accumulate(last, axis=1, out=last)
    since, since_like = np.minimum(index - last[:2, :-1], count)
    to = np.full(count + 1, 2.0 * count)
    to[:-1][long] = places
    to = np.minimum(np.minimum.accumulate(to[::-1])[-2::-1] - index, count)
    # runs of short lines: from the long line before to the one after
    run = (since + to - 1) * ~long
    out[0] = index / count
    out[1] = sums[:-1] / max(sums[-1], 1)
    out[2] = since
    out[3] = to
    out[4] = np.abs(index - firsts)
    out[5] = np.abs(lasts - index)
    out[6] = run
    out[7] = since / np.maximum(run, 1) * (run > 0)
    out[8] = np.minimum(index + 1 - last[2, 1:], count)
    out[9] = since_like
    out[10] = (index >= int(like.argmax())) if like.any() else 0.5
    np.log1p(out[2:7], out=out[2:7])
    np.log1p(out[8:10], out=out[8:10])
    out[4] *= np.sign(index - firsts)
    out[5] *= np.sign(lasts - index)


def _page(own: Rows, said: Rows, totals: NDArray[np.float64]) -> NDArray[np.float64]:
    count = own.shape[1]
    total = max(totals[8], 1.0)
    marks = [
        np.count_nonzero(own[_GAP]),
        np.count_nonzero(own[_ITEM]),
        np.count_nonzero(said[_LINE] <= -_SAID),
        np.count_nonzero(own[_ENDS_SENTENCE]),
        np.count_nonzero(own[_STARTS_LOWER]),
    ]
    chars, _, _, word_mean, pair_mean = totals[:5] / count
    first = [np.log(count), np.log(total), totals[1] / total, own[_CHARS].max(), chars, word_mean, pair_mean]
    return np.array([*first, *(mark / count for mark in marks)])
