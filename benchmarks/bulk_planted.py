"""Pages that do harm, planted among good ones, and the function that lets them do it in a worker process."""

from __future__ import annotations

import ctypes
import gzip
from collections.abc import Callable
from typing import Any

from articlextract.bulk.crawled import CrawledPage
from articlextract.bulk.rows import Row, extract_row

PLANTED = {
    "hang": "time",
    "memory": "memory",
    "crash": "crash",
    "huge": "truncated",
    "cut": "truncated",
    "torn": "damaged",
    "charset": "Größe der Flut",
}
"""What is planted -> what its row must have as status, error or title."""

TIDE = b"The sea went out at noon and came back at six, and the boats lay on the sand until then. "


def plant(word: str | None, number: int, html: bytes, url: str) -> bytes:
    """A member of a WARC file with the page, or with what is planted in its place; its id says which."""
    member = gzip.compress(_record(word, number, html, url), 1, mtime=0)
    return member[: len(member) // 2] if word == "torn" else member


def _record(word: str | None, number: int, html: bytes, url: str) -> bytes:
    extra = ""
    if word in ("hang", "memory", "crash"):
        html = f"planted:{word}".encode() + html
    elif word == "huge":
        html = b"<title>Huge</title><h1>Huge</h1>" + (b"<p>" + TIDE * 6 + b"</p>\n") * 110_000
    elif word == "cut":
        html, extra = b"<title>Cut</title><h1>Cut</h1>" + (b"<p>" + TIDE * 6 + b"</p>") * 9 + b"<p cla", _CUT
    elif word == "charset":
        html = "<title>Größe der Flut</title><h1>Größe der Flut</h1><p>Über Nacht.".encode("latin-1")
    name = f"planted:{word}:{number}" if word else f"page:{number}"
    payload = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" if word == "charset" else _PLAIN
    payload += html
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:{name}>\r\nWARC-Date: 2026-11-01T00:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n{extra}"
        f"Content-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


_CUT = "WARC-Truncated: length\r\n"
_PLAIN = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def extract_or_die(page: CrawledPage, options: Any, forms: tuple[str, ...]) -> Row:
    """The `--target` of the benchmark: harm where it was planted, else what articlextract does."""
    start = (page.data or b"")[:20]
    for word, harm in _HARM.items():
        if start.startswith(f"planted:{word}".encode()):
            harm()
    return extract_row(page, options, forms)


def _spin() -> None:
    while True:
        pass


def _eat() -> None:
    held = []
    while True:
        held.append(b"x" * (16 << 20))


_HARM: dict[str, Callable[[], Any]] = {"hang": _spin, "memory": _eat, "crash": lambda: ctypes.string_at(0)}
