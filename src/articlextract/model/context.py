"""What stands around a block: its containers, its likes, its neighbours, its page.

All from one matrix of basic columns: totals of a container are differences of running sums over
the range of blocks that its subtree covers, neighbours are the same matrix shifted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .columns import H1, LEVELS, LONG, MOSTLY_LINKS, OUTLINE, SHIFTS, TEXTS, TITLE_COVER, WINDOWS
from .outline import Outline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Columns = NDArray[np.float32]

_TEXT = list(TEXTS)
_OUTLINE = list(OUTLINE)
_CHARS, _LINKS, _ENDS = (_TEXT.index(name) for name in ("chars", "link_share", "sentence_ends"))
_COVER = _TEXT.index("title_cover")
_HEADING, _PATH = (_OUTLINE.index(name) for name in ("heading", "names_path"))
_IS_P, _IS_LI = (_OUTLINE.index(name) for name in ("is_p", "is_li"))


def context_features(texts: Columns, outline: Outline, lengths: NDArray[np.float64]) -> Columns:
    """Shape (blocks, len(CONTEXT)), columns in the order of CONTEXT. `lengths` are characters."""
    basic = _basic(texts, outline, lengths)
    return np.hstack(
        [
            _containers(basic, outline),
            _likes(basic, outline),
            _neighbours(texts, outline),
            _windows(basic),
            _place(outline, basic, texts[:, _COVER]),
        ]
    )


def _basic(texts: Columns, outline: Outline, lengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Per block: characters, 1, link characters, characters of running text, sentence ends, heading, <p>, path."""
    links = texts[:, _LINKS] * lengths
    long = np.where((lengths >= LONG) & (texts[:, _LINKS] < MOSTLY_LINKS), lengths, 0.0)
    return np.column_stack(
        [
            lengths,
            np.ones_like(lengths),
            links,
            long,
            np.expm1(texts[:, _ENDS]),
            outline.columns[:, _HEADING] > 0,
            outline.columns[:, _IS_P] * lengths,
            outline.columns[:, _PATH],
        ]
    )


def running_sums(columns: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shape (blocks + 1, k): the sum over blocks a to b is row b less row a."""
    sums = np.zeros((len(columns) + 1, columns.shape[1]))
    np.cumsum(columns, axis=0, out=sums[1:])
    return sums


def boxes(outline: Outline) -> NDArray[np.int64]:
    """Shape (LEVELS, blocks): the containers of every block, from the innermost that holds more than its own node."""
    found = [outline.top[outline.node]]
    for _ in range(LEVELS - 1):
        found.append(outline.up[found[-1]])
    return np.stack(found)


def _containers(basic: NDArray[np.float64], outline: Outline) -> Columns:
    sums = running_sums(basic)
    page_chars = max(float(sums[-1, 0]), 1.0)
    index = np.arange(len(basic))
    box = boxes(outline)
    first, last = outline.first[box], outline.last[box]
    total = sums[last] - sums[first]
    chars, count = np.maximum(total[..., 0], 1), np.maximum(total[..., 1], 1)
    table = np.stack(
        [
            np.log1p(chars),
            np.log(count),
            total[..., 2] / chars,
            total[..., 3] / chars,
            total[..., 0] / page_chars,
            total[..., 4] / count,
            total[..., 5] / count,
            total[..., 6] / chars,
            (index - first) / count,
            np.log1p(sums[index, 0] - sums[first, 0]),
        ],
        axis=-1,
    )
    return _side_by_side(table)


def _side_by_side(table: NDArray[np.floating]) -> Columns:
    """What has shape (parts, blocks, columns) as (blocks, parts * columns)."""
    rows: Columns = table.transpose(1, 0, 2).reshape(table.shape[1], -1).astype(np.float32)
    return rows


def _likes(basic: NDArray[np.float64], outline: Outline) -> Columns:
    _, group = np.unique(outline.shape, return_inverse=True)
    logs = np.log1p(basic[:, 0])
    count = np.bincount(group)
    mean = np.bincount(group, logs) / count
    square = np.bincount(group, logs * logs) / count
    chars = np.bincount(group, basic[:, 0])
    links = np.bincount(group, basic[:, 2])
    table = np.column_stack(
        [
            np.log(count),
            mean,
            links / np.maximum(chars, 1),
            chars / max(chars.sum(), 1),
            np.sqrt(np.maximum(square - mean * mean, 0)),
        ]
    )
    return table[group].astype(np.float32)


def _neighbours(texts: Columns, outline: Outline) -> Columns:
    own = [texts[:, [_CHARS, _LINKS, _ENDS]], outline.columns[:, [_HEADING, _PATH, _IS_P, _IS_LI]]]
    shape = outline.shape[:, None].astype(np.float32) + 1
    columns = np.hstack([*own, shape])
    near = np.stack([shifted(columns, shift) for shift in SHIFTS])
    near[..., -1] = near[..., -1] == outline.shape + 1
    return _side_by_side(near)


def shifted(columns: Columns, shift: int) -> Columns:
    """Row i holds what row i + shift held; zeros beyond the page's ends."""
    out = np.zeros_like(columns)
    if shift > 0:
        out[:-shift] = columns[shift:]
    else:
        out[-shift:] = columns[:shift]
    return out


def _windows(basic: NDArray[np.float64]) -> Columns:
    sums = running_sums(basic)
    index = np.arange(len(basic))
    spans = []
    for size in WINDOWS:
        spans.append((np.maximum(index - size, 0), index))
        spans.append((index + 1, np.minimum(index + 1 + size, len(basic))))
    first, last = np.array(spans).transpose(1, 0, 2)
    total = sums[last] - sums[first]
    chars, count = np.maximum(total[..., 0], 1), np.maximum(total[..., 1], 1)
    table = np.stack(
        [
            np.log1p(total[..., 0] / count),
            total[..., 2] / chars,
            total[..., 3] / chars,
            total[..., 4] / count,
            total[..., 7] / count,
        ],
        axis=-1,
    )
    return _side_by_side(table)


def _place(outline: Outline, basic: NDArray[np.float64], title_cover: Columns) -> Columns:
    count = len(basic)
    index = np.arange(count, dtype=np.float64)
    sums = running_sums(basic)
    heading = outline.columns[:, _HEADING]
    titles = np.flatnonzero(title_cover >= TITLE_COVER)
    return np.column_stack(
        [
            index / count,
            sums[:-1, 0] / max(sums[-1, 0], 1),
            *_from_first(np.flatnonzero(heading == H1), index),
            *_from_first(titles, index),
            *_distances(np.flatnonzero(heading > 0), index, count),
            *_distances(np.flatnonzero(basic[:, 3] > 0), index, count),
        ]
    ).astype(np.float32)


def _from_first(
    marks: NDArray[np.int64], index: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Signed blocks from the first mark, log; and whether it stands before: one half when there is none."""
    if not len(marks):
        return np.zeros(len(index)), np.full(len(index), 0.5)
    away = index - marks[0]
    return np.sign(away) * np.log1p(np.abs(away)), (away > 0).astype(np.float64)


def _distances(
    marks: NDArray[np.int64], index: NDArray[np.float64], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Blocks since the last mark before each block, and to the next after it, log; the page's length when none."""
    padded = np.concatenate(([-count], marks, [2 * count]))
    after = marks.searchsorted(index, side="right")
    before = marks.searchsorted(index, side="left")
    return np.log1p(np.minimum(index - padded[before], count)), np.log1p(np.minimum(padded[after + 1] - index, count))
