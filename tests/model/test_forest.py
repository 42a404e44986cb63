"""The forest in arrays, against one tree walked by hand."""

from __future__ import annotations

import numpy as np

from articlextract.model.forest import Forest


def test_two_trees_of_depth_two() -> None:
    forest = Forest(
        features=np.array([[0, 1], [1, 1]], dtype=np.int16),
        thresholds=np.array([[0.5, 2.0], [1.0, 5.0]], dtype=np.float32),
        leaves=np.array([[0.0, 1.0, 2.0, 3.0], [10.0, 20.0, 30.0, 40.0]], dtype=np.float32),
        bias=0.25,
    )
    rows = np.array([[0.0, 0.9, 0.9], [0.0, 0.0, 9.0]], dtype=np.float32)  # three blocks
    # block 0: no to all; block 1: yes to x0 > 0.5 alone; block 2: yes to all
    assert forest.log_odds(rows).tolist() == [0 + 10 + 0.25, 1 + 10 + 0.25, 3 + 40 + 0.25]


def test_a_threshold_itself_is_not_above() -> None:
    forest = Forest(
        np.array([[0]], dtype=np.int16), np.array([[1.5]], np.float32), np.array([[-1.0, 1.0]], np.float32), 0.0
    )
    assert forest.log_odds(np.array([[1.5, 1.6]], dtype=np.float32)).tolist() == [-1.0, 1.0]
