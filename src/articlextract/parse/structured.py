"""What a page says about itself, read from what one pass over its tree has found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..native import compiled
from ..records import HeadLink, StructuredData
from .jsonld import read_jsonld
from .microdata import read_microdata
from .survey import RESOURCES, Says, survey
from .urls import absolute

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_METAS = 5_000
MAX_LINKS = 5_000
_MAX_VALUE = 100_000


class Structured(NamedTuple):
    data: StructuredData
    base_url: str | None
    may_hold_formulas: bool


def read_structured(root: _Element, url: str | None, source: bytes | None = None) -> Structured:
    """The structured data and the base URL. `source` is what the tree was made of, where that is at hand."""
    reader = _Reader()
    found = _survey(root, source)
    for tag, el, says in found.head:
        reader.read(tag, el, says)
    base = reader.base_url(url)
    data = StructuredData(
        jsonld=read_jsonld(reader.scripts) if reader.scripts else (),
        microdata=read_microdata(found.items, base) if found.items else (),
        meta={key: tuple(values) for key, values in reader.meta.items()},
        links=tuple(_links(reader.links, base)),
        title=reader.title,
        language=reader.language,
    )
    return Structured(data, base, reader.formulas)


class _Reader:
    """What the pass has seen so far."""

    def __init__(self) -> None:
        self.meta: dict[str, list[str]] = {}
        self.links: list[Says] = []
        self.scripts: list[str] = []
        self.title: str | None = None
        self.language: str | None = None
        self.base: str | None = None
        self.metas = 0
        self.formulas = False

    def read(self, tag: str, el: _Element, says: Says) -> None:
        if tag == "meta":
            self.read_meta(el, says)
        elif tag == "link":
            if len(self.links) < MAX_LINKS:
                self.links.append(says)
        elif tag == "script":
            kind = says.get("type") or ""
            if kind.partition(";")[0].strip().lower() == "application/ld+json" and el.text:
                self.scripts.append(el.text)
            self.formulas = self.formulas or kind.startswith("math/tex")
        elif tag == "math":
            self.formulas = True
        elif tag == "title":
            if self.title is None and not _inside(el, "svg"):
                self.title = " ".join("".join(el.itertext())[:_MAX_VALUE].split()) or None
        elif tag == "html":
            if self.language is None:
                self.language = (el.get("lang") or el.get("xml:lang") or el.get(_XML_LANG) or "").strip() or None
        elif self.base is None:
            self.base = says.get("href")

    def read_meta(self, el: _Element, says: Says) -> None:
        value = says.get("content") or says.get("value")
        if not value or self.metas >= MAX_METAS:
            return
        value = " ".join(value[:_MAX_VALUE].split())
        if not value:
            return
        self.metas += 1
        keys = []
        if key := says.get("name"):
            keys.append(key.strip().lower())
        if key := says.get("property"):
            keys += key.lower().split()
        if key := says.get("http-equiv"):
            keys.append(key.strip().lower())
        if (key := says.get("itemprop")) and not _in_inner_item(el):
            keys += key.lower().split()
        for key in dict.fromkeys(keys):  # the same name as `name` and `property` is one statement
            self.meta.setdefault(key, []).append(value)

    def base_url(self, url: str | None) -> str | None:
        """`<base href>` against the page's URL, where it is one that links can be resolved by."""
        base = absolute(self.base, url)
        return base if base and base.startswith(("http://", "https://")) else url


_scan = compiled("parse._scan")
_survey = _scan.survey if _scan else survey
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _inside(el: _Element, tag: str) -> bool:
    return next(el.iterancestors(tag), None) is not None


def _in_inner_item(el: _Element) -> bool:
    """Whether the element speaks of an item in the page (a card, the publisher), not of the page."""
    for parent in el.iterancestors():
        if parent.get("itemscope") is not None:
            return parent.tag not in ("html", "head", "body")
    return False


def _links(found: list[Says], base: str | None) -> list[HeadLink]:
    links = []
    for link in found:
        rel = tuple((link.get("rel") or "").lower().split())
        if not RESOURCES.isdisjoint(rel):
            continue
        if href := absolute(link.get("href"), base):
            links.append(HeadLink(rel, href, link.get("type"), link.get("title"), link.get("hreflang")))
    return links
