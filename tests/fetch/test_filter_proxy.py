"""The proxy between a browser and the world: nothing inner is contacted, no server speaks for another."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from loopback import Answer, Server, allowing, say

from articlextract import FetchOptions
from articlextract.fetch.deadline import Deadline
from articlextract.fetch.filter_proxy import REFUSED, FilterProxy
from articlextract.fetch.guard import Guard


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """All names of .example are this machine."""
    real = socket.getaddrinfo

    def answer(host: str, port: int, *args: Any, **values: Any) -> Any:
        return real("127.0.0.1" if host.endswith(".example") else host, port, *args, **values)

    monkeypatch.setattr(socket, "getaddrinfo", answer)


@pytest.fixture
def proxy() -> Iterator[FilterProxy]:
    """One that lets door.example through."""
    guard = Guard(FetchOptions(allow_hosts=("door.example",)))
    with Deadline(20) as deadline, FilterProxy(guard, deadline, connect_timeout=5, max_bytes=1_000_000) as running:
        yield running


def ask(proxy: FilterProxy, *pieces: bytes) -> bytes:
    """All that comes back on one connection; the second piece is sent after something came back for the first."""
    answer = b""
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as connection:
        for place, piece in enumerate(pieces):
            answer += connection.recv(65_536) if place else b""
            connection.sendall(piece)
        connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):  # closed with more to read
            while data := connection.recv(65_536):
                answer += data
    return answer


def keeps_open(heard: list[bytes], done: threading.Event) -> Answer:
    """Answers, leaves the connection open, and listens to what else comes."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: 4\r\n\r\ntide")
        with suppress(OSError):
            while data := connection.recv(65_536):
                heard.append(data)
        done.set()

    return answer


@pytest.mark.usefixtures("names")
def test_no_second_request_goes_to_the_server_of_the_first(proxy: FilterProxy) -> None:
    heard: list[bytes] = []
    done = threading.Event()
    with Server({"/": keeps_open(heard, done)}) as door:
        first = f"GET http://door.example:{door.port}/ HTTP/1.1\r\nhost: door.example\r\n\r\n".encode()
        second = b"GET http://other.example/ HTTP/1.1\r\nhost: other.example\r\ncookie: mine=1\r\n\r\n"
        assert ask(proxy, first, second).endswith(b"tide")
        assert done.wait(10)
    assert heard == []


@pytest.mark.usefixtures("names")
def test_two_requests_sent_at_once_are_one(proxy: FilterProxy) -> None:
    heard: list[bytes] = []
    done = threading.Event()
    with Server({"/": keeps_open(heard, done)}) as door:
        first = f"GET http://door.example:{door.port}/ HTTP/1.1\r\nhost: door.example\r\n\r\n".encode()
        ask(proxy, first + b"GET http://other.example/ HTTP/1.1\r\n\r\n")
        assert done.wait(10)
    assert heard == []


@pytest.mark.usefixtures("names")
def test_the_body_of_a_request_goes_with_it(proxy: FilterProxy) -> None:
    heard: list[bytes] = []
    done = threading.Event()
    with Server({"/": keeps_open(heard, done)}) as door:
        head = f"POST http://door.example:{door.port}/ HTTP/1.1\r\ncontent-length: 8\r\nhost: door.example\r\n\r\n"
        ask(proxy, head.encode(), b"low tide")
        assert done.wait(10)
    assert heard == [b"low tide"]


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize(
    "head",
    [
        "GET http://127.0.0.1:{port}/ HTTP/1.1",
        "GET http://localhost:{port}/ HTTP/1.1",
        "GET http://other.example:{port}/ HTTP/1.1",
        "GET http://[::ffff:127.0.0.1]:{port}/ HTTP/1.1",
        "GET http://0x7f.1:{port}/ HTTP/1.1",
        "CONNECT 127.0.0.1:{port} HTTP/1.1",
        "CONNECT [::1]:{port} HTTP/1.1",
        "CONNECT other.example:{port} HTTP/1.1",
    ],
)
def test_what_is_inner_is_refused(proxy: FilterProxy, head: str) -> None:
    with Server({"/": say(b"secret")}) as inner:
        answer = ask(proxy, head.format(port=inner.port).encode() + b"\r\nhost: door.example\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 403 ")
        assert REFUSED.encode() in answer
        assert (inner.requests, len(proxy.refused)) == ([], 1)


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1",
        b"GET file:///etc/passwd HTTP/1.1",
        b"GET ftp://door.example/ HTTP/1.1",
        b"GET",
        b"CONNECT",
        b"x" * 70_000,
        b"GET http://[::1/ HTTP/1.1",
    ],
)
def test_what_is_no_request_for_a_proxy_has_no_answer(proxy: FilterProxy, head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as connection:
        connection.sendall(head + b"\r\n\r\n")
        with suppress(ConnectionResetError):  # closed with more to read
            assert connection.recv(100) == b""


@pytest.mark.usefixtures("names")
def test_a_page_loads_no_more_than_allowed() -> None:
    guard = Guard(allowing())
    with (
        Server({"/": say(b"x" * 300_000)}) as door,
        Deadline(20) as deadline,
        FilterProxy(guard, deadline, connect_timeout=5, max_bytes=100_000) as proxy,
    ):
        answer = ask(proxy, f"GET http://door.example:{door.port}/ HTTP/1.1\r\n\r\n".encode())
    assert len(answer) < 100_000 + 65_536
