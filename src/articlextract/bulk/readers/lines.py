"""JSON lines to pages: one object a line, its keys named as the columns of a table; plain, gzip or zstd."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

import msgspec

from ...terminal import safe_line
from .._extra import require
from ..crawled import Cause, CrawledPage, Failure
from ..options import Columns
from .tables import page_of
from .tally import Tally

BUFFER = 1 << 14  # where compressed data is damaged, so much before the damage may be lost with it
SLACK = 1 << 18
CODECS = {b"\x1f\x8b": "gzip", b"\x28\xb5": "zstd"}  # by the first bytes


def pages_of_lines(path: str, columns: Columns, max_bytes: int, tally: Tally) -> Iterator[CrawledPage]:
    """Each line's page; blank lines are passed over. Where compressed data is damaged, a failure and then the end."""
    arrow = require("pyarrow", "bulk")
    most = 8 * max_bytes + SLACK  # JSON may write a byte as six, and there are other keys; a longer line is no page
    size = max(1, os.path.getsize(path))
    with open(path, "rb") as file:
        codec = CODECS.get(file.read(2))
        file.seek(0)
        lines = BufferedReader(arrow.CompressedInputStream(file, codec), BUFFER) if codec else file
        try:
            while line := lines.readline(most):
                tally.share = min(1.0, file.tell() / size)
                if len(line) >= most and not line.endswith(b"\n"):
                    _pass_over(lines, most)
                    yield CrawledPage(failure=Failure(Cause.INPUT, f"its line is longer than {most} bytes"))
                elif line.strip():
                    yield _page(line, columns, max_bytes)
        except OSError as error:
            yield CrawledPage(failure=Failure(Cause.DAMAGED, f"the compressed data is damaged from here on: {error}"))


def _page(line: bytes, columns: Columns, max_bytes: int) -> CrawledPage:
    try:
        row: Any = msgspec.json.decode(line)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        return CrawledPage(failure=Failure(Cause.INPUT, f"its line is no JSON: {safe_line(str(error))}"))
    if not isinstance(row, dict):
        return CrawledPage(failure=Failure(Cause.INPUT, "its line is no JSON object"))
    return page_of(row, columns, max_bytes)


def _pass_over(lines: BufferedReader, most: int) -> None:
    while (rest := lines.readline(most)) and not rest.endswith(b"\n"):
        pass
