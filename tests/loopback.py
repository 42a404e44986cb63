"""A web server on 127.0.0.1 for tests, which says exactly the bytes that a test wants said."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, final

from articlextract import FetchOptions

# Given the open connection, writes the answer. It may be as rude as it likes.
Answer = Callable[[socket.socket], None]


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]


@final
@dataclass
class Server:
    """Answers each path as told, one thread a connection; unknown paths with 404, a TLS greeting as path `tls`."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    tls: ssl.SSLContext | None = None  # set, it answers in TLS

    def __enter__(self) -> Server:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            connection.settimeout(10)
            if self.tls is None:
                self._answer(connection)
            else:
                with self.tls.wrap_socket(connection, server_side=True) as secure:
                    self._answer(secure)

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(4096)
            if not piece:
                return
            head += piece
            if head.startswith(b"\x16"):  # a TLS handshake, which a plain web server answers like this
                return self.answers.get("tls", say(status="400 Bad Request"))(connection)
        first, *rest = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in rest)
        path = first.split(" ")[1]
        self.requests.append(Request(path, headers))
        self.answers.get(path, say(b"nothing here", status="404 Not Found"))(connection)


def say(body: bytes = b"", status: str = "200 OK", **headers: str) -> Answer:
    """A plain answer; `content_length=""` leaves that header out, another value lies about it."""
    named = {"content-type": "text/html; charset=utf-8", "content-length": str(len(body))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return raw(f"HTTP/1.1 {status}\r\n{head}connection: close\r\n\r\n".encode("latin-1") + body)


def redirect(to: str, status: str = "302 Found", **headers: str) -> Answer:
    return say(b"moved", status=status, location=to, **headers)


def raw(data: bytes) -> Answer:
    """These bytes and no others."""
    return lambda connection: connection.sendall(data)


def drip(start: bytes, pieces: Iterable[bytes], every: float = 0.05) -> Answer:
    """`start` at once, then a piece every so many seconds, for as long as the other side listens."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(start)
        for piece in pieces:
            time.sleep(every)
            connection.sendall(piece)

    return answer


def reset(start: bytes = b"") -> Answer:
    """`start`, then the connection is cut off hard (RST)."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(start)
        time.sleep(0.05)  # so that what was sent arrives before the cut
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

    return answer


def allowing(**values: Any) -> FetchOptions:
    """Options for this server: loopback allowed, and what fails is not tried again."""
    return FetchOptions(**{"allow_private": True, "retries": 0, **values})
