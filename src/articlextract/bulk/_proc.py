"""What the kernel says of a process. Where there is no /proc, zeros: then only the clock limits a page."""

from __future__ import annotations

import os

PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> int:
    """Resident bytes."""
    return _statm(str(pid), 1)


def own_memory() -> int:
    """Resident bytes of this process."""
    return _statm("self", 1)


def own_data() -> int:
    """Bytes of this process that RLIMIT_DATA counts."""
    return _statm("self", 5)


def seconds(pid: int) -> float:
    """Processor time, user and system."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            fields = file.read().rpartition(b") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
    except (OSError, IndexError, ValueError):
        return 0.0


def _statm(pid: str, field: int) -> int:
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[field]) * PAGE
    except (OSError, IndexError, ValueError):
        return 0
