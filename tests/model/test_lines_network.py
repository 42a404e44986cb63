"""The network over lines, against one line reckoned by hand."""

from __future__ import annotations

import numpy as np
import pytest

from articlextract.model.lines_network import LineNetwork


def row(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, dtype=np.float32)


NETWORK = LineNetwork(
    low=row(0, 0),
    high=row(4, 1),
    mean=row(2, 0),
    scale=row(2, 1),
    mix=np.array([[1, 0], [0, -1], [1, 1]], dtype=np.float32),
    mix_bias=row(0, 0.5, 0),
    out=np.array([[1, 2, 0], [0, 0, 3]], dtype=np.float32),
    out_bias=row(0.25, -1),
)


def test_one_line_by_hand() -> None:
    # (4 - 2) / 2 = 1 and 1: hidden 1, relu(0.5 - 1) = 0, 2
    assert NETWORK.log_odds(np.array([[4], [1]], dtype=np.float32))[:, 0] == pytest.approx([1.25, 5])


def test_features_are_held_within_their_bounds() -> None:
    far = NETWORK.log_odds(np.array([[1e9], [7]], dtype=np.float32))
    assert far[:, 0] == pytest.approx([1.25, 5])


def test_many_lines_are_scored_as_each_alone() -> None:
    rows = np.random.default_rng(1).random((2, 100), dtype=np.float32) * 4
    alone = [NETWORK.log_odds(rows[:, [i]].copy())[:, 0] for i in range(100)]
    together = NETWORK.log_odds(rows)
    assert np.abs(together.T - np.array(alone)).max() < 1e-5
