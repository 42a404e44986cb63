"""The articles of a site: from its feeds, its sitemaps, and the links of its home page."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..errors import FetchError
from ..options import FetchOptions
from ..records import RawPage
from .address import check_url, host_of
from .answer import FEED_TYPES
from .client import Client
from .deadline import Deadline
from .feeds import read_feed
from .home import Home, day_in, read_home
from .sitemaps import Sitemap, read_sitemap

SOURCES = ("feeds", "links", "sitemaps")
MAX_FEEDS = 10
MAX_SITEMAPS = 50
MAX_BYTES = 52_500_000  # of a sitemap unpacked, as the protocol allows

# Asked for where a site names none.
_FEED_PATHS = ("/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml")
_SITEMAP_PATHS = ("/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml")


@dataclass(frozen=True)
class Discovered:
    """A page that may be an article. `source` is where it was named: feeds, links or sitemaps."""

    url: str
    source: str
    title: str | None = None
    date: dt.date | None = None


def discover(
    site: str,
    options: FetchOptions,
    *,
    sources: Iterable[str] = SOURCES,
    since: dt.date | None = None,
    limit: int = 100,
) -> Iterator[Discovered]:
    """Pages of a site that may be articles, each once: those of feeds, then of the home page, then of sitemaps.

    With `since`, only those that are named with a day from then on, or have one in their URL. robots.txt is obeyed
    unless `obey_robots` says otherwise.

    Raises:
        FetchError: the home page cannot be had.
        OptionsError: feedparser is not installed.
    """
    search = _Search(check_url(site), options)
    wanted = frozenset(sources)
    seen: set[str] = set()
    for source, find in (("feeds", search.feeds), ("links", search.links), ("sitemaps", search.sitemaps)):
        for found in find() if source in wanted else ():
            day = found.date or day_in(found.url)
            if found.url in seen or (since and (day is None or day < since)):
                continue
            seen.add(found.url)
            yield replace(found, date=day)
            if len(seen) >= limit:
                return


class _Search:
    """One site, its home page read once, its requests one after the other."""

    def __init__(self, site: str, options: FetchOptions) -> None:
        self.site = site
        self.delay = options.host_delay
        large = replace(options, max_decoded_bytes=max(options.max_decoded_bytes, MAX_BYTES), render="never", follow=())
        self.client = Client(large, many=True)
        self._last: dict[str, float] = {}
        self._home: Home | None = None

    def home(self) -> Home:
        if self._home is None:
            self._home = read_home(self._get(self.site))
        return self._home

    def feeds(self) -> Iterator[Discovered]:
        named = self.home().feeds
        for url in (named or self._tries(_FEED_PATHS))[:MAX_FEEDS]:
            page = self._try(url)
            entries = [] if page is None else read_feed(page)
            for entry in entries:
                yield Discovered(entry.url, "feeds", entry.title, entry.date)
            if entries and not named:  # one of the usual places is enough
                return

    def links(self) -> Iterator[Discovered]:
        for link in self.home().links:
            yield Discovered(link.url, "links", link.title)

    def sitemaps(self) -> Iterator[Discovered]:
        """The newest sitemaps first, news before all others, indexes opened as they are met."""
        waiting = [Sitemap(url) for url in self._named_sitemaps() or self._tries(_SITEMAP_PATHS)]
        seen: set[str] = set()
        while waiting and len(seen) < MAX_SITEMAPS:
            sitemap = waiting.pop(0)
            if sitemap.url in seen:
                continue
            seen.add(sitemap.url)
            page = self._try(sitemap.url)
            if page is None:
                continue
            content = read_sitemap(page, MAX_BYTES)
            waiting += (named for named in content.sitemaps if named.url not in seen)
            waiting = sorted(waiting, key=Sitemap.rank, reverse=True)[:MAX_SITEMAPS]  # more are never opened
            for entry in content.pages:
                yield Discovered(entry.url, "sitemaps", entry.title, entry.date)

    def _named_sitemaps(self) -> tuple[str, ...]:
        if self.client.robots is None:
            return ()
        try:
            with Deadline(self.client.options.total_timeout) as deadline:
                return self.client.robots.sitemaps(self.site, deadline)[:MAX_SITEMAPS]
        except FetchError:
            return ()

    def _tries(self, paths: Iterable[str]) -> tuple[str, ...]:
        base = self.home().url
        root = "/".join(base.split("/", 3)[:3])
        return tuple(root + path for path in paths)

    def _try(self, url: str) -> RawPage | None:
        try:
            return self._get(url)
        except FetchError:  # a feed that is gone hides no other
            return None

    def _get(self, url: str) -> RawPage:
        host = host_of(url)
        pause = max(self.delay, self.client.robots.pause(url) if self.client.robots else 0.0)
        wait = self._last.get(host, -pause) + pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        try:
            return self.client.get(url, FEED_TYPES)
        finally:
            self._last[host] = time.monotonic()
