"""Who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..article import Author, AuthorKind, PageType
from ..records import Blocks, Found, Labels, Page
from ..urls import absolute
from ._author_claims import MAX_AUTHORS, from_data, from_meta, from_sight, full_name
from ._author_sights import HINTS, Sighting
from ._boxes import author_boxes, paragraph_about
from ._bylines import sightings
from ._claims import Judge
from ._data import own_nodes, says_story
from ._evidence import found
from ._name_kinds import is_organisation
from ._owner import find_owner
from ._site import SiteNames, is_front, publishers, site_names
from ._text import clean, key
from ._urls import path_key

_MIN_TRUST = 0.3
_STORIES = frozenset({None, PageType.ARTICLE, PageType.FORUM, PageType.DOCUMENTATION})
_MAY_BE_STORY = frozenset({None, PageType.ARTICLE})
_NO_STORIES = frozenset({PageType.LISTING, PageType.PRODUCT})
_MAX_BYLINES = 6  # of different people; stories taken for another type of page have five at most, lists seven and more
_THREADS = frozenset({"DiscussionForumPosting", "QAPage", "Question", "Comment"})


def find_authors(page: Page, blocks: Blocks, labels: Labels) -> Found[tuple[Author, ...]] | None:
    """The names that structured data, meta tags and bylines agree on; none when nothing names one."""
    site = site_names(page)
    is_story = labels.page_type in _STORIES
    is_list = labels.page_type in _NO_STORIES and not says_story(page)
    seen = _own_sightings(page, blocks, labels, site)
    claims = [*from_data(page, is_story=is_story), *from_meta(page, is_list=is_list)]
    claims += from_sight(seen, is_story=is_story)
    if _is_front(page, labels):  # the persons that it names wrote one of the stories on it
        claims = [claim for claim in claims if all(is_organisation(n) or site.holds(n) for n in claim.names)]
    is_thread = any(not _THREADS.isdisjoint(node.types) for node in own_nodes(page))
    judge = Judge(claims, site, {key(name) for name in publishers(page)}, blocks, is_thread=is_thread)
    believed = [claim for claim in claims if judge.weigh(claim) >= _MIN_TRUST]
    believed = believed or [claim for claim in claims if judge.weigh_alone(claim) >= _MIN_TRUST]
    if not believed:
        owner = find_owner(page, blocks, labels)
        if owner is None:
            return None
        believed = [owner]
        judge = Judge([*claims, owner], site, set(), blocks)
    winner = judge.best(believed)
    authors = _authors(judge.kept(winner), judge, page, blocks, labels, seen)
    losers = [claim.offer for claim in claims if claim.names != winner.names]
    return found(authors, winner.offer._replace(confidence=min(judge.weigh(winner), 0.99)), losers)


def _own_sightings(page: Page, blocks: Blocks, labels: Labels, site: SiteNames) -> list[Sighting]:
    """Names shown as those of this page's author: not of a product's reviewers, nor of a list's many authors."""
    if (labels.page_type is PageType.PRODUCT and not says_story(page)) or _is_front(page, labels):
        return []
    # The site's name alone under the headline is its logo.
    seen = [s for s in sightings(page, blocks, labels) if s.kind not in HINTS or not site.holds(s.names[0])]
    if labels.page_type not in _STORIES and len({sighting.names for sighting in seen}) > _MAX_BYLINES:
        return []
    return seen


def _is_front(page: Page, labels: Labels) -> bool:
    """Whether the page is its site's front page and no story that stands there."""
    return labels.page_type not in _MAY_BE_STORY and is_front(page.url) and "?" not in (page.url or "")


def _authors(
    names: tuple[str, ...], judge: Judge, page: Page, blocks: Blocks, labels: Labels, seen: list[Sighting]
) -> tuple[Author, ...]:
    """Records for the names; organisations only when none of them is a person's."""
    people = [name for name in names if not judge.is_group(name)] or list(names)
    stated = list(_stated_persons(page))
    boxes = author_boxes(blocks, labels)
    authors = []
    for name in people:
        words = judge.key(name)
        person: Mapping[str, Any] = next(
            (p for p in stated if judge.key(clean(p.get("name")) or full_name(p)) == words), {}
        )
        sights = [s for s in seen if words in [judge.key(other) for other in s.names]]
        profile = _elsewhere(absolute(clean(person.get("url")), page.base_url), page)
        profile = profile or next((s.url for s in sights if _elsewhere(s.url, page)), None)
        bio = next((box.bio for box in boxes if name in box.text), None)
        bio = bio or clean(person.get("description"))
        bio = bio or paragraph_about(name, blocks, labels, [s.block for s in sights])
        kind = AuthorKind.ORGANISATION if judge.is_group(name) else AuthorKind.PERSON
        authors.append(Author(name, url=profile, bio=bio or None, kind=kind))
    return tuple(authors)


def _elsewhere(url: str | None, page: Page) -> str | None:
    """An address that leads away from the page, not to its own box about the author."""
    if not url or ("?" not in url and path_key(url) == path_key(page.url)):
        return None
    return url


def _stated_persons(page: Page) -> Iterator[Mapping[str, Any]]:
    for node in own_nodes(page):
        value = node.data.get("author")
        for person in value[:MAX_AUTHORS] if isinstance(value, list) else [value]:
            if isinstance(person, dict):
                yield person
