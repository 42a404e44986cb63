"""Fitting the network over lines: PyTorch, one hidden layer, cross-entropy, each of the two answers by itself."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from articlextract.model.lines_network import LineNetwork

Array = NDArray[np.float32]

_DECAY = 1e-3
_TAIL = 0.001  # share of the lines at either end whose features are drawn in


class How(NamedTuple):
    """How one answer is learned: hidden units, epochs, lines at a time, dropout, the highest learning rate."""

    hidden: int
    epochs: int
    batch: int
    dropout: float
    rate: float


class Scaling(NamedTuple):
    """Bounds, mean and standard deviation of each feature, at the precision that is stored."""

    low: Array
    high: Array
    mean: Array
    scale: Array

    def of(self, features: Array) -> Array:
        return (np.clip(features, self.low, self.high) - self.mean) / self.scale


class Layer(NamedTuple):
    """One answer: weights of the hidden units and of the sum of them."""

    mix: Array
    mix_bias: Array
    out: Array
    out_bias: Array


def scaling(features: Array) -> Scaling:
    """Of a sample of lines."""
    low, high = np.quantile(features, [_TAIL, 1 - _TAIL], axis=0)
    held = np.clip(features, low, high)
    mean, scale = held.mean(axis=0), np.maximum(held.std(axis=0), 1e-3)
    return Scaling(*(part.astype(np.float16).astype(np.float32) for part in (low, high, mean, scale)))


def fit(features: Array, labels: Array, weights: Array, how: How, seed: int) -> Layer:
    """`features` are scaled already; `labels` from 0 to 1. The same numbers for the same input, on one thread."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    x, y, w = (torch.from_numpy(np.ascontiguousarray(part, dtype=np.float32)) for part in (features, labels, weights))
    w /= w.mean()
    first, last = torch.nn.Linear(x.shape[1], how.hidden), torch.nn.Linear(how.hidden, 1)
    network = torch.nn.Sequential(first, torch.nn.ReLU(), torch.nn.Dropout(how.dropout), last)
    optimizer = torch.optim.AdamW(network.parameters(), lr=how.rate, weight_decay=_DECAY)
    batches = max(len(x) // how.batch, 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, how.rate, total_steps=how.epochs * batches)
    for _ in range(how.epochs):
        order = torch.randperm(len(x))
        for some in order.chunk(batches):
            loss = torch.nn.functional.binary_cross_entropy_with_logits(network(x[some])[:, 0], y[some], w[some])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return Layer(*(part.detach().numpy() for part in (first.weight, first.bias, last.weight, last.bias)))


def join(scaled: Scaling, content: Layer, title: Layer) -> LineNetwork:
    """One network with both answers, each from its own hidden units."""
    out = np.zeros((2, len(content.mix) + len(title.mix)), dtype=np.float32)
    out[0, : len(content.mix)], out[1, len(content.mix) :] = content.out[0], title.out[0]
    return LineNetwork(
        *scaled,
        mix=np.concatenate((content.mix, title.mix)),
        mix_bias=np.concatenate((content.mix_bias, title.mix_bias)),
        out=out,
        out_bias=np.concatenate((content.out_bias, title.out_bias)),
    )
