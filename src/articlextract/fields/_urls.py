"""URLs as pages write them -> absolute ones; and when two are the same page."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit

MAX_URL = 2000  # characters; longer ones are data: URIs and trackers


def absolute(href: object, base: str | None) -> str | None:
    """The http(s) URL that `href` means on this page, or None when it is something else.

    >>> absolute("/a b", "https://example.org/x")
    'https://example.org/a%20b'
    """
    if not isinstance(href, str):
        return None
    href = "".join(href.split("\n")).strip()
    if not href or len(href) > MAX_URL or href.startswith(("#", "data:", "javascript:", "mailto:", "tel:")):
        return None
    try:
        url = urljoin(base or "", href)
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return url.replace(" ", "%20")


def split(url: str | None) -> SplitResult | None:
    """The parts of a URL; None when there is none or it is broken."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        return parts if parts.hostname else None
    except ValueError:
        return None


def host(url: str | None) -> str:
    """The host without `www.`; "" when there is none.

    >>> host("https://WWW.Example.org:80/a")
    'example.org'
    """
    parts = split(url)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


@lru_cache(maxsize=4096)
def place_of(href: str, base: str | None) -> tuple[str, str]:
    """The `path_key` of what `href` means on this page."""
    return path_key(absolute(href, base))


@lru_cache(maxsize=4096)
def path_key(url: str | None) -> tuple[str, str]:
    """What two addresses of the same page have in common: host and path."""
    parts = split(url)
    if parts is None:
        return "", ""
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")
