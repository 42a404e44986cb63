"""What the installed program `extract` runs: the command, in a process that begins and ends quickly.

Of the 370 ms of processor time that one small page took, 80 went into searching for reference cycles while modules were
loaded, threads for matrix products that nobody asks for, and taking the interpreter apart piece by piece at the end.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def extract() -> NoReturn:
    """Run `extract` with the arguments of this process, and end it."""
    gc.disable()  # what is loaded stays; pages hold no cycles
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # for numpy, where nothing is compiled
    from .command import extract as command

    code: object = 0
    try:
        command()
    except SystemExit as done:
        code = done.code
    if not (code is None or isinstance(code, int)):
        raise SystemExit(code)
    _end(code or 0)


def _end(code: int) -> NoReturn:
    """Leave at once, once all that was said is out and what others registered has run."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or never open
            stream.flush()
    os._exit(code)
