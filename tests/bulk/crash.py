"""Kill a job at random moments, resume it each time, and say when its bytes are not those of an undisturbed run.

A program of its own: it forks a child for each try, which a process with pytest's threads had better not do. Pages are
read in the child itself, so that a try takes milliseconds, most of them in writing, syncing and renaming.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import fastwarc.warc  # noqa: F401 - loaded once, before any fork
import pyarrow.parquet  # noqa: F401

from articlextract.bulk import job
from articlextract.bulk.crawled import Cause, CrawledPage, Failure
from articlextract.bulk.options import BulkOptions
from articlextract.bulk.rows import error_row, identity
from articlextract.bulk.shards import plan
from articlextract.bulk.supervisor import Done


class AtOnce:
    """In place of the supervisor: a row that is quickly made."""

    def __init__(self, *_: object) -> None: ...

    def __enter__(self) -> AtOnce:
        return self

    def __exit__(self, *_: object) -> None: ...

    def map(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            if isinstance(item, CrawledPage):
                failure = item.failure or Failure(Cause.PARSE, f"{len(item.data or b'')} bytes")
                item = Done(item, {**identity(item), **error_row(item, failure)})
            yield item


def content(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def attempt(inputs: str, folder: Path, options: BulkOptions, seconds: float | None) -> bool:
    """One run, killed after so long; whether it came to its end."""
    child = os.fork()
    if not child:
        code = 1
        try:
            job.run(plan([inputs]), folder, options, resume=True)
            code = 0
        finally:
            os._exit(code)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("a run failed")
    return os.WIFEXITED(status)


def main(inputs: str, work: Path, kills: int, form: str) -> None:
    job.Supervisor = AtOnce  # type: ignore[assignment,misc]
    options = BulkOptions(format=form)  # type: ignore[arg-type]
    start = time.monotonic()
    attempt(inputs, work / "whole", options, None)
    duration = time.monotonic() - start
    want = content(work / "whole")
    chance = random.Random(7)
    killed = 0
    while killed < kills:
        folder = work / "torn"
        shutil.rmtree(folder, ignore_errors=True)
        while not attempt(inputs, folder, options, chance.uniform(0, 0.6 * duration) if killed < kills else None):
            killed += 1
        if content(folder) != want:
            raise SystemExit(f"after {killed} kills: {content(folder)}\nwanted {want}")
    print(f"{killed} kills, {len(want)} files")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
