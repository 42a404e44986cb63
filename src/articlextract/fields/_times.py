"""All the days that a page states for itself, published and modified told apart."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from ..dates import read_date
from ..records import Blocks, Labels, Page
from ..timestamps import read_epoch
from ._data import PAGE_TYPES, own_nodes
from ._datelines import When, datelines
from ._evidence import Offer
from ._memo import once
from ._text import clean

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
_DATA = (
    ("datePublished", False, 0.9),
    ("dateCreated", False, 0.6),
    ("uploadDate", False, 0.6),
    ("dateModified", True, 0.9),
)
_URL_DAY = re.compile(
    r"/(?:[a-z_-]{0,20}/)?((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?![0-9])"
    r"|(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_ARCHIVE = "web.archive.org/web/"
_UNSURE = re.compile(r"\D*(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?\d{2,4}(?!\d)")
_FIRST, _LAST = 1990, 2040  # years; what lies outside is a placeholder or a slip


class Stated(NamedTuple):
    """A day or moment that the page states; one of a family is no witness for another of it."""

    offer: Offer
    family: str
    when: When
    modified: bool


@once
def stated_times(page: Page, blocks: Blocks, labels: Labels) -> list[Stated]:
    """From structured data, meta tags, the address, and what may be read in the blocks; never after the crawl."""
    language = page.structured.language
    found = [*told_times(page), *_from_url(page)]
    found += [
        Stated(line.offer, f"seen-{line.zone}", line.when, line.modified)
        for line in datelines(blocks, labels, language)
    ]
    return _localise(_settle([stated for stated in found if is_possible(stated.when, page.fetched_at)]))


@once
def told_times(page: Page) -> list[Stated]:
    """Those of the structured data and the meta tags alone."""
    language = page.structured.language
    return [*_from_data(page, language), *_from_meta(page, language)]


def day_of(when: When) -> dt.date:
    """The calendar day, as the page states it."""
    return when.date() if isinstance(when, dt.datetime) else when


def is_possible(when: When, fetched_at: dt.datetime | None) -> bool:
    day = day_of(when)
    if not _FIRST <= day.year <= _LAST:
        return False
    # A day ahead is still the same day somewhere.
    return fetched_at is None or day <= fetched_at.date() + dt.timedelta(days=1)


def _settle(times: list[Stated]) -> list[Stated]:
    """03/10/2024 read the other way round where that is a day that the page states elsewhere and this is not."""
    unsure = [_turned(stated) for stated in times]
    sure = {day_of(stated.when) for stated, turned in zip(times, unsure, strict=True) if turned is None}
    settled = []
    for stated, turned in zip(times, unsure, strict=True):
        swap = turned is not None and turned in sure and day_of(stated.when) not in sure
        settled.append(stated._replace(when=turned) if swap and turned is not None else stated)
    return settled


def _localise(times: list[Stated]) -> list[Stated]:
    """A moment in UTC as the page states it elsewhere in its own time zone, which may be another day."""
    local: dict[When, When] = {
        stated.when: stated.when  # equal moments are equal keys, whatever their offsets
        for stated in times
        if isinstance(stated.when, dt.datetime) and stated.when.utcoffset()
    }
    return [stated._replace(when=local.get(stated.when, stated.when)) for stated in times] if local else times


def _turned(stated: Stated) -> dt.date | None:
    match = _UNSURE.match(stated.offer.raw[:40])
    day = day_of(stated.when)
    if match is None or day.day > 12 or day.day == day.month or {int(match[1]), int(match[2])} != {day.day, day.month}:
        return None
    return dt.date(day.year, day.day, day.month)


def _read(value: object, language: str | None) -> When | None:
    text = clean(value)
    return (read_epoch(text) or read_date(text, language)) if text else None


def _from_data(page: Page, language: str | None) -> Iterator[Stated]:
    for node in own_nodes(page):
        is_page = PAGE_TYPES.issuperset(node.types)
        family = "microdata" if node.path.startswith("microdata") else "json-ld"
        for name, modified, trust in _DATA:
            value = node.data.get(name)
            for text in value[:2] if isinstance(value, list) else [value]:
                when = _read(text, language)
                if when is not None:
                    yield Stated(Offer(f"{node.path}.{name}", str(text), trust - 0.1 * is_page), family, when, modified)


def _from_meta(page: Page, language: str | None) -> Iterator[Stated]:
    for name, values in page.structured.meta.items():
        for table, modified in ((_PUBLISHED_META, False), (_MODIFIED_META, True)):
            trust = table.get(name)
            for value in values[:2] if trust is not None else ():
                when = _read(value, language)
                if when is not None and trust is not None:
                    yield Stated(Offer(f"meta:{name}", value, trust), "meta", when, modified)


def _from_url(page: Page) -> Iterator[Stated]:
    url = page.url or next((link.href for link in page.structured.links if "canonical" in link.rel), "")
    url = url[:500]
    if _ARCHIVE in url:  # the first date is that of the copy
        url = url.partition(_ARCHIVE)[2].partition("/")[2]
    match = _URL_DAY.search(url)
    if match:
        year, month, day = (int(part) for part in match.groups() if part)
        try:
            yield Stated(Offer("url", match[0].strip("/"), 0.6), "url", dt.date(year, month, day), False)
        except ValueError:
            return
