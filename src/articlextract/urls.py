"""URLs as pages write them -> absolute and safe ones."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from .attributes import attributes_of, may_be_in_picture

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_URL = 2000  # characters; longer ones are data: URIs and trackers
WEB_SCHEMES = frozenset({"http", "https"})
LINK_SCHEMES = WEB_SCHEMES | {"mailto", "tel", "ftp"}

MAX_SRCSET = 8000  # characters
MAX_SOURCES = 10

_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-hi-res-src", "data-full-src", "src")
_SOURCE_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_PICTURE = frozenset([*_SOURCES, *_SOURCE_SETS])
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)[wx](?:,|$)")
_ODD_SIZE = re.compile(r"\d[\w.+-]{0,12}[wxh]")
_PLACEHOLDERS = tuple("blank placeholder spacer transparent 1x1 loading lazy pixel. grey. clear.gif".split())
# Nine links in ten: nothing in them to resolve, to escape or to doubt.
_WHOLE = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?=[/?#]|\Z)[!#-;=?-~]*")
_BESIDE = re.compile(r"[A-Za-z0-9_][!#-9;=?-~]*")
_ROOTED = re.compile(r"/(?![/\\])[!#-;=?-~]*")
_FRAGMENT = re.compile(r"#[!#-;=?-~]+")
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
    plain = joined(href, base) if base else None
    if plain is not None:
        return plain
    href = href.strip().translate(_UNSAFE)  # browsers, too, drop control characters before they look at the scheme
    try:
        url = urljoin(base, href) if base else href
        parts = urlsplit(url)
        # a port out of range is a ValueError; a host with blanks, escaped above, is none
        has_host = bool(parts.hostname) and parts.port != 0 and "%" not in parts.netloc
    except ValueError:
        return None
    if parts.scheme not in schemes or (parts.scheme in WEB_SCHEMES and not has_host):
        return None
    return parts.scheme + url[len(parts.scheme) :]


def absolute(href: object, base: str | None) -> str | None:
    """The http(s) URL that `href` means on this page, or None when it is something else, or a place on it.

    >>> absolute("/a b", "https://example.org/x")
    'https://example.org/a%20b'
    """
    if not isinstance(href, str) or href.startswith("#"):
        return None
    return absolute_url(href, base, WEB_SCHEMES)


def joined(href: str, base: str) -> str | None:
    """What a link means that has nothing in it to resolve or to escape; urljoin takes ten times as long.

    >>> joined("tides.html?d=2", "https://example.org/a/b"), joined("//example.net/x", "https://example.org/")
    ('https://example.org/a/tides.html?d=2', 'https://example.net/x')
    >>> joined("../tides.html", "https://example.org/a/b"), joined("#low", "https://example.org/a?d=2#high")
    ('https://example.org/tides.html', 'https://example.org/a?d=2#low')
    >>> joined("../../tides.html", "https://example.org/a/b"), joined("mailto:a", "https://example.org/a/b")
    (None, None)
    """
    if href[-1] in "?#":  # an empty query or fragment goes
        return None
    if href.startswith("//"):
        whole = base.partition(":")[0] + ":" + href
        return whole if _WHOLE.fullmatch(whole) else None
    if "/." in href:
        return None
    if _ROOTED.fullmatch(href):
        origin = origin_of(base)
        return origin + href if origin else None
    if _FRAGMENT.fullmatch(href):
        page = _without_fragment(base)
        return page + href if page else None
    above = href.startswith("../")
    place = href[3:] if above else href.removeprefix("./")
    if "//" in href or not _BESIDE.fullmatch(place):
        return None
    folder = _folder(base)
    if folder and above and folder.count("/") > 3:  # above the topmost there is none
        folder = folder[:-1].rpartition("/")[0] + "/"
    return folder + place if folder else None


@lru_cache(maxsize=16)
def _folder(base: str) -> str | None:
    """The address of what stands beside a web page."""
    origin = origin_of(base)
    if origin is None or "/." in base or not _WHOLE.fullmatch(base):
        return None
    path = base[len(origin) :].partition("?")[0].partition("#")[0]
    return None if "//" in path else f"{origin}{path.rpartition('/')[0]}/"


@lru_cache(maxsize=16)
def _without_fragment(base: str) -> str | None:
    """The address of a web page to which a place on it can be added."""
    try:
        page = urljoin(base, "#a").removesuffix("#a")
    except ValueError:
        return None
    return page if _WHOLE.fullmatch(page) else None


@lru_cache(maxsize=16)
def origin_of(base: str) -> str | None:
    """Scheme and host of a web page's URL."""
    try:
        parts = urlsplit(base)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in WEB_SCHEMES and parts.netloc else None


def picture_url(image: Element, base: str | None) -> str | None:
    """Where an `<img>`'s picture really is, the largest of several sizes; None for a placeholder.

    The `src` of a picture that is loaded late is only a placeholder.
    """
    values = attributes_of(image, _PICTURE)
    sets = [value[:MAX_SRCSET] for name in _SOURCE_SETS if (value := values.get(name))]
    if may_be_in_picture(image):
        for element in _sources_beside(image):
            sets += [value[:MAX_SRCSET] for name in _SOURCE_SETS if (value := element.get(name))]
    plain = [value for name in _SOURCES if (value := values.get(name)) and len(value) <= MAX_URL]
    return _best_source(tuple(sets), tuple(plain), base)


@lru_cache(maxsize=256)
def _best_source(sets: tuple[str, ...], plain: tuple[str, ...], base: str | None) -> str | None:
    """The address of the largest picture; kept, because the body and the fields ask for the same ones."""
    sources = list(plain)
    if sets:
        sized = sorted([entry for value in sets for entry in parse_srcset(value)], key=lambda entry: -entry[0])
        sources = [source for size, source in sized if size] + sources + [source for size, source in sized if not size]
    for source in sources:
        if not source.startswith("data:") and not _is_placeholder(source[-200:].lower()):
            url = absolute_url(source, base, WEB_SCHEMES)
            if url:
                return url
    return None


def _is_placeholder(address: str) -> bool:
    return bool([mark for mark in _PLACEHOLDERS if mark in address])  # ten times as quick as one expression


def _sources_beside(image: Element) -> list[Element]:
    """The `<source>` elements of the `<picture>` around; libxml2 takes what follows one for its child."""
    sources: list[Element] = []
    around = image.getparent()
    while around is not None and around.tag == "source" and len(sources) < MAX_SOURCES:
        sources.append(around)
        around = around.getparent()
    if around is not None and around.tag == "picture":
        sources += around.iterchildren("source")
    return sources


def parse_srcset(value: str) -> list[tuple[float, str]]:
    """The sizes and URLs of a `srcset`: 800w counts as 800, 2x as 2, no size as 0.

    >>> parse_srcset("small.jpg 320w, /fit,w_960/large.jpg 960w,huge.jpg 2e3w")
    [(320.0, 'small.jpg'), (960.0, '/fit,w_960/large.jpg'), (0.0, 'huge.jpg')]
    """
    entries: list[tuple[float, str]] = []
    for word in value[:MAX_SRCSET].split():
        size = _SIZE.match(word) if entries and word[0].isdigit() else None
        if size:
            entries[-1] = (float(size[1]), entries[-1][1])
            word = word[size.end() :]  # what follows a comma without a blank
        url = word.strip(",")
        if url and not (url[0].isdigit() and _ODD_SIZE.fullmatch(url)):
            entries.append((0.0, url))
    return entries
