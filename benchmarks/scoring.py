"""Read the pages of a corpus, score each, and add the scores up to figures."""

from __future__ import annotations

import multiprocessing
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any, NamedTuple

from . import metrics
from .corpora import Page
from .peers import quiet
from .readers import ALL_FIELDS, OURS, Prediction, fields_of, reader_for

# The gold key that a field is scored against.
GOLD_KEY = {"body": "text", "seg": "with", "title": "title", "authors": "authors", "date": "date"}
_LANGUAGE = re.compile(rb"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?([A-Za-z]{2})\b", re.IGNORECASE)


@dataclass(frozen=True)
class PageScore:
    """One page, read and scored. `error` is what the reader raised; such a page scores 0 in every field."""

    id: str
    url: str | None
    groups: dict[str, str]
    seconds: float
    error: str | None
    scores: dict[str, float]
    seg: metrics.SegCounts | None
    predicted: dict[str, Any] = field(default_factory=dict)
    gold: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


class Figure(NamedTuple):
    """A figure over a corpus or one of its groups, by the name it has in `floors.json`: `wcxb-dev/body/forum`."""

    name: str
    value: float
    pages: int


def score_page(page: Page, system: str = OURS) -> PageScore:
    """Read a page and compare with its gold, in CPU seconds of this process."""
    read = reader_for(page, system)
    error = None
    start = time.process_time()
    try:
        found = read(page)
    except Exception as exc:  # whatever a reader raises is its score, not ours to let through
        found, error = Prediction(), f"{type(exc).__name__}: {exc}"
    seconds = time.process_time() - start
    scores, seg = _scores(found, page.gold, fields_of(system))
    if error:  # finding nothing is right on an empty page, raising never is
        scores = dict.fromkeys(scores, 0.0)
    return PageScore(
        id=page.id,
        url=page.url,
        groups=_groups(page),
        seconds=seconds,
        error=error,
        scores=scores,
        seg=seg,
        predicted={"body": found.text, "title": found.title, "authors": list(found.authors), "date": found.date},
        gold=page.gold,
    )


def _groups(page: Page) -> dict[str, str]:
    """What a page is counted with: its annotated type; where there is none, the language that its <html> states."""
    if kind := page.gold.get("type"):
        return {"type": kind}
    stated = _LANGUAGE.search(page.html[:100_000])
    return {"language": stated[1].decode().lower() if stated else "no language stated"}


def _scores(
    found: Prediction, gold: dict[str, Any], fields: Sequence[str]
) -> tuple[dict[str, float], metrics.SegCounts | None]:
    seg = None
    if "with" in gold or "without" in gold:
        seg = metrics.seg_counts(found.text, gold.get("with", ()), gold.get("without", ()))
    judges: dict[str, Callable[[], float]] = {
        "body": lambda: metrics.body_f1(found.text, gold["text"]),
        "seg": lambda: seg.f1 if seg else 0.0,
        "title": lambda: metrics.title_match(found.title, gold["title"]),
        "authors": lambda: metrics.authors_f1(found.authors, gold["authors"]),
        "date": lambda: metrics.date_match(found.date, gold["date"]),
    }
    return {name: judge() for name, judge in judges.items() if name in fields and GOLD_KEY[name] in gold}, seg


def score_pages(pages: Sequence[Page], system: str = OURS, jobs: int = 1) -> Iterator[PageScore]:
    """Scores in page order, whatever the number of processes."""
    if jobs <= 1:
        yield from map(partial(score_page, system=system), pages)
        return
    # spawn: the same on every platform, and no fork while a progress bar's thread is running
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=quiet) as pool:
        yield from pool.map(partial(score_page, system=system), pages, chunksize=4)


def figures(corpus: str, scores: Iterable[PageScore]) -> list[Figure]:
    """All figures of a corpus: each field over all pages, then by page type and by language."""
    cells: dict[str, list[PageScore]] = defaultdict(list)
    for score in scores:
        for name in score.scores:
            cells[f"{corpus}/{name}"].append(score)
            for group in score.groups.values():
                cells[f"{corpus}/{name}/{group}"].append(score)
    found = [Figure(name, _total(name.split("/")[1], cell), len(cell)) for name, cell in cells.items()]
    return sorted(found, key=lambda figure: (ALL_FIELDS.index(figure.name.split("/")[1]), figure.name))


def _total(field_name: str, cell: Sequence[PageScore]) -> float:
    """The mean over the pages; for seg the F1 of the totals."""
    if field_name == "seg":
        counts = [score.seg for score in cell if score.seg is not None]
        return metrics.SegCounts(*(sum(column) for column in zip(*counts, strict=True))).f1
    return sum(score.scores[field_name] for score in cell) / len(cell)
