"""What `bulk` says while it runs and at its end: progress, and a table that adds up."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ..terminal import safe_line

if TYPE_CHECKING:
    from ..bulk.again import Slow
    from ..bulk.job import Event, Summary
    from ..bulk.shards import Shard

EVERY = 10.0  # seconds between two lines where there is no terminal

Watch = Callable[["Event"], None]


class Progress:
    """Counts what happens. `share` is of the input's bytes, by the shards' sizes."""

    def __init__(self, shards: list[Shard]) -> None:
        self.pages = 0
        self.finished = 0
        self.started = time.monotonic()
        self._total = max(1, sum(_weight(shard) for shard in shards))
        self._before = 0
        self._at_begin = 0
        self._current: Any = None
        self._slowest: list[Slow] = []

    def see(self, event: Event) -> None:
        from ..bulk.job import Begun
        from ..bulk.manifest import Entry
        from ..bulk.supervisor import Done

        if isinstance(event, Done):
            self.pages += 1
            self._note_slow(event)
        elif isinstance(event, Begun):
            self._current = event
            self._at_begin = self.pages
        else:
            if isinstance(event, Entry):  # a cluster does not tell of single pages
                self.pages = self._at_begin + event.stats.rows
            self.finished += 1
            if self._current is not None:
                self._before += _weight(self._current.shard)
            self._current = None

    @property
    def share(self) -> float:
        now = 0.0
        if self._current is not None:
            tally = self._current.tally
            done = (self.pages - self._at_begin) / max(1, tally.pages)  # the reader is up to a thousand pages ahead
            now = _weight(self._current.shard) * tally.share * min(1.0, done)
        return min(1.0, (self._before + now) / self._total)

    @property
    def seconds(self) -> float:
        return max(1e-9, time.monotonic() - self.started)

    @property
    def slowest(self) -> list[Slow]:
        """The pages that took longest in this run."""
        return sorted(self._slowest, key=lambda page: -page.seconds)[:10]

    def _note_slow(self, done: Any) -> None:
        from ..bulk.again import Place, Slow

        page, row = done.page, done.row
        place = Place(page.id, page.source, page.position, page.offset)
        outcome = row.get("error") or row.get("status") or ""
        self._slowest.append(Slow(done.seconds, place, page.url or page.id or "", outcome))
        if len(self._slowest) > 1000:
            self._slowest = self.slowest


def _weight(shard: Shard) -> int:
    return shard.size or len(shard.names) or 1


@contextmanager
def shown(progress: Progress, shards: int) -> Iterator[Watch]:
    """A bar by rich on a terminal, else a line now and then; both on standard error."""
    try:
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar
    except ImportError:
        Bar = None  # type: ignore[assignment,misc]
    if Bar is None or not sys.stderr.isatty():
        yield _lines(progress, shards)
        return
    from rich.console import Console

    columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn(compact=True))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=1.0)

        def watch(event: Event) -> None:
            progress.see(event)
            bar.update(task, completed=progress.share, description=_line(progress, shards))

        yield watch


def _lines(progress: Progress, shards: int) -> Watch:
    said = time.monotonic()

    def watch(event: Event) -> None:
        nonlocal said
        progress.see(event)
        if time.monotonic() - said > EVERY:
            said = time.monotonic()
            left = progress.seconds * (1 / progress.share - 1) if progress.share > 0.001 else None
            ending = f", {_span(left)} left" if left is not None else ""
            click.echo(f"bulk: {_line(progress, shards)}{ending}", err=True)

    return watch


def _line(progress: Progress, shards: int) -> str:
    rate = progress.pages / progress.seconds
    return f"{progress.pages:,} pages, {rate:.1f} a second, shard {min(progress.finished + 1, shards)} of {shards}"


def _span(seconds: float) -> str:
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _place(item: tuple[str, int]) -> tuple[bool, bool, int, str]:
    status, count = item
    return status == "error", status != "ok", -count, status


def table(summary: Summary, progress: Progress) -> str:
    """The end of a run: what was read is what is listed below it."""
    from ..bulk.stats import by_count

    stats = summary.stats
    errors = stats.status.get("error", 0)
    lines = [f"{'read':<24}{stats.rows:>12,}"]
    for status, count in sorted(stats.status.items(), key=_place):
        lines.append(f"  {status:<22}{count:>12,}  {count / stats.rows:>6.1%}")
        if status == "error":
            lines += [f"    {cause:<20}{number:>12,}" for cause, number in by_count(stats.errors).items()]
    assert stats.rows == sum(stats.status.values())
    assert errors == sum(stats.errors.values())
    if summary.skipped:
        lines.append(f"{'no pages, passed over':<24}{sum(summary.skipped.values()):>12,}")
        skipped = list(by_count(summary.skipped).items())[:8]
        lines += [f"  {safe_line(what, 60):<22}{count:>12,}" for what, count in skipped]
    if summary.damaged:
        lines.append(f"{'damaged places':<24}{summary.damaged:>12,}")
    lines.append(f"{'shards finished':<24}{summary.shards:>12,}")
    if summary.left:
        lines.append(f"{'shards left':<24}{summary.left:>12,}")
    lines += [f"  not read: {safe_line(failed.why)}" for failed in summary.failed]
    rate = progress.pages / progress.seconds
    lines.append(f"{progress.pages:,} pages in this run, in {_span(progress.seconds)}: {rate:.1f} a second")
    return "\n".join(lines)
