"""Sitemaps: lists of pages, indexes of such lists, plain or packed, with the news extension, or as plain text."""

from __future__ import annotations

import datetime as dt
import zlib
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from ..records import RawPage

MAX_PAGES = 50_000  # as the protocol allows
_NEWS = ("news", "article", "post", "story", "stories")


class Sitemap(NamedTuple):
    url: str
    date: dt.date | None = None

    def rank(self) -> tuple[bool, dt.date]:
        """News first, then the newest."""
        return any(word in self.url.lower() for word in _NEWS), self.date or dt.date.min


class Entry(NamedTuple):
    url: str
    title: str | None
    date: dt.date | None


class Content(NamedTuple):
    """`pages` newest first where they have days, else in the order of the file."""

    pages: tuple[Entry, ...] = ()
    sitemaps: tuple[Sitemap, ...] = ()


def read_sitemap(page: RawPage, max_bytes: int) -> Content:
    """What a sitemap names; nothing where it is none. Of a packed one, `max_bytes` are unpacked."""
    data = _unpacked(page.data, max_bytes) if page.data[:2] == b"\x1f\x8b" else page.data
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        return Content(tuple(Entry(line, None, None) for line in _lines(data)))
    pages: list[Entry] = []
    sitemaps: list[Sitemap] = []
    values: dict[str, str] = {}
    events = etree.iterparse(
        BytesIO(data), events=("end",), resolve_entities=False, no_network=True, recover=True, huge_tree=False
    )
    try:
        for _, element in events:
            name = _name(element.tag)
            if name in ("loc", "lastmod", "publication_date", "title"):
                values.setdefault(name, (element.text or "").strip()[:2_000])
            elif name in ("url", "sitemap"):
                if values.get("loc", "").startswith(("http://", "https://")):
                    _add(name, values, pages, sitemaps)
                values = {}
                element.clear()
            if len(pages) + len(sitemaps) >= MAX_PAGES:
                break
    except etree.XMLSyntaxError:  # what was read before it stands
        pass
    pages.sort(key=lambda entry: entry.date or dt.date.min, reverse=True)
    return Content(tuple(pages), tuple(sitemaps))


def _add(name: str, values: dict[str, str], pages: list[Entry], sitemaps: list[Sitemap]) -> None:
    date = read_day(values.get("publication_date") or values.get("lastmod") or "")
    if name == "sitemap":
        sitemaps.append(Sitemap(values["loc"], date))
    else:
        pages.append(Entry(values["loc"], values.get("title") or None, date))


def read_day(text: str) -> dt.date | None:
    """The day of a W3C date and time.

    >>> read_day("2024-09-14T08:00:00+02:00")
    datetime.date(2024, 9, 14)
    """
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _name(tag: object) -> str:
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _unpacked(data: bytes, max_bytes: int) -> bytes:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data, max_bytes)
    except zlib.error:
        return b""


def _lines(data: bytes) -> list[str]:
    lines = data.decode("utf-8", "replace").splitlines()[:MAX_PAGES]
    return [line.strip() for line in lines if line.strip().startswith(("http://", "https://"))]
