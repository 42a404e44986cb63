"""A page read for the inspector's tests."""

from __future__ import annotations

from articlextract.options import Options
from articlextract.pipeline import Reading, read_with_blocks
from articlextract.records import RawPage


def read(html: str | bytes, url: str | None = "https://example.org/tides") -> Reading:
    data = html.encode() if isinstance(html, str) else html
    return read_with_blocks(RawPage(data, url=url, content_type="text/html; charset=utf-8"), Options())
