"""The keywords that the page gives to itself."""

from __future__ import annotations

import re

from ..records import Blocks, Found, Inline, Labels, Page
from ._data import main_nodes, strings
from ._evidence import Offer, found
from ._roles import CLOSED
from ._survey import asked, inlines_named
from ._text import clean

_META = ("article:tag", "og:article:tag", "parsely-tags", "sailthru.tags", "news_keywords", "keywords", "dc.subject")
_TAG = asked({"tag"})
_SEPARATOR = re.compile(r"\s*[,;|]\s*")
_MAX_TAG = 60  # characters
_MAX_TAGS = 50
_TAG_TRUST = {"article:tag": 0.9, "og:article:tag": 0.85, "keywords": 0.6, "dc.subject": 0.6}


def find_tags(page: Page, blocks: Blocks, labels: Labels) -> Found[tuple[str, ...]] | None:
    """article:tag, JSON-LD keywords, links with rel=tag, meta keywords: the best of these sources, whole."""
    groups: list[tuple[Offer, list[str]]] = []
    for name in _META:
        values = page.structured.meta.get(name, ())
        if values:
            _add(groups, f"meta:{name}", _TAG_TRUST.get(name, 0.7), [clean(value) for value in values])
    for node in main_nodes(page)[:2]:
        _add(groups, f"{node.path}.keywords", 0.8, strings(node.data.get("keywords")))
    _add(groups, "rel:tag", 0.75, [_text(i) for i in inlines_named(blocks, _TAG) if _is_tag(i, labels)])
    if not groups:
        return None
    groups.sort(key=lambda group: -group[0].confidence)
    return found(tuple(groups[0][1]), groups[0][0], [offer for offer, _ in groups[1:]])


def _is_tag(inline: Inline, labels: Labels) -> bool:
    rel = inline.element.get("rel") if inline.tag == "a" else None
    if not rel or "tag" not in rel.lower().split() or "category" in rel.lower():
        return False
    return inline.block >= len(labels.roles) or labels.roles[inline.block] not in CLOSED


def _text(inline: Inline) -> str:
    return clean("".join(inline.element.itertext())[: 4 * _MAX_TAG]).lstrip("#")


def _add(groups: list[tuple[Offer, list[str]]], source: str, trust: float, values: list[str]) -> None:
    split = values if len(values) > 1 else [tag for value in values for tag in _SEPARATOR.split(value)]
    tags: dict[str, str] = {}
    for tag in split:
        if 1 < len(tag) <= _MAX_TAG and "=" not in tag:
            tags.setdefault(tag.casefold(), tag)
    kept = list(tags.values())[:_MAX_TAGS]
    if kept:
        groups.append((Offer(source, ", ".join(kept), trust), kept))
