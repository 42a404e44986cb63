"""Download a page: redirects walked here, nothing read before its type is known, nothing kept beyond a limit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import requests

from ..errors import FetchError, InputTypeError
from ..options import FetchOptions
from ..records import RawPage
from ..terminal import safe_line
from .connect import Adapter, Deadline
from .decode import available, decode, open_decoders
from .explain import FOREIGN, explain

CHUNK = 1 << 14  # wire bytes at a time
REDIRECTS = frozenset({301, 302, 303, 307, 308})
CREDENTIALS = frozenset({"authorization", "cookie", "proxy-authorization"})
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1"

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"})
UNSTATED_TYPES = frozenset({"", "*/*", "unknown/unknown", "application/unknown"})  # browsers look at the bytes then
TYPE_NAMES = {
    "application/pdf": "a PDF",
    "application/json": "JSON data",
    "image": "an image",
    "audio": "a sound recording",
    "video": "a video",
    "font": "a font",
}
# Anything else before a colon that "//" does not follow is a host, as in localhost:8000.
SCHEMES = frozenset({"about", "blob", "data", "file", "http", "https", "javascript", "mailto", "tel", "urn"})


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """No target, ever: with one, requests reads a redirect's body to its end, even when it is not to follow it."""


def download(url: str, options: FetchOptions) -> RawPage:
    """The page at `url`, or a FetchError; see `articlextract.fetch.fetch`."""
    hops: list[str] = []
    target = check_url(url)
    with Deadline(options.total_timeout) as deadline, _open_session(options, deadline) as session:
        while True:
            with _exchange(session, target, hops, options, deadline) as response:
                location = _location(response, target)
                if location is None:
                    return _read_page(response, tuple(hops), options, deadline)
            if target in hops:  # once may be a page that sets a cookie and redirects to itself
                raise FetchError(f"{_shown(url)} redirects in a circle, back to {_shown(target)}. Try another address")
            hops.append(target)
            if len(hops) > options.max_redirects:
                raise FetchError(
                    f"{_shown(url)} redirects more than {options.max_redirects} times, last to {_shown(location)}. "
                    "Fetch that one, or raise max_redirects"
                )
            target = location


def check_url(url: str) -> str:
    """The URL without white space around it; a FetchError when it cannot be fetched."""
    if not isinstance(url, str):
        raise InputTypeError(f"a URL is a str, not {type(url).__name__}")
    url = url.strip()
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port  # raises when it is no number
    except ValueError as error:
        raise explain(error, host=_shown(url)) from error
    if "://" not in url and parts.scheme not in SCHEMES:
        raise FetchError(f"{_shown(url)} is not a full URL. Did you mean https://{_shown(url.lstrip('/'))} ?")
    if parts.scheme == "file":
        raise FetchError(f"{_shown(url)} is a file, which is not fetched. Read it with extract_file")
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"only http and https can be fetched, not {safe_line(parts.scheme, 40)}: {_shown(url)}")
    if not host:
        raise FetchError(f"{_shown(url)} names no host. A full URL looks like https://example.org/page")
    return url


def _open_session(options: FetchOptions, deadline: Deadline) -> requests.Session:
    session = _Session()
    session.trust_env = False  # no proxy, netrc or certificate bundle that the caller did not name
    adapter = Adapter(deadline)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    for name, value in (("user_agent", options.user_agent), *options.headers):
        if not (f"{name}{value}".isprintable() and f"{name}{value}".isascii()):
            raise FetchError(
                f"{safe_line(name, 40)} cannot be sent: a header is one line of ASCII. Correct the options"
            )
    session.headers.clear()
    session.headers.update(
        {"User-Agent": options.user_agent, "Accept": ACCEPT, "Accept-Encoding": ", ".join(available())}
    )
    return session


@contextmanager
def _exchange(
    session: requests.Session, url: str, hops: list[str], options: FetchOptions, deadline: Deadline
) -> Iterator[requests.Response]:
    """One request, its answer open and its body unread. Every failure inside the block leaves as a FetchError."""
    host = safe_line(urlsplit(url).netloc.rpartition("@")[2], 100)
    response = None
    try:
        response = session.get(
            url,
            headers=_own_headers(url, hops, options),
            stream=True,
            allow_redirects=False,
            timeout=(options.connect_timeout, options.read_timeout),
            verify=options.verify_tls,
        )
        deadline.check()
        yield response
    except FOREIGN as error:
        deadline.check()
        raise explain(error, host=host) from error
    finally:
        if response is not None:
            response.close()


def _own_headers(url: str, hops: list[str], options: FetchOptions) -> dict[str, str]:
    """The caller's headers; those that prove who he is go only to the site that he asked for."""
    away = bool(hops) and _site(url) != _site(hops[0])
    return {name: value for name, value in options.headers if not (away and name.lower() in CREDENTIALS)}


def _site(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def _location(response: requests.Response, url: str) -> str | None:
    """Where a redirect leads, absolute; None when the answer is not one."""
    if response.status_code not in REDIRECTS:
        return None
    location = response.headers.get("location", "").strip()
    if not location:
        raise FetchError(f"{_shown(url)} answered {response.status_code} but not where to go. Try another address")
    raw = location.encode("latin-1", "replace")  # http.client reads header bytes as latin-1
    try:
        location = raw.decode("utf-8")
    except UnicodeDecodeError:
        location = quote(raw, safe="".join(map(chr, range(0x21, 0x7F))))  # as browsers send it
    try:
        return check_url(urljoin(url, location))
    except (FetchError, ValueError) as error:  # ValueError: brackets that hold no IPv6 address
        reason = safe_line(str(error))
        raise FetchError(f"{_shown(url)} redirects to where nothing can be fetched: {reason}") from error


def _read_page(
    response: requests.Response, hops: tuple[str, ...], options: FetchOptions, deadline: Deadline
) -> RawPage:
    url = response.url
    _check_status(response, url)
    _check_type(response, url)
    return RawPage(
        data=_read_body(response, url, options, deadline),
        url=url,
        content_type=response.headers.get("content-type"),
        status=response.status_code,
        headers={name.lower(): value for name, value in response.headers.items()},
        redirects=hops,
        fetched_at=dt.datetime.now(dt.timezone.utc),
    )


def _check_status(response: requests.Response, url: str) -> None:
    status = response.status_code
    if 200 <= status < 300:
        return
    reason = safe_line(response.reason or "", 60)
    words = f"{_shown(url)} answered {status}{' ' + reason if reason else ''}"
    wait = safe_line(response.headers.get("retry-after", ""), 40)
    if status in (429, 503) and wait:
        raise FetchError(f"{words}: it asks to be left alone until {wait} (seconds, or a date). Try after that")
    if status in (401, 403, 407, 451):
        raise FetchError(f"{words}: it does not let this program in. Save the page from a browser and give the file")
    if status in (404, 410):
        raise FetchError(f"{words}: there is no such page. Check the address")
    if status >= 500:
        raise FetchError(f"{words}: the server failed. Try later")
    raise FetchError(f"{words}, which is not a page. Check the address")


def _check_type(response: requests.Response, url: str) -> None:
    kind = response.headers.get("content-type", "").replace(",", ";").partition(";")[0].strip().lower()
    if kind in PAGE_TYPES or kind in UNSTATED_TYPES or "/" not in kind:
        return
    name = TYPE_NAMES.get(kind) or TYPE_NAMES.get(kind.partition("/")[0])
    shown = safe_line(kind, 60)
    raise FetchError(f"{_shown(url)} is {f'{name} ({shown})' if name else shown}, not a web page. Check the address")


def _read_body(response: requests.Response, url: str, options: FetchOptions, deadline: Deadline) -> bytes:
    """The body, decompressed; stops at the first byte over a limit."""
    stated = response.headers.get("content-length", "").lstrip("0")
    if stated.isdecimal() and (len(stated) > 18 or int(stated) > options.max_wire_bytes):
        raise _too_large(url, "max_wire_bytes", options.max_wire_bytes)
    raw: Any = response.raw
    decoders = open_decoders(response.headers.get("content-encoding", ""))
    body = BytesIO()
    wire = 0
    while data := raw.read(CHUNK, decode_content=False):  # not stream(), which reads chunk headers of any length
        wire += len(data)
        if wire > options.max_wire_bytes:
            raise _too_large(url, "max_wire_bytes", options.max_wire_bytes)
        for piece in decode(decoders, data):
            deadline.check()
            if body.tell() + len(piece) > options.max_decoded_bytes:
                raise _too_large(url, "max_decoded_bytes", options.max_decoded_bytes)
            body.write(piece)
    deadline.check()
    if wire and not all(decoder.done for decoder in decoders):
        raise FetchError(f"{_shown(url)} broke off in the middle of its compressed data. Try again")
    return body.getvalue()


def _too_large(url: str, name: str, limit: int) -> FetchError:
    form = "as sent" if name == "max_wire_bytes" else "unpacked"
    return FetchError(f"{_shown(url)} is larger than {limit:,} bytes {form}. Raise {name} if you want it all")


def _shown(url: str) -> str:
    """A URL for a message: without its password, on one line, not endless."""
    scheme, mark, rest = url.partition("://")
    place, slash, path = rest.partition("/")
    return safe_line(f"{scheme}{mark}{place.rpartition('@')[2]}{slash}{path}", 200)
