"""Rows of tables to pages: Parquet and Arrow files, and batches that an engine hands over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ...terminal import safe_line
from .._extra import require
from ..crawled import Cause, CrawledPage, Failure
from ..options import Columns
from .tally import InputError, Tally

ROWS = 64  # read at a time: of pages of 250 kB, 16 MB


class TableError(InputError):
    """A table holds no column with pages; the message names those that it has."""


def pages_of_parquet(path: str, columns: Columns, max_bytes: int, tally: Tally) -> Iterator[CrawledPage]:
    """Each row's page."""
    parquet = require("pyarrow.parquet", "bulk")
    with parquet.ParquetFile(path) as file:
        chosen = _chosen(file.schema_arrow.names, columns)
        total = max(1, file.metadata.num_rows)
        read = 0
        for batch in file.iter_batches(batch_size=ROWS, columns=chosen):
            for page in pages_of_batch(batch, columns, max_bytes):
                read += 1
                tally.share = read / total
                yield page


def pages_of_arrow(path: str, columns: Columns, max_bytes: int, tally: Tally) -> Iterator[CrawledPage]:
    """Each row's page, of an Arrow file or stream."""
    arrow = require("pyarrow", "bulk")
    with arrow.memory_map(path) as source:
        try:
            file = arrow.ipc.open_file(source)
            batches: Any = (file.get_batch(n) for n in range(file.num_record_batches))
        except arrow.ArrowInvalid:
            source.seek(0)
            batches = file = arrow.ipc.open_stream(source)
        _chosen(file.schema.names, columns)
        size = max(1, source.size())
        for batch in batches:
            for first in range(0, batch.num_rows, ROWS):
                tally.share = source.tell() / size
                yield from pages_of_batch(batch.slice(first, ROWS), columns, max_bytes)


def pages_of_batch(batch: Any, columns: Columns, max_bytes: int) -> Iterator[CrawledPage]:
    """Each row's page. One that holds none, or whose values are of strange types, has its failure with it.

    Raises:
        TableError: there is no column with pages.
    """
    names = _chosen(batch.schema.names, columns)
    extra = [
        name for name in ("source", "position", "offset", "cut", "error", "error_message") if name in batch.schema.names
    ]
    for row in batch.select([*names, *(name for name in extra if name not in names)]).to_pylist():
        yield page_of(row, columns, max_bytes)


def page_of(row: dict[str, Any], columns: Columns, max_bytes: int) -> CrawledPage:
    """One row, or one JSON object, to its page."""
    known: dict[str, Any] = {
        "id": _text(row.get(columns.id)),
        "url": _text(row.get(columns.url)),
        "source": _text(row.get("source")),
        "position": _number(row.get("position")),
        "offset": _number(row.get("offset")),
        "crawled_at": moment(row.get(columns.crawled_at)),
        "http_status": _number(row.get(columns.http_status), 999),
        "content_type": _text(row.get(columns.content_type)),
        "cut": row.get("cut") is True,
    }
    if row.get("error") in set(Cause):
        return CrawledPage(failure=Failure(Cause(row["error"]), str(row.get("error_message") or "")), **known)
    html, text = row.get(columns.html), row.get(columns.text)
    if isinstance(html, str):
        known["content_type"] = "text/html; charset=utf-8"
        html = html.encode("utf-8", "replace")
    if isinstance(html, (bytes, bytearray, memoryview)):
        return CrawledPage(data=bytes(html[: max_bytes + 1]), **known)
    if isinstance(text, str):
        return CrawledPage(text=text[: max_bytes + 1], **known)
    held = type(text if html is None else html).__name__
    why = "it holds no page" if html is None and text is None else f"its page is of type {held}, not bytes or text"
    return CrawledPage(failure=Failure(Cause.INPUT, why), **known)


def moment(value: Any) -> dt.datetime | None:
    """A crawl time: a datetime, an ISO 8601 string, or 14 digits as in WARC's index; without a zone it is UTC."""
    if isinstance(value, str):
        value = _parsed(value.strip())
    if not isinstance(value, dt.datetime):
        return None
    try:
        return value.replace(tzinfo=dt.timezone.utc) if value.tzinfo is None else value.astimezone(dt.timezone.utc)
    except OverflowError:
        return None


def _parsed(value: str) -> dt.datetime | None:
    try:
        if len(value) == 14 and value.isascii() and value.isdigit():
            return dt.datetime.strptime(value, "%Y%m%d%H%M%S")
        date, dot, rest = value.replace("Z", "+00:00").partition(".")
        digits = rest[: len(rest) - len(rest.lstrip("0123456789"))]
        # Python 3.10 reads fractions of three or six digits alone; WARC 1.1 allows up to nine.
        return dt.datetime.fromisoformat(date + (f".{digits[:6]:0<6}{rest[len(digits) :]}" if dot else ""))
    except ValueError:
        return None


def _chosen(names: list[str], columns: Columns) -> list[str]:
    if columns.html not in names and columns.text not in names:
        there = safe_line(", ".join(names))
        raise TableError(
            f"no column {columns.html} or {columns.text}; there are {there}. Name the one with pages: --html-column"
        )
    wanted = vars(columns).values()
    return [name for name in names if name in wanted]


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None if value is None else str(value)


def _number(value: Any, most: int = 2**63 - 1) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else None
