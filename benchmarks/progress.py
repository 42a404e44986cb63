"""Progress on standard error: a bar in a terminal where rich is installed, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

# In a log, a line every so many seconds is enough to see that it lives.
SECONDS_BETWEEN_LINES = 20.0


def track(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    """Pass the items through and show how many of them are done."""
    if sys.stderr.isatty():
        try:
            from rich.console import Console
            from rich.progress import track as bar
        except ImportError:
            pass
        else:
            yield from bar(items, label, total, console=Console(stderr=True), transient=True)
            return
    last = time.monotonic()
    for done, item in enumerate(items):
        if time.monotonic() - last > SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            print(f"{label}: {done} of {total}", file=sys.stderr, flush=True)
        yield item
