"""How well flattened text is cleaned: `python -m benchmarks.eval --flattened`.

wcxb-dev in every layout of `flatteners`, each page read with the weights of the fold that holds its
site out. Beside each figure stands that of the text as it came.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from . import corpora
from .flatteners import METHODS, SCORED, flattened
from .metrics import authors_f1, body_f1, date_match, title_match
from .progress import track
from .sites import FOLD_WEIGHTS, fold_of, site_of

CORPUS = "wcxb-dev"
FOLDER = Path(__file__).resolve().parents[1] / "work" / "lines" / "flat"
CLEAN = "annotated text alone"
MEAN = "mean of the first four"
BARS = {"": 0.81, "article": 0.92}
CLEAN_BAR = 0.99


class Result(NamedTuple):
    layout: str
    type: str
    f1: float
    raw_f1: float  # of the text as it came
    title: float | None
    authors: float | None
    date: float | None
    seconds: float  # of processor time


def fold_weights(k: int) -> Path:
    """The line model's weights that saw no page of fold k."""
    return FOLD_WEIGHTS / f"lines-fold-{k}.npz"


def main(limit: int | None, jobs: int, in_turn: bool = False) -> int:
    """Print the table; exit code 1 below a bar.

    `in_turn` reads each page in one of the four layouts, the next page in the next: a fifth of the
    time, and means over all pages still.
    """
    root = corpora.corpora_root()
    if not corpora.corpus_path(CORPUS, root).exists():
        print(f"skipped: no corpus {CORPUS} in {root}, nothing was measured.\n{corpora.WHERE_TO_GET_ONE}")
        return 0
    pages = corpora.load(CORPUS, root)  # all, so that the cache of their layouts is whole
    texts = flattened(CORPUS, pages, FOLDER, jobs)
    step = max(len(pages) // limit, 1) if limit else 1
    tasks = [(page.url, page.id, page.gold, texts[page.id]) for page in pages[::step]]
    if in_turn:
        tasks = [
            (url, page_id, gold, {SCORED[i % len(SCORED)]: found[SCORED[i % len(SCORED)]]})
            for i, (url, page_id, gold, found) in enumerate(tasks)
        ]
    with ProcessPoolExecutor(jobs) as pool:
        results = [r for found in track(pool.map(_read, tasks, chunksize=8), len(tasks), CORPUS) for r in found]
    for line in report(results):
        print(line)
    if limit:
        print("no bars with --limit")
        return 0
    below = list(troubles(results))
    print("\n".join(below) or "every bar held")
    return 1 if below else 0


def _read(task: tuple[str | None, str, dict[str, object], dict[str, str]]) -> list[Result]:
    import articlextract

    url, page_id, gold, texts = task
    weights = fold_weights(fold_of(site_of(url) or page_id))
    options = articlextract.Options(line_weights=weights)
    wanted, kind = str(gold["text"]), str(gold.get("type", ""))
    found = []
    for layout, text in {**texts, CLEAN: wanted}.items():
        start = time.process_time()
        article = articlextract.extract_text(text, url, options=options)
        seconds = time.process_time() - start
        found.append(
            Result(
                layout,
                kind,
                body_f1(article.text, wanted),
                body_f1(text, wanted),
                title_match(article.title, str(gold["title"])) if gold.get("title") else None,
                authors_f1([a.name for a in article.authors], gold["authors"]) if "authors" in gold else None,  # type: ignore[arg-type]
                date_match(article.date.isoformat() if article.date else None, gold["date"])
                if gold.get("date")
                else None,
                seconds,
            )
        )
    return found


def report(results: Sequence[Result]) -> list[str]:
    """The table: a layout a row, then the mean of those that count."""
    kinds = ["", *sorted({r.type for r in results if r.type})]
    head = ["layout", *(f"{kind or 'all'} (as it came)" for kind in kinds), "title", "authors", "date", "ms"]
    rows = [head]
    for layout in (*METHODS, CLEAN):
        here = [r for r in results if r.layout == layout]
        if not here:
            continue
        cells = [f"{_mean(here, 'f1', kind):.3f} ({_mean(here, 'raw_f1', kind):.3f})" for kind in kinds]
        fields = [f"{_mean(here, name):.3f}" for name in ("title", "authors", "date")]
        rows.append([layout, *cells, *fields, f"{1000 * _mean(here, 'seconds'):.1f}"])
    means = [f"{mean_of_four(results, kind):.4f} ({mean_of_four(results, kind, 'raw_f1'):.3f})" for kind in kinds]
    fields = [f"{mean_of_four(results, '', name):.3f}" for name in ("title", "authors", "date")]
    rows.append([MEAN, *means, *fields, f"{1000 * mean_of_four(results, '', 'seconds'):.1f}"])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]


def mean_of_four(results: Sequence[Result], kind: str, name: str = "f1") -> float:
    """The mean over the layouts that count of their means over pages."""
    found = [_mean([r for r in results if r.layout == layout], name, kind) for layout in SCORED]
    return sum(found) / len(found)


def troubles(results: Sequence[Result]) -> list[str]:
    """What is below its bar."""
    found = [
        f"FAILED: {MEAN}, {kind or 'all'}: {mean_of_four(results, kind):.4f}, the bar is {bar}"
        for kind, bar in BARS.items()
        if mean_of_four(results, kind) < bar
    ]
    clean = _mean([r for r in results if r.layout == CLEAN], "f1", "article")
    if clean < CLEAN_BAR:
        found.append(f"FAILED: {CLEAN}, articles: {clean:.4f}, the bar is {CLEAN_BAR}")
    return found


def _mean(results: Sequence[Result], name: str, kind: str = "") -> float:
    values = [getattr(r, name) for r in results if (not kind or r.type == kind) and getattr(r, name) is not None]
    return sum(values) / len(values) if values else 0.0
