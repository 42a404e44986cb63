"""Measure the bulk job: `python -m benchmarks.bulk speed|isolation|planted|kills|engines`.

WARC files are made from the corpora, their pages repeated, once for each number of pages, under work/bulk/.

    speed      pages a second of the bare loop, of one worker and of two, on the same pages, in turns
    isolation  what sending a page to a process and its row back costs, with nothing done to it
    planted    the command on one file with planted killers: rows, statuses, and the memory of all its processes
    kills      the same killed with SIGKILL at random moments and resumed: are the bytes those of an undisturbed run?
    engines    the command here, on Spark and on Ray, a page in a hundred crashing its worker: are the files the same?
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from articlextract import extract_html
from articlextract.bulk import _proc
from articlextract.bulk.crawled import CrawledPage
from articlextract.bulk.limits import Limits
from articlextract.bulk.options import BulkOptions
from articlextract.bulk.rows import Row
from articlextract.bulk.supervisor import Supervisor

from . import bulk_runs, corpora
from .bulk_runs import WORK, Crawl

SMALL = 60_000  # bytes; the pages for three engines, so that a run takes minutes


def nothing(page: CrawledPage, options: Any, forms: tuple[str, ...]) -> Row:
    """A target that does no work."""
    return {"status": "ok"}


@dataclass
class Cost:
    """Of one way over the pages: seconds by the clock, and processor seconds of this process and of the workers."""

    wall: float
    here: float
    workers: float = 0.0


def speed(pages: int, rounds: int) -> None:
    """The bare loop renders the same forms, so that the difference is what bulk adds; each round compares in itself.

    Processor time hardly depends on who else is on the machine; the clock does.
    """
    path = Crawl(pages).made()
    for page in corpora.load("wcxb-dev", corpora.corpora_root(), 5):
        extract_html(page.html)
    found: dict[str, list[float]] = {}
    for turn in range(rounds):
        costs = {"bare loop": _bare(path), "1 worker": _bulk(path, 1), "2 workers": _bulk(path, 2)}
        for name, cost in costs.items():
            print(
                f"round {turn + 1}  {name:<10}{pages / cost.wall:7.1f} pages a second; processor ms a page: "
                f"{1000 * cost.here / pages:.2f} here, {1000 * cost.workers / pages:.2f} in workers",
                flush=True,
            )
        for what, figure in _compared(*costs.values()).items():
            found.setdefault(what, []).append(figure)
    print(f"medians of {rounds} rounds (least to most):")
    for what, figures in found.items():
        print(f"  {what:<66}{median(figures):6.3f} ({min(figures):.3f} to {max(figures):.3f})")


def _compared(bare: Cost, one: Cost, two: Cost) -> dict[str, float]:
    return {
        "one worker over the bare loop, by the clock": one.wall / bare.wall,
        "... by processor time, the worker's": one.workers / bare.here,
        "... by processor time, the process above it counted too": (one.workers + one.here) / bare.here,
        "two workers over one, by the clock": one.wall / two.wall,
        "... by processor time, as it would be on two cores of their own": 2 * one.workers / (two.workers + two.here),
    }


def _bare(path: Path) -> Cost:
    from articlextract.bulk.readers.tally import Tally
    from articlextract.bulk.readers.warc import pages_of_warc

    pages = list(pages_of_warc(str(path), 5_000_000, Tally()))
    wall, here = time.perf_counter(), time.process_time()
    for page in pages:
        article = extract_html(page.data or b"", page.url)
        assert article.text is not None
        assert article.markdown is not None
    return Cost(time.perf_counter() - wall, time.process_time() - here)


def _bulk(path: Path, workers: int) -> Cost:
    """From the first row on: starting takes about a second whatever the number of pages."""
    from articlextract.bulk.output import ShardFile
    from articlextract.bulk.readers.tally import Tally
    from articlextract.bulk.shards import plan

    (shard,) = plan([str(path)])
    options = BulkOptions(workers=workers)
    folder = WORK / "speed"
    folder.mkdir(parents=True, exist_ok=True)
    file = ShardFile(folder, "speed.parquet", "parquet")
    with Supervisor(options.settings(), workers) as supervisor:
        rows = supervisor.map(shard.read(options, Tally()))
        file.write(next(rows).row)
        wall, here, there = time.perf_counter(), time.process_time(), _seconds(supervisor)
        for done in rows:
            file.write(done.row)
        there = _seconds(supervisor) - there
    file.finish()
    return Cost(time.perf_counter() - wall, time.process_time() - here, there)


def _seconds(supervisor: Supervisor) -> float:
    return sum(_proc.seconds(pid)[0] for pid in supervisor.pids())


def isolation(pages: int) -> None:
    """Pages of 20 kB with which nothing is done, so that what is measured is the way and not the load."""
    settings = BulkOptions(target="benchmarks.bulk:nothing", limits=Limits(recycle_pages=10**9)).settings()
    load = b"<p>" + b"tide " * 4000
    with Supervisor(settings, 1) as supervisor:
        list(supervisor.map(CrawledPage(position=n, data=load) for n in range(100)))
        wall, here, there = time.perf_counter(), time.process_time(), _seconds(supervisor)
        count = sum(1 for _ in supervisor.map(CrawledPage(position=n, data=load) for n in range(pages)))
        wall, here, there = time.perf_counter() - wall, time.process_time() - here, _seconds(supervisor) - there
    print(
        f"{count} pages of {len(load)} bytes: {1e6 * wall / count:.0f} µs a page by the clock, "
        f"{1e6 * (here + there) / count:.0f} µs of CPU"
    )


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["speed", "isolation", "planted", "kills", "engines"])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5, help="of `speed`; medians count")
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--within", type=float, default=40.0, help="seconds after which each kill has come")
    parser.add_argument(
        "--parts", type=int, default=1, help="files for `kills`; with more than one, nothing is planted"
    )
    args = parser.parse_args(argv)
    if args.what == "speed":
        speed(args.pages, args.rounds)
    elif args.what == "isolation":
        isolation(args.pages)
    elif args.what == "planted":
        return bulk_runs.planted(args.pages)
    elif args.what == "kills":
        crawl = Crawl(args.pages, planted=args.parts == 1, parts=args.parts)
        return bulk_runs.kills(crawl, args.kills, args.within)
    else:
        return bulk_runs.engines(Crawl(args.pages, planted=True, parts=10, crashing=100, largest=SMALL))
    return 0


if __name__ == "__main__":
    if "OPENBLAS_NUM_THREADS" not in os.environ:
        # one thread for the bare loop, as the workers have, said before numpy is loaded; threads that wait count too
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        os.execv(sys.executable, [sys.executable, "-m", "benchmarks.bulk", *sys.argv[1:]])
    sys.exit(main())
