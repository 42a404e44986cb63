"""Threads and processes read what one loop reads, and reading many pages takes no more memory than reading some."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.hostile.beside import differing
from benchmarks.hostile.growth import fixtures

ROOT = Path(__file__).resolve().parents[2]
MAX_GROWTH = 8  # MiB over the last 400 of 600 pages; `python -m benchmarks.hostile growth` reads 20,000


def test_sixteen_threads_and_four_processes_read_what_one_loop_reads() -> None:
    """`python -m benchmarks.hostile beside` does the same with 1,000 pages."""
    assert differing(fixtures() * 2) == (0, 0)


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
