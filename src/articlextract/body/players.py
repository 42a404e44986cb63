"""Films, recordings and posts from elsewhere: what a page shows in a frame, as a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..article import Span
from ..urls import WEB_SCHEMES, absolute_url

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MIN_SIDE = 100  # pixels; smaller frames are counters and buttons
MAX_TITLE = 200  # characters

# What the address of a frame that plays or shows something says of itself.
_SHOWS = re.compile(
    r"(?:^|[/._?=&-])(?:embeds?|player|videos?|watch|podcast|audio|playlist|tweet|post)(?:$|[/._?=&-])", re.I
)
_SOURCES = ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data-cookieblock-src")


def is_player(element: Element) -> bool:
    """Whether an element is worth asking for its film."""
    tag = element.tag
    if tag == "object" or tag == "embed":
        return False
    for name in ("width", "height"):
        value = (element.get(name) or "").strip().removesuffix("px")
        if value.isdecimal() and len(value) < 6 and int(value) < MIN_SIDE and tag != "audio":
            return False
    return tag != "iframe" or any(_SHOWS.search((element.get(name) or "")[:2000]) for name in _SOURCES)


def read_player(element: Element, base: str | None) -> Span | None:
    """The link to what a `<iframe>`, `<video>` or `<audio>` shows; its words are the title, else the address."""
    for holder in (element, *list(element.iterchildren("source"))[:5]):
        for name in _SOURCES:
            url = absolute_url(holder.get(name), base, WEB_SCHEMES)
            if url:
                title = " ".join((element.get("title") or element.get("aria-label") or "").split())[:MAX_TITLE]
                return Span(title or url, url)
    return None
