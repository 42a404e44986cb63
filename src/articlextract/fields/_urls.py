"""The parts of a URL, and when two are the same page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from ..urls import absolute

_PLAIN = re.compile(r"https?://([A-Za-z0-9.-]+)(/[!\"$->@-~]*)?(?:\?([!\"$-~]*))?(?:#([!-~]*))?")
"""Nearly all addresses: no user, no port, nothing beyond ASCII. urlsplit takes five times as long for them."""


class Address(NamedTuple):
    """The parts of a web page's URL; the host in small letters."""

    host: str
    path: str
    query: str
    fragment: str


@lru_cache(maxsize=4096)
def split(url: str | None) -> Address | None:
    """The parts of a URL; None when there is none or it is broken.

    >>> split("https://Example.org:80/a?b#c")
    Address(host='example.org', path='/a', query='b', fragment='c')
    """
    plain = _PLAIN.fullmatch(url) if url else None
    if plain is not None:
        host, path, query, fragment = plain.groups("")
        return Address(host.lower(), path, query, fragment)
    try:
        parts = urlsplit(url) if url else None
        return Address(parts.hostname, parts.path, parts.query, parts.fragment) if parts and parts.hostname else None
    except ValueError:
        return None


def host(url: str | None) -> str:
    """The host without `www.`; "" when there is none.

    >>> host("https://WWW.Example.org:80/a")
    'example.org'
    """
    parts = split(url)
    return parts.host.removeprefix("www.") if parts else ""


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
    return parts.host.removeprefix("www."), parts.path.rstrip("/")
