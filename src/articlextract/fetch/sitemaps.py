"""Sitemaps: lists of pages, indexes of such lists, plain or packed, with the news extension, or as plain text."""

from __future__ import annotations

import datetime as dt
import zlib
from contextlib import suppress
from typing import Any, NamedTuple

from lxml import etree

from ..records import RawPage

MAX_PAGES = 50_000  # as the protocol allows
MAX_ELEMENTS = 2_000_000  # 40 for each page, pictures and languages included; 3 s
_MAX_VALUE = 2_000  # characters of a URL, a date, a title
_FIELDS = frozenset({"loc", "lastmod", "publication_date", "title"})
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
    target: Any = _Reader()
    # Without a tree, which for a file of nothing but empty elements takes a gigabyte.
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    with suppress(etree.XMLSyntaxError, _EnoughError):  # what was read before it stands
        etree.fromstring(data, parser)
    target.pages.sort(key=lambda entry: entry.date or dt.date.min, reverse=True)
    return Content(tuple(target.pages), tuple(target.sitemaps))


class _EnoughError(Exception):
    """A limit is reached."""


class _Reader:
    """What lxml calls while it reads."""

    def __init__(self) -> None:
        self.pages: list[Entry] = []
        self.sitemaps: list[Sitemap] = []
        self._elements = 0
        self._values: dict[str, str] = {}
        self._field = ""  # the element whose text is read
        self._text: list[str] = []
        self._size = 0

    def start(self, tag: str, _: object) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise _EnoughError
        name = _name(tag)
        if name in _FIELDS:
            self._field, self._text, self._size = name, [], 0

    def data(self, text: str) -> None:
        if self._field and self._size < _MAX_VALUE:
            self._text.append(text[:_MAX_VALUE])
            self._size += len(text)

    def end(self, tag: str) -> None:
        name = _name(tag)
        if name == self._field:
            self._values.setdefault(name, "".join(self._text).strip()[:_MAX_VALUE])
            self._field = ""
        elif name in ("url", "sitemap"):
            if self._values.get("loc", "").startswith(("http://", "https://")):
                _add(name, self._values, self.pages, self.sitemaps)
            self._values = {}
            if len(self.pages) + len(self.sitemaps) >= MAX_PAGES:
                raise _EnoughError

    def close(self) -> None:
        """The file is at its end."""


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
