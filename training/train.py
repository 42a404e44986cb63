"""From corpora to weights: `make train`. Everything between lies in `work/train` and is taken from there again."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from articlextract.model.forest import Forest
from articlextract.model.weights import SHIPPED, Weights, feature_hash, save
from benchmarks.corpora import corpora_root
from benchmarks.sites import FOLD_WEIGHTS, FOLDS

from . import calibrate, card, kinds, trees
from .examples import CORPORA, read_sources
from .matrices import FINAL, Dataset, build

ROOT = Path(__file__).resolve().parents[1]
TREES = 350


def main() -> int:
    """Train the folds' weights and the ones that ship, in that order."""
    parser = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    parser.add_argument("--work", type=Path, default=ROOT / "work" / "train", help="where steps are kept")
    parser.add_argument("--jobs", type=int, default=2, help="processes and threads; other numbers may round otherwise")
    args = parser.parse_args()
    data = build(read_sources(corpora_root()), args.work, args.jobs)
    weight = block_weights(data)
    known = ~np.isnan(data.shares)
    forests = {k: _forest(data, k, known, weight, args) for k in (*range(FOLDS), FINAL)}
    p = _held_out(data, forests)
    np.save(args.work / "held-out.npy", p)
    pages = calibrate.calibrated(calibrate.score_pages(data, p))
    examples = kinds.KindExamples(data, p, data.features(FINAL))
    models = [kinds.fit(examples, examples.folds != k) for k in range(FOLDS)]
    FOLD_WEIGHTS.mkdir(exist_ok=True)
    for k in range(FOLDS):
        held = calibrate.knots([page for page in pages if page.fold != k])
        save(Weights(data.lexicons[k], forests[k], models[k], held), FOLD_WEIGHTS / f"fold-{k}.npz")
    every = np.ones(len(examples.labels), dtype=bool)
    save(Weights(data.lexicons[FINAL], forests[FINAL], kinds.fit(examples, every), calibrate.knots(pages)), SHIPPED)
    scores = {"body": calibrate.summary(pages), "kind": kinds.held_out_accuracy(examples, models)}
    (args.work / "scores.json").write_text(json.dumps(scores, indent=1))
    card.write(pages, scores, TREES)
    print(json.dumps(scores, indent=1))
    print(f"{SHIPPED}: {SHIPPED.stat().st_size} bytes, features {feature_hash()}, corpora {', '.join(CORPORA)}")
    return 0


def block_weights(data: Dataset) -> NDArray[np.float64]:
    """How much a block's label counts: the root of its share of the page's tokens; alike for pages of any length."""
    sizes = np.add.reduceat(data.tokens, np.minimum(data.starts[:-1], len(data.tokens) - 1))
    totals = np.repeat(np.maximum(sizes[np.diff(data.starts) > 0], 1), np.diff(data.starts)[np.diff(data.starts) > 0])
    weights: NDArray[np.float64] = np.sqrt(data.tokens / totals) + 0.01
    return weights


def _forest(
    data: Dataset, k: int, known: NDArray[np.bool_], weight: NDArray[np.float64], args: argparse.Namespace
) -> Forest:
    """The forest of weights k, fitted on all labelled blocks that it may see, or read back from an earlier run."""
    path = args.work / f"forest-{k}.npz"
    if not path.exists():
        rows = known if k == FINAL else known & (data.folds != k)
        print(f"fitting forest {k} on {rows.sum()} blocks", file=sys.stderr, flush=True)
        forest = trees.fit(data.features(k)[rows], data.shares[rows], weight[rows], trees=TREES, threads=args.jobs)
        with path.with_suffix(".part").open("wb") as file:
            np.savez(file, **vars(forest))
        path.with_suffix(".part").rename(path)
    with np.load(path) as stored:
        return Forest(stored["features"], stored["thresholds"], stored["leaves"], float(stored["bias"]))


def _held_out(data: Dataset, forests: dict[int, Forest]) -> NDArray[np.float64]:
    """p(content) of every block by the forest of its own fold, which never saw its site."""
    odds = np.empty(len(data.folds))
    for k in range(FOLDS):
        rows = data.folds == k
        odds[rows] = forests[k].log_odds(np.ascontiguousarray(data.features(k)[rows].T))
    p: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    return p


if __name__ == "__main__":
    sys.exit(main())
