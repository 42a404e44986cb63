"""One pass over the tree for all that a page says about itself; each further one costs a tenth of a bare parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from lxml.etree import _Element

TAGS = ("meta", "link", "script", "title", "html", "base", "math")
NAMES = frozenset(
    {"content", "value", "name", "property", "http-equiv", "itemprop", "rel", "href", "type", "title", "hreflang"}
)
MAX_ITEMS = 5_000

# Orders to the browser, not statements about the page: half of a page's scripts and links, hundreds on some.
PROGRAMS = frozenset({None, "", "text/javascript"})
RESOURCES = frozenset({"stylesheet", "preload", "prefetch", "modulepreload", "preconnect", "dns-prefetch"})


class Says(Protocol):
    """The attributes of an element, those of NAMES at least."""

    def get(self, name: str, /) -> str | None: ...


class Survey(NamedTuple):
    """Both lists in document order.

    `head` has the elements of TAGS that speak of the page. `items` has the first MAX_ITEMS with `itemscope` or
    `itemprop`, each with the place in the list of the innermost one around it that has `itemscope`, or -1.
    """

    head: list[tuple[str, _Element, Says]]
    items: list[tuple[_Element, int]]


def survey(root: _Element, source: bytes | None = None) -> Survey:
    """The elements that say something. The bytes that the tree was made of tell sooner that there is no microdata."""
    head: list[tuple[str, _Element, Says]] = [
        (str(element.tag), element, element) for element in root.iter(*TAGS) if not _is_for_browsers(element)
    ]
    items: list[tuple[_Element, int]] = []
    if source is not None and b"itemscope" not in source.lower():
        return Survey(head, items)
    scopes: dict[_Element, int] = {}
    for element in root.xpath("descendant-or-self::*[@itemscope or @itemprop]")[:MAX_ITEMS]:
        if element.get("itemscope") is not None:
            scopes[element] = len(items)
        items.append((element, _owner(element, scopes)))
    return Survey(head, items)


def _is_for_browsers(element: _Element) -> bool:
    if element.tag == "script":
        return element.get("type") in PROGRAMS
    return element.tag == "link" and element.get("rel") in RESOURCES


def _owner(element: _Element, scopes: dict[_Element, int]) -> int:
    parent = element.getparent()
    while parent is not None:
        if parent in scopes:
            return scopes[parent]
        parent = parent.getparent()
    return -1
