"""The transport of requests: each connection opened here, to a checked address, and ended by a deadline."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Iterable, Sequence
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from ..errors import BlockedAddressError, FetchError, FetchReason
from ..terminal import safe_line
from .deadline import Deadline
from .explain import explain
from .guard import Guard, read_host
from .heads import HeadLimits, limited_response

Place = tuple[int, int, int, str, Any]  # what getaddrinfo gives: family, type, protocol, name, socket address


class Adapter(HTTPAdapter):
    """requests' transport, with every connection opened by `open_connection`, a proxy's too."""

    def __init__(self, guard: Guard, deadline: Deadline, limits: HeadLimits) -> None:
        super().__init__()
        response = limited_response(limits)

        class Plain(HTTPConnection):
            response_class = response

            def _new_conn(self) -> socket.socket:
                return open_connection(self, guard, deadline)

        class Secure(HTTPSConnection):
            response_class = response

            def _new_conn(self) -> socket.socket:
                return open_connection(self, guard, deadline)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self._pools = {"http": PlainPool, "https": SecurePool}
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **values: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **values)
        manager.pool_classes_by_scheme = self._pools
        return manager


def open_connection(asked: HTTPConnection, guard: Guard, deadline: Deadline) -> socket.socket:
    """The connection that urllib3 asks for, which every packet to a server goes through, redirects included."""
    timeout = float(asked.timeout or deadline.left())
    to_proxy = asked.proxy is not None  # it is contacted whatever its address, for the caller named it
    return connect(
        asked._dns_host,  # with its trailing dot, unlike `host`
        asked.port,
        None if to_proxy else guard,
        deadline,
        timeout=timeout,
        options=asked.socket_options or (),
    )


def connect(
    name: str, port: int, guard: Guard | None, deadline: Deadline, *, timeout: float, options: Iterable[Any] = ()
) -> socket.socket:
    """Resolve the host once, check every address, and connect to the first that answers.

    The address is the one that was checked: between the two nothing is looked up again.

    Raises:
        BlockedAddressError: an address is not public, nor allowed.
        FetchError: there is none, or none answers.
    """
    host, numbers = read_host(name)
    if guard and numbers:
        guard.check(host, numbers)
    wait = min(timeout, deadline.left())
    places = _numeric(numbers[0], port) if numbers else _resolve(host, port, wait)
    if guard:
        guard.check(host, [str(place[4][0]) for place in places])
    error: OSError | None = None
    for place in places:
        deadline.check()
        try:
            return _connect(place, options, min(timeout, deadline.left()), deadline)
        except OSError as failure:
            error = failure
    deadline.check()
    raise explain(error or OSError("the name has no address"), host=f"{host}:{port}") from error


def _numeric(number: str, port: int) -> Sequence[Place]:
    """The place of an address: no name server is asked."""
    try:
        return socket.getaddrinfo(
            number, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
        )
    except (OSError, ValueError) as error:  # a zone that this machine does not have
        raise explain(error, host=number) from error


def _resolve(host: str, port: int, seconds: float) -> Sequence[Place]:
    """Look a name up. In a thread, because getaddrinfo has no time limit of its own."""
    answers: queue.SimpleQueue[Sequence[Place] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, ValueError, OverflowError) as error:  # ValueError: not a name by the IDNA rules
            answers.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise FetchError(
            f"no name server told the address of {safe_line(host, 100)} within {seconds:.1f} s. Try later",
            reason=FetchReason.TIMEOUT,
        ) from None
    if isinstance(answer, Exception):
        raise explain(answer, host=host) from answer
    return answer


def _connect(place: Place, options: Iterable[Any], timeout: float, deadline: Deadline) -> socket.socket:
    family, kind, protocol, _, address = place
    connection = socket.socket(family, kind, protocol)
    try:
        for option in options:
            connection.setsockopt(*option)
        connection.settimeout(timeout)
        connection.connect(address)
        if connection.getpeername()[0] != address[0]:  # redirected below us, by a packet filter or a library
            raise BlockedAddressError(f"{address[0]} was asked for and {connection.getpeername()[0]} answered")
        deadline.hold(connection)
    except BaseException:
        connection.close()
        raise
    return connection
