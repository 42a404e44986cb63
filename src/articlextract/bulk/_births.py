"""The caller's side of the nursery: start it, have workers forked, hear how one ended."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import socket
import subprocess
import sys
from typing import Any

from ..errors import ArticlextractError
from ._channel import Channel, open_pipe
from ._worker import Settings

START_SECONDS = 120.0  # loading takes about one; a machine may be starved
ANSWER_SECONDS = 30.0

_CODE = "import sys, json; sys.path[:] = json.loads(sys.argv[2]); from {} import main; main(int(sys.argv[1]))"
# The terminal's Ctrl-C is for the supervisor. A session of its own would do as well, but where the kernel shares out
# processor time by session (autogroup), workers would then not have the priority that the command was given.
_APART: dict[str, Any] = {"process_group": 0} if sys.version_info >= (3, 11) else {"start_new_session": True}
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # forking wants no others


class WorkerError(ArticlextractError):
    """Worker processes cannot be started. The message says what stands in the way."""


class Nursery:
    """A running nursery; `settings` is what its workers are told."""

    def __init__(self, settings: Settings) -> None:
        ours, theirs = socket.socketpair()
        ours.settimeout(START_SECONDS)
        self._line = ours
        code = _CODE.format(f"{__package__}._nursery")
        environment = {**os.environ, **dict.fromkeys(_ONE_THREAD, "1")}
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", code, str(theirs.fileno()), json.dumps(settings.path)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=environment,
                **_APART,
            )
        told = pickle.dumps(settings)
        try:
            self._ask(str(len(told)).encode() + b"\n" + told)
        except BaseException:
            self.close()
            raise
        ours.settimeout(ANSWER_SECONDS)

    def fork(self) -> tuple[int, Channel]:
        """A new worker: its process number, and the pipes to it."""
        there, task = open_pipe()
        result, back = open_pipe()
        try:
            socket.send_fds(self._line, [b'{"do": "fork"}'], [there, back])
            pid = self._answer()["pid"]
        except OSError as error:
            raise WorkerError(f"no worker could be started: {error}") from error
        finally:
            os.close(there)
            os.close(back)
        return pid, Channel(result, task)

    def wait(self, pid: int) -> int | None:
        """How a worker ended, as `os.waitpid` tells it; it is killed if it has not."""
        return self._ask(json.dumps({"do": "wait", "pid": pid}).encode())["status"]  # type: ignore[no-any-return]

    def close(self) -> None:
        """End it, and with it all its workers."""
        self._line.close()
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._process.wait()

    @property
    def pid(self) -> int:
        return self._process.pid

    def _ask(self, message: bytes) -> dict[str, Any]:
        try:
            self._line.sendall(message)
        except OSError as error:
            raise WorkerError(f"the process that starts workers has died: {error}") from error
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        answer = b""
        try:
            while not answer.endswith(b"\n"):
                piece = self._line.recv(65536)
                if not piece:
                    raise WorkerError("the process that starts workers has died; its standard error may say why")
                answer += piece
        except TimeoutError:
            raise WorkerError(
                "the process that starts workers does not answer; is the machine out of memory?"
            ) from None
        told: dict[str, Any] = json.loads(answer)
        if "error" in told:
            raise WorkerError(f"workers cannot be started: {told['error']}")
        return told
