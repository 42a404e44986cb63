"""A limit on a whole download, which no server outlasts by sending slowly."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import final

from ..errors import FetchError, FetchReason


@final
class Deadline:
    """Time for a download, to be used as a context.

    When time is up, a timer shuts down a duplicate of each socket held. That ends whatever waits on the
    connection, in any layer: TLS handshake, header line, chunk size. To the reader it looks as if the
    server had closed, so `check` after every success too.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.passed = False
        self._end = time.monotonic() + seconds
        self._held: list[tuple[socket.socket, socket.socket]] = []  # each connection, and its duplicate
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self.strike)
        self._timer.daemon = True

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            for connection, duplicate in self._held:
                duplicate.close()
                # An answer that urllib3 refused would keep its connection open for as long as the error lives.
                handle = connection.detach()
                if handle >= 0:
                    socket.close(handle)
            self._held.clear()

    def left(self) -> float:
        """Seconds until time is up, never quite zero, so that it can serve as a socket's timeout."""
        return max(self._end - time.monotonic(), 0.001)

    def hold(self, connection: socket.socket) -> None:
        """End this connection when time is up."""
        with self._lock:
            self._held.append((connection, connection.dup()))
        if self.passed:
            self.strike()

    def check(self) -> None:
        """Raise FetchError when time is up."""
        if self.passed or time.monotonic() >= self._end:
            raise FetchError(
                f"the page was not here after {self.seconds:g} s in all. Try later, or allow more time (total_timeout)",
                reason=FetchReason.TIMEOUT,
            )

    def strike(self) -> None:
        """End all connections now, from any thread."""
        self.passed = True
        with self._lock:
            for _, duplicate in self._held:
                with suppress(OSError):  # the server had closed it already
                    duplicate.shutdown(socket.SHUT_RDWR)
