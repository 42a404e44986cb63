"""Servers that are broken or mean harm, one case each: what they say, and what must come of it.

`promise` is the reason of the FetchError, the status of the Article, or "ParseError". `docs/safety.md` is written from
this table.
"""

from __future__ import annotations

import gzip
import itertools
import socket
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from loopback import Answer, drip, raw, redirect, reset, say

from articlextract.article import Status
from articlextract.errors import FetchReason as R

STORY = (
    "<!doctype html><title>The tide</title><body><h1>The tide came back</h1>"
    + "".join(
        f"<p>The sea went out at {hour} and came back in the evening, and those who had waited on the pier saw the "
        "boats lift one after the other, as they have done since the harbour was dug.</p>"
        for hour in ("noon", "one", "two", "three")
    )
).encode()
CONSENT = Path(__file__).parents[1] / "fixtures" / "consent-wall" / "page.html"
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n"
CHUNKED = HEAD + b"transfer-encoding: chunked\r\n\r\n"
OK, EMPTY = Status.OK, Status.EMPTY
BOMBS = ("gzip", "deflate", "br", "zstd", "gzip, gzip", "gzip, br", "br, zstd", "zstd, deflate")
SHORT = {"total_timeout": 0.4}  # seconds, for the cases that only a deadline ends


@dataclass(frozen=True)
class Case:
    """`answers` by path; the page asked for is `/`."""

    group: str
    name: str
    answers: dict[str, Answer]
    promise: R | Status | str
    options: dict[str, Any] = field(default_factory=dict)
    https: bool = False
    lookup: float = 0.0  # seconds that the name server takes


def endless(start: bytes, piece: bytes) -> Answer:
    """As fast as the other side reads, until it goes away; at most 2 GB."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(start)
        block = piece * (65_536 // len(piece) + 1)
        for _ in range(30_000):
            connection.sendall(block)

    return answer


def stream(start: bytes, pieces: Iterable[bytes]) -> Answer:
    def answer(connection: socket.socket) -> None:
        connection.sendall(start)
        for piece in pieces:
            connection.sendall(piece)

    return answer


def one_by_one(data: bytes) -> Iterator[bytes]:
    """Each byte, then spaces for ever."""
    yield from (bytes([byte]) for byte in data)
    yield from itertools.repeat(b" ")


@lru_cache
def bomb(coding: str) -> bytes:
    """1 GiB of zeros: the coding of one MiB, again and again."""
    zeros = b"\0" * (1 << 20)
    first, _, second = coding.partition(", ")
    if second:  # the last one named is the outer one
        return packed(second, bomb(first))
    if coding in ("gzip", "zstd"):
        return packed(coding, zeros) * 1024
    if coding == "deflate":
        engine: Any = zlib.compressobj(1, wbits=-zlib.MAX_WBITS)
        return bytes((engine.compress(zeros) + engine.flush(zlib.Z_FULL_FLUSH)) * 1024 + engine.flush())
    engine = import_module("brotli").Compressor(quality=1)
    start, more = (engine.process(zeros) + engine.flush() for _ in range(2))
    return bytes(start + more * 1023 + engine.finish())


def _zstd() -> Any:
    try:
        return import_module("compression.zstd")
    except ImportError:
        return import_module("backports.zstd")


def packed(coding: str, data: bytes = STORY) -> bytes:
    if coding == "br":
        return bytes(import_module("brotli").compress(data))
    return {"gzip": gzip.compress, "deflate": zlib.compress, "zstd": _zstd().compress if coding == "zstd" else None}[
        coding
    ](data)  # type: ignore[misc,return-value]


def http_date(seconds: float) -> str:
    return (datetime.now(timezone.utc) + timedelta(seconds=seconds)).strftime("%a, %d %b %Y %H:%M:%S GMT")


def time_cases() -> Iterator[Case]:
    def case(name: str, answer: Answer, promise: R = R.TIMEOUT, **options: Any) -> Case:
        return Case("time", name, {"/": answer}, promise, {**SHORT, **options})

    drips = itertools.repeat(b"x")
    yield case("no answer", drip(b"", [b"late"], every=2))
    yield case("a drip in the status line", drip(b"HTTP/1.1 200 ", drips))
    yield case("a drip in a header", drip(HEAD + b"x-slow: ", drips))
    yield case("a drip of headers", drip(HEAD, itertools.repeat(b"a: b\r\n")))
    yield case("a drip in the body", drip(HEAD + b"content-length: 9999\r\n\r\n", drips))
    yield case("a drip in a body without length", drip(HEAD + b"\r\n", drips))
    yield case("a drip of chunks", drip(CHUNKED, itertools.repeat(b"1\r\nx\r\n")))
    yield case("a drip in a chunk's size", drip(CHUNKED, itertools.repeat(b"0")))
    yield case("a drip in a chunk's extension", drip(CHUNKED + b"5;", drips))
    yield case("a drip in the trailer", drip(CHUNKED + b"0\r\n", itertools.repeat(b"a: b\r\n")))
    yield case("a drip of 100 Continue", drip(b"", itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n")))
    yield case("a drip of 103 Early Hints", drip(b"", itertools.repeat(b"HTTP/1.1 103 Early Hints\r\n\r\n")))
    yield case("a drip in compressed data", drip(HEAD + b"content-encoding: gzip\r\n\r\n", one_by_one(packed("gzip"))))
    yield case("silence after the headers", drip(HEAD + b"content-length: 9\r\n\r\n", [b"late"], every=2))
    yield case("silence within the read timeout", drip(b"", [b"late"], every=2), total_timeout=5, read_timeout=0.3)
    yield Case(
        "time",
        "a drip over many redirects",
        {**{f"/{n}": redirect_after(0.1, f"/{n + 1}") for n in range(9)}, "/": redirect("/0")},
        R.TIMEOUT,
        SHORT,
    )
    yield Case(
        "time", "silence in the TLS handshake", {"tls": drip(b"", [b"x"], every=2)}, R.TIMEOUT, SHORT, https=True
    )
    yield Case("time", "a drip in the TLS handshake", {"tls": drip(b"\x16\x03\x03@\0", drips)}, R.TIMEOUT, SHORT, True)
    yield Case("time", "a slow name server", {}, R.TIMEOUT, SHORT, lookup=5)
    robots = {"/robots.txt": drip(HEAD + b"\r\n", drips), "/": say(STORY)}
    yield Case("time", "a drip in robots.txt", robots, R.TIMEOUT, {**SHORT, "obey_robots": True})


def redirect_after(seconds: float, to: str) -> Answer:
    return drip(b"", [f"HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n".encode()], every=seconds)


def size_cases() -> Iterator[Case]:
    def case(name: str, answer: Answer, promise: R | Status = R.TOO_LARGE, **more: Answer) -> Case:
        answers = {"/": answer, **{f"/{path}": one for path, one in more.items()}}
        return Case("size", name, answers, promise, {"max_wire_bytes": 2_000_000})

    for coding in BOMBS:
        yield case(f"a bomb: {coding}", lambda c, x=coding: say(bomb(x), content_encoding=x)(c))
    yield case("50 codings", say(STORY, content_encoding=", ".join(["gzip"] * 50)), R.ENCODING)
    yield case("a header of 10 MB", endless(b"HTTP/1.1 200 OK\r\nx: ", b"x"), R.PROTOCOL)
    yield case("endless headers", endless(b"HTTP/1.1 200 OK\r\n", b"a: b\r\n"))
    yield case("5,000 cookies", raw(HEAD + b"".join(b"set-cookie: c%d=x\r\n" % n for n in range(5000)) + b"\r\n"))
    yield case("90 headers of 60 kB", raw(HEAD + b"".join(b"x: %s\r\n" % (b"y" * 60_000) for _ in range(90)) + b"\r\n"))
    yield case("endless 100 Continue", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"))
    yield case("endless 103 Early Hints", endless(b"", b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n"))
    yield case("an endless body", endless(HEAD + b"\r\n", b"<p>more "))
    yield case("an endless body in chunks", endless(CHUNKED, b"20\r\n" + b"32 bytes of this and of no other" + b"\r\n"))
    yield case("a length of 2 GB", endless(HEAD + b"content-length: 2000000000\r\n\r\n", b"x"))
    yield case("a length of 1 and 30 zeros", endless(HEAD + b"content-length: 1%s\r\n\r\n" % (b"0" * 30), b"x"))
    yield case("a chunk of 2 to the 64", endless(CHUNKED + b"ffffffffffffffff\r\n", b"x"))
    yield case("an endless chunk extension", endless(CHUNKED + b"5;", b"x"), R.PROTOCOL)
    yield case(
        "an endless body on a redirect",
        endless(b"HTTP/1.1 302 Found\r\nlocation: /page\r\n\r\n", b"x"),
        OK,
        page=say(STORY),
    )
    yield case("an endless body on a 404", endless(b"HTTP/1.1 404 Not Found\r\n\r\n", b"x"), R.STATUS)
    yield case("a redirect to a URL of 60 kB", redirect("/" + "x" * 60_000), R.STATUS)
    for name, robots in (
        ("robots.txt without end", endless(HEAD + b"\r\n", b"Allow: /x\n")),
        ("robots.txt as a bomb", _packed_bomb),
    ):
        yield Case("size", name, {"/robots.txt": robots, "/": say(STORY)}, R.ROBOTS, {"obey_robots": True})


def _packed_bomb(connection: socket.socket) -> None:
    say(bomb("gzip"), content_encoding="gzip")(connection)


def framing_cases() -> Iterator[Case]:
    def case(name: str, answer: Answer, promise: R | Status, **options: Any) -> Case:
        return Case("framing", name, {"/": answer}, promise, options)

    length = str(len(STORY)).encode()
    yield case("a length too short", say(STORY, content_length=str(len(STORY) - 20)), OK)
    yield case("a length too long", say(STORY, content_length="99999"), R.CUT_OFF)
    yield case("a negative length", say(STORY, content_length="-5"), OK)
    yield case("a length that is no number", say(STORY, content_length="many"), OK)
    yield case("two lengths in one header", say(STORY, content_length="5, 9"), R.PROTOCOL)
    yield case("two length headers", raw(HEAD + b"content-length: 5\r\ncontent-length: 9\r\n\r\n" + STORY), R.PROTOCOL)
    yield case("two equal lengths", raw(HEAD + b"content-length: %s\r\n" % length * 2 + b"\r\n" + STORY), OK)
    chunk = b"%x\r\n%s\r\n" % (len(STORY), STORY)
    both = HEAD + b"content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n"
    yield case("a length and chunks", raw(both + chunk + b"0\r\n\r\n"), OK)
    yield case("chunks without end", raw(CHUNKED + chunk), R.CUT_OFF)
    yield case("a chunk cut off", raw(CHUNKED + b"fff\r\n<p>half"), R.CUT_OFF)
    yield case("a chunk size that is no number", raw(CHUNKED + b"zz\r\n<p>"), R.CUT_OFF)
    yield case("a negative chunk size", raw(CHUNKED + b"-5\r\n<p>hello\r\n0\r\n\r\n"), R.PROTOCOL)
    yield case("an empty reply", raw(b""), R.CONNECTION)
    yield case("a reset", reset(), R.CONNECTION)
    yield case("a reset in the headers", reset(HEAD), R.CONNECTION)
    yield case("a reset in the body", reset(HEAD + b"content-length: 99\r\n\r\n<p>half"), R.CONNECTION)
    yield case("HTTP/0.9", raw(b"<p>I am a page from 1991</p>\n"), R.PROTOCOL)
    yield case("HTTP/3.0", raw(b"HTTP/3.0 200 OK\r\n\r\n" + STORY), R.PROTOCOL)
    yield case("ICY 200 OK", raw(b"ICY 200 OK\r\n\r\n" + STORY), R.PROTOCOL)
    yield case("a status that is no number", raw(b"HTTP/1.1 OK\r\n\r\n" + STORY), R.PROTOCOL)
    yield case("status 999", raw(b"HTTP/1.1 999 Denied\r\n\r\n"), R.STATUS)
    yield case("status 99", raw(b"HTTP/1.1 99 Low\r\n\r\n"), R.PROTOCOL)
    yield case("101 Switching Protocols", raw(b"HTTP/1.1 101 Switch\r\nupgrade: x\r\n\r\n"), R.STATUS)
    yield case(
        "103, then the page", lambda c: (raw(b"HTTP/1.1 103 Hints\r\nlink: </x>\r\n\r\n")(c), say(STORY)(c))[1], OK
    )
    yield case("NUL in a header", raw(HEAD + b"x: a\0b\r\ncontent-length: %s\r\n\r\n" % length + STORY), OK)
    yield case("a header without colon", raw(HEAD + b"what is this\r\n\r\n" + STORY), OK)
    yield case("folded headers", raw(b"HTTP/1.1 200 OK\r\ncontent-type:\r\n text/html\r\n\r\n" + STORY), OK)
    yield case("bare line feeds", raw(b"HTTP/1.1 200 OK\ncontent-type: text/html\n\n" + STORY), OK)
    yield case("headers in bytes that are no text", raw(HEAD + b"x: \xff\xfe\x80\r\n\r\n" + STORY), OK)
    yield case("no headers at all", raw(b"HTTP/1.1 200 OK\r\n\r\n" + STORY), OK)
    yield case("gzip announced and not sent", say(STORY, content_encoding="gzip"), R.ENCODING)
    yield case("an unknown coding", say(STORY, content_encoding="snappy"), R.ENCODING)
    for coding in ("gzip", "deflate", "br", "zstd"):
        yield case(f"{coding} cut off", say(packed(coding)[:-9], content_encoding=coding), R.CUT_OFF)
    yield case("bytes after gzip", say(packed("gzip") + b"\0\0junk", content_encoding="gzip"), OK)
    yield case("gzip damaged in the middle", say(_damaged(packed("gzip")), content_encoding="gzip"), R.ENCODING)
    yield case("plain HTTP on a TLS port", say(STORY), R.TLS)


def _damaged(data: bytes) -> bytes:
    return data[:-8] + b"\0\0\0\0" + data[-4:]  # the checksum


def redirect_cases() -> Iterator[Case]:
    def case(name: str, to: str, promise: R | Status, **more: Answer) -> Case:
        return Case("redirects", name, {"/": redirect(to), **{f"/{path}": one for path, one in more.items()}}, promise)

    yield case("a loop", "/a", R.REDIRECT, a=redirect("/"))
    yield case("to itself", "/", R.REDIRECT)
    yield Case(
        "redirects",
        "without end",
        {**{f"/{n}": redirect(f"/{n + 1}") for n in range(50)}, "/": redirect("/0")},
        R.REDIRECT,
    )
    yield case("to nowhere", "", R.REDIRECT)
    yield case("to a file", "file:///etc/passwd", R.REDIRECT)
    for scheme in ("ftp://example.org/", "javascript:alert(1)", "data:text/html,<p>x", "gopher://127.0.0.1:25/x"):
        yield case(f"to {scheme.partition(':')[0]}:", scheme, R.REDIRECT)
    yield case("to an IPv6 address that is none", "http://[::1/", R.REDIRECT)
    yield case("to a port that is none", "http://127.0.0.1:99999/", R.REDIRECT)
    yield case("to a name that is none", "http://a..b/", R.ADDRESS)
    yield case("in bytes that are not UTF-8", "/caf\xe9", OK, **{"caf%E9": say(STORY)})
    yield case("to another path, with a fragment", "page#top", OK, page=say(STORY))
    for name, to in (
        ("a private address", "http://10.0.0.1/"),
        ("the metadata of a cloud", "http://169.254.169.254/latest/"),
        ("loopback mapped into IPv6", "http://[::ffff:127.0.0.1]/"),
    ):
        strict = {"allow_private": False, "allow_hosts": ("127.0.0.1",)}
        yield Case("redirects", f"to {name}", {"/": redirect(to)}, R.BLOCKED, strict)
    for rel, to, promise in (
        ("refresh", "file:///etc/passwd", R.REDIRECT),
        ("refresh", "javascript:alert(1)", R.REDIRECT),
        ("canonical", "file:///etc/passwd", OK),
        ("amphtml", "data:text/html,x", OK),
    ):
        tag = f'<meta http-equiv=refresh content="0;url={to}">' if rel == "refresh" else f'<link rel={rel} href="{to}">'
        every: dict[str, Any] = {"follow": ("refresh", "canonical", "amp")}
        name = f"{rel} to {to.partition(':')[0]}:, followed when asked"
        yield Case("redirects", name, {"/": say(tag.encode() + STORY)}, promise, every)
    yield Case("redirects", "300 with choices", {"/": say(b"choose", status="300 Choices")}, R.STATUS)
    yield Case("redirects", "304 unasked", {"/": raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")}, R.STATUS)


def content_cases() -> Iterator[Case]:
    def case(name: str, answer: Answer, promise: R | Status | str) -> Case:
        return Case("content", name, {"/": answer}, promise)

    yield case("a PDF named HTML", say(b"%PDF-1.7\n" + b"\0" * 500), "ParseError")
    yield case("a PNG named HTML", say(b"\x89PNG\r\n\x1a\n" + b"\0" * 500), "ParseError")
    yield case("HTML named text/plain", say(STORY, content_type="text/plain"), OK)
    for kind, what in (
        (b"audio/mpeg", "sound stream"),
        (b"multipart/x-mixed-replace", "camera"),
        (b"video/mp4", "film"),
    ):
        head = HEAD.replace(b"text/html", kind) + b"\r\n"
        yield case(f"an endless {what}", endless(head, b"x"), R.CONTENT_TYPE)
    yield case("an empty page", say(b""), EMPTY)
    yield case("a consent wall", say(CONSENT.read_bytes()), Status.CONSENT_WALL)
    yield case("204 No Content", raw(b"HTTP/1.1 204 No Content\r\n\r\n"), EMPTY)
    yield case("404 with a page", say(STORY, status="404 Not Found"), R.STATUS)
    yield case("429, seconds", say(b"", status="429 Slow", retry_after="120"), R.STATUS)
    yield case("429, a date", say(b"", status="429 Slow", retry_after=http_date(300)), R.STATUS)
    yield case("429, absurd", say(b"", status="429 Slow", retry_after="9" * 400), R.STATUS)
    yield case("429, nonsense", say(b"", status="429 Slow", retry_after="soon \x1b[31m"), R.STATUS)
    yield case("503", say(b"", status="503 Busy"), R.STATUS)
    for label in ("no-such-charset", "idna", "rot13", "hex", "undefined", "utf-16", "utf-7", "x" * 5_000, '"', "\xff"):
        kind = f"text/html; charset={label}"
        yield case(f"charset {label[:20]}", say(STORY, content_type=kind), OK)
    yield case("two charsets", say(STORY, content_type="text/html; charset=utf-8; charset=koi8-r"), OK)
    yield case("a BOM against the header", say(b"\xef\xbb\xbf" + STORY, content_type="text/html; charset=utf-16"), OK)


def cases() -> tuple[Case, ...]:
    groups = (time_cases, size_cases, framing_cases, redirect_cases, content_cases)
    return tuple(case for group in groups for case in group())
