"""The blocks' features under the lexicons that cross-validation needs, kept on disk."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articlextract.filters import find_boilerplate
from articlextract.model.features import MEANINGS, block_features
from articlextract.model.lexicon import Lexicon
from articlextract.model.marks import mark_features
from articlextract.model.said import by_block
from benchmarks.progress import track
from benchmarks.sites import FOLDS

from .examples import Source, cut, target
from .lexicon import PageCounts, SiteCounts, count_page

FINAL = FOLDS  # the number of the matrix for the weights that ship; 0 to FOLDS - 1 are for the folds


@dataclass(frozen=True)
class Dataset:
    """All blocks of all pages in one row order.

    `shares`, `tokens`, `folds` have shape (blocks,); page i covers rows `starts[i]` to
    `starts[i + 1]`. `features(k)` has shape (blocks, features): as fold k's weights see them, so that
    neither the held-out pages nor the page itself spoke in the lexicon. k = FINAL is for shipping.
    """

    folder: Path
    sources: list[Source]
    starts: NDArray[np.int64]
    shares: NDArray[np.float64]
    tokens: NDArray[np.int64]
    folds: NDArray[np.int64]
    lexicons: list[Lexicon]  # of each fold, then the final one

    def features(self, k: int) -> NDArray[np.float32]:
        return np.fromfile(self.folder / f"features-{k}.f32", dtype=np.float32).reshape(-1, len(MEANINGS))

    def rows(self, page: int) -> slice:
        return slice(int(self.starts[page]), int(self.starts[page + 1]))


_SOURCES: Sequence[Source] = ()
_LEXICONS: dict[tuple[int, int], Lexicon] = {}


def build(sources: Sequence[Source], folder: Path, jobs: int) -> Dataset:
    """Labels, lexicons and features of all pages; taken from `folder` when they are there already."""
    folder.mkdir(parents=True, exist_ok=True)
    index = folder / "index.pickle"
    if not index.exists():
        with index.with_suffix(".part").open("wb") as file:
            pickle.dump(_build(sources, folder, jobs), file)
        index.with_suffix(".part").rename(index)
    with index.open("rb") as file:
        return Dataset(folder, list(sources), **pickle.load(file))


def _build(sources: Sequence[Source], folder: Path, jobs: int) -> dict[str, Any]:
    global _SOURCES, _LEXICONS  # noqa: PLW0603 - what forked workers inherit
    _SOURCES = sources
    with Pool(jobs) as pool:
        counted = list(track(pool.imap(_count, range(len(sources)), chunksize=8), len(sources), "labels"))
    groups = [source.fold for source in sources]
    counts = SiteCounts([found[2] if found else None for found in counted], groups)
    pairs = {(k, j) for k in range(FOLDS) for j in range(FOLDS)} | {(FINAL, j) for j in range(FOLDS)}
    _LEXICONS = {(k, j): counts.lexicon({k, j}) for k, j in sorted(pairs)}
    files = [(folder / f"features-{k}.f32").open("wb") for k in range(FOLDS + 1)]
    with Pool(jobs) as pool:
        for found in track(pool.imap(_features, range(len(sources)), chunksize=8), len(sources), "features"):
            for file, matrix in zip(files, found or (), strict=found is not None):
                file.write(matrix.tobytes())
    for file in files:
        file.close()
    sizes = [len(found[0]) if found else 0 for found in counted]
    return {
        "starts": np.cumsum([0, *sizes]),
        "shares": np.concatenate([found[0] for found in counted if found]),
        "tokens": np.concatenate([found[1] for found in counted if found]),
        "folds": np.repeat(groups, sizes),
        "lexicons": [_LEXICONS[k, k] for k in range(FOLDS)] + [counts.lexicon(())],
    }


def _count(i: int) -> tuple[NDArray[np.float64], NDArray[np.int64], PageCounts | None] | None:
    found = cut(_SOURCES[i])
    if found is None:
        return None
    labels = target(_SOURCES[i], found[1])
    certain, likely = by_block(find_boilerplate(*found), len(found[1]))
    said = [sure or maybe for sure, maybe in zip(certain, likely, strict=True)]
    return labels.share, labels.tokens, count_page(_SOURCES[i], found[1], said, labels)


def _features(i: int) -> list[NDArray[np.float32]] | None:
    """The page's features under each set of weights' lexicon: never one that saw the page."""
    found = cut(_SOURCES[i])
    if found is None:
        return None
    own = _SOURCES[i].fold
    said = by_block(find_boilerplate(*found), len(found[1]))
    lexicons = [_LEXICONS[k, own] for k in range(FOLDS + 1)]
    return [block_features(*found, mark_features(*said, lexicon), lexicon) for lexicon in lexicons]
