"""From corpora to the line model's weights: `python -m training.lines`. Steps are kept in `work/lines`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from articlextract.model.lines_network import LineNetwork
from articlextract.model.lines_weights import SHIPPED, LineWeights, feature_hash, save
from benchmarks.flattened import fold_weights
from benchmarks.sites import FOLDS

from . import lines_card, lines_networks, lines_score, lines_titles
from .lines_data import Dataset, build, kept

ROOT = Path(__file__).resolve().parents[1]
FINAL = FOLDS
ROWS = 800_000  # lines that a network is fitted on, drawn by their weight; of 1.6 million
CONTENT = lines_networks.How(hidden=48, epochs=12, batch=2048, dropout=0.1, rate=8e-3)
TITLE = lines_networks.How(hidden=24, epochs=60, batch=512, dropout=0.3, rate=5e-3)
_CLEAN, _CROPPED = 0.3, 0.6  # how much the layouts count that are not scored
_OTHER_LINES = 16  # of a page that the headline is told from
SEED = 20261122


def main() -> int:
    """Train the folds' weights and the ones that ship."""
    parser = argparse.ArgumentParser(prog="python -m training.lines", description=__doc__)
    parser.add_argument("--work", type=Path, default=ROOT / "work" / "lines", help="where steps are kept")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    args = parser.parse_args()
    data = build(args.work, args.jobs)
    trainer = _Trainer(data, args.work)
    labels = kept(args.work / "titles.pickle", lambda: lines_titles.title_labels(data.texts))
    odds, titles = trainer.held_out(labels)
    pages = lines_score.score(data, odds, titles, labels, args.jobs)
    knots = [lines_score.knots([page for page in pages if page.fold != k]) for k in (*range(FOLDS), FINAL)]
    trainer.save(knots)
    scores = lines_score.summary(pages)
    (args.work / "scores.json").write_text(json.dumps(scores, indent=1))
    lines_card.write(scores, (CONTENT.hidden, TITLE.hidden), ROWS, SEED)
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
    """Fits a network for each fold and for shipping, or reads back those of an earlier run."""

    def __init__(self, data: Dataset, work: Path) -> None:
        self.data = data
        self.work = work
        self.folds = data.folds
        self.shares = data.shares
        self.row_weights = np.where(np.isnan(self.shares), 0.0, row_weights(data))
        self.networks: list[LineNetwork] = []

    def held_out(self, known: Sequence[NDArray[np.float32] | None]) -> NDArray[np.float64]:
        """Log-odds of every line, of being content and the headline, by its own fold's network: (2, lines)."""
        rows, labels = lines_titles.title_rows(known, self.data.starts, _OTHER_LINES, SEED)
        self.networks = [self._network(k, rows, labels) for k in range(FOLDS + 1)]
        odds = np.empty((2, len(self.folds)))
        for i, text in enumerate(self.data.texts):
            here = self.data.rows(i)
            odds[:, here] = self.networks[text.fold].log_odds(np.array(self.data.features[here].T, order="C"))
        return odds

    def save(self, knots: Sequence[NDArray[np.float32]]) -> None:
        """Each fold's weights, then the ones that ship, with their calibrations."""
        for k, path in enumerate([*map(fold_weights, range(FOLDS)), SHIPPED]):
            save(LineWeights(self.data.lexicons[k], self.networks[k], knots[k]), path)

    def _sample(self, k: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Lines drawn by weight, so that long ones are all there, and what each then counts."""
        weights = self.row_weights if k == FINAL else np.where(self.folds == k, 0.0, self.row_weights)
        chance = np.minimum(weights * ROWS / weights.sum(), 1)
        rows = np.flatnonzero(np.random.default_rng(SEED + k).random(len(chance)) < chance)
        return rows, weights[rows] / chance[rows]

    def _network(self, k: int, title_rows: NDArray[np.int64], labels: NDArray[np.float32]) -> LineNetwork:
        path = self.work / f"network-{k}.npz"
        if not path.exists():
            rows, weights = self._sample(k)
            print(f"fitting {k} on {len(rows)} lines", file=sys.stderr, flush=True)
            features = self.data.features[rows]
            scaled = lines_networks.scaling(features)
            counts = weights.astype(np.float32)
            content = lines_networks.fit(scaled.of(features), self.shares[rows], counts, CONTENT, SEED)
            seen = np.ones(len(title_rows), dtype=bool) if k == FINAL else self.folds[title_rows] != k
            alike = np.ones(int(seen.sum()), dtype=np.float32)
            features = scaled.of(self.data.features[title_rows[seen]])
            title = lines_networks.fit(features, labels[seen], alike, TITLE, SEED)
            with path.with_suffix(".part").open("wb") as file:
                np.savez(file, **vars(lines_networks.join(scaled, content, title)))
            path.with_suffix(".part").rename(path)
        with np.load(path) as stored:
            return LineNetwork(**stored)


if __name__ == "__main__":
    sys.exit(main())
