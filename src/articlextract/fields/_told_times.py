"""The days that a page states for machines: in its data, its meta tags, its attributes and its address."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ..date_words import MONTHS
from ..dates import read_date
from ..records import Blocks, Page
from ..timestamps import read_epoch, read_stamp
from ._data import PAGE_TYPES, own_nodes
from ._evidence import Offer
from ._text import clean
from ._urls import host

When = dt.datetime | dt.date

_PUBLISHED_META = {
    **dict.fromkeys(("article:published_time", "article:published", "og:article:published_time"), 0.9),
    **dict.fromkeys(("datepublished", "date.published", "parsely-pub-date", "og:published_time"), 0.85),
    **dict.fromkeys(
        """og:release_date published_time publish_date publish-date publishdate published published-date
        publication_date publicationdate publication-date sailthru.date pubdate pub_date ptime bt:pubdate
        cxenseparse:recs:publishtime cxenseparse:publishtime citation_publication_date dc.date.issued
        dcterms.issued dcsext.articlefirstpublished article_date_original article.published
        analyticsattributes.articledate article:post_date""".split(),
        0.8,
    ),
    **dict.fromkeys(
        """citation_online_date citation_date dcterms.date dcterms.created dc.date.created dc.created dc.date
        datecreated date created""".split(),
        0.7,
    ),
}
_MODIFIED_META = {
    **dict.fromkeys(("article:modified_time", "article:modified", "datemodified", "og:article:modified_time"), 0.9),
    **dict.fromkeys("og:updated_time bt:moddate dcterms.modified dc.date.modified dateupdate".split(), 0.8),
    **dict.fromkeys("lastmod revision_date modified updated last-modified".split(), 0.6),
}
# Names of other CMSs are told by their words: "w-published-date", "ms.date", "sw-pubdate".
_NAMES_PUBLISHED = frozenset(
    """published publish publishing publication pubdate publishdate publishtime posted issued uploaded created creation
    release released""".split()
)
_NAMES_MODIFIED = frozenset("modified updated update lastmod moddate revised revision modification changed".split())
_NAMES_OTHER = frozenset(
    """expires expire expiry expiration expirationdate end start event unpublish unpublished valid current server build
    crawl review reviewed birth deadline due today now copyright available availability sale price id format author
    publisher""".split()
)
_DATA = (
    ("datePublished", False, 0.9),
    ("dateCreated", False, 0.6),
    ("uploadDate", False, 0.6),
    ("dateModified", True, 0.9),
)
_ITEMPROPS = frozenset(name.lower() for name, _, _ in _DATA)
_ATTRIBUTE = re.compile(r"(?:^|[-_])(?:created|published|publish|pubdate|posted|timestamp)(?:[-_]|$)")
_MAX_AROUND = 12  # elements around the headline whose attributes are looked at
_MAX_STAMP = 40  # characters of such an attribute
_URL_DAY = re.compile(
    r"/(?:[a-z_-]{0,20}/)?((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?![0-9])"
    r"|(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_URL_NAMED_DAY = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?!\d)")
_ARCHIVE = "web.archive.org/web/"
# Where English is written with the day first, and what else is written in a country, for pages that do not say.
_DAY_FIRST_ENGLISH = frozenset("uk au nz ie in za ng ke gh sg my pk lk hk mt jm".split())
_LANGUAGES = {**{c: c for c in "de fr it es nl pl pt ru fi hu ro tr id".split()}, "at": "de", "br": "pt", "mx": "es"}


class Stated(NamedTuple):
    """A day or moment that the page states; one of a family is no witness for another of it."""

    offer: Offer
    family: str
    when: When
    modified: bool


def locale_of(page: Page) -> str | None:
    """The page's language, with the country of its address where that settles what 04/05/2024 means."""
    language = page.structured.language
    if language and language.lower() != "en":
        return language
    country = host(page.url).rpartition(".")[2]
    if country in _DAY_FIRST_ENGLISH:
        return "en-GB"
    return language or _LANGUAGES.get(country)


def from_data(page: Page, language: str | None) -> Iterator[Stated]:
    """JSON-LD and microdata of the page's own node."""
    for node in own_nodes(page):
        is_page = PAGE_TYPES.issuperset(node.types)
        family = "microdata" if node.path.startswith("microdata") else "json-ld"
        for name, modified, trust in _DATA:
            value = node.data.get(name)
            for text in value[:2] if isinstance(value, list) else [value]:
                when = _read(text, language)
                if when is not None:
                    yield Stated(Offer(f"{node.path}.{name}", str(text), trust - 0.1 * is_page), family, when, modified)


def from_meta(page: Page, language: str | None) -> Iterator[Stated]:
    """Meta tags, by the names that many sites use, else by the words of their name."""
    for name, values in page.structured.meta.items():
        kind = _kind_of(name)
        for value in values[:2] if kind is not None else ():
            when = _read(value, language)
            if when is not None and kind is not None:
                # `<meta itemprop=datePublished>` is the page's data once more, not another witness
                family = "microdata" if name in _ITEMPROPS else "meta"
                yield Stated(Offer(f"meta:{name}", value, kind[0]), family, when, kind[1])


def from_attributes(blocks: Blocks, title: int) -> Iterator[Stated]:
    """Attributes such as `created-timestamp` of the elements around the headline."""
    if not 0 <= title < len(blocks):
        return
    element = blocks.nodes[blocks[title].node].element
    for around in (element, *islice(element.iterancestors(), _MAX_AROUND - 1)):
        for name in filter(_is_of_time, around.keys()):
            value = around.get(name) or ""
            when = (read_epoch(value) or read_stamp(value)) if len(value) <= _MAX_STAMP else None
            if when is not None:
                yield Stated(Offer(f"attribute:{name}", value, 0.6), "attribute", when, False)
                return


@lru_cache(maxsize=1024)
def _is_of_time(attribute: str) -> bool:
    return _ATTRIBUTE.search(attribute) is not None


def from_url(page: Page) -> Iterator[Stated]:
    """A whole day in the address."""
    url = page.url or next((link.href for link in page.structured.links if "canonical" in link.rel), "")
    url = url[:500]
    if _ARCHIVE in url:  # the first date is that of the copy
        url = url.partition(_ARCHIVE)[2].partition("/")[2]
    match, month = _URL_DAY.search(url), 0
    if match is None:
        match = _URL_NAMED_DAY.search(url)
        month = MONTHS.get(match[2], 0) if match else 0
    if match:
        parts = [part for part in match.groups() if part]
        try:
            day = dt.date(int(parts[0]), month or int(parts[1]), int(parts[2]))
        except ValueError:
            return
        yield Stated(Offer("url", match[0].strip("/"), 0.6), "url", day, False)


@lru_cache(maxsize=4096)
def _kind_of(name: str) -> tuple[float, bool] | None:
    """How far a meta tag of this name is trusted with a date, and whether that is the day of a change."""
    for table, modified in ((_PUBLISHED_META, False), (_MODIFIED_META, True)):
        if name in table:
            return table[name], modified
    words = re.split(r"[^a-z]+", name)
    if not _NAMES_OTHER.isdisjoint(words):
        return None
    if not _NAMES_MODIFIED.isdisjoint(words):
        return 0.6, True
    if not _NAMES_PUBLISHED.isdisjoint(words):
        return 0.65, False
    return (0.55, False) if words[-1] == "date" else None


def _read(value: object, language: str | None) -> When | None:
    text = str(value) if isinstance(value, int) else clean(value)
    return (read_epoch(text) or read_date(text, language)) if text else None
