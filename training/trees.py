"""Fitting the forests: CatBoost's oblivious trees, exported to the arrays that numpy walks."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
from catboost import CatBoostClassifier, Pool
from numpy.typing import NDArray

from articlextract.model.forest import Forest

SEED = 20261122


def fit(
    features: NDArray[np.float32],
    labels: NDArray[np.float64],
    weights: NDArray[np.float64],
    *,
    trees: int,
    depth: int = 6,
    rate: float = 0.12,
    threads: int = 2,
) -> Forest:
    """A forest for the log-odds of `labels` above one half; the same bytes for the same input and thread count."""
    model = CatBoostClassifier(
        iterations=trees,
        depth=depth,
        learning_rate=rate,
        l2_leaf_reg=5,
        border_count=32,
        rsm=0.3,
        bootstrap_type="Bernoulli",
        subsample=0.5,
        random_seed=SEED,
        thread_count=threads,
        allow_writing_files=False,
        verbose=False,
    )
    model.fit(Pool(features, (labels >= 0.5).astype(np.int8), weight=weights))
    return export(model)


def export(model: CatBoostClassifier) -> Forest:
    """The trees as arrays, by way of CatBoost's own JSON."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        stored = json.loads(path.read_text())
    trees = stored["oblivious_trees"]
    depth = max(len(tree["splits"] or ()) for tree in trees)
    features = np.zeros((depth, len(trees)), dtype=np.int16)
    thresholds = np.full((depth, len(trees)), np.inf, dtype=np.float32)
    leaves = np.zeros((len(trees), 1 << depth), dtype=np.float32)
    for t, tree in enumerate(trees):
        for d, split in enumerate(tree["splits"] or ()):
            features[d, t] = split["float_feature_index"]
            thresholds[d, t] = split["border"]
        leaves[t, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale, bias = stored["scale_and_bias"]
    return Forest(features, thresholds, leaves * np.float32(scale), float(bias[0]))
