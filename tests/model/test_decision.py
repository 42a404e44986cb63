"""The decision rule, against every possible set of blocks."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from articlextract.model.decision import BETA, LEAST_P, choose


def f_score(kept: np.ndarray, p: np.ndarray, tokens: np.ndarray, beta: float) -> float:
    hit = (p * tokens)[kept].sum()
    return float((1 + beta**2) * hit / (tokens[kept].sum() + beta**2 * (p * tokens).sum()))


@pytest.mark.parametrize("favour", list(BETA))
def test_no_other_set_of_blocks_is_expected_to_score_higher(favour: str) -> None:
    rng = np.random.default_rng(7)
    for _ in range(20):
        p, tokens = rng.random(7), rng.integers(1, 60, 7).astype(float)
        chosen, expected = choose(p.tolist(), tokens.tolist(), favour)
        best = max(
            f_score(np.array(kept), p, tokens, BETA[favour]) for kept in product([False, True], repeat=7) if any(kept)
        )
        assert expected == pytest.approx(best)
        assert f_score(np.array(chosen), p, tokens, BETA[favour]) == pytest.approx(best)


def test_precision_keeps_no_more_than_recall() -> None:
    kept = {favour: sum(choose([0.95, 0.6, 0.35, 0.1], [20.0] * 4, favour)[0]) for favour in BETA}
    assert kept["precision"] < kept["recall"]
    assert kept["precision"] <= kept["balance"] <= kept["recall"]


@pytest.mark.parametrize("p", [0.0, LEAST_P - 0.01])
def test_nothing_likely_nothing_chosen(p: float) -> None:
    chosen, expected = choose([p] * 3, [30.0] * 3, "balance")
    assert not any(chosen)
    assert expected == 0.0


def test_of_a_snippet_something_is_chosen() -> None:
    assert choose([0.01, 0.1], [1.0, 12.0], "balance")[0] == [False, True]
