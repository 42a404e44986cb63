"""The process that makes workers: it loads all that they need once, then forks them in some 10 ms each.

It is a fresh interpreter, so nothing of the caller's threads, locks or open files gets into a worker, and the
caller's main module is not run again, as it would be by multiprocessing. Whoever dies takes those below with him: the
nursery leaves when its control socket closes, and the kernel kills each worker when the nursery is gone.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import pickle
import select
import signal
import socket
import sys
import time
from typing import Any

from . import _worker

PR_SET_PDEATHSIG = 1
LOOK_FOR_PARENT = 2.0  # seconds; a fork of the caller may hold the socket open after the caller has died
GRACE = 1.0  # seconds that a worker which closed its pipes has to be gone

_WARM_UP = "<title>Tides</title><h1>Tides</h1><p>The sea went out at noon on 3 May 2021 and came back at six.</p>"
_WARM_UP_TEXT = "Home\nTides\nThe sea went out at noon on 3 May 2021 and came back at six, as it does."


def main(control: int) -> None:
    """Serve `fork` and `wait` until the other side hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the supervisor's to answer
    parent = os.getppid()
    with socket.socket(fileno=control) as line:
        try:
            settings = _settings(line)
            read = _load(settings.target)
        except BaseException as error:
            _reply(line, {"error": f"{type(error).__name__}: {error}"})
            return
        _reply(line, {})
        while _wait_for_word(line, parent):
            message, fds, _, _ = socket.recv_fds(line, 4096, 2)
            if not message:
                return
            order = json.loads(message)
            if order["do"] == "fork":
                _reply(line, {"pid": _fork(line, fds[0], fds[1], read, settings)})
            else:
                _reply(line, {"status": _wait(order["pid"])})


def _settings(line: socket.socket) -> Any:
    with line.makefile("rb") as file:
        length = int(file.readline())
        return pickle.loads(file.read(length))


def _load(target: str) -> Any:
    module, _, name = target.partition(":")
    read = getattr(importlib.import_module(module), name)
    from .. import api

    with contextlib.suppress(Exception):  # a bug will show at the pages that it is about
        api.extract_html(_WARM_UP)  # the weights, compiled patterns and all modules that most pages need
    with contextlib.suppress(Exception):
        api.extract_text(_WARM_UP_TEXT)
    for late in ("dateparser", "msgspec"):
        importlib.import_module(late)
    gc.collect()
    gc.freeze()  # so that a worker's collector does not touch, and with that copy, the shared pages
    return read


def _wait_for_word(line: socket.socket, parent: int) -> bool:
    while os.getppid() == parent:
        if select.select([line], [], [], LOOK_FOR_PARENT)[0]:
            return True
    return False


def _fork(line: socket.socket, reading: int, writing: int, read: Any, settings: Any) -> int:
    pid = os.fork()
    if pid:
        os.close(reading)
        os.close(writing)
        return pid
    try:
        _die_with_parent()
        line.close()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):  # C libraries tell of broken pages there
            os.dup2(nowhere, stream)
        _worker.work(reading, writing, read, settings)
    finally:
        os._exit(1)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == 1:  # it died before this was said
            os._exit(1)


def _wait(pid: int) -> int | None:
    """The wait status of a worker that has closed its pipes; it is killed if it does not go. None: no such child."""
    end = time.monotonic() + GRACE
    while True:
        try:
            found, status = os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            return None
        if found:
            return status
        if time.monotonic() > end:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            return os.waitpid(pid, 0)[1]
        time.sleep(0.002)


def _reply(line: socket.socket, answer: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):  # nobody is left to hear it
        line.sendall(json.dumps(answer).encode() + b"\n")
