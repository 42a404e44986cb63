"""From corpora to weights: `make train`. Everything between lies in `work/train` and is taken from there again."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from articlextract.model.forest import Forest
from articlextract.model.second import second_features
from articlextract.model.weights import SHIPPED, Weights, feature_hash, save
from benchmarks.corpora import corpora_root
from benchmarks.sites import FOLD_WEIGHTS, FOLDS

from . import calibrate, trees
from .examples import CORPORA, read_sources
from .matrices import FINAL, Dataset, build

ROOT = Path(__file__).resolve().parents[1]
FIRST_TREES, SECOND_TREES = 200, 200


def main() -> int:
    """Train the folds' weights and the ones that ship, in that order."""
    parser = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    parser.add_argument("--work", type=Path, default=ROOT / "work" / "train", help="where steps are kept")
    parser.add_argument("--jobs", type=int, default=2, help="processes and threads; other numbers may round otherwise")
    args = parser.parse_args()
    data = build(read_sources(corpora_root()), args.work, args.jobs)
    weight = block_weights(data)
    known = ~np.isnan(data.shares)
    first = {k: _forest(data, f"first-{k}", _training(data, k, known), weight, None, args) for k in (*range(FOLDS), FINAL)}
    odds = _held_out(data, first)
    around = _second_matrix(data, odds)
    second = {k: _forest(data, f"second-{k}", _training(data, k, known), weight, around, args) for k in (*range(FOLDS), FINAL)}
    p = _probabilities(data, second, around)
    np.save(args.work / "held-out.npy", p)
    pages = calibrate.score_pages(data, p)
    knots = calibrate.knots(pages)
    FOLD_WEIGHTS.mkdir(exist_ok=True)
    for k in range(FOLDS):
        held = calibrate.knots([page for page in pages if page.fold != k])
        save(Weights(data.lexicons[k], first[k], second[k], held), FOLD_WEIGHTS / f"fold-{k}.npz")
    save(Weights(data.lexicons[FINAL], first[FINAL], second[FINAL], knots), SHIPPED)
    print(json.dumps(calibrate.summary(pages), indent=1))
    print(f"{SHIPPED}: {SHIPPED.stat().st_size} bytes, features {feature_hash()}, corpora {', '.join(CORPORA)}")
    return 0


def block_weights(data: Dataset) -> NDArray[np.float64]:
    """How much a block's label counts: the root of its share of the page's tokens; alike for pages of any length."""
    sizes = np.add.reduceat(data.tokens, np.minimum(data.starts[:-1], len(data.tokens) - 1))
    totals = np.repeat(np.maximum(sizes[np.diff(data.starts) > 0], 1), np.diff(data.starts)[np.diff(data.starts) > 0])
    weights: NDArray[np.float64] = np.sqrt(data.tokens / totals) + 0.01
    return weights


def _training(data: Dataset, k: int, known: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The rows that weights k may learn from."""
    return known if k == FINAL else known & (data.folds != k)


def _forest(
    data: Dataset,
    name: str,
    rows: NDArray[np.bool_],
    weight: NDArray[np.float64],
    around: NDArray[np.float32] | None,
    args: argparse.Namespace,
) -> Forest:
    path = args.work / f"{name}.npz"
    if not path.exists():
        print(f"fitting {name} on {rows.sum()} blocks", file=sys.stderr, flush=True)
        columns = data.features(int(name.rpartition("-")[2]))[rows]
        if around is not None:
            columns = np.hstack([columns, around[rows]])
        count = FIRST_TREES if around is None else SECOND_TREES
        forest = trees.fit(columns, data.shares[rows], weight[rows], trees=count, threads=args.jobs)
        np.savez(path, features=forest.features, thresholds=forest.thresholds, leaves=forest.leaves, bias=forest.bias)
    with np.load(path) as stored:
        return Forest(stored["features"], stored["thresholds"], stored["leaves"], float(stored["bias"]))


def _held_out(data: Dataset, forests: dict[int, Forest], around: NDArray[np.float32] | None = None) -> NDArray[np.float64]:
    """Log-odds of every block by the forest of its own fold, which never saw its site."""
    odds = np.empty(len(data.folds))
    for k in range(FOLDS):
        rows = data.folds == k
        columns = data.features(k)[rows]
        if around is not None:
            columns = np.hstack([columns, around[rows]])
        odds[rows] = forests[k].log_odds(np.ascontiguousarray(columns.T))
    return odds


def _second_matrix(data: Dataset, odds: NDArray[np.float64]) -> NDArray[np.float32]:
    parts = []
    words = _words(data)
    for page, outline in enumerate(data.outlines):
        if outline is not None:
            rows = data.rows(page)
            parts.append(second_features(odds[rows], words[rows], outline))
    return np.vstack(parts)


def _words(data: Dataset) -> NDArray[np.float64]:
    from articlextract.model.texts import word_counts

    return word_counts(data.features(FINAL)[:, :2])


def _probabilities(data: Dataset, forests: dict[int, Forest], around: NDArray[np.float32]) -> NDArray[np.float64]:
    p: NDArray[np.float64] = 1 / (1 + np.exp(-_held_out(data, forests, around)))
    return p


if __name__ == "__main__":
    sys.exit(main())
