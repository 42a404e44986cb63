"""Measure the bulk job: `python -m benchmarks.bulk speed|isolation|planted|kills`.

A WARC file is made from the corpora, their pages repeated, once for each number of pages, under work/bulk/.

    speed      pages a second of the bare loop, of one worker and of two, on the same pages, in turns
    isolation  what sending a page to a process and its row back costs, with nothing done to it
    planted    the command on a file with planted killers: rows, statuses, and the memory of all its processes
    kills      the same killed with SIGKILL at random moments and resumed: are the bytes those of `planted`?
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articlextract import extract_html
from articlextract.bulk import _proc
from articlextract.bulk.crawled import CrawledPage
from articlextract.bulk.limits import MIB, Limits
from articlextract.bulk.options import BulkOptions
from articlextract.bulk.rows import Row
from articlextract.bulk.supervisor import Supervisor

from . import corpora
from .bulk_planted import PLANTED, plant

WORK = Path("work/bulk")
SOURCES = ("wcxb-dev", "trafilatura", "fundus")
KILLER = "benchmarks.bulk_planted:extract_or_die"


def nothing(page: CrawledPage, options: Any, forms: tuple[str, ...]) -> Row:
    """A target that does no work."""
    return {"status": "ok"}


def make_warc(pages: int, *, planted: bool) -> Path:
    """The file, made now if it is not there."""
    path = WORK / f"{pages}{'-planted' if planted else ''}.warc.gz"
    if not path.exists():
        WORK.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".partial")
        with beside.open("wb") as file:
            for member in _members(pages, planted):
                file.write(member)
        beside.replace(path)
    return path


def _members(pages: int, planted: bool) -> Iterator[bytes]:
    known = [page for name in SOURCES for page in corpora.load(name, corpora.corpora_root())]
    places = {(2 * n + 1) * pages // (2 * len(PLANTED)): word for n, word in enumerate(PLANTED)} if planted else {}
    for number in range(pages):
        page = known[number * 7919 % len(known)]
        url = f"{page.url or 'https://example.org/'}#{number}"
        yield plant(places.get(number), number, page.html, url)


@dataclass
class Cost:
    """Of one way over the pages: seconds by the clock, and processor seconds of this process and of the workers."""

    wall: float
    here: float
    workers: float = 0.0


def speed(pages: int, rounds: int) -> None:
    """The bare loop renders the same forms, so that the difference is what bulk adds.

    Processor time hardly depends on who else is on the machine; the clock does.
    """
    path = make_warc(pages, planted=False)
    for page in corpora.load("wcxb-dev", corpora.corpora_root(), 5):
        extract_html(page.html)
    best: dict[str, Cost] = {}
    for turn in range(rounds):
        for name, cost in (("bare loop", _bare(path)), ("1 worker", _bulk(path, 1)), ("2 workers", _bulk(path, 2))):
            each = [1000 * seconds / pages for seconds in (cost.here, cost.workers)]
            print(
                f"round {turn + 1}  {name:<10} {pages / cost.wall:7.1f} pages a second; CPU ms a page: "
                f"{each[0]:.2f} here, {each[1]:.2f} in workers",
                flush=True,
            )
            if name not in best or cost.here + cost.workers < best[name].here + best[name].workers:
                best[name] = cost
    bare, one, two = best["bare loop"], best["1 worker"], best["2 workers"]
    print(
        f"one worker over the bare loop: CPU {one.workers / bare.here - 1:+.1%}, clock {one.wall / bare.wall - 1:+.1%}"
    )
    print(f"two workers over one, by the clock: {one.wall / two.wall:.2f}")
    print(f"two workers over one, by CPU on two cores: {2 * one.workers / (two.workers + two.here):.2f}")


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


def planted(pages: int) -> int:
    """Run the command; print what it prints, the memory, and the rows of the planted pages."""
    folder = WORK / f"planted-{pages}"
    shutil.rmtree(folder, ignore_errors=True)
    command = _command(pages, folder, "--report", str(WORK / "report.html"))
    start = time.monotonic()
    seen: list[tuple[float, int]] = []
    with subprocess.Popen(command, env=_environment()) as process:
        while process.poll() is None:
            seen.append((time.monotonic() - start, _memory(process.pid)))
            time.sleep(0.5)
    end = seen[-1][0]
    print(f"exit code {process.returncode}; memory of all processes, peak: {max(m for _, m in seen) / MIB:.0f} MiB")
    for tenth in range(10):
        part = [m for at, m in seen if tenth <= 10 * at / (end + 1e-9) < tenth + 1]
        print(f"  tenth {tenth + 1:2}: peak {max(part, default=0) / MIB:5.0f} MiB, mean {_mean(part) / MIB:5.0f} MiB")
    return _check(folder, pages)


def _mean(values: Sequence[int]) -> float:
    return sum(values) / max(1, len(values))


def _command(pages: int, folder: Path, *more: str) -> list[str]:
    path = make_warc(pages, planted=True)
    program = str(Path(sys.executable).with_name("articlextract"))
    return [program, "bulk", str(path), "-o", str(folder), "--target", KILLER, *more]


def _environment() -> dict[str, str]:
    """The command finds the target, which stands beside this file."""
    paths = [os.getcwd(), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _memory(pid: int) -> int:
    """Proportional set size of a process and all below it: what is shared counts once."""
    return sum(_pss(process) for process in [pid, *_below(pid)])


def _pss(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def _below(pid: int) -> Iterable[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _below(child)


def _check(folder: Path, pages: int) -> int:
    import pyarrow.parquet as pq

    (path,) = folder.glob("*.parquet")
    table = pq.read_table(path, columns=["id", "status", "error", "error_message", "title"])
    rows = table.to_pylist()
    print(f"rows: {len(rows)}; {dict(Counter(row['status'] for row in rows))}")
    missing = set(PLANTED)
    wrong = len(rows) != pages
    for row in rows:
        word = "torn" if row["error"] == "damaged" else (row["id"] or "").partition("planted:")[2].partition(":")[0]
        if word:
            missing.discard(word)
            want = PLANTED[word]
            good = want in (row["status"], row["error"], row["title"])
            wrong |= not good
            print(f"  {word:<10} {row['status']:<10} {row['error']} {row['error_message']} {'' if good else 'WRONG'}")
    wrong |= bool(missing)
    print("as it should be" if not wrong else f"WRONG {missing or ''}")
    return int(wrong)


def kills(pages: int, count: int) -> int:
    """Kill the whole command so many times, resuming; then compare with the folder that `planted` left."""
    want = _content(WORK / f"planted-{pages}")
    folder = WORK / "killed"
    shutil.rmtree(folder, ignore_errors=True)
    chance = random.Random(5)
    for number in range(count):
        with subprocess.Popen(
            _command(pages, folder, "--resume"), env=_environment(), stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(chance.uniform(1, 40))
            os.kill(process.pid, signal.SIGKILL)
        print(f"killed {number + 1}", flush=True)
    subprocess.run(_command(pages, folder, "--resume"), env=_environment(), check=True)
    same = _content(folder) == want
    print("the same bytes" if same else "OTHER BYTES")
    return int(not same)


def _content(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["speed", "isolation", "planted", "kills"])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=2, help="of `speed`; the best of each counts")
    parser.add_argument("--kills", type=int, default=5)
    args = parser.parse_args(argv)
    if args.what == "speed":
        speed(args.pages, args.rounds)
    elif args.what == "isolation":
        isolation(args.pages)
    elif args.what == "planted":
        return planted(args.pages)
    else:
        return kills(args.pages, args.kills)
    return 0


if __name__ == "__main__":
    sys.exit(main())
