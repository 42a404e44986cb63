"""What Spark and Ray have in common: shards are sent out, each is read and written where it lands, and its entry
comes back to the driver, which alone writes the manifest.

The folder has to be one that all machines see. A task leaves its entry in a file of its own as well, so that what is
finished stays finished when the driver dies.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from .job import Begun, Event, Failed, Summary, process, results_in
from .manifest import ENTRY, Entry, Manifest
from .options import BulkOptions
from .output import explained, sync
from .readers.tally import Tally
from .shards import Shard

Engine = Callable[..., Summary]
Send = Callable[[Callable[[int], str], int], Iterable[str]]
"""Calls a function for each number below the second argument, somewhere, and gives what it returns, in any order."""


def run_shard(shard: Shard, folder: str, options: BulkOptions) -> dict[str, str]:
    """Read one shard where this is called; the `line` of its entry in the manifest, or why it `failed`."""
    for event in process([shard], Path(folder), options):
        if isinstance(event, Failed):
            return {"failed": event.why}
        if isinstance(event, Entry):
            _leave(event, Path(folder))
            return {"line": event.line()}
    return {"failed": "it ended before it was read"}


def _leave(entry: Entry, folder: Path) -> None:
    path = folder / f".{entry.output}{ENTRY}"
    beside = path.with_suffix(f".{os.getpid()}.partial")
    with explained(path):
        beside.write_text(entry.line(), encoding="utf-8")
        sync(beside)
        os.replace(beside, path)


def engine(send: Send) -> Engine:
    """A function with the arguments of `job.run` that has its shards read by way of `send`."""

    def run(
        shards: Sequence[Shard],
        folder: Path,
        options: BulkOptions,
        *,
        resume: bool = False,
        watch: Callable[[Event], None] = lambda event: None,
        stopping: Callable[[], bool] = lambda: False,
    ) -> Summary:
        options = replace(options, workers=options.workers or 1)  # the cluster counts cores
        folder = folder.resolve()
        with results_in(folder, shards, options, resume=resume) as (todo, summary):
            place = str(folder)

            def at(number: int) -> str:
                return json.dumps({"number": number, **run_shard(todo[number], place, options)})

            summary.left = len(todo)
            found: dict[str, Entry] = {}
            for answer in send(at, len(todo)) if todo and not stopping() else ():
                _hear(answer, todo, found, summary, watch)
            _settle(Manifest(folder), folder, [found[key] for key in (s.key(options) for s in todo) if key in found])
        return summary

    return run


def _hear(answer: str, todo: list[Shard], found: dict[str, Entry], summary: Summary, watch: Any) -> None:
    told = json.loads(answer)
    shard = todo[told["number"]]
    summary.left -= 1
    watch(Begun(shard, Tally(share=1.0)))
    if "failed" in told:
        failed = Failed(shard, told["failed"])
        summary.failed.append(failed)
        watch(failed)
    else:
        entry = Entry.from_line(told["line"])
        found[entry.key] = entry
        summary.add(entry)
        watch(entry)


def _settle(manifest: Manifest, folder: Path, entries: list[Entry]) -> None:
    """Into the manifest, in the order of the input; then the files that the tasks left are not needed any more."""
    for entry in entries:
        manifest.add(entry)
        with contextlib.suppress(OSError):
            os.unlink(folder / f".{entry.output}{ENTRY}")
