"""Absolute URLs from what pages write; a malformed one is None, never an exception."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from ..urls import joined

_LONGEST_URL = 8_192  # beyond it are data: URLs and traps


def absolute(href: str | None, base: str | None) -> str | None:
    """Resolve against the base.

    >>> absolute(" /a?b=1 ", "https://example.org/x/y")
    'https://example.org/a?b=1'
    >>> absolute("http://[::1", "https://example.org/") is None
    True
    """
    if href is None:
        return None
    href = href.strip()
    if not href or len(href) > _LONGEST_URL:
        return None
    try:
        if href.startswith(("https://", "http://")):
            if "[" in href or "]" in href or not href.isascii():  # nothing else is malformed
                urlsplit(href)
            return href
        return (joined(href, base) or urljoin(base, href)) if base else href
    except ValueError:  # a bad IPv6 literal, or a netloc that changes under NFKC
        return None
