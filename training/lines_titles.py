"""Which line is the headline, from the annotated titles."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks import corpora
from benchmarks.flatteners import SCORED
from benchmarks.metrics import normalise

from .lines_data import CORPORA, Text, cut

_MIN_WHOLE = 0.4  # share of a line that the title must be where the site's name stands beside it
_MAX_LINE = 300  # characters


def annotated_titles() -> dict[tuple[str, str], str]:
    """Corpus and page id -> title, as the metric compares it."""
    root = corpora.corpora_root()
    found = {}
    for corpus in CORPORA:
        table = pq.read_table(corpora.corpus_path(corpus, root), columns=["id", "gold"])
        for row in table.to_pylist():
            title = json.loads(row["gold"]).get("title")
            if title:
                found[corpus, row["id"]] = normalise(title)
    return found


def title_lines(text: Text, titles: dict[tuple[str, str], str]) -> NDArray[np.float32] | None:
    """1 for the lines that are the title, else for those that begin or end with it; None where none is annotated."""
    wanted = titles.get((text.corpus, text.id))
    blocks = cut(text) if wanted else None
    if not wanted or blocks is None:
        return None
    lines = [normalise(block) if len(block) <= _MAX_LINE else "" for block in blocks]
    exact = np.array([line == wanted for line in lines], dtype=np.float32)
    if exact.any():
        return exact
    near = [
        (line.startswith(f"{wanted} ") or line.endswith(f" {wanted}")) and len(wanted) >= _MIN_WHOLE * len(line)
        for line in lines
    ]
    return np.array(near, dtype=np.float32)


def title_labels(texts: Sequence[Text]) -> list[NDArray[np.float32] | None]:
    """For one scored layout of each page that has an annotated title, 1 for the headline's lines."""
    titles = annotated_titles()
    seen: set[tuple[str, str]] = set()
    found = []
    for text in texts:
        page = (text.corpus, text.id)
        found.append(title_lines(text, titles) if text.variant in SCORED and page not in seen else None)
        seen.add(page)
    return found


def title_rows(
    labels: Sequence[NDArray[np.float32] | None], starts: NDArray[np.int64], per_page: int, seed: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Rows to learn from and their labels: every headline, and so many other lines of each page."""
    chance = np.random.default_rng(seed)
    rows: list[NDArray[np.int64]] = []
    kept_labels: list[NDArray[np.float32]] = []
    for found, start in zip(labels, starts[:-1], strict=True):
        if found is None:
            continue
        wanted, others = np.flatnonzero(found), np.flatnonzero(found == 0)
        # half of the others from around the headline, which is confused with its neighbours
        near = others[np.argsort(np.abs(others - (wanted[0] if len(wanted) else 0)))][: per_page // 2]
        far = chance.choice(others, min(per_page // 2, len(others)), replace=False)
        kept = np.unique(np.concatenate([wanted, near, far]))
        rows.append(kept + start)
        kept_labels.append(found[kept])
    return np.concatenate(rows), np.concatenate(kept_labels)
