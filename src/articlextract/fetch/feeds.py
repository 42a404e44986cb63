"""RSS and Atom, by feedparser, which reads what publishers write and not only what the standards say."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urljoin

from ..errors import OptionsError
from ..records import RawPage

MAX_ENTRIES = 1_000
# The largest feeds of newspapers have half of that; of what is longer the newest entries stand first.
MAX_BYTES = 2_000_000
MAX_TAGS = 200_000  # feedparser takes some 30 µs for each
# It looks each attribute up among all of its element: 20,000 took 3.4 s, 80,000 over a minute. Well-formed XML has no
# "<" in a value, and what is not well-formed is read by another way, to which this does not apply.
_MANY_ATTRIBUTES = re.compile(rb"<[^\s<>/]+(?:\s+[^\s<>=\"']+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')){500}")


class Entry(NamedTuple):
    url: str
    title: str | None
    date: dt.date | None


def read_feed(page: RawPage) -> list[Entry]:
    """The entries of a feed in its order; none where it is no feed.

    Raises:
        OptionsError: feedparser is not installed.
    """
    try:
        import feedparser
    except ImportError as error:
        raise OptionsError(
            "reading feeds needs feedparser, which is not installed. pip install 'articlextract[discover]'"
        ) from error
    data = page.data[:MAX_BYTES]
    if (tags := data.count(b"<")) > MAX_TAGS:
        data = data[: len(data) * MAX_TAGS // tags]
    if _MANY_ATTRIBUTES.search(data):
        return []
    try:
        # as a stream: a string it would take for a URL or the name of a file, and open it
        feed = feedparser.parse(BytesIO(data), response_headers={"content-type": page.content_type or ""})
    except Exception:  # of many kinds, for feeds that are none
        return []
    found = (_entry(entry, page.url or "") for entry in feed.entries[:MAX_ENTRIES])
    return [entry for entry in found if entry]


def _entry(entry: Any, base: str) -> Entry | None:
    link = entry.get("link")
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        url = urljoin(base, link.strip())
    except ValueError:
        return None
    if not url.startswith(("http://", "https://")):
        return None
    title = " ".join(str(entry.get("title") or "").split())[:500]
    return Entry(url, title or None, _day(entry.get("published_parsed") or entry.get("updated_parsed")))


def _day(moment: Any) -> dt.date | None:
    try:
        return dt.date(*moment[:3]) if moment else None
    except (TypeError, ValueError):
        return None
