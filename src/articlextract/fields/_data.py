"""The page's own node among the JSON-LD and microdata objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ..records import DataNode, Page
from ._memo import once
from ._text import clean, key
from ._urls import path_key, place_of

_MAX_ITEMS = 50  # of a list in structured data
_MAX_OWN = 5  # nodes of one page
_MIN_CARDS = 3  # nodes of one type with authors
_LIKE_PAGE = 0.5  # of `_fit`; where nodes of one type name several authors: 0.7 to 1.5 if right, at most 0.33 if wrong

STORY_TYPES = frozenset(
    """Article NewsArticle BlogPosting Report ReportageNewsArticle OpinionNewsArticle AnalysisNewsArticle
    BackgroundNewsArticle ReviewNewsArticle AskPublicNewsArticle SatiricalArticle TechArticle ScholarlyArticle
    MedicalScholarlyArticle APIReference AdvertiserContentArticle SocialMediaPosting DiscussionForumPosting
    LiveBlogPosting Blogposting newsArticle article""".split()
)
THING_TYPES = frozenset(
    """Recipe Product ProductGroup Review VideoObject PodcastEpisode Episode Book Movie Event HowTo Question Course
    JobPosting SoftwareApplication Dataset CreativeWork Chapter AudioObject MusicRecording MusicAlbum TVEpisode
    ClaimReview CriticReview MedicalCondition MedicalWebPage LearningResource Quiz Game Vehicle Car
    Accommodation Trip Place Service""".split()
)
PAGE_TYPES = frozenset("WebPage ItemPage CollectionPage AboutPage FAQPage QAPage ProfilePage CheckoutPage".split())


@once
def main_nodes(page: Page) -> tuple[DataNode, ...]:
    """Nodes that describe this very page, the most telling first: its story, its thing, the page as such."""
    if not page.structured.jsonld and not page.structured.microdata:
        return ()
    here = path_key(page.url)
    title = set(key(page.structured.title or ""))
    ranked = []
    for order, node in enumerate(_nodes(page)):
        rank = _rank(node.types)
        if rank:
            ranked.append((rank + _fit(node.data, here, title, page.base_url), -order, node))
    ranked.sort(key=lambda entry: entry[:2], reverse=True)
    return tuple(node for _, _, node in ranked)


@once
def own_nodes(page: Page) -> tuple[DataNode, ...]:
    """The best of `main_nodes` and those that speak of the same: the same address or headline, or the page as such."""
    nodes = main_nodes(page)
    if not nodes:
        return ()
    best = nodes[0]
    names = _identity(best, page.base_url)
    same = (n for n in nodes if n is best or _identity(n, page.base_url) & names or PAGE_TYPES.issuperset(n.types))
    return tuple(islice(same, _MAX_OWN))


def of_cards(page: Page) -> frozenset[str]:
    """The types of the best node, when three or more like it name authors and nothing shows it to be the page's own."""
    nodes = main_nodes(page)
    if len(nodes) < _MIN_CARDS:
        return frozenset()
    best = nodes[0]
    if sum([node.types == best.types and "author" in node.data for node in nodes]) < _MIN_CARDS:
        return frozenset()
    fit = _fit(best.data, path_key(page.url), set(key(page.structured.title or "")), page.base_url)
    return frozenset(best.types) if fit < _LIKE_PAGE else frozenset()


def _identity(node: DataNode, base: str | None) -> set[object]:
    words = key(clean(node.data.get("headline") or node.data.get("name")))
    found: set[object] = {place for value in _addresses(node.data) if (place := place_of(value, base)) != ("", "")}
    return found | {words} if words else found


def story_nodes(page: Page) -> tuple[DataNode, ...]:
    """Those of `main_nodes` that are a story or a thing, not the page as such."""
    return tuple(node for node in main_nodes(page) if not PAGE_TYPES.issuperset(node.types))


def says_story(page: Page) -> bool:
    """Whether the page's data say that it is a story: its own node's type, og:type, a time of publication."""
    if any(not STORY_TYPES.isdisjoint(node.types) for node in main_nodes(page)[:1]):
        return True
    meta = page.structured.meta
    return "article:published_time" in meta or any(v.lower() == "article" for v in meta.get("og:type", ()))


def _nodes(page: Page) -> Iterator[DataNode]:
    for node in (*page.structured.jsonld, *page.structured.microdata):
        yield node
        inner = node.data.get("mainEntity")
        if isinstance(inner, dict):
            yield DataNode(f"{node.path}.mainEntity", type_names(inner), inner)


def type_names(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The schema.org types of a nested object."""
    value = data.get("@type")
    names = value if isinstance(value, list) else [value]
    return tuple(name.rpartition("/")[2] for name in names if isinstance(name, str))


def _rank(types: tuple[str, ...]) -> float:
    if not STORY_TYPES.isdisjoint(types):
        return 6.0
    if not THING_TYPES.isdisjoint(types):
        return 4.0
    return 2.0 if not PAGE_TYPES.isdisjoint(types) else 0.0


def _fit(data: Mapping[str, Any], here: tuple[str, str], title: set[str], base: str | None) -> float:
    """How surely a node is about this page: its address and its headline say so, or speak against it."""
    fit = 0.0
    addresses = {place_of(value, base) for value in _addresses(data)} - {("", "")}
    if addresses and here[0]:
        if here in addresses:
            fit += 0.5
        elif all(host == here[0] and path for host, path in addresses):
            fit -= 3.0  # a card that shows another page of the site
    words = set(key(clean(data.get("headline") or data.get("name"))))
    if words and title:
        fit += len(words & title) / len(words | title)
    return fit


def _addresses(data: Mapping[str, Any]) -> Iterator[str]:
    of_page = data.get("mainEntityOfPage")
    for value in (data.get("url"), of_page.get("@id") if isinstance(of_page, dict) else of_page):
        if isinstance(value, str):
            yield value


def strings(value: Any) -> list[str]:
    """The clean strings in a JSON-LD value: itself, its `@value` or `name`, or those of a list.

    >>> strings(["Boats", {"@type": "Thing", "name": "Tides"}])
    ['Boats', 'Tides']
    """
    found = []
    for item in value[:_MAX_ITEMS] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = item.get("@value") or item.get("name")
        if isinstance(item, list):
            item = item[0] if item else None
        text = clean(item)
        if text:
            found.append(text)
    return found


def first_string(value: Any) -> str:
    """The first of `strings`, or ""."""
    found = strings(value)
    return found[0] if found else ""
