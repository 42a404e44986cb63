"""Whose turn it is: URLs in the order given, as far as politeness to each host lets them."""

from __future__ import annotations

import heapq
import threading
import time
from collections import deque
from typing import NamedTuple, final
from urllib.parse import urlsplit

_MANY_HOSTS = 10_000  # hosts kept in mind before those are forgotten that may be asked at any time


class Turn(NamedTuple):
    url: str
    host: str


@final
class Turns:
    """A queue for threads: `add` URLs, `take` one when its host may be asked, say when it is `done`."""

    def __init__(self, per_host: int, delay: float) -> None:
        self.per_host = per_host
        self.delay = delay
        self._waiting: dict[str, deque[str]] = {}
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
            self._waiting.setdefault(host, deque()).append(url)
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
                return self._start(host)
            return None

    def done(self, turn: Turn) -> None:
        """The URL's download is over, well or not."""
        with self._changed:
            self._busy[turn.host] -= 1
            if not self._busy[turn.host]:
                del self._busy[turn.host]
            self._list(turn.host)

    def stop(self) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _start(self, host: str) -> Turn:
        urls = self._waiting[host]
        url = urls.popleft()
        if not urls:
            del self._waiting[host]
        self._busy[host] = self._busy.get(host, 0) + 1
        now = time.monotonic()
        if self.delay:
            if len(self._not_before) > _MANY_HOSTS:
                self._not_before = {name: at for name, at in self._not_before.items() if at > now}
            self._not_before[host] = now + self.delay
        self._list(host)
        return Turn(url, host)

    def _list(self, host: str) -> None:
        """Put a host on the heap if it can have a turn and is not there yet."""
        if host in self._listed or host not in self._waiting or self._busy.get(host, 0) >= self.per_host:
            return
        self._count += 1
        heapq.heappush(self._heap, (self._not_before.get(host, 0.0), self._count, host))
        self._listed.add(host)
        self._changed.notify()


def host_of(url: str) -> str:
    """The host that is asked for this URL, "" when there is none."""
    try:
        return (urlsplit(url.strip()).hostname or "").rstrip(".")
    except ValueError:
        return ""
