"""The headline of the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from ..records import Block, Blocks, Found, Labels, Node, Page
from ._data import STORY_TYPES, first_string, main_nodes
from ._evidence import Offer, found
from ._roles import CLOSED, story_range
from ._site import SiteNames
from ._text import clean, key
from ._titles import MAX_TITLE, likeness, pieces, without_site
from ._urls import host, place_of, split

_META = (
    ("og:title", "og"),
    ("twitter:title", "twitter"),
    ("citation_title", "other"),
    ("parsely-title", "other"),
    ("sailthru.title", "other"),
    ("dc.title", "other"),
    ("dcterms.title", "other"),
    ("title", "other"),
)
_HEADINGS = frozenset({"h1", "h2", "h3"})
_NAMES = frozenset({"title", "headline", "titulo", "titre", "titel", "titolo", "heading"})
_OWN = frozenset({"entry", "post", "article", "headline", "story", "content", "page", "topic", "single", "artikel"})
_MAX_LOGO = 60  # characters
_MAX_HEADINGS = 60  # pages with more are lists; their headline stands among the first
_NEAR = 5.0  # blocks from the first content block at which nearness counts half
_HOME = re.compile(r"/?(?:[a-z]{2}/?|index\.\w{3,5}|home)?", re.IGNORECASE)
_STATED = frozenset({"og", "json-ld", "title"})
_CONFIDENT = 6.0  # weight at which nine titles in ten were right on wcxb-dev

# What speaks for a wording, and against it. Fitted as a softmax over the wordings of each page of wcxb-dev, fundus and
# postlight (wcxb-dev with each half of the sites held out in turn: 0.80 and 0.82), then rounded.
_WEIGHTS = {
    "h1": 1.0,
    "first_h1": 0.3,
    "only_h1_of_story": 0.6,
    "named": 0.5,  # an element called entry-title, headline, ...
    "subheading": -2.0,  # an h2 or h3 that nothing else confirms
    "og": 1.2,
    "json-ld": 0.7,
    "title": -0.3,  # beside like_title, which it has in full
    "first_piece": 1.2,
    "last_piece": -0.2,
    "torn_piece": -0.5,  # the site's name was off already: a dash or colon that is left is the headline's own
    "with_site": -1.0,
    "with_site_at_home": 2.5,  # "Example - Tools for makers" is the headline of a front page
    "like_title": 2.5,
    "in_title": 0.5,
    "in_h1": 0.7,
    "after_kicker": 2.5,  # an h1 "Opinion: The headline", when the head of the page states "The headline"
    "address": 1.0,
    "whole_address": 0.9,
    "before_story": 1.1,
    "near_story": 0.4,
    "closed": -2.1,
    "linked": -0.4,
    "one_word": -0.3,
}


@dataclass
class _Wording:
    """One wording of the headline, with all the places that state it."""

    offer: Offer
    words: tuple[str, ...]
    signs: dict[str, float] = field(default_factory=dict)
    headings: int = 0

    def weight(self) -> float:
        return sum(_WEIGHTS[sign] * value for sign, value in self.signs.items())


def find_title(page: Page, blocks: Blocks, labels: Labels) -> Found[str] | None:
    """The wording that most speaks for among headings, structured data, meta tags and parts of `<title>`."""
    headings = [node for node in blocks.nodes if node.tag in _HEADINGS and node.first < node.last][:_MAX_HEADINGS]
    names = SiteNames(page, _logos(headings, page, blocks))
    wordings: dict[tuple[str, ...], _Wording] = {}
    _add_stated(wordings, page, names)
    _add_headings(wordings, headings, page, blocks, labels)
    candidates = list(wordings.values())
    if not _is_home(page):
        candidates = [wording for wording in candidates if not names.holds(wording.offer.raw)] or candidates
    if not candidates:
        return None
    _compare(candidates, page)
    ranked = sorted(candidates, key=lambda wording: -wording.weight())
    offers = [w.offer._replace(confidence=_confidence(w.weight())) for w in ranked]
    return found(offers[0].raw, offers[0], offers[1:])


def _logos(headings: list[Node], page: Page, blocks: Blocks) -> list[str]:
    """Headings that are a link to the front page: the site's name, written large."""
    found = []
    for node in headings:
        block = blocks.items[node.first]
        if node.last - node.first == 1 and len(block.text) <= _MAX_LOGO and block.link_chars >= 0.9 * len(block.text):
            place = place_of(next(piece.href for piece in block.pieces if piece.href), page.base_url)
            if place[0] == host(page.url) and not place[1]:
                found.append(block.text)
    return found


def _is_home(page: Page) -> bool:
    parts = split(page.url)
    return parts is not None and _HOME.fullmatch(parts.path[:20]) is not None


def _confidence(weight: float) -> float:
    return min(max(0.9 * weight / _CONFIDENT, 0.05), 0.98)


def _add(wordings: dict[tuple[str, ...], _Wording], source: str, text: str, signs: Iterable[str]) -> _Wording | None:
    words = key(text)
    if not words or len(text) > MAX_TITLE:
        return None
    wording = wordings.get(words)
    if wording is None:
        wording = wordings[words] = _Wording(Offer(source, text, 0.0), words)
    wording.signs.update(dict.fromkeys(signs, 1.0))
    return wording


def _add_stated(wordings: dict[tuple[str, ...], _Wording], page: Page, names: SiteNames) -> None:
    """Titles in the head of the page and its structured data: without the site's name, as they are, and in parts."""
    home = "with_site_at_home" if _is_home(page) else "with_site"
    for source, sign, text in _stated(page):
        own = without_site(text, names)
        _add(wordings, source, own, (sign,) if sign in _WEIGHTS else ())
        if own != text:
            _add(wordings, source, text, ("with_site", home))
        for piece in pieces(own):
            sign = "first_piece" if piece.before else "last_piece"
            if own != text and not piece.firm:
                sign = "torn_piece"
            _add(wordings, source, piece.text, (sign,))


def _stated(page: Page) -> Iterator[tuple[str, str, str]]:
    """Source, kind and text."""
    structured = page.structured
    if structured.title:
        yield "title", "title", clean(structured.title)
    for node in main_nodes(page)[:2]:
        for name, kind in (("headline", "json-ld"), ("name", "other")):
            text = first_string(node.data.get(name))
            if text:
                yield f"{node.path}.{name}", kind, text
    for name, kind in _META:
        for value in structured.meta.get(name, ())[:1]:
            yield f"meta:{name}", kind, clean(value)


def _add_headings(
    wordings: dict[tuple[str, ...], _Wording], headings: list[Node], page: Page, blocks: Blocks, labels: Labels
) -> None:
    start, _ = story_range(labels)
    main = [node for node in headings if node.tag == "h1"]
    is_story = any(not STORY_TYPES.isdisjoint(node.types) for node in main_nodes(page)[:1])
    is_story = is_story or "article" in page.structured.meta.get("og:type", ())
    for node in headings:
        inside = blocks.items[node.first : min(node.last, node.first + 4)]
        text = _spelling(inside, wordings)
        known = key(text) in wordings
        wording = _add(wordings, f"block:{node.first}", text, ("h1",) if node.tag == "h1" else ())
        if wording is None or (wording.headings and node.tag != "h1"):
            continue
        wording.headings += 1
        signs = wording.signs
        if node.tag == "h1":
            wording.offer = Offer(f"block:{node.first}", text, 0.0)  # as the reader sees it
            signs["first_h1"] = float(node is main[0])
            signs["only_h1_of_story"] = float(is_story and len(main) == 1)
        signs["named"] = float(not _NAMES.isdisjoint(node.words) and not _OWN.isdisjoint(node.words))
        signs["subheading"] = float(node.tag != "h1" and not known and not signs["named"])
        signs["closed"] = float(labels.roles[node.first] in CLOSED)
        signs["before_story"] = float(node.first <= start)
        signs["near_story"] = 1 / (1 + abs(node.first - start) / _NEAR)
        signs["linked"] = float(sum(block.link_chars for block in inside) > 0.8 * len(text))


def _spelling(inside: Sequence[Block], wordings: Collection[tuple[str, ...]]) -> str:
    """A heading's text; with spaces between its elements where only so it is what the page states."""
    text = clean(" ".join([block.text for block in inside])).strip("¶#§ ")
    if key(text) not in wordings and len(inside[0].pieces) > 1:
        spaced = clean(" ".join([piece.text for block in inside for piece in block.pieces])).strip("¶#§ ")
        if key(spaced) in wordings:
            return spaced
    return text


def _compare(wordings: list[_Wording], page: Page) -> None:
    """The signs that lie in a wording's likeness to the others and to the address."""
    title = key(page.structured.title or "")
    main = [wording.words for wording in wordings if "h1" in wording.signs]
    parts = split(page.url)
    names = unquote(parts.path).split("/")[-3:] if parts else []
    address = set(key(re.sub(r"[-_+.]", " ", max(names, key=len)))) if names else set()
    line = _line(title)
    main_lines = [_line(words) for words in main]
    for wording in wordings:
        words, signs = wording.words, wording.signs
        own = _line(words)
        signs["like_title"] = likeness(words, title)
        signs["in_title"] = float(own in line)
        signs["in_h1"] = float(any(own != other and own in other for other in main_lines))
        signs["one_word"] = float(len(words) == 1)
        if address:
            common = len(address.intersection(words))
            signs["address"] = common / len(address.union(words))
            signs["whole_address"] = common / len(address)
        if not _STATED.isdisjoint(signs):
            signs.pop("torn_piece", None)  # no mere part of another title, when a source states it as it is
            signs.pop("last_piece", None)
            signs["after_kicker"] = float(any(own != other and other.endswith(own) for other in main_lines))


def _line(words: tuple[str, ...]) -> str:
    """Words with a space around each, so that one title is part of another when its line is part of the other's."""
    return f" {' '.join(words)} "
