"""All the days that a page states for itself, published and modified told apart."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..dates import read_date, read_epoch
from ..records import Blocks, Labels, Page, Role
from ._data import PAGE_TYPES, main_nodes
from ._evidence import Offer
from ._roles import CLOSED
from ._text import clean
from ._zones import Zones

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

When = dt.datetime | dt.date

_PUBLISHED_META = (
    ("article:published_time", 0.9),
    ("article:published", 0.9),
    ("og:article:published_time", 0.9),
    ("og:published_time", 0.85),
    ("og:release_date", 0.8),
    ("datepublished", 0.85),
    ("date.published", 0.85),
    ("published_time", 0.8),
    ("publish_date", 0.8),
    ("publish-date", 0.8),
    ("publishdate", 0.8),
    ("published", 0.8),
    ("published-date", 0.8),
    ("publication_date", 0.8),
    ("publicationdate", 0.8),
    ("parsely-pub-date", 0.85),
    ("sailthru.date", 0.8),
    ("pubdate", 0.8),
    ("pub_date", 0.8),
    ("ptime", 0.8),
    ("bt:pubdate", 0.8),
    ("cxenseparse:recs:publishtime", 0.8),
    ("cxenseparse:publishtime", 0.8),
    ("citation_publication_date", 0.8),
    ("citation_online_date", 0.75),
    ("citation_date", 0.75),
    ("dc.date.issued", 0.8),
    ("dcterms.issued", 0.8),
    ("dcterms.date", 0.7),
    ("dcterms.created", 0.7),
    ("dc.date.created", 0.7),
    ("dc.created", 0.7),
    ("dc.date", 0.7),
    ("dcsext.articlefirstpublished", 0.8),
    ("article_date_original", 0.8),
    ("article.published", 0.8),
    ("analyticsattributes.articledate", 0.8),
    ("datecreated", 0.7),
    ("created", 0.6),
    ("date", 0.7),
    ("article:post_date", 0.7),
)
_MODIFIED_META = (
    ("article:modified_time", 0.9),
    ("article:modified", 0.9),
    ("og:article:modified_time", 0.85),
    ("og:updated_time", 0.8),
    ("datemodified", 0.85),
    ("bt:moddate", 0.8),
    ("lastmod", 0.7),
    ("last-modified", 0.5),
    ("revision_date", 0.6),
    ("dateupdate", 0.7),
    ("dcterms.modified", 0.8),
    ("dc.date.modified", 0.8),
    ("modified", 0.6),
    ("updated", 0.6),
)
_DATA = (
    ("datePublished", False, 0.9),
    ("dateCreated", False, 0.6),
    ("uploadDate", False, 0.6),
    ("dateModified", True, 0.9),
)
_NAMED = frozenset(
    """date dates datetime dateline published publish pubdate publishdate publication posted post timestamp time updated
    update modified created day datum fecha veröffentlicht erstellt dtstamp""".split()
)
_MODIFIED_NAMES = frozenset("updated update modified modification lastmod edited revised".split())
_PUBLISHED_NAMES = frozenset("published publish pubdate publishdate publication posted created".split())
_ATTRIBUTES = ("datetime", "content", "data-datetime", "data-date", "data-time", "data-timestamp", "data-published", "title")

_LABELS = {
    **dict.fromkeys(
        """updated update modified edited revised reviewed aktualisiert geändert stand bearbeitet aktualisierung modifié
        modifiée jour actualizado actualizada actualización modificado aggiornato modificato aggiornamento atualizado
        atualizada atualização bijgewerkt gewijzigd zaktualizowano aktualizacja обновлено обновлён изменено uppdaterad
        opdateret oppdatert endret päivitetty muokattu güncelleme güncellenme 更新""".split(),
        True,
    ),
    **dict.fromkeys(
        """published posted created publication veröffentlicht erstellt erschienen publié publiée publicado publicada
        publicación pubblicato pubblicata gepubliceerd geplaatst opublikowano dodano utworzono опубликовано создано
        publicerad publisert publiceret udgivet julkaistu yayınlanma 公開 投稿 发布 發布""".split(),
        False,
    ),
}
_LABEL = re.compile(r"\b(?:" + "|".join(sorted(_LABELS, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_CUT = re.compile(r"[|•·●()]|\s[\u2013\u2014-]\s")  # between the parts of a byline
_MAX_LINE = 200  # characters of a line that may hold a dateline among other things
_URL_DAY = re.compile(
    r"/(?:[a-z_-]{0,20}/)?((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?![0-9])"
    r"|(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_ZONE_TRUST = {"top": 0.7, "end": 0.4, "inside": 0.25, "elsewhere": 0.2}
_FIRST, _LAST = 1990, 2040  # years; pages from before the web carry the date of their copy
_MAX_ELEMENTS = 200


class Stated(NamedTuple):
    """A day or moment that the page states; one of a family is no witness for another of it."""

    offer: Offer
    family: str
    when: When
    modified: bool


def stated_times(page: Page, blocks: Blocks, labels: Labels) -> list[Stated]:
    """From structured data, meta tags, the address, and what may be read in the blocks; never after the crawl."""
    language = page.structured.language
    found = [
        *_from_data(page, language),
        *_from_meta(page, language),
        *_from_url(page),
        *_from_sight(page, blocks, labels, language),
    ]
    return [stated for stated in found if _is_possible(stated.when, page.fetched_at)]


def day_of(when: When) -> dt.date:
    """The calendar day, as the page states it."""
    return when.date() if isinstance(when, dt.datetime) else when


def _is_possible(when: When, fetched_at: dt.datetime | None) -> bool:
    day = day_of(when)
    if not _FIRST <= day.year <= _LAST:
        return False
    # A day ahead is still the same day somewhere.
    return fetched_at is None or day <= fetched_at.date() + dt.timedelta(days=1)


def _read(value: object, language: str | None) -> When | None:
    text = clean(value)
    return read_epoch(text) or read_date(text, language) if text else None


def _from_data(page: Page, language: str | None) -> Iterator[Stated]:
    for node in main_nodes(page)[:4]:
        is_page = PAGE_TYPES.issuperset(node.types)
        family = "microdata" if node.path.startswith("microdata") else "json-ld"
        for name, modified, trust in _DATA:
            value = node.data.get(name)
            for text in (value if isinstance(value, list) else [value])[:2]:
                when = _read(text, language)
                if when is not None:
                    yield Stated(Offer(f"{node.path}.{name}", str(text), trust - 0.1 * is_page), family, when, modified)


def _from_meta(page: Page, language: str | None) -> Iterator[Stated]:
    meta = page.structured.meta
    for table, modified in ((_PUBLISHED_META, False), (_MODIFIED_META, True)):
        for name, trust in table:
            for value in meta.get(name, ())[:2]:
                when = _read(value, language)
                if when is not None:
                    yield Stated(Offer(f"meta:{name}", value, trust), "meta", when, modified)


def _from_url(page: Page) -> Iterator[Stated]:
    url = page.url or next((link.href for link in page.structured.links if "canonical" in link.rel), "")
    url = url[:500]
    if "web.archive.org/web/" in url:  # the first date is that of the copy
        url = url.partition("web.archive.org/web/")[2].partition("/")[2]
    match = _URL_DAY.search(url)
    if match:
        year, month, day = (int(part) for part in match.groups() if part)
        try:
            yield Stated(Offer("url", match[0].strip("/"), 0.6), "url", dt.date(year, month, day), False)
        except ValueError:
            return


def _from_sight(page: Page, blocks: Blocks, labels: Labels, language: str | None) -> Iterator[Stated]:
    zones = Zones(blocks, labels)
    seen: set[int] = set()
    for inline in blocks.inlines:
        if (inline.tag == "time" or not _NAMED.isdisjoint(inline.words)) and len(seen) < _MAX_ELEMENTS:
            if inline.block < len(blocks) and labels.roles[inline.block] not in CLOSED:
                seen.add(inline.block)
                yield from _in_element(inline.element, inline.words, inline.block, zones, language)
    for node in blocks.nodes:
        if not _NAMED.isdisjoint(node.words) and 0 < node.last - node.first <= 3:
            for block in blocks.items[node.first : node.last]:
                if labels.roles[block.index] not in CLOSED:
                    yield from _in_line(block.text, node.words, block.index, zones, language, 0.9)
    for block in blocks:
        zone = zones.of(block.index)
        role = labels.roles[block.index]
        if role in CLOSED or (zone not in ("top", "end") and role not in (Role.DATE, Role.BYLINE)):
            continue
        before = blocks[block.index - 1].text if block.index else ""
        label = tuple(before.rstrip(": ").lower().split()) if len(before) < 30 else ()
        yield from _in_line(block.text, label, block.index, zones, language, 0.8)


def _in_element(
    element: Element, words: tuple[str, ...], block: int, zones: Zones, language: str | None
) -> Iterator[Stated]:
    trust = _ZONE_TRUST[zones.of(block)]
    for name in _ATTRIBUTES:
        value = element.get(name)
        when = _read(value, language) if value and len(value) < 60 else None
        if when is not None:
            yield Stated(Offer(f"block:{block}", value or "", trust), "seen", when, _is_modified(words))
            return
    text = " ".join("".join(element.itertext())[:400].split())
    yield from _in_line(text, words, block, zones, language, 0.95)


def _is_modified(words: tuple[str, ...]) -> bool:
    return not _MODIFIED_NAMES.isdisjoint(words) and _PUBLISHED_NAMES.isdisjoint(words)


def _in_line(
    text: str, words: tuple[str, ...], block: int, zones: Zones, language: str | None, factor: float
) -> Iterator[Stated]:
    """The dates in a dateline or a byline, each with the label before it."""
    if not 6 <= len(text) <= _MAX_LINE or not any(map(str.isdigit, text)):
        return
    default = _is_modified(words) or any(_LABELS.get(word) is True for word in words)
    trust = _ZONE_TRUST[zones.of(block)] * factor
    for part, modified in _labelled(text, default):
        when = read_date(part, language)
        if when is not None:
            yield Stated(Offer(f"block:{block}", part, trust), "seen", when, modified)


def _labelled(text: str, default: bool) -> Iterator[tuple[str, bool]]:
    """Parts of a line with whether each speaks of a change.

    >>> list(_labelled("Posted May 1, 2020 | Updated May 3, 2020", False))
    [('Posted May 1, 2020 ', False), ('Updated May 3, 2020', True)]
    """
    labels = list(_LABEL.finditer(text))
    starts = [match.start() for match in labels]
    kinds = [_LABELS[match[0].lower()] for match in labels]
    if not starts or starts[0] > 0:
        starts, kinds = [0, *starts], [default, *kinds]
    for start, end, kind in zip(starts, [*starts[1:], len(text)], kinds):
        for part in _CUT.split(text[start:end]):
            if len(part) >= 6:
                yield part, kind
