"""Reading an answer: nothing of the body before its type is known, nothing kept beyond a limit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

import requests

from ..errors import FetchError, FetchReason
from ..options import FetchOptions
from ..terminal import safe_line
from .address import shown
from .deadline import Deadline
from .decode import decode, open_decoders

CHUNK = 1 << 14  # wire bytes at a time

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"})
UNSTATED_TYPES = frozenset({"", "*/*", "unknown/unknown", "application/unknown"})  # browsers look at the bytes then
FEED_TYPES = PAGE_TYPES | {
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
    "application/gzip",
    "application/x-gzip",
    "application/octet-stream",
}
TYPE_NAMES = {
    "application/pdf": "a PDF",
    "application/json": "JSON data",
    "image": "an image",
    "audio": "a sound recording",
    "video": "a video",
    "font": "a font",
}


def check_status(url: str, status: int, headers: Mapping[str, str], reason: str | None = None) -> None:
    """FetchError where the status says that this is not the page."""
    if 200 <= status < 300:
        return
    reason = safe_line(reason or "", 60)
    words = f"{shown(url)} answered {status}{' ' + reason if reason else ''}"
    header = safe_line(headers.get("retry-after", ""), 40)
    wait = seconds_asked(header) if status in (429, 503) else None
    if status in (429, 503) and header:
        advice = f": it asks to be left alone until {header} (seconds, or a date). Try after that"
    elif status in (401, 403, 407, 451):
        advice = ": it does not let this program in. Save the page from a browser and give the file"
    elif status in (404, 410):
        advice = ": there is no such page. Check the address"
    elif status >= 500:
        advice = ": the server failed. Try later"
    else:
        advice = ", which is not a page. Check the address"
    raise FetchError(words + advice, reason=FetchReason.STATUS, status=status, retry_after=wait)


def seconds_asked(header: str) -> float | None:
    """What a Retry-After header asks for: seconds, or a date; None when it says neither.

    >>> seconds_asked("120"), seconds_asked("Fri, 31 Dec 1999 23:59:59 GMT"), seconds_asked("soon")
    (120.0, 0.0, None)
    """
    header = header.strip()
    if header.isascii() and header.isdecimal():
        return float(header[:12])
    try:
        date = parsedate_to_datetime(header)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=dt.timezone.utc)
    return max(0.0, (date - dt.datetime.now(dt.timezone.utc)).total_seconds())


def check_type(response: requests.Response, wanted: frozenset[str]) -> None:
    """FetchError where the Content-Type names another kind of file."""
    if _is_of(response, wanted):
        return
    kind = _kind(response)
    name = TYPE_NAMES.get(kind) or TYPE_NAMES.get(kind.partition("/")[0])
    what = f"{name} ({safe_line(kind, 60)})" if name else safe_line(kind, 60)
    raise FetchError(
        f"{shown(response.url)} is {what}, not a web page. Check the address", reason=FetchReason.CONTENT_TYPE
    )


def is_wanted(response: requests.Response, wanted: frozenset[str] | None) -> bool:
    """Whether the body is to be read: a good status, and a type among those wanted (None: any)."""
    return 200 <= response.status_code < 300 and (wanted is None or _is_of(response, wanted))


def _is_of(response: requests.Response, wanted: frozenset[str]) -> bool:
    kind = _kind(response)
    return kind in wanted or kind in UNSTATED_TYPES or "/" not in kind


def _kind(response: requests.Response) -> str:
    return response.headers.get("content-type", "").replace(",", ";").partition(";")[0].strip().lower()


def read_body(response: requests.Response, options: FetchOptions, deadline: Deadline) -> bytes:
    """The body, decompressed; stops at the first byte over a limit."""
    url = response.url
    stated = response.headers.get("content-length", "").lstrip("0")
    if stated.isdecimal() and (len(stated) > 18 or int(stated) > options.max_wire_bytes):
        raise _too_large(url, "max_wire_bytes", options.max_wire_bytes)
    raw: Any = response.raw
    decoders = open_decoders(response.headers.get("content-encoding", ""))
    body = BytesIO()
    wire = 0
    while data := raw.read(CHUNK, decode_content=False):  # not stream(), which reads chunk headers of any length
        wire += len(data)
        if wire > options.max_wire_bytes:
            raise _too_large(url, "max_wire_bytes", options.max_wire_bytes)
        for piece in decode(decoders, data):
            deadline.check()
            if body.tell() + len(piece) > options.max_decoded_bytes:
                raise _too_large(url, "max_decoded_bytes", options.max_decoded_bytes)
            body.write(piece)
    deadline.check()
    if wire and not all(decoder.done for decoder in decoders):
        raise FetchError(
            f"{shown(url)} broke off in the middle of its compressed data. Try again", reason=FetchReason.CUT_OFF
        )
    return body.getvalue()


def _too_large(url: str, name: str, limit: int) -> FetchError:
    form = "as sent" if name == "max_wire_bytes" else "unpacked"
    return FetchError(
        f"{shown(url)} is larger than {limit:,} bytes {form}. Raise {name} if you want it all",
        reason=FetchReason.TOO_LARGE,
    )
