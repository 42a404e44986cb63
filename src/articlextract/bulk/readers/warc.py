"""WARC and WET files to pages: every response record of a page, and every record of converted text, by fastwarc."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from mmap import ACCESS_READ, mmap
from typing import Any, BinaryIO

from ...terminal import safe_line
from .._extra import require
from ..crawled import Cause, CrawledPage, Failure
from ._archive import WARC_MAGIC, Archive, Stretch, archive_of
from .payload import body_of
from .tables import moment
from .tally import InputError, Tally

PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
MARKUP = (b"<!doctype html", b"<html")  # a page whatever its type says, if it begins with one of these
NEXT_RECORD = b"\r\n\r\n" + WARC_MAGIC


def pages_of_warc(path: str, max_bytes: int, tally: Tally) -> Iterator[CrawledPage]:
    """The pages in the file's order; in place of a record that is damaged, a page whose failure says so.

    Raises:
        InputError: it is no WARC file.
    """
    if not os.path.getsize(path):
        return
    with open(path, "rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        archive = archive_of(data, path)
        if archive.look(0) is None and archive.next_start(0) is None:
            raise InputError(f"{safe_line(path)} holds no WARC record. Is it another kind of file?")
        start: int | None = 0
        while start is not None:
            start = yield from _stretch(file, archive, start, max_bytes, tally, len(data))


def page_of_warc(path: str, offset: int, max_bytes: int) -> CrawledPage | None:
    """The page of the record that begins there; None when it holds none.

    Raises:
        OSError, ValueError: it cannot be read.
    """
    with open(path, "rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        stretch = Stretch(file, archive_of(data, path), offset)
        record = next(_records(stretch), None)
        return _page(record, offset, max_bytes, Tally()) if record is not None else None


def _stretch(
    file: BinaryIO, archive: Archive, start: int, max_bytes: int, tally: Tally, size: int
) -> Generator[CrawledPage, None, int | None]:
    """The pages from there to the next damage, and the damage; returns where to go on.

    A page is held back until the record after it could be read, because damage at its end shows only then.
    """
    held: CrawledPage | None = None
    last = start
    failed = False
    stretch = Stretch(file, archive, start)
    try:
        for record in _records(stretch):
            if held is not None:
                yield held
                held = None
            last = stretch.place(record.stream_pos)
            tally.share = last / size
            held = _page(record, last, max_bytes, tally)
            if held is not None and _swallowed(held, archive):
                failed = True
                break
    except (OSError, ValueError):  # how fastwarc says that it cannot go on
        failed = True
    place, after = _first_damage(archive, last, size)
    if place is None and failed:
        place, look = last, archive.look(last)
        after = look.end if look and look.end < size else None
    if held is not None and held.offset != place:
        yield held
    if place is not None:
        tally.damaged.append(place)
        yield CrawledPage(offset=place, failure=Failure(Cause.DAMAGED, f"the record at byte {place} is damaged"))
    return after


def _records(file: Stretch) -> Iterator[Any]:
    warc = require("fastwarc.warc", "bulk")
    kinds = warc.WarcRecordType
    wanted = kinds.response | kinds.resource | kinds.conversion | kinds.revisit
    return iter(warc.ArchiveIterator(file, record_types=wanted, parse_http=False))


def _first_damage(archive: Archive, start: int, size: int) -> tuple[int | None, int | None]:
    """From a record on: the first that is not whole, and where the next one after it begins."""
    while start < size:
        look = archive.look(start)
        if look is None:
            return start, archive.next_start(start + 1)
        if not look.whole:
            return start, look.end if look.end < size else None
        start = look.end
    return None, None


def _swallowed(page: CrawledPage, archive: Archive) -> bool:
    """Whether the record announced more than it held, so that what follows was read as part of it."""
    if page.data is None or page.offset is None or NEXT_RECORD not in page.data:
        return False
    look = archive.look(page.offset)
    return look is None or not look.whole


def _page(record: Any, offset: int, max_bytes: int, tally: Tally) -> CrawledPage | None:
    """The page of a record; None, counted as skipped, when it is of something else."""
    kind = (record.headers.get("WARC-Type") or "").strip().lower()
    known: dict[str, Any] = {
        "id": _bare(record.headers.get("WARC-Record-ID")),
        "url": _bare(record.headers.get("WARC-Target-URI")),
        "crawled_at": moment(record.headers.get("WARC-Date")),
        "offset": offset,
        "cut": bool(record.headers.get("WARC-Truncated")),
    }
    if kind == "conversion":
        text = record.reader.read(max_bytes + 1).decode("utf-8", "replace")
        return CrawledPage(text=text, **known)
    if kind == "revisit":
        return _skip(tally, "revisit records, which hold no page")
    if kind == "resource" or not record.is_http:
        return _accept(record.headers.get("Content-Type"), record.reader.read(max_bytes + 1), known, tally)
    try:
        record.parse_http()
        if record.http_headers.status_code is not None:
            return _response(record, max_bytes, known, tally)
    except ValueError:
        pass
    return CrawledPage(failure=Failure(Cause.INPUT, "the record holds no HTTP response"), **known)


def _response(record: Any, max_bytes: int, known: dict[str, Any], tally: Tally) -> CrawledPage | None:
    headers = record.http_headers
    status = headers.status_code
    if not 200 <= status < 300:
        return _skip(tally, f"HTTP status {status}")
    raw = record.reader.read(max_bytes + 1)
    data = body_of(raw, headers.get("Transfer-Encoding"), headers.get("Content-Encoding"), max_bytes)
    return _accept(headers.get("Content-Type"), data, {"http_status": status, **known}, tally)


def _accept(content_type: str | None, data: bytes, known: dict[str, Any], tally: Tally) -> CrawledPage | None:
    name = (content_type or "").partition(";")[0].strip().lower()
    if name not in PAGE_TYPES and not data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        return _skip(tally, f"type {safe_line(name, 60)}")
    return CrawledPage(data=data, content_type=content_type, **known)


def _skip(tally: Tally, what: str) -> CrawledPage | None:
    tally.skipped[what] += 1
    return None


def _bare(value: str | None) -> str | None:
    """Without the angle brackets that ids have, and URLs in files of some crawlers."""
    return value.strip().removeprefix("<").removesuffix(">") if value else None
