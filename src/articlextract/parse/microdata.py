"""Microdata: `itemscope` elements as objects of the same shape as JSON-LD.

Values follow the standard, with two departures that pages ask for: `content` counts on any element, and a link
around a name (`<a itemprop="author" href="...">Jane Doe</a>`) gives the name too. `itemref` is not followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..records import DataNode
from .jsonld import type_names
from .urls import absolute

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 16
MAX_TEXT = 100_000  # characters of one value
MAX_PAGE_TEXT = 2_000_000  # items in items repeat each other's text

_URL_ATTRIBUTE = {
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "audio": "src",
    "video": "src",
    "source": "src",
    "track": "src",
    "iframe": "src",
    "embed": "src",
    "object": "data",
}
# A link marked as one of these is a person or an organisation; as one of those, just text that is linked.
_PARTIES = frozenset({"author", "creator", "contributor", "editor", "publisher"})
_TEXTS = frozenset(
    {"name", "headline", "alternativeHeadline", "title", "description", "articleSection", "keywords", "genre"}
)
_VALUE_ATTRIBUTE = {"data": "value", "meter": "value", "time": "datetime"}


class _Item(NamedTuple):
    data: dict[str, Any]
    depth: int


def read_microdata(found: list[tuple[_Element, int]], base: str | None) -> tuple[DataNode, ...]:
    """The outermost items of the page, with the items in them as nested dicts, from what a survey has found.

    A property that stands once has its value, one that stands more often a list of them.
    """
    top: list[dict[str, Any]] = []
    items: list[_Item | None] = []
    budget = MAX_PAGE_TEXT
    for el, place in found:
        names = (el.get("itemprop") or "").split()[:10]
        owner = items[place] if place >= 0 else None
        items.append(None)
        value: Any
        if el.get("itemscope") is not None:
            value = _new_item(el)
            items[-1] = _Item(value, owner.depth + 1 if owner else 0)
            if owner is None or not names:
                top.append(value)
                continue
        elif owner is None or budget < 0:
            continue
        else:
            value = _value(el, names, base)
            budget -= len(value) if isinstance(value, str) else 0
        if value is not None and owner.depth < MAX_DEPTH:
            for name in names:
                _add(owner.data, name, value)
    return tuple(DataNode(f"microdata[{i}]", type_names(item.get("@type")), item) for i, item in enumerate(top))


def _new_item(el: _Element) -> dict[str, Any]:
    item: dict[str, Any] = {}
    types = (el.get("itemtype") or "").split()[:10]
    if types:
        item["@type"] = types[0] if len(types) == 1 else types
    if name := el.get("itemid"):
        item["@id"] = name.strip()
    return item


def _add(item: dict[str, Any], name: str, value: Any) -> None:
    if name not in item:
        item[name] = value
    elif isinstance(item[name], list):
        item[name].append(value)
    else:
        item[name] = [item[name], value]


def _value(el: _Element, names: list[str], base: str | None) -> str | dict[str, str | None] | None:
    content = el.get("content")
    if content is not None:
        return _folded(content)
    tag = el.tag
    if tag in _URL_ATTRIBUTE:
        url = absolute(el.get(_URL_ATTRIBUTE[tag]), base)
        if tag == "a":
            if not _PARTIES.isdisjoint(names):
                return {"name": _folded(_text(el)), "url": url}
            if url is None or not _TEXTS.isdisjoint(names):
                return _folded(_text(el))
        return url
    if tag in _VALUE_ATTRIBUTE and (stated := el.get(_VALUE_ATTRIBUTE[tag])):
        return _folded(stated)
    return _folded(_text(el))


def _text(el: _Element) -> str:
    """The text inside, without scripts, to MAX_TEXT characters."""
    parts = []
    size = 0
    if next(el.iter("script", "style"), None) is None:
        texts = el.itertext()
    else:
        texts = iter(el.xpath(".//text()[not(parent::script or parent::style)]"))
    for text in texts:
        parts.append(text)
        size += len(text)
        if size > MAX_TEXT:
            break
    return "".join(parts)


def _folded(text: str) -> str | None:
    return " ".join(text[:MAX_TEXT].split()) or None
