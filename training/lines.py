"""From corpora to the line model's weights: `python -m training.lines`. Steps are kept in `work/lines`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from articlextract.model.forest import Forest
from articlextract.model.lines_weights import SHIPPED, LineWeights, feature_hash, save
from benchmarks.flattened import fold_weights
from benchmarks.sites import FOLDS

from . import lines_card, lines_score, lines_titles, trees
from .lines_data import Dataset, build, kept

ROOT = Path(__file__).resolve().parents[1]
FINAL = FOLDS
ROWS = 200_000  # lines that a forest is fitted on, drawn by their weight; of 1.6 million
CONTENT, TITLE = 120, 50  # trees
RATES = {"content": 0.2, "title": 0.15}
_CLEAN, _CROPPED = 0.3, 0.6  # how much the layouts count that are not scored
_OTHER_LINES = 16  # of a page that the headline is told from
SEED = 20261122


def main() -> int:
    """Train the folds' weights and the ones that ship."""
    parser = argparse.ArgumentParser(prog="python -m training.lines", description=__doc__)
    parser.add_argument("--work", type=Path, default=ROOT / "work" / "lines", help="where steps are kept")
    parser.add_argument("--jobs", type=int, default=2, help="processes and threads; other numbers may round otherwise")
    args = parser.parse_args()
    data = build(args.work, args.jobs)
    trainer = _Trainer(data, args.work, args.jobs)
    odds = trainer.held_out_content()
    labels = kept(args.work / "titles.pickle", lambda: lines_titles.title_labels(data.texts))
    titles = trainer.held_out_titles(labels)
    pages = lines_score.score(data, odds, titles, labels, args.jobs)
    knots = [lines_score.knots([page for page in pages if page.fold != k]) for k in (*range(FOLDS), FINAL)]
    trainer.save(knots)
    scores = lines_score.summary(pages)
    (args.work / "scores.json").write_text(json.dumps(scores, indent=1))
    lines_card.write(scores, (CONTENT, TITLE), ROWS, SEED)
    print(json.dumps(scores, indent=1))
    print(f"{SHIPPED}: {SHIPPED.stat().st_size} bytes, features {feature_hash()}")
    return 0


def row_weights(data: Dataset) -> NDArray[np.float64]:
    """How much a line's label counts: the root of its share of the text's tokens; alike for texts of any length."""
    tokens = np.concatenate([text.tokens for text in data.texts]).astype(float)
    sizes = np.diff(data.starts)
    totals = np.repeat(np.add.reduceat(tokens, data.starts[:-1]), sizes)
    by_variant = {"clean": _CLEAN, "cropped": _CROPPED}
    factor = np.repeat([by_variant.get(text.variant, 1.0) for text in data.texts], sizes)
    weights: NDArray[np.float64] = (np.sqrt(tokens / np.maximum(totals, 1)) + 0.01) * factor
    return weights


class _Trainer:
    """Fits forests for each fold and for shipping, or reads back those of an earlier run."""

    def __init__(self, data: Dataset, work: Path, threads: int) -> None:
        self.data = data
        self.work = work
        self.threads = threads
        self.folds = data.folds
        self.shares = data.shares
        self.row_weights = np.where(np.isnan(self.shares), 0.0, row_weights(data))
        self.forests: dict[tuple[str, int], Forest] = {}

    def held_out_content(self) -> NDArray[np.float64]:
        """Log-odds of every line by the forest of its own fold, which never saw its site."""
        for k in range(FOLDS + 1):
            rows, weights = self._sample(k)
            self._fit("content", k, rows, self.shares[rows], weights, CONTENT)
        return self._odds("content")

    def held_out_titles(self, known: Sequence[NDArray[np.float32] | None]) -> NDArray[np.float64]:
        """The same of being the headline."""
        rows, labels = lines_titles.title_rows(known, self.data.starts, _OTHER_LINES, SEED)
        for k in range(FOLDS + 1):
            kept = np.ones(len(rows), dtype=bool) if k == FINAL else self.folds[rows] != k
            self._fit("title", k, rows[kept], labels[kept], np.ones(int(kept.sum())), TITLE)
        return self._odds("title")

    def save(self, knots: Sequence[NDArray[np.float32]]) -> None:
        """Each fold's weights, then the ones that ship, with their calibrations."""
        for k, path in enumerate([*map(fold_weights, range(FOLDS)), SHIPPED]):
            save(
                LineWeights(self.data.lexicons[k], self.forests["content", k], self.forests["title", k], knots[k]), path
            )

    def _sample(self, k: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Lines drawn by weight, so that long ones are all there, and what each then counts."""
        weights = self.row_weights if k == FINAL else np.where(self.folds == k, 0.0, self.row_weights)
        chance = np.minimum(weights * ROWS / weights.sum(), 1)
        rows = np.flatnonzero(np.random.default_rng(SEED + k).random(len(chance)) < chance)
        return rows, weights[rows] / chance[rows]

    def _fit(
        self,
        look: str,
        k: int,
        rows: NDArray[np.int64],
        labels: NDArray[np.float32],
        weights: NDArray[np.float64],
        count: int,
    ) -> None:
        path = self.work / f"{look}-{k}.npz"
        if not path.exists():
            print(f"fitting {look} {k} on {len(rows)} lines", file=sys.stderr, flush=True)
            forest = trees.fit(self.data.features[rows], labels.astype(np.float64), weights, trees=count,
                               rate=RATES[look], threads=self.threads)  # fmt: skip
            with path.with_suffix(".part").open("wb") as file:
                np.savez(file, **vars(forest))
            path.with_suffix(".part").rename(path)
        with np.load(path) as stored:
            self.forests[look, k] = Forest(
                stored["features"], stored["thresholds"], stored["leaves"], float(stored["bias"])
            )

    def _odds(self, look: str) -> NDArray[np.float64]:
        odds = np.empty(len(self.folds))
        for i, text in enumerate(self.data.texts):
            rows = self.data.rows(i)
            odds[rows] = self.forests[look, text.fold].log_odds(np.ascontiguousarray(self.data.features[rows].T))
        return odds


if __name__ == "__main__":
    sys.exit(main())
