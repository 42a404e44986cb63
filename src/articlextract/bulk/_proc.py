"""What the kernel says of a process. Where there is no /proc, zeros: then only the clock limits a page."""

from __future__ import annotations

import os

PAGE = os.sysconf("SC_PAGE_SIZE")


def memory(pid: int) -> int:
    """Resident bytes."""
    return _statm(str(pid), 1)


def own_memory() -> int:
    """Resident bytes of this process."""
    return _statm("self", 1)


def own_data() -> int:
    """Bytes of this process that RLIMIT_DATA counts."""
    return _statm("self", 5)


def seconds(pid: int) -> tuple[float, float]:
    """Processor time, and time in which it could have run but had to leave the processors to others."""
    try:
        with open(f"/proc/{pid}/schedstat", "rb") as file:
            used, delayed = file.read().split()[:2]
        return int(used) / 1e9, int(delayed) / 1e9
    except (OSError, ValueError):
        return 0.0, 0.0


def _statm(pid: str, field: int) -> int:
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[field]) * PAGE
    except (OSError, IndexError, ValueError):
        return 0
