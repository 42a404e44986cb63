"""A good page comes as it was sent, with the record of its way; anything else is a FetchError that says why."""

from __future__ import annotations

import datetime as dt
import gc
import itertools
import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import urllib3
from loopback import Answer, Server, allowing, drip, raw, redirect, reset, say

from articlextract import FetchError, FetchOptions
from articlextract.errors import InputTypeError
from articlextract.fetch import fetch

Serve = Callable[[dict[str, Answer]], Server]

PAGE = "<h1>Tides</h1><p>Ebb at noon – flood at six.</p>".encode()
QUICK = allowing(connect_timeout=0.6, read_timeout=0.6, total_timeout=0.8)


def failure(url: str, options: FetchOptions = QUICK) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, options)
    return str(caught.value)


def test_a_page_comes_with_the_record_of_how(serve: Serve) -> None:
    server = serve({"/": say(PAGE, x_made_by="hand")})
    page = fetch(server.url(), QUICK)
    assert page.data == PAGE
    assert (page.url, page.status, page.redirects) == (server.url(), 200, ())
    assert page.content_type == "text/html; charset=utf-8"
    assert page.headers["x-made-by"] == "hand"
    assert page.fetched_at is not None
    assert abs(dt.datetime.now(dt.timezone.utc) - page.fetched_at) < dt.timedelta(minutes=1)


def test_the_request_says_who_asks_and_takes_nothing_from_the_environment(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve({"/": say(PAGE)})
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    fetch(server.url(), allowing(user_agent="tide-watch/1", headers=(("X-Purpose", "tides"),)))
    headers = server.requests[0].headers
    assert headers["user-agent"] == "tide-watch/1"
    assert headers["x-purpose"] == "tides"
    assert headers["accept-encoding"].startswith("gzip, deflate")


def test_the_charset_header_is_passed_on_even_when_it_lies(serve: Serve) -> None:
    server = serve({"/": say(PAGE, content_type="text/html; charset=rot13")})
    page = fetch(server.url(), QUICK)
    assert (page.content_type, page.data) == ("text/html; charset=rot13", PAGE)


@pytest.mark.parametrize(
    "kind", ["application/xhtml+xml", "text/plain", "TEXT/HTML", "", "*/*", "html", "text/html, text/html"]
)
def test_types_that_may_hold_a_page_are_read(serve: Serve, kind: str) -> None:
    assert fetch(serve({"/": say(PAGE, content_type=kind)}).url(), QUICK).data == PAGE


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("image/png", "an image (image/png)"),
        ("application/pdf", "a PDF"),
        ("application/json", "JSON data"),
        ("audio/mpeg", "a sound recording"),
        ("application/zip", "application/zip"),
    ],
)
def test_another_type_is_refused_by_name_and_its_body_left_unread(serve: Serve, kind: str, said: str) -> None:
    head = f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\n\r\n".encode()
    server = serve({"/": drip(head, itertools.repeat(b"\x89PNG"))})  # reading it would end at the deadline
    assert said in failure(server.url())


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        ("404 Not Found", {}, "answered 404 Not Found: there is no such page"),
        ("403 Forbidden", {}, "answered 403 Forbidden: it does not let this program in"),
        ("429 Slow Down", {"retry_after": "120"}, "left alone until 120"),
        ("500 Oh No", {}, "answered 500 Oh No: the server failed"),
        ("304 Not Modified", {}, "answered 304 Not Modified, which is not a page"),
    ],
)
def test_a_bad_status_is_named(serve: Serve, status: str, headers: dict[str, str], said: str) -> None:
    assert said in failure(serve({"/": say(PAGE, status=status, **headers)}).url())


def test_what_a_server_says_cannot_drive_the_terminal(serve: Serve) -> None:
    said = failure(serve({"/": say(PAGE, status="404 \x1b[31mRed\x9b")}).url())
    assert "404 [31mRed" in said
    assert said.isprintable()


# Redirects


def test_redirects_are_followed_and_kept(serve: Serve) -> None:
    server = serve({"/a": redirect("/b", "301 Moved"), "/b": redirect("c?x=1", "307 Moved"), "/c?x=1": say(PAGE)})
    page = fetch(server.url("/a"), QUICK)
    assert page.data == PAGE
    assert page.url == server.url("/c?x=1")
    assert page.redirects == (server.url("/a"), server.url("/b"))


def test_a_redirect_s_body_is_not_read(serve: Serve) -> None:
    head = b"HTTP/1.1 302 Found\r\nlocation: /page\r\n\r\n"
    server = serve({"/": drip(head, itertools.repeat(b"more")), "/page": say(PAGE)})
    assert fetch(server.url(), QUICK).data == PAGE


def test_a_location_in_bytes_that_are_not_utf_8_is_sent_back_as_those_bytes(serve: Serve) -> None:
    server = serve({"/": redirect("/caf\xe9"), "/caf%E9": say(PAGE)})
    assert fetch(server.url(), QUICK).data == PAGE


def test_a_page_may_set_a_cookie_and_redirect_to_itself(serve: Serve) -> None:
    server = serve({})

    def gate(connection: socket.socket) -> None:
        known = "cookie" in server.requests[-1].headers
        (say(PAGE) if known else redirect("/", set_cookie="seen=1"))(connection)

    server.answers = {"/": gate}
    assert fetch(server.url(), QUICK).data == PAGE


def test_a_redirect_loop_is_named(serve: Serve) -> None:
    server = serve({"/a": redirect("/b"), "/b": redirect("/a")})
    assert "redirects in a circle" in failure(server.url("/a"))
    assert len(server.requests) == 3


def test_too_many_redirects_are_named(serve: Serve) -> None:
    server = serve({f"/{n}": redirect(f"/{n + 1}") for n in range(9)})
    said = failure(server.url("/0"), allowing(max_redirects=3))
    assert "redirects more than 3 times" in said
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("", "but not where to go"),
        ("file:///etc/passwd", "is a file"),
        ("ftp://example.org/x", "only http and https"),
        ("http://[::1", "Invalid IPv6 URL"),
        ("https:story", "names no host"),
        ("javascript:alert(1)", "only http and https"),
    ],
)
def test_a_redirect_to_nowhere_is_named(serve: Serve, location: str, said: str) -> None:
    assert said in failure(serve({"/": redirect(location)}).url())


def test_credentials_do_not_follow_a_redirect_to_another_site(serve: Serve) -> None:
    other = serve({"/": say(PAGE)})
    server = serve({"/": redirect(other.url())})
    fetch(server.url(), allowing(headers=(("Authorization", "Bearer secret"), ("X-Purpose", "tides"))))
    assert server.requests[0].headers["authorization"] == "bearer secret"
    assert "authorization" not in other.requests[0].headers
    assert other.requests[0].headers["x-purpose"] == "tides"


# Time


def deadline_of(server: Server) -> str:
    return failure(server.url(), allowing(connect_timeout=5, read_timeout=5, total_timeout=0.5))


ENDLESS = itertools.repeat(b"a")


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(b"HTTP/1.1 200 OK\r\ncontent-type: ", id="headers"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n", id="body"),
        pytest.param(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5;", id="chunk extension"),
        pytest.param(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfff\r\n", id="chunk"),
    ],
)
def test_a_drip_is_ended_by_the_deadline(serve: Serve, start: bytes) -> None:
    assert "was not here after 0.5 s" in deadline_of(serve({"/": drip(start, ENDLESS)}))


def test_silence_that_looks_like_the_end_is_none(serve: Serve) -> None:
    server = serve({"/": drip(b"HTTP/1.1 200 OK\r\n\r\n", [b"late"], every=3)})
    assert "was not here after 0.5 s" in deadline_of(server)


def test_endless_interim_answers_are_ended_by_the_deadline(serve: Serve) -> None:
    interim = itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n")
    assert "was not here after 0.5 s" in deadline_of(serve({"/": drip(b"", interim, every=0.01)}))


def test_a_drip_in_the_tls_handshake_is_ended_by_the_deadline(serve: Serve) -> None:
    server = serve({"tls": drip(b"\x16\x03\x03\x40\x00", ENDLESS)})
    said = failure(server.url().replace("http:", "https:"), allowing(connect_timeout=5, total_timeout=0.5))
    assert "was not here after 0.5 s" in said


def test_a_slow_name_server_is_ended_by_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(5))
    try:
        assert "no name server told the address of example.org" in failure("http://example.org/", QUICK)
    finally:
        over.set()


def test_silence_is_ended_by_the_read_timeout(serve: Serve) -> None:
    server = serve({"/": drip(b"", [b"HTTP/1.1 200 OK\r\n\r\n"], every=3)})
    said = failure(server.url(), allowing(read_timeout=0.3, total_timeout=9))
    assert "did not answer in time" in said
    assert "read_timeout" in said


def test_the_deadline_counts_all_redirects_together(serve: Serve) -> None:
    hops = {f"/{n}": drip(b"", [f"HTTP/1.1 302 F\r\nlocation: /{n + 1}\r\n\r\n".encode()], every=0.2) for n in range(9)}
    said = failure(serve(hops).url("/0"), allowing(total_timeout=0.5))
    assert "was not here after 0.5 s" in said


# Size


def test_a_length_over_the_limit_is_refused_before_the_body(serve: Serve) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 2000000000\r\n\r\n"
    server = serve({"/": drip(head, ENDLESS)})
    assert "larger than 1,000 bytes as sent" in failure(server.url(), allowing(max_wire_bytes=1000))


def test_a_body_over_the_limit_is_refused(serve: Serve) -> None:
    server = serve({"/": say(b"x" * 100_000, content_length="")})
    assert "larger than 50,000 bytes as sent" in failure(server.url(), allowing(max_wire_bytes=50_000))
    assert "larger than 60,000 bytes unpacked" in failure(server.url(), allowing(max_decoded_bytes=60_000))


# Framing and connections


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(raw(b""), "closed the connection without an answer", id="empty reply"),
        pytest.param(reset(), "cut the connection", id="reset"),
        pytest.param(
            reset(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n<p>"), "cut the connection", id="reset in body"
        ),
        pytest.param(say(PAGE, content_length="999"), "broke off in the middle", id="length too long"),
        pytest.param(
            raw(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n<p>"), "broke off", id="chunk cut off"
        ),
        pytest.param(
            raw(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n<p>"), "broke off", id="bad chunk size"
        ),
        pytest.param(raw(b"<p>I am a page from 1991</p>\n"), "did not answer in proper HTTP", id="HTTP/0.9"),
        pytest.param(
            raw(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200 + b"\r\n"), "it has more than 100 headers", id="200 headers"
        ),
        pytest.param(raw(b"HTTP/1.1 200 OK\r\na: " + b"b" * 99_999 + b"\r\n\r\n"), "in proper HTTP", id="long header"),
        pytest.param(raw(b"HTTP/1.1 200 OK\r\ncontent-length: 5, 9\r\n\r\n<p>"), "in proper HTTP", id="two lengths"),
    ],
)
def test_a_broken_answer_is_named(serve: Serve, answer: Answer, said: str) -> None:
    assert said in failure(serve({"/": answer}).url())


def test_an_error_that_is_kept_keeps_no_connection(serve: Serve) -> None:
    server = serve({"/": raw(b"HTTP/1.1 200 OK\r\ncontent-length: 5, 9\r\n\r\n<p>")})
    with pytest.raises(FetchError) as kept:
        fetch(server.url(), QUICK)
    assert [item for item in gc.get_objects() if isinstance(item, socket.socket) and is_to(server.port, item)] == []
    assert kept.tb is not None  # and with it the frames that held the connection


def is_to(port: int, connection: socket.socket) -> bool:
    try:
        return bool(connection.getpeername()[1] == port)
    except (OSError, IndexError):  # a socket without a peer, or one of Unix, whose peer has no port
        return False


@pytest.mark.parametrize("length", ["-5", "many", ""])
def test_a_length_that_says_nothing_is_ignored(serve: Serve, length: str) -> None:
    assert fetch(serve({"/": say(PAGE, content_length=length)}).url(), QUICK).data == PAGE


def test_a_page_longer_than_it_said_ends_where_it_said(serve: Serve) -> None:
    assert fetch(serve({"/": say(PAGE, content_length="14")}).url(), QUICK).data == b"<h1>Tides</h1>"


def test_an_empty_page_is_a_page(serve: Serve) -> None:
    assert fetch(serve({"/": say(b"")}).url(), QUICK).data == b""


def test_a_port_where_nothing_listens_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert f"127.0.0.1:{port} refused the connection" in failure(f"http://127.0.0.1:{port}/")


def test_plain_http_where_tls_is_asked_for_is_named(serve: Serve) -> None:
    server = serve({"/": say(PAGE)})
    assert "no secure connection" in failure(server.url().replace("http:", "https:"))


def test_https_checks_the_certificate_unless_told_not_to(serve: Serve) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("loopback.pem"))
    server = serve({"/": say(PAGE)})
    server.tls = context
    url = server.url().replace("http:", "https:")
    assert "the certificate of 127.0.0.1" in failure(url)
    with pytest.warns(urllib3.exceptions.InsecureRequestWarning):
        assert fetch(url, allowing(verify_tls=False)).data == PAGE


# Addresses


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("example.org/story", "Did you mean https://example.org/story ?"),
        ("//example.org/story", "Did you mean https://example.org/story ?"),
        ("localhost:8000/story", "Did you mean https://localhost:8000/story ?"),
        ("", "not a full URL"),
        ("ftp://example.org/", "only http and https can be fetched, not ftp"),
        ("file:///etc/hostname", "Read it with extract_file"),
        ("http:///story", "names no host"),
        ("http://[::1/", "not a usable address"),
        ("http://127.0.0.1:http/", "not a usable address"),
        ("http://127.0.0.1:99999/", "not a usable address"),
        ("http://a..b/", "not a usable address"),
        (f"http://{'a' * 70}.example/", "not a usable address"),
        ("http://*.example/", "not a usable address"),
    ],
)
def test_a_bad_address_is_explained(url: str, said: str) -> None:
    assert said in failure(url)


def test_a_name_that_does_not_resolve_is_named() -> None:
    assert "nothing.invalid" in failure("http://nothing.invalid/")


def test_a_password_is_not_repeated_in_messages(serve: Serve) -> None:
    url = serve({}).url("/gone").replace("127.", "reader:secret@127.")
    assert "secret" not in failure(url)


def test_a_url_of_another_type_is_refused() -> None:
    with pytest.raises(InputTypeError, match="a URL is a str, not bytes"):
        fetch(b"http://example.org", QUICK)  # type: ignore[arg-type]
