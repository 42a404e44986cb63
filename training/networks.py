"""Fitting the networks: PyTorch, one thread to a network, exported to the arrays that numpy runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from articlextract.model.constants import DILATIONS, WIDTH
from articlextract.model.features import MEANINGS
from articlextract.model.network import Networks, squash, standardised
from articlextract.model.texts import word_counts
from benchmarks.sites import FOLDS

from .matrices import Dataset

SEED = 20261122
NETWORKS = 3  # side by side; one training differs from the next by 0.03 on products
CHANNELS = 64
EPOCHS = 12
PAGES = 12  # in one step; laid end to end with gaps as wide as the widest convolution sees
DROPOUT = 0.25
RATE = 4e-3
DECAY = 0.05
NAMELESS = 0.15  # of the pages in a step show no class names and nothing of what filters say of them: names can lie
_NAMED = np.array([name.startswith(("names_", "inline_", "said_")) or name.endswith("_path") for name in MEANINGS])
_GAP = WIDTH // 2 * max(DILATIONS)
_HEAVY = 12.0  # logarithms of sizes stay below: a column that goes beyond has a tail, and its logarithm is taken
_STEP_TOTAL = 10.0  # what the block weights of a page come to, about


class Batch(NamedTuple):
    """Some pages end to end. `rows` are their blocks' numbers in the data, -1 in a gap; `page` numbers them within."""

    rows: NDArray[np.int64]
    features: Tensor
    there: Tensor  # (rows, 1): 1 for a block, 0 in a gap
    page: Tensor
    share: Tensor  # (rows, 1): of the page's words


@dataclass(frozen=True)
class Inputs:
    """What one fold's network sees, in the data's row order."""

    features: NDArray[np.float32]
    shares: NDArray[np.float32]  # of the page's words
    targets: NDArray[np.float32]
    weights: NDArray[np.float32]
    starts: NDArray[np.int64]
    heavy: NDArray[np.int16]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]


class _Module(nn.Module):
    def __init__(self, features: int) -> None:
        super().__init__()
        self.mix = nn.Linear(features, CHANNELS)
        self.pool = nn.Linear(2 * CHANNELS, CHANNELS)
        self.taps = nn.ModuleList(_along(dilation) for dilation in DILATIONS)
        self.steps = nn.ModuleList(nn.Linear(CHANNELS, CHANNELS) for _ in DILATIONS)
        self.out = nn.Linear(CHANNELS, 1)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, batch: Batch) -> Tensor:
        hidden = torch.relu(self.mix(batch.features)) * batch.there
        pages = int(batch.page.max()) + 1
        mean = torch.zeros(pages, CHANNELS).index_add_(0, batch.page, hidden * batch.share)
        place = batch.page[:, None].expand_as(hidden)
        highest = torch.zeros(pages, CHANNELS).scatter_reduce_(0, place, hidden, "amax")
        wide = torch.relu(self.pool(torch.cat([mean, highest], 1)))
        hidden = self.drop((hidden + wide[batch.page]) * batch.there)
        for taps, step in zip(self.taps, self.steps, strict=True):
            around = taps(self.drop(hidden).T[None])[0].T
            hidden = (hidden + torch.relu(step(around))) * batch.there
        found: Tensor = self.out(self.drop(hidden))[:, 0]
        return found


def _along(dilation: int) -> nn.Conv1d:
    """A convolution along the blocks, each channel by itself; what follows it has a bias."""
    reach = WIDTH // 2 * dilation
    return nn.Conv1d(CHANNELS, CHANNELS, WIDTH, padding=reach, dilation=dilation, groups=CHANNELS, bias=False)


def inputs(data: Dataset, k: int, known: NDArray[np.bool_], weights: NDArray[np.float64]) -> Inputs:
    """Features as weights k see them, put on one scale by the pages that those may see."""
    features = data.features(k)
    words = word_counts(features[:, :2])
    totals = np.add.reduceat(words, np.minimum(data.starts[:-1], len(words) - 1))
    sizes = np.diff(data.starts)
    shares = words / np.repeat(np.maximum(totals, 1.0), sizes)
    seen = features[data.folds != k] if k < FOLDS else features
    heavy = np.flatnonzero(np.abs(seen).max(axis=0) > _HEAVY).astype(np.int16)
    mean, scale = seen.mean(axis=0), seen.std(axis=0)
    squashed = squash(seen[:, heavy])
    mean[heavy], scale[heavy] = squashed.mean(axis=0), squashed.std(axis=0)
    scale += np.float32(0.01)
    del seen
    # to half precision and back, as the weights file keeps them
    mean, scale = (values.astype(np.float16).astype(np.float32) for values in (mean, scale))
    targets = np.nan_to_num(data.shares) >= 0.5
    used = np.where(known, weights, 0.0)
    return Inputs(
        standardised(features, heavy, mean, scale),
        shares.astype(np.float32),
        targets.astype(np.float32),
        used.astype(np.float32),
        data.starts,
        heavy,
        mean,
        scale,
    )


def fit(given: Inputs, pages: Sequence[int], seed: int) -> Networks:
    """One network for the log-odds of content, fitted on these pages; the same weights for the same input."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED + seed)
    order = np.random.RandomState(SEED + seed)
    module = _Module(given.features.shape[1])
    optimiser = torch.optim.AdamW(module.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(pages) // PAGES)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.15)
    for _ in range(EPOCHS):
        for batch in _batches(given, order.permutation(pages).tolist()):
            _hide_names(batch, given, order)
            blocks = batch.rows >= 0
            rows = batch.rows[blocks]
            loss = nn.functional.binary_cross_entropy_with_logits(
                module(batch)[torch.from_numpy(blocks)],
                torch.from_numpy(given.targets[rows]),
                weight=torch.from_numpy(given.weights[rows]),
                reduction="sum",
            ) / (_STEP_TOTAL * PAGES)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(module.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    return _export(module, given)


def _hide_names(batch: Batch, given: Inputs, order: np.random.RandomState) -> None:
    """Put what the names of some pages say to what no name says, in place."""
    pages = int(batch.page.max()) + 1
    hidden = torch.from_numpy(order.random_sample(pages) < NAMELESS)[batch.page]
    silent = torch.from_numpy(
        standardised(np.zeros_like(given.mean)[None], given.heavy, given.mean, given.scale)[0, _NAMED]
    )
    chosen = batch.features[:, torch.from_numpy(_NAMED)]
    batch.features[:, torch.from_numpy(_NAMED)] = torch.where(hidden[:, None], silent * batch.there, chosen)


def _batches(given: Inputs, pages: Sequence[int]) -> Iterator[Batch]:
    for at in range(0, len(pages), PAGES):
        yield _lay(given, pages[at : at + PAGES])


def _lay(given: Inputs, pages: Sequence[int]) -> Batch:
    rows, numbers = [], []
    for number, page in enumerate(pages):
        first, last = int(given.starts[page]), int(given.starts[page + 1])
        rows += [np.arange(first, last), np.full(_GAP, -1)]
        numbers.append(np.full(last - first + _GAP, number))
    row = np.concatenate(rows)
    there = (row >= 0).astype(np.float32)[:, None]
    return Batch(
        row,
        torch.from_numpy(given.features[row] * there),
        torch.from_numpy(there),
        torch.from_numpy(np.concatenate(numbers)),
        torch.from_numpy(given.shares[row][:, None] * there),
    )


def _export(module: _Module, given: Inputs) -> Networks:
    def array(tensor: Any) -> NDArray[np.float32]:
        # to half precision and back, as the weights file keeps them
        found: NDArray[np.float32] = tensor.detach().numpy().astype(np.float16).astype(np.float32)
        return found

    return Networks(
        given.heavy,
        given.mean,
        given.scale,
        array(module.mix.weight).T[None].copy(),
        array(module.mix.bias)[None],
        array(module.pool.weight).T[None].copy(),
        array(module.pool.bias)[None],
        np.stack([array(taps.weight)[:, 0].T for taps in module.taps])[None],
        np.stack([array(step.weight).T for step in module.steps])[None],
        np.stack([array(step.bias) for step in module.steps])[None],
        array(module.out.weight),
        array(module.out.bias),
    )


def side_by_side(fitted: Sequence[Networks]) -> Networks:
    """Networks of one scale as one."""
    parts = [field.name for field in fields(Networks) if field.name not in ("heavy", "mean", "scale")]
    joined = {name: np.concatenate([getattr(network, name) for network in fitted]) for name in parts}
    return Networks(fitted[0].heavy, fitted[0].mean, fitted[0].scale, **joined)
