"""Who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..article import Author, AuthorKind
from ..records import Blocks, Found, Labels, Page
from ._bylines import Sighting, sightings
from ._data import PAGE_TYPES, main_nodes
from ._evidence import Offer, found
from ._names import is_organisation, read_names
from ._site import SiteNames
from ._text import clean, key
from ._urls import absolute

# How often each source named the right ones, on wcxb-dev, fundus and the pages of trafilatura.
_META = (
    ("author", 0.55),
    ("article:author", 0.55),
    ("parsely-author", 0.6),
    ("sailthru.author", 0.6),
    ("cxenseparse:author", 0.55),
    ("citation_author", 0.6),
    ("dc.creator", 0.5),
    ("dcterms.creator", 0.5),
    ("byl", 0.55),
    ("og:article:author", 0.5),
)
_WRITTEN_BY = frozenset({"written by", "verfasst von", "geschrieben von", "author", "autor", "escrito por", "par", "écrit par",
                         "scritto da", "geschreven door", "skrevet av", "napisane przez", "autore"})  # fmt: skip
_SEEN = {"rel": 0.7, "itemprop": 0.7, "href": 0.6, "inline": 0.55, "node": 0.5, "line": 0.5, "role": 0.3}
_ZONES = {"top": 1.0, "end": 0.7, "inside": 0.35, "elsewhere": 0.3}
_MIN_TRUST = 0.3
_MAX_AUTHORS = 60
_REVERSED = frozenset({"citation_author", "dc.creator", "dcterms.creator"})  # "Doe, Jane"


class _Claim(NamedTuple):
    """The authors that one source names. Claims of one family are not independent of each other."""

    offer: Offer
    family: str
    names: tuple[str, ...]


def find_authors(page: Page, blocks: Blocks, labels: Labels) -> Found[tuple[Author, ...]] | None:
    """The names that structured data, meta tags and bylines agree on; none when nothing names one."""
    seen = sightings(page, blocks, labels)
    claims = [*_from_data(page), *_from_meta(page), *_from_sight(seen)]
    if not claims:
        return None
    trust = _trust(claims)
    site = SiteNames(page)
    ranked = sorted(claims, key=lambda claim: -_weigh(claim, trust, site))
    winner = ranked[0]
    weight = _weigh(winner, trust, site)
    if weight < _MIN_TRUST:
        return None
    authors = _authors(winner.names, page, seen, site)
    losers = [claim.offer for claim in ranked[1:] if claim.names != winner.names]
    return found(authors, winner.offer._replace(confidence=min(weight, 0.99)), losers)


def _from_data(page: Page) -> Iterator[_Claim]:
    for node in main_nodes(page)[:3]:
        is_page = PAGE_TYPES.issuperset(node.types)
        for field, base in (("author", 0.6), ("creator", 0.5)):
            persons = list(_persons(node.data.get(field), f"{node.path}.{field}"))
            names = tuple(dict.fromkeys(name for _, name in persons))
            if names:
                family = "microdata" if node.path.startswith("microdata") else "json-ld"
                yield _Claim(Offer(persons[0][0], ", ".join(names), base - 0.1 * is_page), family, names)


def _persons(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """(path, name) of the authors in a value: a string, an object, or a list of these."""
    if isinstance(value, str):
        yield from ((path, name) for name in read_names(value))
    elif isinstance(value, Mapping):
        name = value.get("name") or value.get("byline")
        if isinstance(name, list):
            name = name[0] if name else None
        if isinstance(name, str):
            yield from ((f"{path}.name", found_name) for found_name in read_names(name))
    elif isinstance(value, list):
        for i, item in enumerate(value[:_MAX_AUTHORS]):
            if not isinstance(item, list):
                yield from _persons(item, f"{path}[{i}]")


def _from_meta(page: Page) -> Iterator[_Claim]:
    meta = page.structured.meta
    for name, base in _META:
        values = meta.get(name, ())[:_MAX_AUTHORS]
        if name in _REVERSED:
            values = tuple(_turned(value) for value in values)
        names = tuple(dict.fromkeys(found_name for value in values for found_name in read_names(value)))
        if names:
            yield _Claim(Offer(f"meta:{name}", ", ".join(values), base), "meta", names)
    labels = [clean(value).casefold() for value in meta.get("twitter:label1", ())[:1]]
    if labels and labels[0] in _WRITTEN_BY:
        for value in meta.get("twitter:data1", ())[:1]:
            names = tuple(read_names(value))
            if names:
                yield _Claim(Offer("meta:twitter:data1", value, 0.5), "meta", names)


def _turned(value: str) -> str:
    """
    >>> _turned("Doe, Jane")
    'Jane Doe'
    """
    last, comma, first = value.partition(", ")
    return f"{first} {last}" if comma and "," not in first and len(last.split()) <= 2 else value


def _from_sight(seen: list[Sighting]) -> Iterator[_Claim]:
    """One claim for the names that are marked the same way in one stretch of the page."""
    groups: dict[tuple[str, str], list[Sighting]] = {}
    for sighting in seen:
        group = groups.setdefault((sighting.kind, sighting.zone), [])
        if group and sighting.block - group[-1].block > 3:
            continue  # the second of two far apart is another text's author
        group.append(sighting)
    for (kind, zone), group in groups.items():
        names = tuple(dict.fromkeys(name for sighting in group for name in sighting.names))[:_MAX_AUTHORS]
        raw = " | ".join(dict.fromkeys(sighting.raw for sighting in group))
        offer = Offer(f"block:{group[0].block}", raw, _SEEN[kind] * _ZONES[zone])
        yield _Claim(offer, f"seen-{zone}", names)


def _trust(claims: list[_Claim]) -> dict[tuple[str, ...], float]:
    """For each name, the belief that all independent families give it together."""
    best: dict[tuple[str, ...], dict[str, float]] = {}
    for claim in claims:
        for name in claim.names:
            families = best.setdefault(key(name), {})
            families[claim.family] = max(families.get(claim.family, 0.0), claim.offer.confidence)
    trust = {}
    for words, families in best.items():
        doubt = 1.0
        for belief in families.values():
            doubt *= 1 - belief
        trust[words] = 1 - doubt
    return trust


def _weigh(claim: _Claim, trust: dict[tuple[str, ...], float], site: SiteNames) -> float:
    """Mean belief in the claim's names; an organisation, most of all the site itself, comes after a person."""
    total = 0.0
    for name in claim.names:
        belief = trust[key(name)]
        if site.holds(name):
            belief *= 0.6
        elif is_organisation(name):
            belief *= 0.7
        total += belief
    return total / len(claim.names) + 0.001 * len(claim.names)


def _authors(names: tuple[str, ...], page: Page, seen: list[Sighting], site: SiteNames) -> tuple[Author, ...]:
    people = [name for name in names if not is_organisation(name)]
    authors = []
    for name in people or names:
        url = next((s.url for s in seen if s.url and key(name) in [key(other) for other in s.names]), None)
        kind = AuthorKind.ORGANISATION if is_organisation(name) else AuthorKind.PERSON
        authors.append(Author(name, url=url or _stated_url(name, page), kind=kind))
    return tuple(authors)


def _stated_url(name: str, page: Page) -> str | None:
    for node in main_nodes(page)[:3]:
        value = node.data.get("author")
        for person in value if isinstance(value, list) else [value]:
            if isinstance(person, Mapping) and key(clean(person.get("name"))) == key(name):
                return absolute(person.get("url"), page.base_url)
    return None
