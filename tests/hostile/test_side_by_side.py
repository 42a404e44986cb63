"""Threads and processes read what one loop reads, and reading many pages takes no more memory than reading some."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import articlextract

ROOT = Path(__file__).resolve().parents[2]
PAGES = [path.read_bytes() for path in sorted((ROOT / "tests" / "fixtures").glob("*/page.html"))]
TIMES = 2
MAX_GROWTH = 8  # MiB over the last 400 of 600 pages; `python -m benchmarks.hostile growth` reads 20,000


def read(page: bytes) -> str:
    try:
        return articlextract.extract_html(page, "https://example.org/2024/05/17/story").to_json()
    except articlextract.ParseError as error:
        return str(error)


def test_sixteen_threads_and_four_processes_read_what_one_loop_reads() -> None:
    alone = [read(page) for page in PAGES] * TIMES
    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(read, PAGES * TIMES)) == alone
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as processes:
        assert list(processes.map(read, PAGES * TIMES, chunksize=20)) == alone


def test_memory_stays_flat() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.hostile", "growth", "--pages", "600", "--after", "200"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[0]) <= MAX_GROWTH, done.stdout
