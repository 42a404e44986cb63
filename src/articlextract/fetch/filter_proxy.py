"""A proxy on loopback that lets a browser reach public addresses only.

All that a page loads goes through it, frames, scripts, WebSockets and redirects alike: the browser has no other way
out, not even to loopback. A hook in the browser would be asked about most requests, and not about all.
"""

from __future__ import annotations

import select
import socket
import threading
from contextlib import suppress
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
            method, target, head, rest = _read_head(client)
            host, port = _place(method, target)
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
                if method == "CONNECT":
                    client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                    server.sendall(rest)
                else:
                    server.sendall(_origin_form(method, target, head) + rest)
                self._pipe(client, server)

    def _pipe(self, client: socket.socket, server: socket.socket) -> None:
        """Both ways, until one side ends, time is up, or the page has loaded too much."""
        to = {client: server, server: client}
        while to and self.left > 0:
            ready, _, _ = select.select(list(to), [], [], self.deadline.left())
            if not ready:
                return
            for one in ready:
                data = one.recv(_BLOCK)
                if not data:
                    return
                self.left -= len(data)
                to[one].sendall(data)


def _read_head(client: socket.socket) -> tuple[str, str, list[str], bytes]:
    """Method, target, the header lines, and what came after them."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = client.recv(_BLOCK)
        if not piece or len(data) > _MAX_HEAD:
            raise ValueError("no request")
        data += piece
    head, _, rest = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    return method, target, lines, rest


def _place(method: str, target: str) -> tuple[str, int]:
    parts = urlsplit(f"//{target}" if method == "CONNECT" else target)
    if not parts.hostname or (method != "CONNECT" and parts.scheme not in ("http", "ws")):
        raise ValueError(target)
    return parts.hostname, parts.port or (443 if method == "CONNECT" else 80)


def _origin_form(method: str, target: str, lines: list[str]) -> bytes:
    """The request as the server itself wants it, on a connection for it alone."""
    parts = urlsplit(target)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kept = [line for line in lines if line.partition(":")[0].lower() not in _HOP_BY_HOP]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *kept, "Connection: close", "", ""]).encode("latin-1")


def _answer(status: str, header: str = "") -> bytes:
    mark = f"{header}: 1\r\n" if header else ""
    # a body, because without one Chromium shows an error page of its own and gives no headers
    return f"HTTP/1.1 {status}\r\n{mark}Content-Length: 7\r\nConnection: close\r\n\r\nrefused".encode()
