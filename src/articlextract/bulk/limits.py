"""What one page may cost, and when a worker is given up."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..errors import OptionsError

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Limits for one page, and the life of a worker process. Sizes in bytes.

    Attributes:
        seconds: processor time for one page, so that neighbours on the machine cost nobody a page.
        wall_seconds: time by the clock for one page, for those that hang without computing. Time in which the
            machine was busy with others is not counted.
        memory: of the process that reads the page, as resident; some 150 MiB of it are the program itself.
        recycle_pages: a worker is replaced after so many pages.
        recycle_memory: a worker is replaced when it has kept more than this.
    """

    seconds: float = 10.0
    wall_seconds: float = 30.0
    memory: int = 1024 * MIB
    recycle_pages: int = 5000
    recycle_memory: int = 512 * MIB

    def __post_init__(self) -> None:
        for name in ("seconds", "wall_seconds", "memory", "recycle_pages", "recycle_memory"):
            if not 0 < getattr(self, name) < math.inf:  # NaN fails this too
                raise OptionsError(f"Limits.{name} must be a number above zero, not {getattr(self, name)!r}")
