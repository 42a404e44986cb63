"""URLs as pages write them -> absolute and safe ones."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_URL = 2000  # characters; longer ones are data: URIs and trackers
WEB_SCHEMES = frozenset({"http", "https"})
LINK_SCHEMES = WEB_SCHEMES | {"mailto", "tel", "ftp"}

_LAZY_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-hi-res-src", "data-full-src")
_SOURCE_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_PLACEHOLDER = re.compile(r"blank|placeholder|spacer|transparent|1x1|loading|lazy|pixel\.|grey\.|clear\.gif", re.I)
# Nine links in ten: nothing in them to resolve, to escape or to doubt.
_WHOLE = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?=[/?#]|\Z)[!#-;=?-~]*")
_ROOTED = re.compile(r"/(?![/\\])[!#-;=?-~]*")
# What has no place in a URL and would break out of an attribute or a Markdown link.
_UNSAFE = {**dict.fromkeys(range(0x20)), 0x7F: None, 0x20: "%20", 0x22: "%22", 0x3C: "%3C", 0x3E: "%3E"}


def absolute_url(href: str | None, base: str | None, schemes: frozenset[str] = LINK_SCHEMES) -> str | None:
    """What `href` means on this page; None when that cannot be known or its scheme is none of `schemes`.

    >>> absolute_url(" /a b", "https://example.org/x")
    'https://example.org/a%20b'
    >>> absolute_url("java\\nscript:alert(1)", "https://example.org/x")
    """
    if not href or len(href) > MAX_URL:
        return None
    if _WHOLE.fullmatch(href):
        return href
    if base and "/." not in href and _ROOTED.fullmatch(href):
        origin = _origin(base)
        if origin:
            return origin + href
    href = href.strip().translate(_UNSAFE)  # browsers, too, drop control characters before they look at the scheme
    try:
        url = urljoin(base, href) if base else href
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in schemes or (parts.scheme in WEB_SCHEMES and not parts.netloc):
        return None
    return url


@lru_cache(maxsize=16)
def _origin(base: str) -> str | None:
    """Scheme and host of a web page's URL."""
    try:
        parts = urlsplit(base)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in WEB_SCHEMES and parts.netloc else None


def picture_url(image: Element, base: str | None) -> str | None:
    """Where an `<img>`'s picture really is, when it is loaded late or in several sizes; None for a placeholder."""
    for name in (*_LAZY_SOURCES, "src"):
        source = image.get(name)
        if source and not source.startswith("data:") and not _PLACEHOLDER.search(source[-200:]):
            url = absolute_url(source, base, WEB_SCHEMES)
            if url:
                return url
    parent = image.getparent()
    elements = [image]
    if parent is not None and parent.tag == "picture":
        elements += list(parent.iterchildren("source"))
    for element in elements:
        for name in _SOURCE_SETS:
            url = absolute_url(largest_source(element.get(name)), base, WEB_SCHEMES)
            if url:
                return url
    return None


def largest_source(srcset: str | None) -> str | None:
    """The URL with the largest width or density in a `srcset`.

    >>> largest_source("/small.jpg 320w, /fit,w_960/large.jpg 960w")
    '/fit,w_960/large.jpg'
    """
    best, best_size = None, -1.0
    for candidate in re.split(r",\s+", (srcset or "")[:8000].strip()):
        url, _, size = candidate.strip().partition(" ")
        number = size.strip().rstrip("wx,")
        value = float(number) if re.fullmatch(r"\d{1,6}(\.\d{1,4})?", number) else 1.0
        if url and value > best_size:
            best, best_size = url.rstrip(","), value
    return best
