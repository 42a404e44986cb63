"""WARC files made by hand, record by record, so that each can be damaged where a test wants it."""

from __future__ import annotations

import gzip
from collections.abc import Iterable

from bulk.samples import html


def response(
    number: int,
    body: bytes | None = None,
    *,
    status: str = "200 OK",
    http: str = "Content-Type: text/html; charset=utf-8\r\n",
    warc: str = "",
    length: int | None = None,
) -> bytes:
    """A response record; `http` and `warc` are header lines, `length` a Content-Length that need not be true."""
    payload = f"HTTP/1.1 {status}\r\n{http}\r\n".encode("latin-1") + (html(number) if body is None else body)
    return record("response", number, payload, warc, "application/http; msgtype=response", length)


def record(
    kind: str, number: int, payload: bytes, warc: str = "", form: str = "text/plain", length: int | None = None
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:08}>\r\n"
        f"WARC-Date: 2024-05-{1 + number % 28:02}T12:00:00Z\r\nWARC-Target-URI: https://tides.example/{number}\r\n"
        f"{warc}Content-Type: {form}\r\nContent-Length: {len(payload) if length is None else length}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def gzipped(records: Iterable[bytes]) -> list[bytes]:
    return [gzip.compress(each, mtime=0) for each in records]
