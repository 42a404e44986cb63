"""The headline of the page."""

from __future__ import annotations

import re
from urllib.parse import unquote

from ..article import PageType
from ..records import Blocks, Found, Labels, Page
from ._evidence import Offer, found
from ._text import clean, key
from ._titles import has_bar, has_dash, in_parts, likeness, without_site
from ._urls import split
from ._wordings import HOMES, Wording, Wordings

_CONFIDENT = 6.0  # weight at which nine titles in ten were right on wcxb-dev
_STATED = frozenset({"og", "json-ld", "title"})
_OF_STORIES = frozenset({None, PageType.ARTICLE})
_MANUALS = frozenset({PageType.DOCUMENTATION, PageType.FORUM})

# What speaks for a wording, and against it: a softmax over the wordings of each page, fitted and measured by
# `python -m training.titles`, then rounded. Signs of one kind share a weight there: on unseen sites that is better.
WEIGHTS = {
    "h1": 0.3,
    "h1_of_service": -0.9,  # mostly a slogan; of other kinds of page it is the headline three times in four
    "h1_of_manual": -0.6,
    "only_h1_of_story": 0.1,
    "subheading": -1.9,  # an h2 or h3 that nothing else confirms
    "in_subheading": 0.5,
    "og": 1.4,
    "og_of_story": -0.2,
    "json-ld": 1.4,
    "title_in_parts": -1.3,  # `<title>` with a separator left after the site's name went
    "first_piece": 0.5,
    "torn_piece": -1.3,
    "with_site": -1.3,
    "like_title": 0.6,
    "like_own_title": 0.6,  # without the site's name
    "begins_title": 0.4,
    "like_h1": 0.6,
    "holds_h1": -0.6,
    "after_kicker": 1.0,  # an h1 "Opinion: The headline", when the head of the page states "The headline"
    "before_tail": -0.5,
    "whole_address": 1.1,
    "described": 0.4,
    "before_story": 1.1,
    "near_story": 0.6,
    "closed": -0.9,
    "linked": -0.6,
    "one_word": -0.6,
    "shown_below": 1.2,  # an h2 between an h1 that reads otherwise and the story, and that the head states as well
    "first_piece_of_service": 0.3,
    "dashed": -0.8,  # "Product - Slogan"; in a story's headline a dash between spaces is its own
    "barred": -1.3,  # "Headline | Section"
}


def find_title(page: Page, blocks: Blocks, labels: Labels) -> Found[str] | None:
    """The wording that most speaks for among headings, structured data, meta tags and parts of `<title>`."""
    candidates = read_wordings(page, blocks, labels)
    if not candidates:
        return None
    ranked = sorted([(-_weight(wording), order) for order, wording in enumerate(candidates)])
    told = [(candidates[order].offer, _confidence(-weight)) for weight, order in ranked]
    offers = [Offer(offer.source, offer.raw, confidence) for offer, confidence in told]
    return found(offers[0].raw, offers[0], offers[1:])


def read_wordings(page: Page, blocks: Blocks, labels: Labels) -> list[Wording]:
    """Every wording that may be the title, with its signs."""
    wordings = Wordings(page, blocks, labels)
    candidates = list(wordings.found.values())
    candidates = [wording for wording in candidates if wording.words not in HOMES] or candidates
    if not wordings.front:
        candidates = [w for w in candidates if not wordings.names.holds(w.offer.raw)] or candidates
    _compare(candidates, wordings, page)
    for wording in candidates:
        _weigh_kind(wording, wordings.is_story, labels.page_type)
    return candidates


def _weight(wording: Wording) -> float:
    return sum([WEIGHTS[sign] * value for sign, value in wording.signs.items() if value and sign in WEIGHTS])


def _confidence(weight: float) -> float:
    return min(max(0.9 * weight / _CONFIDENT, 0.05), 0.98)


def _compare(candidates: list[Wording], wordings: Wordings, page: Page) -> None:
    """The signs that lie in a wording's likeness to the others, to the address and to the description."""
    words_of_title = key(page.structured.title or "")
    line = f" {' '.join(words_of_title)} "
    title = frozenset(words_of_title)
    own_title = frozenset(key(without_site(clean(page.structured.title), wordings.names)))
    headings = [frozenset(wording.words) for wording in candidates if "h1" in wording.signs]
    main = max(headings, key=lambda words: likeness(words, title), default=frozenset())
    address, described = _address(page), _description(page)
    for wording in candidates:
        words, signs, own = frozenset(wording.words), wording.signs, wording.line
        signs["like_title"] = likeness(words, title)
        signs["like_own_title"] = likeness(words, own_title)
        signs["begins_title"] = float(line.startswith(own))
        signs["like_h1"] = likeness(words, main)
        others = [other for other in wordings.main_lines if other != own]
        signs["holds_h1"] = float(sum([other in own for other in others]) > 0)
        signs["one_word"] = float(len(wording.words) == 1)
        if not wordings.front:  # "Example | Tools for makers" is the headline of a front page
            signs["barred"] = float(has_bar(wording.offer.raw))
            signs["title_in_parts"] = float("title" in signs and in_parts(wording.offer.raw))
        signs["whole_address"] = len(address & words) / len(address) if address else 0.0
        signs["described"] = len(described & words) / len(words)
        if not _STATED.isdisjoint(signs):
            signs.pop("torn_piece", None)  # no mere part of another title, when a source states it as it is
            signs["after_kicker"] = float(sum([other.endswith(own) for other in others]) > 0)
            signs["before_tail"] = float(sum([other.startswith(own) for other in others]) > 0)


def _weigh_kind(wording: Wording, is_story: bool, page_type: PageType | None) -> None:
    """The signs that mean something else on another kind of page."""
    signs = wording.signs
    if page_type is PageType.SERVICE and "first_piece" in signs:
        signs["first_piece_of_service"] = 1.0
    if page_type not in _OF_STORIES and has_dash(wording.offer.raw):
        signs["dashed"] = 1.0
    if "h1" in signs:
        signs["h1_of_service"] = float(page_type is PageType.SERVICE)
        signs["h1_of_manual"] = float(page_type in _MANUALS)
    if "og" in signs:
        signs["og_of_story"] = float(is_story)


def _address(page: Page) -> set[str]:
    """The words of the longest of the last three steps of the page's path."""
    parts = split(page.url)
    if parts is None:
        return set()
    return set(key(re.sub(r"[-_+.]", " ", max(unquote(parts.path).split("/")[-3:], key=len))))


def _description(page: Page) -> set[str]:
    meta = page.structured.meta
    return set(key(clean((meta.get("og:description") or meta.get("description") or ("",))[0])))
