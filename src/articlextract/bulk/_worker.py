"""A worker: page in, row out, until it is told to stop, has grown old, or dies of a page."""

from __future__ import annotations

import os
import pickle
import re
import resource
from dataclasses import dataclass
from typing import Any

import msgspec

from ..options import Options
from . import _proc
from ._channel import read_message, write_message
from .crawled import Cause, CrawledPage, Failure
from .limits import Limits
from .rows import error_row

STAY, LEAVE, NO_MEMORY = b"s", b"l", b"m"
"""The first byte of an answer: a row; a row, and this worker goes; no row, for want of memory, and it goes."""

_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]+")


@dataclass(frozen=True)
class Settings:
    """All that a worker is told. `target` is `module:function` of what makes a row of a page."""

    target: str
    path: tuple[str, ...]
    options: Options
    forms: tuple[str, ...]
    limits: Limits


def work(reading: int, writing: int, read: Any, settings: Settings) -> None:
    """Serve until the supervisor closes the pipe or the worker has to be replaced. Does not return."""
    _restrict(settings.limits)
    count = 0
    while (message := read_message(reading)) is not None:
        page: CrawledPage = pickle.loads(message)  # from our own supervisor; the way back is msgpack, never pickle
        try:
            answer = msgspec.msgpack.encode(read(page, settings.options, settings.forms))
        except MemoryError:
            write_message(writing, NO_MEMORY)
            break
        except Exception as error:  # a bug: of one page it costs that page
            answer = msgspec.msgpack.encode(error_row(page, _bug(error)))
        count += 1
        leave = count >= settings.limits.recycle_pages or _proc.own_memory() > settings.limits.recycle_memory
        write_message(writing, (LEAVE if leave else STAY) + answer)
        if leave:
            break
        del page, message, answer
    os._exit(0)


def _bug(error: Exception) -> Failure:
    message = _ADDRESS.sub("0x", str(error))  # which object it was differs from run to run
    return Failure(Cause.INTERNAL, f"{type(error).__name__}: {message}. Please report this page")


def _restrict(limits: Limits) -> None:
    """No core files, and no memory far beyond the limit.

    The supervisor looks at a worker's memory every few hundredths of a second and gives a clear cause. This second
    limit is for a page that takes it faster than that; libraries report it in ways hard to tell from other errors.
    """
    _set_limit(resource.RLIMIT_CORE, 1)  # not 0, which the kernel does not heed where cores go to a program
    if data := _proc.own_data():
        _set_limit(resource.RLIMIT_DATA, data + limits.memory + limits.memory // 4)


def _set_limit(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, hard))
