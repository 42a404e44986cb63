"""The second look: what the first scores of a block's surroundings say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .context import LEVELS, boxes, running_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .outline import Outline

_SHIFTS = (-4, -3, -2, -1, 1, 2, 3, 4)
_WINDOWS = (3, 8, 20)

MEANINGS = {
    "first": "log-odds of the first look",
    **{f"first{shift:+d}": f"the same of the block {shift:+d} away" for shift in _SHIFTS},
    **{f"first_before{size}": f"mean p of the {size} blocks before, by words" for size in _WINDOWS},
    **{f"first_after{size}": f"mean p of the {size} blocks after, by words" for size in _WINDOWS},
    **{f"first_box{level}": f"mean p, by words, of the container {level} levels out" for level in range(LEVELS)},
    **{f"first_share{level}": f"share of the page's expected words in the container {level} levels out" for level in range(LEVELS)},
    "first_like": "mean p of the blocks of the same tags and names",
    "first_page": "mean p over the page, by words",
    "first_words": "expected words on the page, log",
    "first_rank": "share of the page's expected words in blocks with a higher p",
    "first_top": "highest p within 5 blocks",
    "first_since": "blocks since the last with p above one half, log",
    "first_until": "blocks until the next with p above one half, log",
}
_BEYOND = -6.0  # log-odds given to the blocks beyond the page's ends


def second_features(log_odds: NDArray[np.float64], words: NDArray[np.float64], outline: Outline) -> NDArray[np.float32]:
    """Shape (blocks, len(MEANINGS)), columns in the order of MEANINGS."""
    count = len(log_odds)
    index = np.arange(count)
    p = 1 / (1 + np.exp(-log_odds))
    padded = np.concatenate((np.full(4, _BEYOND), log_odds, np.full(4, _BEYOND)))
    sums = running_sums(np.column_stack([p * words, words, p]))
    total = max(sums[-1, 0], 1e-6)
    columns = [log_odds, *(padded[4 + shift : 4 + shift + count] for shift in _SHIFTS)]
    columns += [_mean(sums, np.maximum(index - size, 0), index) for size in _WINDOWS]
    columns += [_mean(sums, index + 1, np.minimum(index + 1 + size, count)) for size in _WINDOWS]
    spans = [(outline.first[box], outline.last[box]) for box in boxes(outline)]
    columns += [_mean(sums, first, last) for first, last in spans]
    columns += [(sums[last, 0] - sums[first, 0]) / total for first, last in spans]
    _, group = np.unique(outline.shape, return_inverse=True)
    columns.append((np.bincount(group, p) / np.bincount(group))[group])
    columns.append(np.full(count, total / max(sums[-1, 1], 1)))
    columns.append(np.full(count, np.log1p(total)))
    order = np.argsort(-p, kind="stable")
    rank = np.empty(count)
    rank[order] = np.cumsum((p * words)[order]) / total
    columns.append(rank)
    near = np.concatenate((np.zeros(5), p, np.zeros(5)))
    columns.append(np.lib.stride_tricks.sliding_window_view(near, 11).max(axis=1))
    marks = np.flatnonzero(p > 0.5)
    edges = np.concatenate(([-count], marks, [2 * count]))
    columns.append(np.log1p(np.minimum(index - edges[np.searchsorted(marks, index)], count)))
    columns.append(np.log1p(np.minimum(edges[np.searchsorted(marks, index, side="right") + 1] - index, count)))
    return np.column_stack(columns).astype(np.float32)


def _mean(sums: NDArray[np.float64], first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.float64]:
    """Mean p by words over each range of blocks."""
    total = sums[last] - sums[first]
    mean: NDArray[np.float64] = total[:, 0] / np.maximum(total[:, 1], 1)
    return mean
