"""Who wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..article import Author, AuthorKind
from ..records import Blocks, Found, Labels, Page
from ._bylines import Sighting, sightings
from ._data import PAGE_TYPES, own_nodes
from ._evidence import Offer, found
from ._names import is_account, is_organisation, read_names
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
    ("citation_author", 0.6),
    ("dc.creator", 0.5),
    ("dcterms.creator", 0.5),
    ("byl", 0.55),
    ("og:article:author", 0.5),
)
_WRITTEN_BY = frozenset({"written by", "verfasst von", "geschrieben von", "author", "autor", "escrito por", "par", "écrit par",
                         "scritto da", "geschreven door", "skrevet av", "napisane przez", "autore"})  # fmt: skip
_SEEN = {"rel": 0.7, "itemprop": 0.7, "href": 0.6, "inline": 0.55, "node": 0.5, "line": 0.5, "by": 0.45, "role": 0.28,
         "dated": 0.42, "repeated": 0.45}  # fmt: skip
_ZONES = {"top": 1.0, "end": 0.7, "inside": 0.35, "elsewhere": 0.3}
_ONLY_ONE = 0.65  # in place of the zone's factor when all of one kind on the page show the same name
_MIN_TRUST = 0.3
_HIDDEN = 0.7  # for a name that the page never shows: where another is shown, that one was right four times in five
_ENOUGH, _SURE = 0.5, 0.65  # belief from which structured data, and anything else, may add further authors
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
    judge = _Judge(claims, SiteNames(page), {key(name) for name in publishers(page)}, blocks)
    claims = [claim for claim in claims if judge.weigh(claim) >= _MIN_TRUST]
    if not claims:
        return None
    winner = judge.best(claims)
    authors = _authors(winner.names, page, seen)
    losers = [claim.offer for claim in claims if claim.names != winner.names]
    return found(authors, winner.offer._replace(confidence=min(judge.weigh(winner), 0.99)), losers)


def _from_data(page: Page) -> Iterator[_Claim]:
    for node in own_nodes(page):
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
    shown: dict[str, set[tuple[str, ...]]] = {}
    for sighting in seen:
        shown.setdefault(sighting.kind, set()).add(sighting.names)
        group = groups.setdefault((sighting.kind, sighting.zone), [])
        if group and sighting.block - group[-1].block > 3:
            continue  # the second of two far apart is another text's author
        group.append(sighting)
    for (kind, zone), group in groups.items():
        names = tuple(dict.fromkeys(name for sighting in group for name in sighting.names))[:_MAX_AUTHORS]
        raw = " | ".join(dict.fromkeys(sighting.raw for sighting in group))
        factor = max(_ZONES[zone], _ONLY_ONE) if len(shown[kind]) == 1 and zone != "top" else _ZONES[zone]
        yield _Claim(Offer(f"block:{group[0].block}", raw, _SEEN[kind] * factor), f"seen-{zone}", names)


class _Judge:
    """How far each claim is believed, given all the others and the names of the site."""

    def __init__(self, claims: list[_Claim], site: SiteNames, publishers: set[tuple[str, ...]], blocks: Blocks) -> None:
        self._site = site
        self._publishers = publishers
        self._seen = {key(name) for claim in claims if claim.family.startswith("seen") for name in claim.names}
        self._data = {key(name) for claim in claims if claim.family in ("json-ld", "microdata") for name in claim.names}
        best: dict[tuple[str, ...], dict[str, float]] = {}
        for claim in claims:
            for name in claim.names:
                families = best.setdefault(key(name), {})
                families[claim.family] = max(families.get(claim.family, 0.0), claim.offer.confidence)
        for words, families in best.items():
            for other, fuller in best.items():
                if len(words) == 1 and other[0] == words[0] and len(other) in (2, 3):  # "Jane" stands for "Jane Doe"
                    for family, belief in families.items():
                        fuller[family] = max(fuller.get(family, 0.0), belief)
        self._trust = {words: _together(families.values()) for words, families in best.items()}
        told = {name for claim in claims if not claim.family.startswith("seen") for name in claim.names}
        self._hidden = {
            key(name)
            for name in told
            if key(name) not in self._seen and not any(name in block.text for block in blocks)
        }

    def weigh(self, claim: _Claim) -> float:
        """Mean belief in the claim's names."""
        return sum(self._believe(name) for name in claim.names) / len(claim.names)

    def best(self, claims: list[_Claim]) -> _Claim:
        """The most believed claim, or one that names the same authors and more who are believed as well."""
        ranked = sorted(claims, key=lambda claim: -self.weigh(claim))
        words = {key(name) for name in ranked[0].names}
        for claim in sorted(ranked[1:], key=lambda claim: -len(claim.names)):
            more = [name for name in claim.names if key(name) not in words]
            if len(claim.names) > len(words) and len(more) == len(claim.names) - len(words):
                stated = not claim.family.startswith("seen") and self.weigh(claim) >= _ENOUGH
                if stated or min(self._believe(name) for name in more) >= _SURE:
                    return claim
        return ranked[0]

    def _is_person(self, name: str) -> bool:
        return _is_like_person(name) and key(name) not in self._publishers

    def _believe(self, name: str) -> float:
        """Belief in one name: the site's own counts only where a byline shows it, as an account's does."""
        belief = self._trust[key(name)]
        shown = key(name) in self._seen
        if self._site.holds(name):
            return belief * (0.6 if shown else 0.8 if self._is_person(name) else 0.55 if key(name) in self._data else 0.3)
        if is_organisation(name):
            return belief * 0.7
        if is_account(name) and not shown:
            return belief * 0.3
        return belief * (_HIDDEN if key(name) in self._hidden else 1.0)


def _together(beliefs: Iterable[float]) -> float:
    """Independent beliefs as one."""
    doubt = 1.0
    for belief in beliefs:
        doubt *= 1 - belief
    return 1 - doubt


def _is_like_person(name: str) -> bool:
    """Two or three capitalised words, letters only: a site can bear its author's name.

    >>> _is_like_person("Jane Doe"), _is_like_person("NEWS24"), _is_like_person("The Example")
    (True, False, False)
    """
    words = name.split()
    if not 2 <= len(words) <= 3 or is_organisation(name) or name.isupper():
        return False
    return all(word.replace(".", "").replace("-", "").isalpha() for word in words)


def _authors(names: tuple[str, ...], page: Page, seen: list[Sighting]) -> tuple[Author, ...]:
    people = [name for name in names if not is_organisation(name)]
    authors = []
    for name in people or names:
        url = next((s.url for s in seen if s.url and key(name) in [key(other) for other in s.names]), None)
        kind = AuthorKind.ORGANISATION if is_organisation(name) else AuthorKind.PERSON
        authors.append(Author(name, url=url or _stated_url(name, page), kind=kind))
    return tuple(authors)


def _stated_url(name: str, page: Page) -> str | None:
    for node in own_nodes(page):
        value = node.data.get("author")
        for person in value if isinstance(value, list) else [value]:
            if isinstance(person, Mapping) and key(clean(person.get("name"))) == key(name):
                return absolute(person.get("url"), page.base_url)
    return None
