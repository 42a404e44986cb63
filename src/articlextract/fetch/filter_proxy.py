"""A proxy on loopback that lets a browser reach public addresses only.

All that a page loads goes through it, frames, scripts, WebSockets and redirects alike: the browser has no other way
out, not even to loopback. A hook in the browser would be asked about most requests, and not about all.
"""

from __future__ import annotations

import select
import socket
import threading
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from ..errors import BlockedAddressError, FetchError
from .connect import connect
from .deadline import Deadline
from .guard import Guard

REFUSED = "x-articlextract-refused"  # a header of the answer that stands for a refused address
_MAX_HEAD = 65_536
_MAX_CONNECTIONS = 500  # of one page
_BLOCK = 65_536
_HOP_BY_HOP = frozenset({"connection", "keep-alive", "proxy-connection", "proxy-authorization"})


class FilterProxy:
    """Runs until its context ends. `refused` holds the errors of the addresses that it did not contact."""

    def __init__(self, guard: Guard, deadline: Deadline, *, connect_timeout: float, max_bytes: int) -> None:
        self.guard = guard
        self.deadline = deadline
        self.connect_timeout = connect_timeout
        self.left = max_bytes
        self.refused: list[BlockedAddressError] = []
        self._taken = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]

    def __enter__(self) -> FilterProxy:
        threading.Thread(target=self._accept, name="articlextract-proxy", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _accept(self) -> None:
        with suppress(OSError):  # the server is closed
            while True:
                client, _ = self._server.accept()
                self._taken += 1
                if self._taken > _MAX_CONNECTIONS:
                    client.close()
                    continue
                threading.Thread(target=self._serve, args=(client,), name="articlextract-proxy", daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError, ValueError), client:
            client.settimeout(self.deadline.left())
            request = _read_head(client)
            host, port = _place(request)
            try:
                server = connect(host, port, self.guard, self.deadline, timeout=self.connect_timeout)
            except BlockedAddressError as error:
                self.refused.append(error)
                client.sendall(_answer("403 Forbidden", REFUSED))
                return
            except FetchError:
                client.sendall(_answer("502 Bad Gateway"))
                return
            with server:
                try:
                    self._forward(client, server, request)
                finally:
                    server.shutdown(socket.SHUT_RDWR)  # the deadline holds a duplicate, so that closing is not enough

    def _forward(self, client: socket.socket, server: socket.socket, request: _Request) -> None:
        if request.method == "CONNECT":
            client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            server.sendall(request.rest)
            self._pipe(client, server, self.left)
        else:
            body = _length(request.head)
            server.sendall(_origin_form(request) + request.rest[:body])
            self._pipe(client, server, max(0, body - len(request.rest)))

    def _pipe(self, client: socket.socket, server: socket.socket, unsent: int) -> None:
        """Both ways, until one side ends, time is up, or the page has loaded too much.

        `unsent` is what the client may still send: after one plain request no other, because it may be meant for
        another server, which this one could answer for.
        """
        to = {client: server, server: client}
        while self.left > 0:
            ready, _, _ = select.select(list(to), [], [], self.deadline.left())
            if not ready:
                return
            for one in ready:
                data = one.recv(_BLOCK)
                if not data:
                    return
                self.left -= len(data)
                unsent -= len(data) if one is client else 0
                if unsent < 0:
                    return
                to[one].sendall(data)


class _Request(NamedTuple):
    """`head` are the header lines, `rest` is what came after them."""

    method: str
    target: str
    head: list[str]
    rest: bytes


def _read_head(client: socket.socket) -> _Request:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = client.recv(_BLOCK)
        if not piece or len(data) > _MAX_HEAD:
            raise ValueError("no request")
        data += piece
    head, _, rest = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    return _Request(method, target, lines, rest)


def _length(lines: list[str]) -> int:
    """Of the body that follows a request's head."""
    stated = [line.partition(":")[2].strip() for line in lines if line.lower().startswith("content-length:")]
    return int(stated[0]) if stated and stated[0].isdecimal() and len(stated[0]) < 18 else 0


def _place(request: _Request) -> tuple[str, int]:
    tunnel = request.method == "CONNECT"
    parts = urlsplit(f"//{request.target}" if tunnel else request.target)
    if not parts.hostname or not (tunnel or parts.scheme in ("http", "ws")):
        raise ValueError(request.target)
    return parts.hostname, parts.port or (443 if tunnel else 80)


def _origin_form(request: _Request) -> bytes:
    """The request as the server itself wants it, on a connection for it alone."""
    parts = urlsplit(request.target)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kept = [line for line in request.head if line.partition(":")[0].lower() not in _HOP_BY_HOP]
    return "\r\n".join([f"{request.method} {path} HTTP/1.1", *kept, "Connection: close", "", ""]).encode("latin-1")


def _answer(status: str, header: str = "") -> bytes:
    mark = f"{header}: 1\r\n" if header else ""
    # a body, because without one Chromium shows an error page of its own and gives no headers
    return f"HTTP/1.1 {status}\r\n{mark}Content-Length: 7\r\nConnection: close\r\n\r\nrefused".encode()
