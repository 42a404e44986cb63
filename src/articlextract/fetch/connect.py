"""Connections that a deadline can end, and the one place where an address is contacted."""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, final

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from ..errors import FetchError
from .explain import explain

Address = tuple[int, int, int, str, Any]  # what getaddrinfo gives: family, type, protocol, name, socket address


@final
class Deadline:
    """A limit on a whole download, which no server outlasts by sending slowly.

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
        self._timer = threading.Timer(seconds, self._strike)
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
            self._strike()

    def check(self) -> None:
        """Raise FetchError when time is up."""
        if self.passed or time.monotonic() >= self._end:
            raise FetchError(
                f"the page was not here after {self.seconds:g} s in all. Try later, or allow more time (total_timeout)"
            )

    def _strike(self) -> None:
        self.passed = True
        with self._lock:
            for _, duplicate in self._held:
                with suppress(OSError):  # the server had closed it already
                    duplicate.shutdown(socket.SHUT_RDWR)


class Adapter(HTTPAdapter):
    """requests' transport, with every connection opened by `open_connection`."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return open_connection(self, deadline)

        class Secure(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return open_connection(self, deadline)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}


def open_connection(asked: HTTPConnection, deadline: Deadline) -> socket.socket:
    """Resolve the host once and connect to the first of its addresses that answers.

    Every packet to a server goes through here, redirects included; an address guard belongs between
    the two steps.
    """
    host = asked._dns_host.strip("[]")  # with its trailing dot, unlike `host`
    timeout = float(asked.timeout or deadline.left())
    addresses = _resolve(host, asked.port, min(timeout, deadline.left()))
    error: OSError | None = None
    for address in addresses:
        deadline.check()
        try:
            return _connect(address, asked.socket_options or (), min(timeout, deadline.left()), deadline)
        except OSError as failure:
            error = failure
    deadline.check()
    raise explain(error or OSError("the name has no address"), host=f"{host}:{asked.port}") from error


def _resolve(host: str, port: int, seconds: float) -> Sequence[Address]:
    """Look a name up. In a thread, because getaddrinfo has no time limit of its own."""
    answers: queue.SimpleQueue[Sequence[Address] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, ValueError, OverflowError) as error:  # ValueError: not a name by the IDNA rules
            answers.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise FetchError(f"no name server told the address of {host} within {seconds:.1f} s. Try later") from None
    if isinstance(answer, Exception):
        raise explain(answer, host=host) from answer
    return answer


def _connect(address: Address, options: Iterable[Any], timeout: float, deadline: Deadline) -> socket.socket:
    family, kind, protocol, _, place = address
    connection = socket.socket(family, kind, protocol)
    try:
        for option in options:
            connection.setsockopt(*option)
        connection.settimeout(timeout)
        connection.connect(place)
        deadline.hold(connection)
    except OSError:
        connection.close()
        raise
    return connection
