"""How quickly a process starts, beside trafilatura's: `python -m benchmarks.cold [--pairs N] [PAGE...]`.

Two figures, each the median over pairs of runs, one of ours and one of theirs right after: `import articlextract`
over `import trafilatura`, and `extract PAGE` over `trafilatura < PAGE` as whole processes. Processor time is the
steadier one on a machine with neighbours, and is what is held to the ceilings; elapsed time is printed beside it.
Bytecode is cached for both, in a folder that is thrown away.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

PAGE = Path(__file__).resolve().parents[1] / "examples" / "demo_page.html"
CEILINGS = {"import": 0.5, "process": 0.6}


class Run(NamedTuple):
    """Seconds of one process."""

    cpu: float
    elapsed: float


def run(command: Sequence[str | Path], page: Path | None, environment: dict[str, str]) -> Run:
    """Start a process, let it read the page from standard input where one is given, and wait for its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    with open(page or os.devnull, "rb") as stdin:
        subprocess.run(command, stdin=stdin, stdout=subprocess.DEVNULL, env=environment, check=True)
    elapsed = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, elapsed)


def compare(
    name: str,
    ours: tuple[Sequence[str | Path], Path | None],
    theirs: tuple[Sequence[str | Path], Path | None],
    pairs: int,
    environment: dict[str, str],
) -> float:
    """Print the medians of some pairs of runs; the ratio of processor time."""
    for command, page in (ours, theirs):
        run(command, page, environment)  # fills the caches
    runs = [(run(*ours, environment), run(*theirs, environment)) for _ in range(pairs)]
    cpu = median([mine.cpu / other.cpu for mine, other in runs])
    elapsed = median([mine.elapsed / other.elapsed for mine, other in runs])
    mine, other = (1000 * median([pair[i].cpu for pair in runs]) for i in (0, 1))
    print(f"{name}: {mine:.0f} ms, trafilatura {other:.0f} ms; ratio {cpu:.2f}, of elapsed time {elapsed:.2f}")
    return cpu


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", type=Path, default=[PAGE])
    parser.add_argument("--pairs", type=int, default=15)
    arguments = parser.parse_args()
    scripts = Path(sysconfig.get_path("scripts"))
    with tempfile.TemporaryDirectory() as folder:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = folder
        imports = [([sys.executable, "-c", f"import {name}"], None) for name in ("articlextract", "trafilatura")]
        worst = {"import": compare("import", imports[0], imports[1], arguments.pairs, environment), "process": 0.0}
        for page in arguments.pages:
            ours, theirs = ([scripts / "extract", page], None), ([scripts / "trafilatura"], page)
            ratio = compare(f"{page.name} ({page.stat().st_size} bytes)", ours, theirs, arguments.pairs, environment)
            worst["process"] = max(worst["process"], ratio)
    over = [name for name, ceiling in CEILINGS.items() if worst[name] > ceiling]
    print(f"over the ceiling: {', '.join(over)}" if over else "both ceilings hold")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
