"""URLs as pages write them -> absolute ones; and when two are the same page."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from ..urls import WEB_SCHEMES, absolute_url


def absolute(href: object, base: str | None) -> str | None:
    """The http(s) URL that `href` means on this page, or None when it is something else, or a place on it.

    >>> absolute("/a b", "https://example.org/x")
    'https://example.org/a%20b'
    """
    if not isinstance(href, str) or href.startswith("#"):
        return None
    return absolute_url(href, base, WEB_SCHEMES)


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
