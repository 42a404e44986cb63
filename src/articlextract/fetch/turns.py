"""Whose turn it is: URLs in the order given, as far as politeness to each host lets them."""

from __future__ import annotations

import heapq
import threading
import time
from collections import deque
from typing import NamedTuple, final

from .address import host_of

_MANY_HOSTS = 10_000  # hosts kept in mind before those are forgotten that may be asked at any time


class Turn(NamedTuple):
    url: str
    host: str
    tries: int  # before this one


@final
class Turns:
    """A queue for threads: `add` URLs, `take` one when its host may be asked, say when it is `done`."""

    def __init__(self, per_host: int, delay: float) -> None:
        self.per_host = per_host
        self.delay = delay
        self._waiting: dict[str, deque[Turn]] = {}
        self._busy: dict[str, int] = {}
        self._not_before: dict[str, float] = {}
        self._heap: list[tuple[float, int, str]] = []  # hosts that have a URL waiting and a place free, soonest first
        self._listed: set[str] = set()  # those on the heap
        self._count = 0  # keeps the order given among hosts that are ready at the same time
        self._stopped = False
        self._changed = threading.Condition()

    def add(self, url: str) -> None:
        host = host_of(url)
        with self._changed:
            self._waiting.setdefault(host, deque()).append(Turn(url, host, 0))
            self._list(host)

    def take(self) -> Turn | None:
        """The next URL, once its host may be asked; None when all is stopped."""
        with self._changed:
            while not self._stopped:
                left = self._heap[0][0] - time.monotonic() if self._heap else None
                if left is None or left > 0:
                    self._changed.wait(left)
                    continue
                host = heapq.heappop(self._heap)[2]
                self._listed.discard(host)
                if self._not_before.get(host, 0.0) <= time.monotonic():
                    return self._start(host)
                self._list(host)  # it has asked for a pause since
            return None

    def done(self, turn: Turn, pause: float = 0.0) -> None:
        """The URL's download is over, well or not; its host is left alone for `pause` seconds from now."""
        with self._changed:
            self._rest(turn.host, pause)
            self._busy[turn.host] -= 1
            if not self._busy[turn.host]:
                del self._busy[turn.host]
            self._list(turn.host)

    def again(self, turn: Turn, pause: float) -> None:
        """The URL's download failed and is to be tried again after `pause` seconds, before others of its host."""
        with self._changed:
            self._waiting.setdefault(turn.host, deque()).appendleft(turn._replace(tries=turn.tries + 1))
            self.done(turn, pause)

    def stop(self) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _start(self, host: str) -> Turn:
        turns = self._waiting[host]
        turn = turns.popleft()
        if not turns:
            del self._waiting[host]
        self._busy[host] = self._busy.get(host, 0) + 1
        self._rest(host, self.delay)
        self._list(host)
        return turn

    def _rest(self, host: str, seconds: float) -> None:
        if seconds <= 0:
            return
        now = time.monotonic()
        if len(self._not_before) > _MANY_HOSTS:
            self._not_before = {name: at for name, at in self._not_before.items() if at > now}
        self._not_before[host] = max(self._not_before.get(host, 0.0), now + seconds)

    def _list(self, host: str) -> None:
        """Put a host on the heap if it can have a turn and is not there yet."""
        if host in self._listed or host not in self._waiting or self._busy.get(host, 0) >= self.per_host:
            return
        self._count += 1
        heapq.heappush(self._heap, (self._not_before.get(host, 0.0), self._count, host))
        self._listed.add(host)
        self._changed.notify()
