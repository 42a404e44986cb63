"""What is sent: nothing that a server or a URL smuggles in, no cookie to whom it does not belong, TLS by the name."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests.adapters
from loopback import Server, allowing, raw, redirect, say

from articlextract import FetchError
from articlextract.errors import FetchReason
from articlextract.fetch import fetch

PEM = Path(__file__).parents[1] / "fetch" / "loopback.pem"
EVIL = "x-evil"


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All names are this machine."""
    real = socket.getaddrinfo

    def answer(host: str, port: int, *args: Any, **values: Any) -> Any:
        return real(host if host[:1].isdecimal() else "127.0.0.1", port, *args, **values)

    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", answer)
        yield


def smuggled(server: Server) -> list[str]:
    """Headers that nobody here wrote, or that hold the end of a line."""
    sent = [(name, value) for request in server.requests for name, value in request.headers.items()]
    return [name for name, value in sent if name == EVIL or "\r" in name + value or "\n" in name + value]


@pytest.mark.parametrize(
    "path",
    [
        "/\r\nX-Evil: 1",
        "/ HTTP/1.1\r\nX-Evil: 1\r\n",
        "/%0d%0aX-Evil: 1",
        "/\nX-Evil: 1",
        "/\rX-Evil: 1",
        "/?a=\r\nX-Evil: 1",
        "/\x85X-Evil: 1",
        "/\u560a\u560dX-Evil: 1",  # ends in the bytes of CR and LF where a letter is cut to one
        "/#\r\nX-Evil: 1",
    ],
)
def test_a_url_adds_no_header(path: str) -> None:
    with Server() as server:
        with pytest.raises(FetchError):  # it is not there
            fetch(server.url(path), allowing())
        assert len(server.requests) == 1
        assert smuggled(server) == []


@pytest.mark.parametrize(
    "location",
    [
        b"/a\rX-Evil: 1",
        b"/a%0d%0aX-Evil: 1",
        b"/a HTTP/1.1\r\n X-Evil: 1",
        b"/a\r\n\tX-Evil: 1",
        b"/a\0X-Evil: 1",
        b"/\xe5\x98\x8a\xe5\x98\x8dX-Evil: 1",
        b"/a\x0b\x0cX-Evil: 1",
    ],
)
def test_a_redirect_or_a_cookie_adds_no_header(location: bytes) -> None:
    cookies = b'set-cookie: a=b\rX-Evil: 1\r\nset-cookie: c="d\r\n X-Evil: 2"\r\nset-cookie: e=\x00\x0a X-Evil: 3\r\n'
    head = b"HTTP/1.1 302 Found\r\nlocation: " + location + b"\r\n" + cookies + b"content-length: 0\r\n\r\n"
    with Server({"/": raw(head)}) as server:
        with pytest.raises(FetchError):
            fetch(server.url(), allowing())
        assert smuggled(server) == []


@pytest.mark.usefixtures("names")
def test_a_cookie_is_sent_to_its_own_site_alone() -> None:
    with Server() as server:
        cookies = (
            "own=1",
            "other=1; Domain=other.example",
            "dotted=1; Domain=.other.example",
            "top=1; Domain=example",
            "country=1; Domain=co.uk",
            "secure=1; Secure",
        )
        head = "".join(f"set-cookie: {cookie}\r\n" for cookie in cookies)
        away = f"location: http://other.example:{server.port}/away\r\ncontent-length: 0\r\n\r\n"
        server.answers = {
            "/": raw(f"HTTP/1.1 302 Found\r\n{head}{away}".encode()),
            "/away": redirect(f"http://door.example:{server.port}/back"),
            "/back": say(b"<p>Tides"),
        }
        fetch(f"http://door.example:{server.port}/", allowing())
        assert [request.headers.get("cookie") for request in server.requests] == [None, None, "own=1"]


@pytest.mark.usefixtures("names")
def test_a_cookie_is_not_set_for_a_whole_country() -> None:
    with Server() as server:
        server.answers = {
            "/": redirect(f"http://other.co.uk:{server.port}/away", set_cookie="all=1; Domain=.co.uk"),
            "/away": say(b"<p>Tides"),
        }
        fetch(f"http://door.co.uk:{server.port}/", allowing())
        assert [request.headers.get("cookie") for request in server.requests] == [None, None]


@pytest.mark.usefixtures("names")
def test_the_certificate_is_checked_against_the_name_and_not_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    asked: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: asked.append(name)
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(PEM))  # trusted, but for 127.0.0.1 alone
    with Server({"/": say(b"<p>Tides")}, tls=context) as server:
        assert fetch(f"https://127.0.0.1:{server.port}/", allowing()).status == 200
        with pytest.raises(FetchError, match=r"certificate of other\.example") as caught:
            fetch(f"https://other.example:{server.port}/", allowing())
        assert caught.value.reason is FetchReason.TLS
    assert asked[-1] == "other.example"


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_the_environment_brings_in_no_certificates(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    monkeypatch.setenv(name, str(PEM))
    with Server({"/": say(b"<p>Tides")}, tls=context) as server, pytest.raises(FetchError) as caught:
        fetch(f"https://127.0.0.1:{server.port}/", allowing())
    assert caught.value.reason is FetchReason.TLS


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
def test_the_environment_brings_in_no_proxy(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server() as proxy, Server({"/": say(b"<p>Tides")}) as server:
        monkeypatch.setenv(name, proxy.url())
        assert fetch(server.url(), allowing()).data == b"<p>Tides"
        assert proxy.requests == []


def test_a_netrc_file_brings_in_no_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login reader password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HOME", str(tmp_path))
    with Server({"/": say(b"<p>Tides")}) as server:
        fetch(server.url(), allowing())
        assert "authorization" not in server.requests[0].headers
