"""One bomb in a process of its own, with limits on time and memory, and what became of it."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from articlextract.article import Status
from articlextract.blocks import segment
from articlextract.errors import ParseError
from articlextract.parse import parse_page
from articlextract.records import RawPage

from ..memory import own_peak
from .bombs import AFTER, BEFORE, SWALLOWERS, Bomb
from .promises import DEFAULT, read_any

MAX_SECONDS = 10.0  # of processor time
MAX_MIB = 1024
HANG = 60  # seconds of processor time, after which the kernel ends the process
STUCK = 3600.0  # seconds by the clock: long, so that a busy machine is no hang of ours


class Outcome(NamedTuple):
    """`status` is the Article's, "ParseError", or how the process died; `kept` says which paragraphs came out."""

    status: str
    seconds: float
    mib: int
    kept: tuple[bool, bool] = (False, False)

    def broken(self, bomb: Bomb) -> str:
        """Which promise is broken; "" where all hold."""
        if self.seconds > MAX_SECONDS:
            return "time"
        if self.mib > MAX_MIB:
            return "memory"
        if self.status in ("ParseError", Status.TRUNCATED.value):
            return ""
        if self.status not in {status.value for status in Status}:
            return self.status
        before, after = self.kept
        return "" if before and (after or bomb.family in SWALLOWERS) else "text lost"


def explode(bomb: Bomb) -> Outcome:
    """Read a bomb in this process, in every form that an Article has."""
    data = bomb.page()
    start = time.process_time()
    article = read_any(RawPage(data))
    seconds = time.process_time() - start
    if article is None:
        return Outcome("ParseError", seconds, own_peak() >> 20)
    peak = own_peak() >> 20
    return Outcome(article.status.value, seconds, peak, _kept(data))


def _kept(data: bytes) -> tuple[bool, bool]:
    """Whether the first and the last paragraph are among the blocks; which of them are the story is another matter."""
    try:
        texts = [block.text for block in segment(parse_page(RawPage(data), max_bytes=DEFAULT.max_bytes))]
    except ParseError:
        return False, False
    return any(BEFORE in text for text in texts), any(AFTER in text for text in texts)


def explode_apart(bomb: Bomb) -> Outcome:
    """The same in a fresh process, which is ended when it hangs. Unix only."""
    command = [sys.executable, "-m", "benchmarks.hostile.run", json.dumps([bomb.family, bomb.size])]
    root = Path(__file__).resolve().parents[2]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=STUCK, check=False)
    except subprocess.TimeoutExpired:
        return Outcome("stuck", STUCK, 0)
    if done.returncode:
        return Outcome(f"exit {done.returncode}: {done.stderr.strip().splitlines()[-1:]}", 0.0, 0)
    status, seconds, mib, kept = json.loads(done.stdout)
    return Outcome(status, seconds, mib, tuple(kept))


def run_all(families: Sequence[str], sizes: Sequence[int]) -> bool:
    """Print a line for each bomb; whether all promises held."""
    held = True
    print(f"{'family':38} {'bytes':>11} {'seconds':>8} {'MiB':>6}  outcome")
    for family in families:
        for size in sizes:
            bomb = Bomb(family, size)
            outcome = explode_apart(bomb)
            broken = outcome.broken(bomb)
            held &= not broken
            print(
                f"{family:38} {size:11,} {outcome.seconds:8.2f} {outcome.mib:6}  {outcome.status}"
                f"{f'  BROKEN: {broken}' if broken else ''}",
                flush=True,
            )
    return held


def _main() -> None:
    family, size = json.loads(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (HANG, HANG))
    # what every process loads once is not the bomb's
    warm: Any = read_any(RawPage(b"<h1>Tides</h1><p>The sea went out at noon and came back at six.</p>"))
    assert warm is not None
    print(json.dumps(explode(Bomb(family, size))))


if __name__ == "__main__":
    _main()
