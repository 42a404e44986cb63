"""A small network: each block's features mixed, the page's sum of them added, three convolutions along the blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

WIDTH = 5  # blocks that one convolution sees
DILATIONS = (1, 2, 4)  # blocks from one of them to the next, layer by layer: 14 to each side in all
_CLIP = 4.0  # standard deviations


@dataclass(frozen=True, eq=False)
class Network:
    """Weights of a network of H channels.

    `mean` and `scale` have shape (features,), of the features after `squash`; `mix` (features, H) and
    `mix_bias` (H,); `pool` (2 * H, H) and `pool_bias` (H,), from the mean over the page's words and the
    maximum over its blocks; `steps` (layers, WIDTH * H, H) and `step_biases` (layers, H); `out` (H,) and
    `out_bias`.
    """

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    mix: NDArray[np.float32]
    mix_bias: NDArray[np.float32]
    pool: NDArray[np.float32]
    pool_bias: NDArray[np.float32]
    steps: NDArray[np.float32]
    step_biases: NDArray[np.float32]
    out: NDArray[np.float32]
    out_bias: float

    def log_odds(self, features: Rows, words: NDArray[np.float64]) -> NDArray[np.float64]:
        """Shape (blocks,), of one page's blocks, from arrays of shape (blocks, features) and (blocks,)."""
        hidden = _relu(standardised(features, self.mean, self.scale) @ self.mix + self.mix_bias)
        share = (words / max(float(words.sum()), 1.0)).astype(np.float32)
        page = np.concatenate([share @ hidden, hidden.max(axis=0)])
        hidden += _relu(page @ self.pool + self.pool_bias)
        for weights, bias, dilation in zip(self.steps, self.step_biases, DILATIONS, strict=True):
            hidden = hidden + _relu(_surroundings(hidden, dilation) @ weights + bias)
        return (hidden @ self.out).astype(np.float64) + self.out_bias


def squash(features: Rows) -> Rows:
    """Logarithms with the sign kept, so that totals and shares come on one footing."""
    squashed: Rows = np.sign(features) * np.log1p(np.abs(features))
    return squashed


def standardised(features: Rows, mean: Rows, scale: Rows) -> Rows:
    """Squashed, less the mean, in standard deviations."""
    scaled: Rows = np.clip((squash(features) - mean) / scale, -_CLIP, _CLIP)
    return scaled


def _surroundings(hidden: Rows, dilation: int) -> Rows:
    """Shape (blocks, WIDTH * H): each block's row among those `dilation` apart on both sides, zeros beyond the ends."""
    reach = WIDTH // 2 * dilation
    padded = np.pad(hidden, ((reach, reach), (0, 0)))
    return np.hstack([padded[i * dilation : i * dilation + len(hidden)] for i in range(WIDTH)])


def _relu(values: Rows) -> Rows:
    return np.maximum(values, 0)
