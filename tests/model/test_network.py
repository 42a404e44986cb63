"""The network: what a block's score can see, and what it cannot."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from articlextract.model.constants import DILATIONS, WIDTH
from articlextract.model.network import Networks, squash, standardised

FEATURES, CHANNELS, BLOCKS = 3, 4, 80
REACH = WIDTH // 2 * sum(DILATIONS)
WORDS = np.ones(BLOCKS)


def network(*, pooled: bool, seed: int = 1) -> Networks:
    random = np.random.default_rng(seed)

    def weights(*shape: int) -> np.ndarray:
        return random.uniform(0.1, 0.3, shape).astype(np.float32)

    return Networks(
        heavy=np.array([1], np.int16),
        mean=np.zeros(FEATURES, np.float32),
        scale=np.ones(FEATURES, np.float32),
        mix=weights(1, FEATURES, CHANNELS),
        mix_bias=weights(1, CHANNELS),
        pool=weights(1, 2 * CHANNELS, CHANNELS) * pooled,
        pool_bias=weights(1, CHANNELS) * 0,
        taps=weights(1, len(DILATIONS), WIDTH, CHANNELS),
        steps=weights(1, len(DILATIONS), CHANNELS, CHANNELS),
        step_biases=weights(1, len(DILATIONS), CHANNELS),
        out=weights(1, CHANNELS),
        out_bias=-np.ones(1, np.float32),
    )


def changed_by(net: Networks, at: int) -> set[int]:
    """Blocks whose score another value in block `at` changes."""
    rows = np.ones((BLOCKS, FEATURES), np.float32)
    other = rows.copy()
    other[at] = 2
    return set(np.flatnonzero(net.log_odds(rows, WORDS) != net.log_odds(other, WORDS)).tolist())


def test_without_the_page_a_block_is_seen_as_far_as_the_convolutions_reach() -> None:
    assert REACH == 15
    assert changed_by(network(pooled=False), 40) == set(range(40 - REACH, 40 + REACH + 1))


def test_with_the_page_every_block_sees_every_other() -> None:
    assert changed_by(network(pooled=True), 30) == set(range(BLOCKS))


def test_a_block_without_words_has_no_say_in_the_pages_mean() -> None:
    net = network(pooled=True)
    net = dataclasses.replace(net, pool=net.pool * (np.arange(2 * CHANNELS) < CHANNELS)[:, None])
    rows = np.ones((BLOCKS, FEATURES), np.float32)
    other = rows.copy()
    other[40] = 2
    words = WORDS.copy()
    words[40] = 0
    assert net.log_odds(rows, words)[0] == pytest.approx(net.log_odds(other, words)[0])


def test_one_block_is_a_page() -> None:
    assert network(pooled=True).log_odds(np.ones((1, FEATURES), np.float32), np.zeros(1)).shape == (1,)


def test_networks_side_by_side_say_the_mean_of_what_each_says() -> None:
    one, other = network(pooled=True), network(pooled=True, seed=2)
    names = [field.name for field in dataclasses.fields(Networks)]
    both = {name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in names}
    joined = Networks(**{**both, "heavy": one.heavy, "mean": one.mean, "scale": one.scale})
    rows = np.random.default_rng(3).uniform(-1, 1, (BLOCKS, FEATURES)).astype(np.float32)
    mean = (one.log_odds(rows, WORDS) + other.log_odds(rows, WORDS)) / 2
    np.testing.assert_allclose(joined.log_odds(rows, WORDS), mean, rtol=1e-5)


def test_only_heavy_columns_are_squashed_and_all_keep_within_bounds() -> None:
    rows = np.array([[np.e - 1, np.e - 1, -100]], np.float32)
    found = standardised(rows, np.array([1], np.int16), np.zeros(3, np.float32), np.full(3, 2, np.float32))
    assert found[0].tolist() == pytest.approx([(np.e - 1) / 2, 0.5, -4])


def test_squashing_keeps_the_sign() -> None:
    assert squash(np.array([-np.e + 1, 0, np.e - 1])).tolist() == pytest.approx([-1, 0, 1])
