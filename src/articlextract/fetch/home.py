"""A home page: the feeds that it names, and its links that look like articles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

from ..records import RawPage

MAX_BYTES = 5_000_000
MAX_LINKS = 5_000
_FEED_KINDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_MIN_WORDS = 3  # of the name of a page, "boat-from-1961-retires"; sections have one or two
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
    parser = etree.HTMLParser(remove_comments=True, encoding="utf-8")
    try:
        root = etree.fromstring(page.data[:MAX_BYTES], parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return Home(here, (), ())
    feeds = [
        url
        for link in root.iter("link")
        if (link.get("type") or "").lower().strip() in _FEED_KINDS and (url := _absolute(here, link.get("href")))
    ]
    return Home(here, tuple(dict.fromkeys(feeds)), tuple(_stories(root, here)))


def _stories(root: etree._Element, here: str) -> Iterator[Link]:
    """Each page once, with the longest of its links' texts."""
    titles: dict[str, str] = {}
    for count, link in enumerate(root.iter("a")):
        if count >= MAX_LINKS:
            break
        url = _absolute(here, link.get("href"))
        if url is None or site_name(url) != site_name(here):
            continue
        url = urldefrag(url).url
        title = " ".join("".join(link.itertext()).split())[:300]
        if len(title) >= len(titles.get(url, "")):
            titles[url] = title
    for url, title in titles.items():
        if is_story(url, title):
            yield Link(url, title or None)


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
