"""The feeds that the page offers."""

from __future__ import annotations

from ..records import Blocks, Found, Labels, Page
from ..urls import absolute
from ._evidence import Offer, found

_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/rss+xml"}
)
_MAX_FEEDS = 50


def find_feeds(page: Page, blocks: Blocks, labels: Labels) -> Found[tuple[str, ...]] | None:
    """`<link rel=alternate>` of the type of RSS, Atom or JSON Feed, and `<link rel=feed>`, each address once."""
    feeds: dict[str, Offer] = {}
    for link in page.structured.links:
        kind = (link.type or "").partition(";")[0].strip().lower()
        if ("alternate" in link.rel and kind in _TYPES) or "feed" in link.rel:
            url = absolute(link.href, page.base_url)
            if url and len(feeds) < _MAX_FEEDS:
                feeds.setdefault(url, Offer("link:alternate" if "alternate" in link.rel else "link:feed", url, 0.95))
    offers = list(feeds.values())
    return found(tuple(feeds), offers[0], offers[1:]) if offers else None
