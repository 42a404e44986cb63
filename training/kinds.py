"""Fitting the page-kind model: softmax regression by L-BFGS, over the pages whose kind is annotated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from articlextract.article import PageType
from articlextract.model.kind import KindModel, page_numbers
from articlextract.model.pagewide import WORD_BUCKETS, page_words
from articlextract.model.score import KINDS
from articlextract.model.texts import word_counts

from .examples import cut
from .matrices import Dataset

# L2 strength on words and on numbers; a factor of 3 either way loses a point of held-out accuracy
WORD_PENALTY, NUMBER_PENALTY = 0.5, 2.0


class KindExamples:
    """Inputs and labels of all pages of annotated kind, in page order."""

    def __init__(self, data: Dataset, p: NDArray[np.float64], features: NDArray[np.float32]) -> None:
        words, numbers, labels, folds = [], [], [], []
        counts = word_counts(features[:, :2])
        for i, source in enumerate(data.sources):
            kind = source.gold.get("type") or ("article" if source.corpus == "fundus" else None)
            found = cut(source) if kind else None
            if found is None:
                continue
            rows = data.rows(i)
            flags = np.zeros(WORD_BUCKETS, dtype=np.float32)
            flags[page_words(*found)] = 1
            words.append(flags)
            numbers.append(page_numbers(features[rows], p[rows], counts[rows]))
            labels.append(KINDS.index(PageType(kind)))
            folds.append(source.fold)
        self.words, self.numbers = np.array(words), np.array(numbers)
        self.labels, self.folds = np.array(labels), np.array(folds)


def fit(examples: KindExamples, rows: NDArray[np.bool_]) -> KindModel:
    """The model for these pages; deterministic."""
    numbers = examples.numbers[rows].astype(np.float64)
    mean, scale = numbers.mean(axis=0), numbers.std(axis=0) + 1e-3
    x = np.hstack([examples.words[rows], np.clip((numbers - mean) / scale, -4, 4), np.ones((rows.sum(), 1))])
    y = np.eye(len(KINDS))[examples.labels[rows]]
    penalty = np.concatenate([np.full(WORD_BUCKETS, WORD_PENALTY), np.full(numbers.shape[1], NUMBER_PENALTY), [0.0]])

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        w = flat.reshape(x.shape[1], len(KINDS))
        logits = x @ w
        logits -= logits.max(axis=1, keepdims=True)
        odds = np.exp(logits)
        shares = odds / odds.sum(axis=1, keepdims=True)
        value = -np.log(shares[y > 0] + 1e-12).sum() + 0.5 * (penalty[:, None] * w * w).sum()
        return float(value), (x.T @ (shares - y) + penalty[:, None] * w).ravel()

    found = minimize(loss, np.zeros(x.shape[1] * len(KINDS)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    w = found.x.reshape(x.shape[1], len(KINDS)).astype(np.float32)
    return KindModel(w[:WORD_BUCKETS], w[WORD_BUCKETS:-1], w[-1], mean.astype(np.float32), scale.astype(np.float32))


def held_out_accuracy(examples: KindExamples, models: Sequence[KindModel]) -> dict[str, float]:
    """Share of pages whose kind the weights of their own fold name rightly, in all and by kind."""
    right = []
    for words, numbers, label, fold in zip(
        examples.words, examples.numbers, examples.labels, examples.folds, strict=True
    ):
        p = models[fold].probabilities(np.flatnonzero(words).tolist(), numbers)
        right.append(int(p.argmax()) == label)
    hits = np.array(right)
    scores = {kind.value: round(float(hits[examples.labels == i].mean()), 3) for i, kind in enumerate(KINDS)}
    return {"all": round(float(hits.mean()), 3), **scores}
