"""The part of the site that the page belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..records import Blocks, Found, Labels, Page
from ._data import first_string, main_nodes, strings
from ._evidence import Offer, found
from ._roles import is_open
from ._site import site_names
from ._survey import asked, inlines_named
from ._text import clean, key

_META = (
    ("article:section", 0.9),
    ("og:article:section", 0.85),
    ("parsely-section", 0.8),
    ("cxenseparse:section", 0.6),
    ("sailthru.section", 0.6),
    ("category", 0.5),
    ("section", 0.5),
)
_HOME = frozenset(
    """home start startseite accueil inicio início homepage главная hem forside tags tag categories category topics
    topic archive archives blog all uncategorized uncategorised allgemein general search themen schlagworte kategorien
    étiquettes catégories etiquetas categorías index page article articles post posts""".split()
) | {"sin categoría", "news archive", "blog posts", "our blog", "all products", "all posts", "all articles"}
"""Steps of every site's breadcrumb, and names that say of no part of a site which."""
_CATEGORY = asked({"category"})
_MAX_WORDS = 6  # of a step that names a part of a site; a headline has more
_SAME_WORDS = 0.6
_MAX_LENGTH = 60  # characters; a longer one is a sentence


def find_section(page: Page, blocks: Blocks, labels: Labels) -> Found[str] | None:
    """article:section, JSON-LD articleSection, else the last step of the breadcrumb above the page itself."""
    meta = page.structured.meta
    offers = [Offer(f"meta:{name}", clean(value), trust) for name, trust in _META for value in meta.get(name, ())]
    for node in main_nodes(page)[:2]:
        sections = strings(node.data.get("articleSection"))
        offers += [Offer(f"{node.path}.articleSection", text, 0.85) for text in sections]
    offers += [Offer(f"{source}.name", text, 0.6) for source, text in _breadcrumb(page)]
    for inline in inlines_named(blocks, _CATEGORY):
        if "category" in (inline.element.get("rel") or "") and is_open(labels, inline.block):
            offers.append(Offer(f"block:{inline.block}", clean("".join(inline.element.itertext())[:100]), 0.55))
    names = site_names(page)
    offers = [o for o in offers if 1 < len(o.raw) <= _MAX_LENGTH and o.raw.casefold() not in _HOME]
    offers = [o for o in offers if not o.raw.startswith("http") and not names.holds(o.raw)]
    offers.sort(key=lambda offer: -offer.confidence)
    return found(offers[0].raw, offers[0], offers[1:]) if offers else None


def _breadcrumb(page: Page) -> Iterator[tuple[str, str]]:
    """The last step that is not the page itself, of each breadcrumb."""
    title = key(" ".join((page.structured.title or "", *page.structured.meta.get("og:title", ())[:1])))
    for node in (*page.structured.jsonld, *page.structured.microdata):
        items = node.data.get("itemListElement") if "BreadcrumbList" in node.types else None
        if not isinstance(items, list):
            continue
        steps = [(i, text) for i, item in enumerate(items[:20]) if (text := _step(item))]
        if len(steps) > 1 and (len(steps) > 2 or _is_page(steps[-1][1], title)):
            steps.pop()
        for i, text in steps[-1:]:
            yield f"{node.path}.itemListElement[{i}]", text


def _is_page(step: str, title: tuple[str, ...]) -> bool:
    """Whether a step is the page itself: most of its words are the title's, or they are many."""
    words = key(step)
    return len(words) > _MAX_WORDS or sum(word in title for word in words) > _SAME_WORDS * len(words)


def _step(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    return first_string(item.get("name")) or first_string(item.get("item"))
