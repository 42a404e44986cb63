"""What held-out texts really scored: for the calibration of `confidence` and the model card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from multiprocessing import Pool
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from articlextract.model.decision import choose
from benchmarks.flatteners import SCORED
from benchmarks.metrics import body_f1
from benchmarks.progress import track

from .calibrate import knots as page_knots
from .lines_data import Dataset, Text, cut

EVERY = 3  # pages; enough to calibrate by, and the whole corpus is measured by `make eval ARGS=--flattened`


class TextResult(NamedTuple):
    corpus: str
    type: str
    variant: str
    fold: int
    expected: float  # by the decision rule
    f1: float
    title: float | None  # 1 when the likeliest line is the headline; None where the text has no such line


_Task = tuple[Text, NDArray[np.float64], NDArray[np.float64], float | None]


def score(
    data: Dataset,
    odds: NDArray[np.float64],
    titles: NDArray[np.float64],
    labels: Sequence[NDArray[np.float32] | None],
    jobs: int,
) -> list[TextResult]:
    """Word F1 of the lines that the rule takes, for one annotated page in EVERY; no filter has a veto here.

    `odds` and `titles` are held-out log-odds of being content and the headline, `labels` the headlines.
    """
    words = np.expm1(data.features[:, 1].astype(np.float64))
    tasks = []
    for i, (text, known) in enumerate(zip(data.texts, labels, strict=True)):
        if text.gold is not None and crc32(text.id.encode()) % EVERY == 0:
            rows = data.rows(i)
            right = float(known[int(titles[rows].argmax())]) if known is not None and known.any() else None
            tasks.append((text, odds[rows], words[rows], right))
    with Pool(jobs) as pool:
        found = track(pool.imap(_score, tasks, chunksize=16), len(tasks), "scores")
        return [result for result in found if result is not None]


def _score(task: _Task) -> TextResult | None:
    text, odds, words, right = task
    blocks = cut(text)
    if blocks is None:
        return None
    chosen, expected = choose((1 / (1 + np.exp(-odds))).tolist(), words.tolist(), "balance")
    kept = "\n".join(line for line, keep in zip(blocks, chosen, strict=True) if keep)
    f1 = body_f1(kept, text.gold or "")
    return TextResult(text.corpus, text.type, text.variant, text.fold, expected, f1, right)


def knots(pages: Sequence[TextResult]) -> NDArray[np.float32]:
    """Of the layouts that are scored alone: copied and clean texts are easier than what confidence is asked of."""
    return page_knots([page for page in pages if page.variant in SCORED])  # type: ignore[misc]


def summary(pages: Sequence[TextResult]) -> dict[str, float]:
    """Mean F1 by layout, corpus and page type; of the four scored layouts together without its name."""
    groups: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        for name in {page.corpus, f"{page.corpus}/{page.type}" if page.type else page.corpus}:
            groups[f"{page.variant} {name}"].append(page.f1)
            if page.variant in SCORED:
                groups[name].append(page.f1)
        if page.title is not None and page.variant in SCORED:
            groups[f"headline {page.corpus}"].append(page.title)
    return {name: round(float(np.mean(values)), 4) for name, values in sorted(groups.items())}
