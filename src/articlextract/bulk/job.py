"""A whole job: shards in, one file each out, with a manifest; what is finished is never done twice."""

from __future__ import annotations

import fcntl
import os
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .manifest import Entry, Manifest
from .options import BulkOptions
from .output import OutputError, ShardFile, explained, remove_partial
from .readers.tally import InputError, Tally
from .shards import Shard
from .stats import Stats
from .supervisor import Done, Supervisor


@dataclass(frozen=True)
class Begun:
    """A shard has been opened; `tally` goes on being filled."""

    shard: Shard
    tally: Tally


@dataclass(frozen=True)
class Failed:
    """A shard could not be read, or not to its end; nothing of it was written."""

    shard: Shard
    why: str


@dataclass(frozen=True)
class _Ended:
    shard: Shard
    tally: Tally


Event = Begun | Done | Entry | Failed


@dataclass
class Summary:
    """What became of all shards of a job, those finished in earlier runs included: read = ok + each status + errors."""

    stats: Stats = field(default_factory=Stats)
    skipped: Counter[str] = field(default_factory=Counter)
    damaged: int = 0
    shards: int = 0
    failed: list[Failed] = field(default_factory=list)
    left: int = 0

    def add(self, entry: Entry) -> None:
        self.stats.merge(entry.stats)
        self.skipped.update(entry.skipped)
        self.damaged += len(entry.damaged)
        self.shards += 1


def run(
    shards: Sequence[Shard],
    folder: Path,
    options: BulkOptions,
    *,
    resume: bool = False,
    watch: Callable[[Event], None] = lambda event: None,
    stopping: Callable[[], bool] = lambda: False,
) -> Summary:
    """Read all shards that are not finished, in this process and its workers.

    `watch` hears what happens, page by page. Once `stopping()` is true no further shard is begun.

    Raises:
        OutputError: nothing can be written, or the folder holds results and `resume` is False.
        WorkerError: no worker can be started.
    """
    with results_in(folder, shards, options, resume=resume) as (todo, summary):
        manifest = Manifest(folder)
        summary.left = len(todo)
        with closing(process(todo, folder, options, stopping=stopping)) as events:
            for event in events:
                if isinstance(event, Entry):
                    manifest.add(event)
                    summary.add(event)
                elif isinstance(event, Failed):
                    summary.failed.append(event)
                if isinstance(event, (Entry, Failed)):
                    summary.left -= 1
                watch(event)
    return summary


@contextmanager
def results_in(
    folder: Path, shards: Sequence[Shard], options: BulkOptions, *, resume: bool
) -> Iterator[tuple[list[Shard], Summary]]:
    """The folder, made and locked, what is left to do there, and the summary of what is finished."""
    with explained(folder / "x"):
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputError(f"another run writes to {folder}. Wait for it, or choose another folder") from None
        manifest = Manifest(folder)
        manifest.entries()  # refuses what is no manifest before anything is changed
        manifest.mend()
        entries = manifest.entries()
        if entries and not resume:
            raise OutputError(f"{folder} holds results already. Go on with --resume, or choose another folder")
        fingerprint = options.fingerprint()[:12]
        if any(entry.options != fingerprint for entry in entries):
            raise OutputError(f"{folder} holds results of other options or another version. Choose another folder")
        remove_partial(folder)
        yield _left(shards, folder, options, entries)
    finally:
        os.close(handle)


def _left(
    shards: Sequence[Shard], folder: Path, options: BulkOptions, entries: list[Entry]
) -> tuple[list[Shard], Summary]:
    finished = {entry.key: entry for entry in entries}
    summary = Summary()
    todo = []
    for shard in {shard.key(options): shard for shard in shards}.values():  # the same input named twice is one
        entry = finished.get(shard.key(options))
        if entry is not None and _is_there(folder / entry.output, entry.size):
            summary.add(entry)
        else:
            todo.append(shard)
    return todo, summary


def _is_there(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def process(
    shards: Sequence[Shard], folder: Path, options: BulkOptions, *, stopping: Callable[[], bool] = lambda: False
) -> Generator[Event, None, None]:
    """Read shards and write their files, not the manifest. Closed in the middle, it leaves nothing half done."""
    file: ShardFile | None = None
    stats = Stats()
    with Supervisor(options.settings(), options.count()) as supervisor:
        try:
            for item in supervisor.map(_items(shards, options, stopping)):
                if isinstance(item, Begun):
                    file, stats = ShardFile(folder, item.shard.output(options), options.format), Stats()
                elif isinstance(item, Done) and file is not None:
                    file.write(item.row)
                    stats.add(item.row)
                elif isinstance(item, Failed) and file is not None:
                    file.abort()
                elif isinstance(item, _Ended) and file is not None:
                    item = _entry(item, file, stats, options)
                    file = None
                yield item
        finally:
            if file is not None:
                file.abort()


def _items(shards: Sequence[Shard], options: BulkOptions, stopping: Callable[[], bool]) -> Iterator[Any]:
    for shard in shards:
        if stopping():
            return
        tally = Tally()
        yield Begun(shard, tally)
        try:
            yield from shard.read(options, tally)
        except InputError as error:
            yield Failed(shard, str(error))
        else:
            yield _Ended(shard, tally)


def _entry(item: _Ended, file: ShardFile, stats: Stats, options: BulkOptions) -> Entry:
    size, digest = file.finish()
    return Entry(
        key=item.shard.key(options),
        options=options.fingerprint()[:12],
        input=item.shard.path,
        shard=item.shard.name,
        output=item.shard.output(options),
        size=size,
        sha256=digest,
        stats=stats,
        skipped=item.tally.skipped,
        damaged=tuple(item.tally.damaged),
    )
