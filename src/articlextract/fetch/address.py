"""URLs: what can be asked for, and how one is shown in a message."""

from __future__ import annotations

from urllib.parse import quote, urljoin, urlsplit

from ..errors import FetchError, FetchReason, InputTypeError
from ..terminal import safe_line

# Anything else before a colon that "//" does not follow is a host, as in localhost:8000.
SCHEMES = frozenset({"about", "blob", "data", "file", "http", "https", "javascript", "mailto", "tel", "urn"})
CREDENTIALS = frozenset({"authorization", "cookie", "proxy-authorization"})  # headers for the site asked for alone
_ASCII = "".join(map(chr, range(0x21, 0x7F)))


def check_url(url: str) -> str:
    """The URL without white space around it.

    Raises:
        FetchError: it cannot be fetched.
        InputTypeError: it is no string.
    """
    if not isinstance(url, str):
        raise InputTypeError(f"a URL is a str, not {type(url).__name__}")
    url = url.strip()
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port  # raises when it is no number
    except ValueError as error:
        raise _bad(f"{shown(url)} is not a usable address: {safe_line(str(error))}. Check the spelling") from error
    if "://" not in url and parts.scheme not in SCHEMES:
        raise _bad(f"{shown(url)} is not a full URL. Did you mean https://{shown(url.lstrip('/'))} ?")
    if parts.scheme == "file":
        raise _bad(f"{shown(url)} is a file, which is not fetched. Read it with extract_file")
    if parts.scheme not in ("http", "https"):
        raise _bad(f"only http and https can be fetched, not {safe_line(parts.scheme, 40)}: {shown(url)}")
    if not host:
        raise _bad(f"{shown(url)} names no host. A full URL looks like https://example.org/page")
    return url


def joined(base: str, location: str) -> str:
    """Where a redirect leads, absolute. `location` is as http.client gives it, bytes read as Latin-1.

    Raises:
        FetchError: to where nothing can be fetched.
    """
    raw = location.strip().encode("latin-1", "replace")
    try:
        location = raw.decode("utf-8")
    except UnicodeDecodeError:
        location = quote(raw, safe=_ASCII)  # as browsers send it
    return followed(base, location)


def followed(base: str, location: str) -> str:
    """Where a link or redirect leads, absolute.

    Raises:
        FetchError: to where nothing can be fetched.
    """
    try:
        return check_url(urljoin(base, location))
    except (FetchError, ValueError) as error:  # ValueError: brackets that hold no IPv6 address
        reason = safe_line(str(error))
        raise FetchError(
            f"{shown(base)} redirects to where nothing can be fetched: {reason}", reason=FetchReason.REDIRECT
        ) from error


def site_of(url: str) -> tuple[str, str | None, int | None]:
    """Scheme, host and port."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def host_of(url: str) -> str:
    """The host that is asked for this URL, "" when there is none."""
    try:
        return (urlsplit(url.strip()).hostname or "").rstrip(".")
    except ValueError:
        return ""


def shown(url: str) -> str:
    """A URL for a message: without its password, on one line, not endless."""
    scheme, mark, rest = url.partition("://")
    place, slash, path = rest.partition("/")
    return safe_line(f"{scheme}{mark}{place.rpartition('@')[2]}{slash}{path}", 200)


def _bad(message: str) -> FetchError:
    return FetchError(message, reason=FetchReason.ADDRESS)
