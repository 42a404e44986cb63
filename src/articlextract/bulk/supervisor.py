"""Pages to rows in worker processes, in order, whatever the pages do to the workers.

A page that hangs, takes all memory, or crashes its process takes nothing with it but that process: it is tried once
more, alone in a fresh one, and then has an error row with the cause. The pages that had been sent to the same worker
go to another. How many pages are under way is bounded in number and bytes, so memory stays flat.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from . import _proc
from ._births import Nursery, WorkerError
from ._channel import PIPE_SIZE, Channel
from ._window import Done, Slot, Window
from ._worker import LEAVE, NO_MEMORY, Settings
from .crawled import Cause, Failure
from .limits import MIB, Limits

__all__ = ["WAITING", "Done", "Supervisor", "WorkerError"]

TICK = 0.05  # seconds between two looks at the workers' time and memory
# Pages that a worker has been sent, the one that it reads included, so that it need not wait for the supervisor to
# get its turn on a busy machine; two of any size, more as far as the pipe holds them.
AHEAD = 16
AHEAD_BYTES = PIPE_SIZE


class Waiting:
    """What a reader yields while it has nothing, such as a download under way."""


WAITING = Waiting()


class _Worker:
    def __init__(self, pid: int, channel: Channel) -> None:
        self.pid = pid
        self.channel = channel
        self.queue: deque[Slot] = deque()
        self.fresh = True
        self.alone = False  # it reads a suspect, and gets nothing else meanwhile
        self.began = 0.0
        self.used: tuple[float, float] | None = None  # `_proc.seconds` when the page was first looked at
        self.verdict: Failure | None = None  # why it was killed, and over which page
        self.accused: Slot | None = None

    @property
    def takes_more(self) -> bool:
        if self.alone:
            return False
        return len(self.queue) < 2 or sum(len(slot.message) for slot in self.queue) < AHEAD_BYTES

    def condemn(self, cause: Cause, message: str) -> None:
        self.verdict = Failure(cause, message)
        self.accused = self.queue[0]

    def start_clock(self) -> None:
        self.began = time.monotonic()
        self.used = None


class Supervisor:
    """Keeps up to `count` workers while it is open; use it in a `with`, from one thread at a time."""

    def __init__(self, settings: Settings, count: int) -> None:
        self._settings = settings
        self._count = count
        self._nursery: Nursery | None = None
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()
        self._window = Window()
        self._pending: deque[Slot] = deque()
        self._suspects: deque[Slot] = deque()
        self._looked = 0.0

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers at once."""
        if self._nursery is not None:
            self._nursery.close()
            self._nursery = None
        for worker in self._workers:
            worker.channel.close()
        self._workers.clear()
        self._selector.close()

    def pids(self) -> list[int]:
        """The processes below this one, for those who measure."""
        return [*([self._nursery.pid] if self._nursery else []), *(worker.pid for worker in self._workers)]

    def map(self, items: Iterable[Any]) -> Iterator[Any]:
        """A `Done` for each `CrawledPage`, in the order of the input; any other item comes out as it went in.

        Raises:
            WorkerError: no worker can be started.
        """
        source = iter(items)
        more = True
        try:
            while more or self._window:
                waiting = False
                while more and not waiting and self._window.has_room:
                    item = next(source, None)
                    more, waiting = item is not None, item is WAITING
                    if more and not waiting and (slot := self._window.append(item)):
                        self._pending.append(slot)
                self._assign()
                self._poll(0 if waiting else TICK)
                yield from self._window.ended()
        finally:
            if self._window:
                self._drop_work()

    # Pages to workers

    def _assign(self) -> None:
        """Suspects first, each alone in a fresh worker; then to each worker the pages that it may have ahead."""
        work = len(self._pending) + len(self._suspects)
        while len(self._workers) < self._count and sum(not worker.queue for worker in self._workers) < work:
            self._hire()
        for worker in [worker for worker in self._workers if not worker.queue][: len(self._suspects)]:
            if not worker.fresh:
                self._retire(worker)
                worker = self._hire()
            worker.alone = True
            self._send(worker, self._suspects.popleft())
        for ahead in range(1, AHEAD + 1):  # in turns, so that the last pages are not all one worker's
            for worker in self._workers:
                if self._pending and len(worker.queue) < ahead and worker.takes_more:
                    self._send(worker, self._pending.popleft())

    def _send(self, worker: _Worker, slot: Slot) -> None:
        if not worker.queue:
            worker.start_clock()
        worker.fresh = False
        worker.queue.append(slot)
        worker.channel.send(slot.message)

    # Rows from workers

    def _poll(self, seconds: float) -> None:
        """Wait that long at most for a worker to answer or to take more, and look after those that do neither."""
        if not any(worker.queue for worker in self._workers):
            return
        blocked = [worker.channel.writing for worker in self._workers if not worker.channel.flush()]
        for writing in blocked:
            self._selector.register(writing, selectors.EVENT_WRITE)
        ready = self._selector.select(seconds)
        for writing in blocked:
            self._selector.unregister(writing)
        for key, _ in ready:
            if key.data is not None:
                self._hear(key.data)
        if time.monotonic() - self._looked > TICK:
            self._looked = time.monotonic()
            for worker in self._workers:
                if worker.queue and worker.verdict is None:
                    self._look_at(worker)

    def _hear(self, worker: _Worker) -> None:
        for message in worker.channel.receive():
            if message == NO_MEMORY:
                worker.condemn(Cause.MEMORY, self._over_memory)
                break
            self._window.finish(worker.queue.popleft(), message[1:], worker.began)
            worker.alone = False
            worker.start_clock()
            if message[:1] == LEAVE:
                self._bury(worker, blame=False)
                return
        if worker.channel.closed or worker.verdict is not None:
            self._bury(worker, blame=True)

    # Limits and losses

    def _look_at(self, worker: _Worker) -> None:
        limits = self._settings.limits
        if _proc.memory(worker.pid) > limits.memory:
            worker.condemn(Cause.MEMORY, self._over_memory)
        elif _is_over_time(worker, limits):
            # one message for both limits: which is hit first may depend on what else the machine does
            allowed = f"{limits.seconds:g} s of processor time, {limits.wall_seconds:g} s by the clock"
            worker.condemn(Cause.TIME, f"reading it takes longer than the limit of {allowed}")
        if worker.verdict is not None:
            _kill(worker.pid)

    @property
    def _over_memory(self) -> str:
        return f"reading it takes more memory than the limit of {self._settings.limits.memory // MIB} MiB"

    def _bury(self, worker: _Worker, *, blame: bool) -> None:
        """A worker has gone. The page that it was reading is suspect, those behind it are not."""
        status = self._retire(worker)
        slots = list(worker.queue)
        if blame and slots and worker.accused in (None, slots[0]):
            first = slots.pop(0)
            if first.suspect:
                self._window.fail(first, worker.verdict or Failure(Cause.CRASH, _ending(status)), worker.began)
            else:
                first.suspect = True
                self._suspects.append(first)
        self._pending.extendleft(reversed(slots))

    def _hire(self) -> _Worker:
        if self._nursery is None:
            self._nursery = Nursery(self._settings)
        try:
            pid, channel = self._nursery.fork()
        except WorkerError:  # the nursery itself was killed, say for want of memory
            self._nursery.close()
            self._nursery = Nursery(self._settings)
            pid, channel = self._nursery.fork()
        worker = _Worker(pid, channel)
        self._workers.append(worker)
        self._selector.register(channel.reading, selectors.EVENT_READ, worker)
        return worker

    def _retire(self, worker: _Worker) -> int | None:
        """Take it off the list; how it ended, as `os.waitpid` tells it."""
        self._workers.remove(worker)
        self._selector.unregister(worker.channel.reading)
        worker.channel.close()
        try:
            return self._nursery.wait(worker.pid) if self._nursery else None
        except WorkerError:
            return None

    def _drop_work(self) -> None:
        """Forget all pages under way, and the workers that have some."""
        self._window = Window()
        self._pending.clear()
        self._suspects.clear()
        for worker in [worker for worker in self._workers if worker.queue]:
            _kill(worker.pid)
            self._retire(worker)


def _is_over_time(worker: _Worker, limits: Limits) -> bool:
    """In processor time, or by the clock without the time in which the machine was busy with others."""
    waited = time.monotonic() - worker.began
    if waited < min(limits.seconds, 2 * TICK):
        return False
    used, delayed = _proc.seconds(worker.pid)
    if worker.used is None:  # up to two ticks late, which are the page's gain
        worker.used = used, delayed
    return used - worker.used[0] > limits.seconds or waited - (delayed - worker.used[1]) > limits.wall_seconds


def _kill(pid: int) -> None:
    """Its status has not been asked for yet, so the number is still this process's."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _ending(status: int | None) -> str:
    if status is None:
        return "the process that read it has gone"
    if os.WIFSIGNALED(status):
        names = {known.value: known.name for known in signal.Signals}
        number = os.WTERMSIG(status)
        return f"the process that read it was ended by {names.get(number, f'signal {number}')}"
    return f"the process that read it left with exit code {os.WEXITSTATUS(status)}"
