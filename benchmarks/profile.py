"""Where the time of `extract_html` goes, stage by stage, in bare lxml parses: `make bench ARGS=--profile`.

Each page is parsed bare and then read. Stages are the functions that `articlextract.pipeline` imports; `rest` is the
text's rendering, what the pipeline does between them, and the freeing of the page.
"""

from __future__ import annotations

import contextlib
import inspect
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple
from unittest import mock

import lxml.html

from .corpora import Page
from .readers import read_as_shipped

BARE, REST, WHOLE = "bare parse", "rest", "whole"


class Row(NamedTuple):
    """One stage over a corpus, in mean bare parses of it, but for `share` of the whole."""

    stage: str
    mean: float
    median: float
    p99: float
    worst: float
    page: str  # the worst one
    share: float


def profile(pages: Sequence[Page]) -> list[Row]:
    """CPU time by stage; a page that raises counts until it does."""
    from articlextract import pipeline

    stages = {name: call for name, call in vars(pipeline).items() if inspect.isfunction(call) and _is_stage(call)}
    spent: dict[str, list[float]] = {name: [] for name in (BARE, *stages, REST, WHOLE)}
    with contextlib.ExitStack() as patches:
        for name, call in stages.items():
            patches.enter_context(mock.patch.object(pipeline, name, _clocked(call, spent[name])))
        for page in pages:
            for times in spent.values():
                times.append(0.0)
            with _clock(spent[BARE]):
                lxml.html.document_fromstring(page.html)
            with contextlib.suppress(Exception), _clock(spent[WHOLE]):
                read_as_shipped(page)
    spent[REST] = [whole - sum(spent[name][i] for name in stages) for i, whole in enumerate(spent[WHOLE])]
    unit, total = sum(spent[BARE]) / len(pages), sum(spent[WHOLE])
    return [_row(name, times, pages, unit, total) for name, times in spent.items() if any(times)]


def table(rows: Sequence[Row]) -> str:
    """The rows as text."""
    lines = ["  in bare parses               mean  median    p99   worst   share"]
    for row in rows:
        share = f"{row.share:7.0%}" if row.stage != BARE else ""
        lines.append(f"  {row.stage:<24} {row.mean:8.2f} {row.median:7.2f} {row.p99:6.1f} {row.worst:7.1f} {share:>7}")
    whole = rows[-1]
    lines.append(f"  worst page: {whole.page}; 99th percentile over mean: {whole.p99 / whole.mean:.1f}")
    return "\n".join(lines)


def _row(stage: str, times: list[float], pages: Sequence[Page], unit: float, total: float) -> Row:
    ordered = sorted(times)
    worst = max(range(len(times)), key=times.__getitem__)
    return Row(
        stage,
        sum(times) / len(times) / unit,
        median(times) / unit,
        ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))] / unit,
        ordered[-1] / unit,
        pages[worst].id,
        sum(times) / total,
    )


def _is_stage(call: Callable[..., Any]) -> bool:
    return call.__module__.startswith("articlextract.") and call.__module__ != "articlextract.pipeline"


@contextlib.contextmanager
def _clock(times: list[float]) -> Iterator[None]:
    """Add the CPU time of what is inside to the last of the times."""
    start = time.process_time()
    try:
        yield
    finally:
        times[-1] += time.process_time() - start


def _clocked(call: Callable[..., Any], times: list[float]) -> Callable[..., Any]:
    def clocked(*args: Any, **kwargs: Any) -> Any:
        with _clock(times):
            return call(*args, **kwargs)

    return clocked
