"""Whole runs of the bulk command: planted killers, kills in the middle, three engines. See `benchmarks.bulk`."""

from __future__ import annotations

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

from articlextract.bulk.limits import MIB

from . import corpora
from .bulk_planted import PLANTED, plant

WORK = Path("work/bulk")
SOURCES = ("wcxb-dev", "trafilatura", "fundus")
KILLER = "benchmarks.bulk_planted:extract_or_die"
ENGINES = {"spark": ("--engine", "spark", "--master", "local[2]"), "ray": ("--engine", "ray")}


@dataclass(frozen=True)
class Crawl:
    """Pages of the corpora, repeated, as WARC files under WORK.

    Attributes:
        pages: how many, the planted ones included.
        planted: whether each of PLANTED stands among them once.
        parts: how many files they are spread over.
        crashing: one page in so many crashes its worker; 0 for none.
        largest: bytes; larger pages of the corpora are left out.
    """

    pages: int
    planted: bool = False
    parts: int = 1
    crashing: int = 0
    largest: int = 1 << 40

    @property
    def name(self) -> str:
        parts = f"-in-{self.parts}" if self.parts > 1 else ""
        return f"{self.pages}{'-planted' if self.planted else ''}{f'-{self.crashing}' if self.crashing else ''}{parts}"

    def made(self) -> Path:
        """The file, or the folder with its parts; made now if it is not there."""
        path = WORK / (self.name if self.parts > 1 else f"{self.name}.warc.gz")
        if not path.exists():
            WORK.mkdir(parents=True, exist_ok=True)
            beside = path.with_suffix(".partial")
            if self.parts > 1:
                beside.mkdir()
            members = self._members()
            for part in range(self.parts):
                with (beside / f"{part}.warc.gz" if self.parts > 1 else beside).open("wb") as file:
                    for _ in range(self.pages * part // self.parts, self.pages * (part + 1) // self.parts):
                        file.write(next(members))
            beside.replace(path)
        return path

    def _members(self) -> Iterator[bytes]:
        known = [page for name in SOURCES for page in corpora.load(name, corpora.corpora_root())]
        known = [page for page in known if len(page.html) <= self.largest]
        words = dict.fromkeys(range(self.crashing // 2, self.pages, self.crashing), "crash") if self.crashing else {}
        if self.planted:
            words |= {(2 * n + 1) * self.pages // (2 * len(PLANTED)): word for n, word in enumerate(PLANTED)}
        for number in range(self.pages):
            page = known[number * 7919 % len(known)]
            url = f"{page.url or 'https://example.org/'}#{number}"
            yield plant(words.get(number), number, page.html, url)


def planted(pages: int) -> int:
    """Run the command; print what it prints, the memory, and the rows of the planted pages."""
    folder = WORK / f"planted-{pages}"
    shutil.rmtree(folder, ignore_errors=True)
    command = _command(Crawl(pages, planted=True), folder, "--report", str(WORK / "report.html"))
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


def _command(crawl: Crawl, folder: Path, *more: str) -> list[str]:
    program = str(Path(sys.executable).with_name("articlextract"))
    return [program, "bulk", str(crawl.made()), "-o", str(folder), "--target", KILLER, *more]


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


def kills(crawl: Crawl, count: int, within: float) -> int:
    """Kill the command so many times, at moments up to `within` seconds, resuming it each time.

    A run that ends before its kill has to have left the bytes of an undisturbed one; then it begins anew. For planted
    pages in one file the undisturbed run is that of `planted`, if it is there.
    """
    whole = WORK / (f"planted-{crawl.name.removesuffix('-planted')}" if crawl.planted else f"whole-{crawl.name}")
    if not whole.exists():
        subprocess.run(_command(crawl, whole), env=_environment(), check=True)
    want = _content(whole)
    folder = WORK / f"killed-{crawl.name}"
    shutil.rmtree(folder, ignore_errors=True)
    chance = random.Random(count)
    killed = ended = wrong = 0
    while killed < count or ended == 0 or folder.exists():  # after the last kill it runs to its end
        before = len(_finished(folder))
        seconds = chance.uniform(0, within) if killed < count else None
        if _run_until(seconds, _command(crawl, folder, "--resume")):
            ended += 1
            wrong += _content(folder) != want
            shutil.rmtree(folder)
        else:
            killed += 1
            print(f"killed {killed}: {before} shards were finished before, {len(_finished(folder))} after", flush=True)
    print(f"{killed} kills, {ended} runs that came to their end, {wrong} of them to OTHER BYTES")
    return int(bool(wrong))


def _run_until(seconds: float | None, command: list[str]) -> bool:
    """Whether it came to its end before it was killed."""
    with subprocess.Popen(command, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            return False
    if code:
        raise SystemExit(f"exit code {code} from {' '.join(command)}")
    return True


def _finished(folder: Path) -> list[Path]:
    return [*folder.glob("[!.]*.parquet")]


def _content(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def engines(crawl: Crawl) -> int:
    """The same crawl by the local engine, by Spark and by Ray, both started here: are the files the same?"""
    results: dict[str, dict[str, str]] = {}
    quiet = {"SPARK_LOCAL_IP": "127.0.0.1", "RAY_USAGE_STATS_ENABLED": "0", "RAY_raylet_start_wait_time_s": "300"}
    for name, chosen in {"local": (), **ENGINES}.items():
        folder = WORK / f"{name}-{crawl.name}"
        shutil.rmtree(folder, ignore_errors=True)
        start = time.monotonic()
        subprocess.run(_command(crawl, folder, *chosen), env={**_environment(), **quiet}, check=True)
        results[name] = _content(folder)
        verdict = "the same" if results[name] == results["local"] else "OTHER BYTES"
        print(f"{name}: {len(results[name])} files in {time.monotonic() - start:.0f} s, {verdict}", flush=True)
    return int(any(found != results["local"] for found in results.values()))
