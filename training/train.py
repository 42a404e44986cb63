"""From corpora to weights: `make train`. Everything between lies in `work/train` and is taken from there again."""

from __future__ import annotations

import argparse
import json
import sys
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articlextract.model.forest import Forest
from articlextract.model.network import Networks
from articlextract.model.score import SHIPPED, feature_hash
from articlextract.model.texts import word_counts
from articlextract.model.weights import Weights, save, together
from benchmarks.corpora import corpora_root
from benchmarks.progress import track
from benchmarks.sites import FOLD_WEIGHTS, FOLDS

from . import alignment, calibrate, card, kinds, networks, trees
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
    nets = _networks(data, known, weight, args)
    odds = _held_out(data, forests, nets)
    p = 1 / (1 + np.exp(-together(odds["forest"], odds["networks"])))
    np.save(args.work / "held-out.npy", p)
    pages = calibrate.calibrated(calibrate.score_pages(data, p))
    examples = kinds.KindExamples(data, p, data.features(FINAL))
    models = [kinds.fit(examples, examples.folds != k) for k in range(FOLDS)]
    FOLD_WEIGHTS.mkdir(exist_ok=True)
    for k in range(FOLDS):
        held = calibrate.knots([page for page in pages if page.fold != k])
        save(Weights(data.lexicons[k], forests[k], nets[k], models[k], held), FOLD_WEIGHTS / f"fold-{k}.npz")
    every = np.ones(len(examples.labels), dtype=bool)
    kind = kinds.fit(examples, every)
    save(Weights(data.lexicons[FINAL], forests[FINAL], nets[FINAL], kind, calibrate.knots(pages)), SHIPPED)
    alone = {
        name: calibrate.summary(calibrate.score_pages(data, 1 / (1 + np.exp(-found)))) for name, found in odds.items()
    }
    scores = {"body": calibrate.summary(pages), **alone, "kind": kinds.held_out_accuracy(examples, models)}
    (args.work / "scores.json").write_text(json.dumps(scores, indent=1))
    card.write(pages, scores, TREES, alignment.report(alignment.failures(data), len(pages)))
    print(json.dumps(scores, indent=1))
    print(f"{SHIPPED}: {SHIPPED.stat().st_size} bytes, features {feature_hash()}, corpora {', '.join(CORPORA)}")
    return 0


def block_weights(data: Dataset) -> NDArray[np.float64]:
    """How much a block's label counts: its share of the page's tokens, and a little for being there.

    So every page has the same say, as in the mean over pages that is wanted. With the root of the
    share, long pages had more: word F1 on wcxb-dev 0.8804 against 0.8828, held out.
    """
    sizes = np.add.reduceat(data.tokens, np.minimum(data.starts[:-1], len(data.tokens) - 1))
    totals = np.repeat(np.maximum(sizes[np.diff(data.starts) > 0], 1), np.diff(data.starts)[np.diff(data.starts) > 0])
    share = data.tokens / totals
    weights: NDArray[np.float64] = 4 * share + 0.02 * (np.sqrt(share) + 0.01)
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


_GIVEN: dict[str, Any] = {}  # what forked workers inherit


def _networks(
    data: Dataset, known: NDArray[np.bool_], weight: NDArray[np.float64], args: argparse.Namespace
) -> dict[int, Networks]:
    """The networks of every fold and of the weights that ship, fitted side by side, or read back."""
    folds = (*range(FOLDS), FINAL)
    paths = {(k, seed): args.work / f"network-{k}-{seed}.npz" for k in folds for seed in range(networks.NETWORKS)}
    missing = [which for which, path in paths.items() if not path.exists()]
    if missing:
        _GIVEN.update(data=data, known=known, weight=weight, paths=paths)
        with get_context("fork").Pool(args.jobs) as pool:
            list(track(pool.imap(_fit_network, missing), len(missing), "networks"))
    return {k: networks.side_by_side([_read(paths[k, seed]) for seed in range(networks.NETWORKS)]) for k in folds}


def _fit_network(which: tuple[int, int]) -> None:
    k, seed = which
    data, known, path = _GIVEN["data"], _GIVEN["known"], _GIVEN["paths"][which]
    seen = [page for page, source in enumerate(data.sources) if k == FINAL or source.fold != k]
    pages = [page for page in seen if known[data.rows(page)].any()]
    network = networks.fit(networks.inputs(data, k, known, _GIVEN["weight"]), pages, seed)
    with path.with_suffix(".part").open("wb") as file:
        np.savez(file, **vars(network))
    path.with_suffix(".part").rename(path)


def _read(path: Path) -> Networks:
    with np.load(path) as stored:
        return Networks(**stored)


def _held_out(data: Dataset, forests: dict[int, Forest], nets: dict[int, Networks]) -> dict[str, NDArray[np.float64]]:
    """Log-odds of every block by the forest and the networks of its own fold, which never saw its site."""
    odds = {"forest": np.zeros(len(data.folds)), "networks": np.zeros(len(data.folds))}
    for k in range(FOLDS):
        features = data.features(k)
        rows = data.folds == k
        odds["forest"][rows] = forests[k].log_odds(np.ascontiguousarray(features[rows].T))
        for page, source in enumerate(data.sources):
            own = data.rows(page)
            if source.fold == k and own.start < own.stop:
                words = word_counts(features[own, :2])
                odds["networks"][own] = nets[k].log_odds(features[own], words)
    return odds


if __name__ == "__main__":
    sys.exit(main())
