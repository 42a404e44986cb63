"""What held-out pages really scored: for the calibration of `confidence`, the model card and a first look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from articlextract.model.decision import choose
from articlextract.model.texts import word_counts
from benchmarks.metrics import body_f1

from .examples import cut
from .matrices import FINAL, Dataset

KNOTS = 12


class PageResult(NamedTuple):
    corpus: str
    type: str
    fold: int
    expected: float  # by the decision rule
    f1: float
    confidence: float = 0.0  # the expectation put right by what other folds' pages showed


def score_pages(data: Dataset, p: NDArray[np.float64]) -> list[PageResult]:
    """Word F1 of the blocks that the rule takes, for every page with annotated text; no filter has a veto here."""
    words = word_counts(data.features(FINAL)[:, :2])
    results = []
    for page, source in enumerate(data.sources):
        if "text" not in source.gold:
            continue
        rows = data.rows(page)
        chosen, expected = choose(p[rows].tolist(), words[rows].tolist(), "balance")
        found = cut(source)
        text = "\n".join(b.text for b, keep in zip(found[1], chosen, strict=True) if keep) if found else ""
        f1 = body_f1(text, source.gold["text"])
        results.append(PageResult(source.corpus, source.gold.get("type", ""), source.fold, expected, f1))
    return results


def calibrated(pages: Sequence[PageResult]) -> list[PageResult]:
    """Each page with the confidence that the other folds' pages teach."""
    taught = {fold: knots([page for page in pages if page.fold != fold]) for fold in {page.fold for page in pages}}
    return [page._replace(confidence=float(np.interp(page.expected, *taught[page.fold]))) for page in pages]


def knots(pages: Sequence[PageResult]) -> NDArray[np.float32]:
    """Shape (2, KNOTS + 2): expectation and mean real F1 over equal shares of the pages, made monotone."""
    ordered = sorted((page.expected, page.f1) for page in pages)
    groups = np.array_split(np.array(ordered), KNOTS)
    x = np.array([0.0, *(group[:, 0].mean() for group in groups), 1.0])
    y = np.array([0.0, *(group[:, 1].mean() for group in groups), 0.0])
    y[-1] = y[-2]
    return np.array([x, np.maximum.accumulate(y)], dtype=np.float32)


def summary(pages: Sequence[PageResult]) -> dict[str, float]:
    """Mean F1 by corpus and page type."""
    groups: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        groups[page.corpus].append(page.f1)
        if page.type:
            groups[f"{page.corpus}/{page.type}"].append(page.f1)
    return {name: round(float(np.mean(values)), 4) for name, values in sorted(groups.items())}
