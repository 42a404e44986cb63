"""A home page: the feeds that it names, and its links that look like articles."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

from ..records import RawPage

MAX_BYTES = 5_000_000
MAX_LINKS = 5_000
MAX_FEEDS = 100
_FEED_KINDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_MIN_WORDS = 3  # of the name of a page, "boat-from-1961-retires"; sections have one or two
_MAX_TITLE = 2_000  # characters of a link's text looked at, white space included
_MIN_TITLE = 20  # characters of a link's text where its URL is only a number

_DAY = re.compile(r"/(20\d\d|19\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)")
_NUMBER = re.compile(r"\d{5,}")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|mp[34]|css|js|xml|rss)$", re.IGNORECASE)
# the second-level part of a name under which sites are registered, as in co.uk
_SECOND = frozenset({"ac", "co", "com", "edu", "go", "gov", "gob", "net", "ne", "or", "org"})
_NOT_STORIES = frozenset(
    "about account author authors archive autor category contact cookies impressum login page privacy product search "
    "seite shop subscribe tag tags terms thema themen topic topics user video videos".split()
)


class Link(NamedTuple):
    url: str
    title: str | None


class Home(NamedTuple):
    url: str
    feeds: tuple[str, ...]
    links: tuple[Link, ...]


def read_home(page: RawPage) -> Home:
    """The feeds and links of a page, in its order."""
    here = page.url or ""
    target: Any = _Reader(here)
    # Without a tree, for which libxml2 takes minutes where a tag has attributes by the hundred thousand.
    parser = etree.HTMLParser(target=target, encoding="utf-8")
    with suppress(etree.XMLSyntaxError):
        etree.fromstring(page.data[:MAX_BYTES], parser)
    stories = (Link(url, title or None) for url, title in target.titles.items() if is_story(url, title))
    return Home(here, tuple(target.feeds), tuple(stories))


class _Reader:
    """What lxml calls while it reads. `titles` has each page once, with the longest of its links' texts."""

    def __init__(self, here: str) -> None:
        self.here = here
        self.site = site_name(here)
        self.feeds: dict[str, None] = {}
        self.titles: dict[str, str] = {}
        self._links = 0
        self._url: str | None = None  # of the link that is open
        self._text: list[str] = []
        self._size = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "a":
            self._end_link()
            self._links += 1
            url = _absolute(self.here, attributes.get("href")) if self._links <= MAX_LINKS else None
            self._url = urldefrag(url).url if url and site_name(url) == self.site else None
        elif tag == "link" and (attributes.get("type") or "").lower().strip() in _FEED_KINDS:
            feed = _absolute(self.here, attributes.get("href"))
            if feed and len(self.feeds) < MAX_FEEDS:
                self.feeds[feed] = None

    def end(self, tag: str) -> None:
        if tag == "a":
            self._end_link()

    def data(self, text: str) -> None:
        if self._url is not None and self._size < _MAX_TITLE:
            self._text.append(text[:_MAX_TITLE])
            self._size += len(self._text[-1])

    def close(self) -> None:
        self._end_link()

    def _end_link(self) -> None:
        if self._url is not None:
            title = " ".join("".join(self._text).split())[:300]
            if len(title) >= len(self.titles.get(self._url, "")):
                self.titles[self._url] = title
        self._url, self._text, self._size = None, [], 0


def is_story(url: str, title: str = "") -> bool:
    """Whether a URL looks like one of an article rather than of a section, a tag, a file.

    >>> is_story("https://courier.example/2024/09/14/holm-ferry/")
    True
    >>> is_story("https://courier.example/the-ferry-that-would-not-retire")
    True
    >>> is_story("https://courier.example/tag/the-ferries-of-the-north")
    False
    """
    path = urlsplit(url).path
    parts = [part for part in path.lower().split("/") if part]
    if not parts or _FILE.search(path) or not _NOT_STORIES.isdisjoint(parts):
        return False
    name = parts[-1].rpartition(".")[0] or parts[-1]
    words = [word for word in re.split(r"[-_]", name) if word]
    if day_in(url) is not None or len(words) > _MIN_WORDS:
        return True
    return bool(_NUMBER.search(name)) and len(title) >= _MIN_TITLE


def day_in(url: str) -> dt.date | None:
    """The day in a URL's path."""
    try:
        match = _DAY.search(urlsplit(url).path)
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def site_name(url: str) -> str:
    """The host without what usually stands before a site's own name.

    >>> site_name("https://www.news.example.co.uk/"), site_name("https://sport.example.org/")
    ('example.co.uk', 'example.org')
    """
    try:
        labels = (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return ""
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND else 2
    return ".".join(labels if labels[-1].isdigit() else labels[-keep:])


def _absolute(base: str, href: str | None) -> str | None:
    if not href or len(href) > 2_000:
        return None
    try:
        url = urljoin(base, href.strip())
        return url if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else None
    except ValueError:
        return None
