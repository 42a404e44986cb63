"""What stands around a line: neighbours, windows, runs of short lines, what was said above, the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .context import running_sums, shifted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Columns = NDArray[np.float32]

# columns of `lines_features.OWN` and of the lexicon, which cannot be imported from here
_CHARS, _WORDS, _ENDS, _ENDS_SENTENCE, _CAPITALS, _GAP, _ITEM, _COVER = 0, 1, 5, 9, 17, 22, 25, 30
_DIGITS, _STARTS_LOWER = 3, 14
_MEAN, _MIN, _MAX, _PAIR_MEAN, _PAIR_MIN, _LINE = 0, 1, 2, 5, 6, 8

SHIFTS = (-4, -3, -2, -1, 1, 2, 3, 4)
WINDOWS = (3, 8, 25)  # lines before and after
PERIODS = (1, 2, 3, 4, 5)  # of cards: headline, excerpt, date
SPANS = (4, 12, 40)  # lines above in which the least likely is looked for: the heading of another section
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


def context_features(own: Columns, said: Columns) -> Columns:
    """Shape (lines, len(MEANINGS)), columns in the order of MEANINGS; `own` and `said` of the same lines."""
    near = np.column_stack(
        [
            own[:, [_CHARS, _ENDS, _ENDS_SENTENCE, _CAPITALS, _GAP]],
            said[:, [_MEAN, _PAIR_MEAN, _LINE]],
            own[:, [_DIGITS, _ITEM]],
        ]
    )
    chars = np.expm1(own[:, _CHARS].astype(np.float64))
    long = own[:, _CHARS] >= _LONG
    basic = np.column_stack(
        [
            own[:, _CHARS],
            np.where(long, chars, 0),
            np.expm1(own[:, _ENDS]),
            said[:, [_MEAN, _PAIR_MEAN, _LINE]],
            own[:, [_GAP, _DIGITS]],
            chars,
        ]
    ).astype(np.float64)
    return np.hstack(
        [
            *(shifted(near, shift) for shift in SHIFTS),
            _windows(basic),
            _periods(own[:, _CHARS]),
            _lows(np.minimum(said[:, _PAIR_MIN], said[:, _LINE])),
            _place(chars, long, said, own[:, _COVER]),
            np.broadcast_to(_page(own, said, chars, long), (len(own), len(_PAGE))),
        ],
        dtype=np.float32,
    )


def _windows(basic: NDArray[np.float64]) -> Columns:
    sums = running_sums(basic)
    index = np.arange(len(basic))
    parts = []
    for size in WINDOWS:
        for first, last in (
            (np.maximum(index - size, 0), index),
            (index + 1, np.minimum(index + 1 + size, len(basic))),
        ):
            total = sums[last] - sums[first]
            mean = total[:, :8] / np.maximum(last - first, 1)[:, None]
            mean[:, 1] = total[:, 1] / np.maximum(total[:, 8], 1)
            parts.append(mean)
    return np.hstack(parts, dtype=np.float32, casting="same_kind")


def _periods(chars: Columns) -> Columns:
    """Mean distance in log length to the lines k above and below; a border is as unlike as can be."""
    count = len(chars)
    parts = []
    for k in PERIODS:
        apart = np.full(count + k, 3.0, dtype=np.float32)
        if count > k:
            apart[k:count] = np.abs(chars[k:] - chars[:-k])
        parts.append((apart[:count] + apart[k:]) / 2)
    return np.column_stack(parts)


def _lows(odds: Columns) -> Columns:
    """The running minimum over the lines above, for each span: by doubling."""
    parts = []
    for span in SPANS:
        low = np.concatenate(([np.float32(0)], odds[:-1])) if len(odds) else odds
        reach = 1
        while reach < span:
            step = min(reach, span - reach)
            low = np.minimum(low, np.concatenate((np.zeros(min(step, len(low)), np.float32), low[:-step])))
            reach += step
        parts.append(low)
    return np.column_stack(parts)


def _place(chars: NDArray[np.float64], long: NDArray[np.bool_], said: Columns, cover: Columns) -> Columns:
    count = len(chars)
    index = np.arange(count, dtype=np.float64)
    places = np.flatnonzero(long)
    firsts, lasts = (places[0], places[-1]) if len(places) else (0, count - 1)
    since, to = distances(places, index, count)
    # runs of short lines: from the long line before to the one after
    run = np.where(long, 0, np.expm1(since) + np.expm1(to) - 1)
    low = np.flatnonzero(np.minimum(said[:, _PAIR_MIN], said[:, _LINE]) <= -_SAID)
    like = np.flatnonzero(cover[1:] >= 0.6) + 1
    since_like, _ = distances(like, index, count)
    sums = np.concatenate(([0.0], np.cumsum(chars)))
    return np.column_stack(
        [
            index / count,
            sums[:-1] / max(sums[-1], 1),
            since,
            to,
            _signed(index - firsts),
            _signed(lasts - index),
            np.log1p(run),
            np.where(run > 0, np.expm1(since) / np.maximum(run, 1), 0),
            distances(low, index + 1, count)[0],
            since_like,
            (index >= like[0]) if len(like) else np.full(count, 0.5),
        ]
    ).astype(np.float32)


def _signed(away: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.sign(away) * np.log1p(np.abs(away))


def distances(
    marks: NDArray[np.int64], index: NDArray[np.float64], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lines since the last mark before each line, and to the next after it, log; the page's length when none."""
    padded = np.concatenate(([-count], marks, [2 * count]))
    after = np.searchsorted(marks, index, side="right")
    before = np.searchsorted(marks, index, side="left")
    return np.log1p(np.minimum(index - padded[before], count)), np.log1p(np.minimum(padded[after + 1] - index, count))


def _page(own: Columns, said: Columns, chars: NDArray[np.float64], long: NDArray[np.bool_]) -> NDArray[np.float64]:
    total = max(float(chars.sum()), 1.0)
    return np.array(
        [
            np.log(len(chars)),
            np.log(total),
            float(chars[long].sum()) / total,
            float(own[:, _CHARS].max()),
            float(own[:, _CHARS].mean()),
            float(said[:, _MEAN].mean()),
            float(said[:, _PAIR_MEAN].mean()),
            float((own[:, _GAP] > 0).mean()),
            float(own[:, _ITEM].mean()),
            float((said[:, _LINE] <= -_SAID).mean()),
            float(own[:, _ENDS_SENTENCE].mean()),
            float(own[:, _STARTS_LOWER].mean()),
        ]
    )
