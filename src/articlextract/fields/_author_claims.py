"""What each source says of the author: structured data, meta tags, names seen on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..records import Page
from ._author_sights import Sighting
from ._claims import Claim
from ._data import PAGE_TYPES, first_string, of_cards, own_nodes, type_names
from ._evidence import Offer
from ._name_kinds import is_name
from ._names import read_names
from ._site import publishers, site_offers
from ._text import clean, key

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
    ("shareaholic:article_author_name", 0.5),
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
    "listed": 0.5,
    "boxed": 0.5,
    "twice": 0.5,
    "told": 0.35,
    "by": 0.45,
    "repeated": 0.45,
    "dated": 0.42,
    "alone": 0.4,
    "signed": 0.45,
    "role": 0.28,
}
_ZONES = {"top": 1.0, "end": 0.7, "inside": 0.35, "elsewhere": 0.3, "caption": 0.2}
_SETTLED = frozenset({"top", "caption"})  # places that say all by themselves
_ONLY_ONE = 0.65  # in place of the factor of a place in the text, when all of one kind on the page show the same name
_ORGANISATIONS = ("Organization", "Corporation", "WebSite")
_SECOND = 0.7
_WEBMASTER = 0.5  # for a name with an address beside it, or on a list: mostly of the site's owner or its theme's maker
_MANY = 2
MAX_AUTHORS = 60
_REVIEWS = frozenset({"Review", "CriticReview", "UserReview"})
_PAPERS = frozenset({"citation_author", "dc.creator", "dcterms.creator"})
_REVERSED = frozenset({"citation_author", "dc.creator", "dcterms.creator"})  # "Doe, Jane"


def from_data(page: Page, *, is_story: bool) -> Iterator[Claim]:
    cards = of_cards(page)
    for i, node in enumerate(own_nodes(page)):
        if (i or not is_story) and _REVIEWS.issuperset(node.types):
            continue  # of the product that the page is about
        if not cards.isdisjoint(node.types):
            continue
        is_page = PAGE_TYPES.issuperset(node.types)
        for field, base in (("author", 0.6), ("creator", 0.5)):
            persons = list(_persons(node.data.get(field), f"{node.path}.{field}"))
            names = tuple(dict.fromkeys(name for _, name in persons))
            if names:
                family = "microdata" if node.path.startswith("microdata") else "json-ld"
                offer = Offer(persons[0][0], ", ".join(names), base - 0.1 * is_page)
                yield Claim(offer, family, names, frozenset(_organisations(node.data.get(field))))


def _organisations(value: Any) -> Iterator[str]:
    """Names of the authors that the data itself declares to be organisations."""
    for item in value[:MAX_AUTHORS] if isinstance(value, list) else [value]:
        if isinstance(item, dict) and _is_organisation(item):
            yield from _whole(first_string(item.get("name")))


def _is_organisation(item: Mapping[str, Any]) -> bool:
    types = type_names(item)
    return "Person" not in types and any(name.endswith(_ORGANISATIONS) for name in types)


def _whole(name: str) -> list[str]:
    """An organisation's name as it stands: "Oak & Fir" are no two people.

    >>> _whole("Oak & Fir"), _whole("https://example.org")
    (['Oak & Fir'], [])
    """
    names = read_names(name)
    return [name] if names and is_name(name.replace(" & ", " and ")) else names


def _persons(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """(path, name) of the authors in a value: a string, an object, or a list of these."""
    if isinstance(value, str):
        yield from ((path, name) for name in read_names(value))
    elif isinstance(value, dict):
        name = value.get("name") or value.get("byline") or full_name(value)
        if isinstance(name, list):
            name = name[0] if name else None
        if isinstance(name, str):
            names = _whole(clean(name)) if _is_organisation(value) else read_names(name)
            yield from ((f"{path}.name", found_name) for found_name in names)
    elif isinstance(value, list):
        for i, item in enumerate(value[:MAX_AUTHORS]):
            if not isinstance(item, list):
                yield from _persons(item, f"{path}[{i}]")


def full_name(person: Mapping[str, Any]) -> str:
    return " ".join(part for part in (clean(person.get("givenName")), clean(person.get("familyName"))) if part)


def from_meta(page: Page, *, is_list: bool) -> Iterator[Claim]:
    meta = page.structured.meta
    houses = {key(name) for name in publishers(page)}
    sites = {frozenset(key(offer.raw)) for offer in site_offers(page)}
    for name, base in _META:
        values = meta.get(name, ())[:MAX_AUTHORS]
        if name in _REVERSED:
            values = tuple(_turned(value) for value in values)
        names = tuple(dict.fromkeys(found_name for value in values for found_name in _named(value, houses, sites)))
        if names:
            is_masters = any("@" in value or "://" in value for value in values) or (is_list and name not in _PAPERS)
            trust = base * (_WEBMASTER if is_masters else 1.0)
            yield Claim(Offer(f"meta:{name}", ", ".join(values), trust), "meta", names)
    labels = [clean(value).casefold() for value in meta.get("twitter:label1", ())[:1]]
    if labels and labels[0] in _WRITTEN_BY:
        for value in meta.get("twitter:data1", ())[:1]:
            names = tuple(read_names(value))
            if names:
                yield Claim(Offer("meta:twitter:data1", value, 0.5), "meta", names)


def _named(value: str, houses: set[tuple[str, ...]], sites: set[frozenset[str]]) -> list[str]:
    """The names in a value; one, where all of it is what the page's data calls an organisation."""
    words = key(clean(value))
    if words in houses:
        return [clean(value)]
    names = read_names(value)
    is_torn = len(words) > _MANY and names != [clean(value)]
    return [] if is_torn and frozenset(words) in sites else names


def _turned(value: str) -> str:
    """
    >>> _turned("Doe, Jane")
    'Jane Doe'
    """
    last, comma, first = value.partition(", ")
    return f"{first} {last}" if comma and "," not in first and len(last.split()) <= 2 else value


def from_sight(seen: list[Sighting], *, is_story: bool) -> Iterator[Claim]:
    """One claim for the names that are marked the same way in one stretch of the page.

    Far from the headline a page that is no story (a shop, a list) shows reviewers and other pages' authors.
    """
    groups: dict[tuple[str, str], list[list[Sighting]]] = {}
    shown: dict[str, set[tuple[str, ...]]] = {}
    for sighting in seen:
        shown.setdefault(sighting.kind, set()).add(sighting.names)
        stretches = groups.setdefault((sighting.kind, sighting.zone), [])
        if stretches and sighting.block - stretches[-1][-1].block <= 1:
            stretches[-1].append(sighting)
        else:
            stretches.append([sighting])
    for (kind, zone), stretches in groups.items():
        if zone != "top" and len(stretches) > _MANY:
            continue  # so many that the first is one of them
        factor = _ZONES[zone if is_story or zone != "end" else "elsewhere"]
        # an inline element away from headline and end was a commenter's or a sender's each of three times
        is_told = is_story and zone not in _SETTLED and (kind != "inline" or zone == "end")
        if is_told and len(shown[kind]) == 1:
            factor = max(factor, _ONLY_ONE)
        yield _seen_claim(stretches[0], _SEEN[kind] * factor)
        if zone == "top" and len(stretches) > 1:  # the second may be another text's author
            yield _seen_claim(stretches[1], _SEEN[kind] * _SECOND)


def _seen_claim(group: list[Sighting], belief: float) -> Claim:
    names = tuple(dict.fromkeys(name for sighting in group for name in sighting.names))[:MAX_AUTHORS]
    raw = " | ".join(dict.fromkeys(sighting.raw for sighting in group))
    return Claim(Offer(f"block:{group[0].block}", raw, belief), f"seen-{group[0].zone}", names, kind=group[0].kind)
