"""Peak memory of one system over some pages, measured in a process of its own.

The parent sends the pages over a pipe, so that neither pyarrow nor the corpus counts.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from .corpora import Page
from .peers import quiet
from .readers import shipped_reader_for

NOTHING = "nothing"  # the interpreter and the pages passing through, no reader: what the others start from


def peak_bytes(system: str, pages: Iterable[Page]) -> int:
    """The greatest resident size, in bytes, of a process in which the system reads the pages one by one.

    Raises:
        RuntimeError: the process died.
    """
    command = [sys.executable, "-m", "benchmarks.memory", system]
    root = Path(__file__).resolve().parents[1]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as child:
        assert child.stdin is not None and child.stdout is not None
        for page in pages:
            pickle.dump(page, child.stdin)
        child.stdin.close()
        answer = child.stdout.read()
    if child.returncode:
        raise RuntimeError(f"the process measuring {system} ended with {child.returncode}")
    return int(answer)


def _read_all(system: str) -> None:
    while True:
        try:
            page = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        if system != NOTHING:
            try:
                shipped_reader_for(page, system)(page)
            except Exception:  # a page that raises is counted by eval; here only the memory matters
                continue


def own_peak() -> int:
    """The greatest resident size of this process so far, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # not ru_maxrss: on Linux a fresh process inherits the value of the one that started it
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    answer_to, sys.stdout = sys.stdout, sys.stderr  # a peer that prints must not spoil the answer
    quiet()
    _read_all(sys.argv[1])
    print(own_peak(), file=answer_to)
