"""A few small networks: a block's features mixed, the page's sum of them added, four convolutions along the blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .constants import CLIP, DILATIONS, WIDTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Networks:
    """Weights of N networks of H channels over L layers, run side by side.

    `mean` and `scale` have shape (features,), of the features where those numbered in `heavy` went through
    `squash`; `mix` (N, features, H) and
    `mix_bias` (N, H); `pool` (N, 2 * H, H) and `pool_bias` (N, H), from the mean over the page's words and
    the maximum over its blocks. A convolution is separable, which costs a fifth and loses nothing: `taps`
    (N, L, WIDTH, H) weigh the neighbours channel by channel, `steps` (N, L, H, H) and `step_biases` (N, L, H)
    then mix the channels. `out` has shape (N, H) and `out_bias` (N,).
    """

    heavy: NDArray[np.int16]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    mix: NDArray[np.float32]
    mix_bias: NDArray[np.float32]
    pool: NDArray[np.float32]
    pool_bias: NDArray[np.float32]
    taps: NDArray[np.float32]
    steps: NDArray[np.float32]
    step_biases: NDArray[np.float32]
    out: NDArray[np.float32]
    out_bias: NDArray[np.float32]

    def log_odds(self, features: Rows, words: NDArray[np.float64]) -> NDArray[np.float64]:
        """The networks' mean, shape (blocks,), of one page: `features` (blocks, features), `words` (blocks,)."""
        hidden = _relu(standardised(features, self.heavy, self.mean, self.scale) @ self.mix + self.mix_bias[:, None])
        share = (words / max(float(words.sum()), 1.0)).astype(np.float32)
        page = np.concatenate([share @ hidden, hidden.max(axis=1)], axis=1)
        hidden += _relu(page[:, None] @ self.pool + self.pool_bias[:, None])
        for layer, dilation in enumerate(DILATIONS):
            around = _weighed(hidden, self.taps[:, layer], dilation)
            hidden += _relu(around @ self.steps[:, layer] + self.step_biases[:, layer, None])
        found = (hidden @ self.out[:, :, None])[:, :, 0].astype(np.float64) + self.out_bias[:, None]
        mean: NDArray[np.float64] = found.mean(axis=0)
        return mean


def squash(values: Rows) -> Rows:
    """Logarithms with the sign kept."""
    squashed: Rows = np.copysign(np.log1p(np.abs(values)), values)
    return squashed


def standardised(features: Rows, heavy: NDArray[np.int16], mean: Rows, scale: Rows) -> Rows:
    """In standard deviations from the mean, the heavy-tailed columns squashed first; within bounds."""
    scaled = features - mean
    scaled[:, heavy] = squash(features[:, heavy]) - mean[heavy]
    scaled /= scale
    return np.clip(scaled, -CLIP, CLIP, out=scaled)


def _weighed(hidden: Rows, taps: Rows, dilation: int) -> Rows:
    """The WIDTH rows of (networks, blocks, H) that stand `dilation` apart around each, weighed and summed."""
    blocks = hidden.shape[1]
    middle = WIDTH // 2
    total: Rows = hidden * taps[:, middle, None]
    for tap in range(WIDTH):
        away = (tap - middle) * dilation
        if away and abs(away) < blocks:
            here, there = (slice(0, -away), slice(away, None)) if away > 0 else (slice(-away, None), slice(0, away))
            total[:, here] += hidden[:, there] * taps[:, tap, None]
    return total


def _relu(values: Rows) -> Rows:
    return np.maximum(values, 0, out=values)
