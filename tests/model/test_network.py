"""The network: what a block's score can see, and what it cannot."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from articlextract.model.network import DILATIONS, WIDTH, Network, squash

FEATURES, CHANNELS, BLOCKS = 3, 4, 60
REACH = WIDTH // 2 * sum(DILATIONS)
WORDS = np.ones(BLOCKS)


def network(*, pooled: bool) -> Network:
    random = np.random.default_rng(1)

    def weights(*shape: int) -> np.ndarray:
        return random.uniform(0.1, 0.3, shape).astype(np.float32)

    return Network(
        mean=np.zeros(FEATURES, np.float32),
        scale=np.ones(FEATURES, np.float32),
        mix=weights(FEATURES, CHANNELS),
        mix_bias=weights(CHANNELS),
        pool=weights(2 * CHANNELS, CHANNELS) * pooled,
        pool_bias=weights(CHANNELS) * 0,
        steps=weights(len(DILATIONS), WIDTH * CHANNELS, CHANNELS) / 10,
        step_biases=weights(len(DILATIONS), CHANNELS),
        out=weights(CHANNELS),
        out_bias=-1.0,
    )


def changed_by(net: Network, at: int) -> set[int]:
    """Blocks whose score another value in block `at` changes."""
    rows = np.ones((BLOCKS, FEATURES), np.float32)
    other = rows.copy()
    other[at] = 2
    return set(np.flatnonzero(~np.isclose(net.log_odds(rows, WORDS), net.log_odds(other, WORDS), atol=1e-9)).tolist())


def test_without_the_page_a_block_is_seen_as_far_as_the_convolutions_reach() -> None:
    assert REACH == 14
    assert changed_by(network(pooled=False), 30) == set(range(30 - REACH, 30 + REACH + 1))


def test_with_the_page_every_block_sees_every_other() -> None:
    assert changed_by(network(pooled=True), 30) == set(range(BLOCKS))


def test_a_block_without_words_has_no_say_in_the_pages_mean() -> None:
    net = network(pooled=True)
    net = dataclasses.replace(net, pool=np.vstack([net.pool[:CHANNELS], np.zeros_like(net.pool[:CHANNELS])]))
    rows = np.ones((BLOCKS, FEATURES), np.float32)
    other = rows.copy()
    other[30] = 2
    words = WORDS.copy()
    words[30] = 0
    assert net.log_odds(rows, words)[0] == pytest.approx(net.log_odds(other, words)[0])


def test_one_block_is_a_page() -> None:
    assert network(pooled=True).log_odds(np.ones((1, FEATURES), np.float32), np.zeros(1)).shape == (1,)


def test_squashing_keeps_the_sign() -> None:
    assert squash(np.array([-np.e + 1, 0, np.e - 1])).tolist() == pytest.approx([-1, 0, 1])
