"""Who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..article import Author, AuthorKind
from ..records import Blocks, Found, Labels, Page
from ._boxes import author_boxes, paragraph_about
from ._bylines import Sighting, sightings
from ._claims import Claim, Judge
from ._data import PAGE_TYPES, own_nodes
from ._evidence import Offer, found
from ._names import is_organisation, read_names
from ._site import SiteNames, publishers
from ._text import clean, key
from ._urls import absolute

# How often each source named the right ones, on wcxb-dev, fundus and the pages of trafilatura.
_META = (
    ("author", 0.55),
    ("article:author", 0.55),
    ("parsely-author", 0.6),
    ("sailthru.author", 0.6),
    ("cxenseparse:author", 0.55),
    ("articleauthor", 0.55),
    ("citation_author", 0.6),
    ("dc.creator", 0.5),
    ("dcterms.creator", 0.5),
    ("byl", 0.55),
    ("og:article:author", 0.5),
)
_WRITTEN_BY = frozenset(
    {"written by", "author", "verfasst von", "geschrieben von", "autor", "escrito por", "par", "écrit par",
     "scritto da", "autore", "geschreven door", "skrevet av", "napisane przez"}
)  # fmt: skip
_SEEN = {
    "rel": 0.7,
    "itemprop": 0.7,
    "href": 0.6,
    "inline": 0.55,
    "node": 0.5,
    "line": 0.5,
    "told": 0.35,
    "by": 0.45,
    "repeated": 0.45,
    "dated": 0.42,
    "alone": 0.4,
    "signed": 0.4,
    "role": 0.28,
}
_ZONES = {"top": 1.0, "end": 0.7, "inside": 0.35, "elsewhere": 0.3}
_ONLY_ONE = 0.65  # in place of the zone's factor when all of one kind on the page show the same name
_MIN_TRUST = 0.3
_MAX_AUTHORS = 60
_THREADS = frozenset({"DiscussionForumPosting", "QAPage", "Question", "Comment"})
_REVERSED = frozenset({"citation_author", "dc.creator", "dcterms.creator"})  # "Doe, Jane"


def find_authors(page: Page, blocks: Blocks, labels: Labels) -> Found[tuple[Author, ...]] | None:
    """The names that structured data, meta tags and bylines agree on; none when nothing names one."""
    seen = sightings(page, blocks, labels)
    claims = [*_from_data(page), *_from_meta(page), *_from_sight(seen)]
    is_thread = any(not _THREADS.isdisjoint(node.types) for node in own_nodes(page))
    judge = Judge(claims, SiteNames(page), {key(name) for name in publishers(page)}, blocks, is_thread=is_thread)
    claims = [claim for claim in claims if judge.weigh(claim) >= _MIN_TRUST]
    if not claims:
        return None
    winner = judge.best(claims)
    authors = _authors(judge.kept(winner.names), page, blocks, labels, seen)
    losers = [claim.offer for claim in claims if claim.names != winner.names]
    return found(authors, winner.offer._replace(confidence=min(judge.weigh(winner), 0.99)), losers)


def _from_data(page: Page) -> Iterator[Claim]:
    for node in own_nodes(page):
        is_page = PAGE_TYPES.issuperset(node.types)
        for field, base in (("author", 0.6), ("creator", 0.5)):
            persons = list(_persons(node.data.get(field), f"{node.path}.{field}"))
            names = tuple(dict.fromkeys(name for _, name in persons))
            if names:
                family = "microdata" if node.path.startswith("microdata") else "json-ld"
                yield Claim(Offer(persons[0][0], ", ".join(names), base - 0.1 * is_page), family, names)


def _persons(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """(path, name) of the authors in a value: a string, an object, or a list of these."""
    if isinstance(value, str):
        yield from ((path, name) for name in read_names(value))
    elif isinstance(value, Mapping):
        name = value.get("name") or value.get("byline") or _full_name(value)
        if isinstance(name, list):
            name = name[0] if name else None
        if isinstance(name, str):
            yield from ((f"{path}.name", found_name) for found_name in read_names(name))
    elif isinstance(value, list):
        for i, item in enumerate(value[:_MAX_AUTHORS]):
            if not isinstance(item, list):
                yield from _persons(item, f"{path}[{i}]")


def _full_name(person: Mapping[str, Any]) -> str:
    return " ".join(part for part in (clean(person.get("givenName")), clean(person.get("familyName"))) if part)


def _from_meta(page: Page) -> Iterator[Claim]:
    meta = page.structured.meta
    for name, base in _META:
        values = meta.get(name, ())[:_MAX_AUTHORS]
        if name in _REVERSED:
            values = tuple(_turned(value) for value in values)
        names = tuple(dict.fromkeys(found_name for value in values for found_name in read_names(value)))
        if names:
            yield Claim(Offer(f"meta:{name}", ", ".join(values), base), "meta", names)
    labels = [clean(value).casefold() for value in meta.get("twitter:label1", ())[:1]]
    if labels and labels[0] in _WRITTEN_BY:
        for value in meta.get("twitter:data1", ())[:1]:
            names = tuple(read_names(value))
            if names:
                yield Claim(Offer("meta:twitter:data1", value, 0.5), "meta", names)


def _turned(value: str) -> str:
    """
    >>> _turned("Doe, Jane")
    'Jane Doe'
    """
    last, comma, first = value.partition(", ")
    return f"{first} {last}" if comma and "," not in first and len(last.split()) <= 2 else value


def _from_sight(seen: list[Sighting]) -> Iterator[Claim]:
    """One claim for the names that are marked the same way in one stretch of the page."""
    groups: dict[tuple[str, str], list[Sighting]] = {}
    shown: dict[str, set[tuple[str, ...]]] = {}
    for sighting in seen:
        shown.setdefault(sighting.kind, set()).add(sighting.names)
        group = groups.setdefault((sighting.kind, sighting.zone), [])
        if group and sighting.block - group[-1].block > 1:
            continue  # the second of two far apart is another text's author
        group.append(sighting)
    for (kind, zone), group in groups.items():
        names = tuple(dict.fromkeys(name for sighting in group for name in sighting.names))[:_MAX_AUTHORS]
        raw = " | ".join(dict.fromkeys(sighting.raw for sighting in group))
        factor = max(_ZONES[zone], _ONLY_ONE) if len(shown[kind]) == 1 and zone != "top" else _ZONES[zone]
        yield Claim(Offer(f"block:{group[0].block}", raw, _SEEN[kind] * factor), f"seen-{zone}", names)


def _authors(
    names: tuple[str, ...], page: Page, blocks: Blocks, labels: Labels, seen: list[Sighting]
) -> tuple[Author, ...]:
    """Records for the names; organisations only when none of them is a person's."""
    people = [name for name in names if not is_organisation(name)] or list(names)
    stated = list(_stated_persons(page))
    boxes = author_boxes(blocks, labels)
    authors = []
    for name in people:
        words = key(name)
        person: Mapping[str, Any] = next((p for p in stated if key(clean(p.get("name")) or _full_name(p)) == words), {})
        url = absolute(person.get("url"), page.base_url)
        url = url or next((s.url for s in seen if s.url and words in [key(other) for other in s.names]), None)
        bio = next((box.bio for box in boxes if name in box.text), None)
        shown = [s.block for s in seen if words in [key(other) for other in s.names]]
        bio = bio or clean(person.get("description")) or paragraph_about(name, blocks, labels, shown)
        kind = AuthorKind.ORGANISATION if is_organisation(name) else AuthorKind.PERSON
        authors.append(Author(name, url=url, bio=bio or None, kind=kind))
    return tuple(authors)


def _stated_persons(page: Page) -> Iterator[Mapping[str, Any]]:
    for node in own_nodes(page):
        value = node.data.get("author")
        for person in value[:_MAX_AUTHORS] if isinstance(value, list) else [value]:
            if isinstance(person, Mapping):
                yield person
