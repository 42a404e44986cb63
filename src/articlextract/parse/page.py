"""The three ways in: bytes, a user's tree, a user's soup."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from lxml import etree

from ..records import DataNode, HeadLink, Page, RawPage, StructuredData

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from lxml.etree import _Element


def parse_page(raw: RawPage, *, max_bytes: int) -> Page:
    """Bytes to a Page."""
    from bs4.dammit import UnicodeDammit

    data = raw.data[:max_bytes]
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        dammit = UnicodeDammit(data, is_html=True)
        text, encoding = dammit.unicode_markup or "", dammit.original_encoding or "utf-8"
    root = _tree(text.replace("\0", "").encode("utf-8", "replace"))
    structured, base = _structured(root, raw.url)
    return Page(
        root,
        structured,
        url=raw.url,
        base_url=base,
        encoding=encoding,
        fetched_at=raw.fetched_at,
        truncated=len(raw.data) > max_bytes,
    )


def page_from_tree(root: _Element, *, url: str | None) -> Page:
    """A user's lxml element, read as it is."""
    structured, base = _structured(root, url)
    return Page(root, structured, url=url, base_url=base)


def page_from_soup(soup: BeautifulSoup, *, url: str | None) -> Page:
    """A user's soup, serialised and parsed anew."""
    root = _tree(str(soup).encode("utf-8", "replace"))
    structured, base = _structured(root, url)
    return Page(root, structured, url=url, base_url=base)


def _tree(data: bytes) -> _Element:
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    return root if root is not None else etree.Element("html")


def _structured(root: _Element, url: str | None) -> tuple[StructuredData, str | None]:
    meta: dict[str, list[str]] = {}
    links: list[HeadLink] = []
    nodes: list[DataNode] = []
    title = language = None
    base = url
    for el in root.iter("meta", "link", "script", "title", "html", "base"):
        if el.tag == "meta":
            key = el.get("name") or el.get("property") or el.get("itemprop") or el.get("http-equiv")
            value = " ".join((el.get("content") or "").split())
            if key and value:
                meta.setdefault(key.strip().lower(), []).append(value)
        elif el.tag == "link" and el.get("href"):
            try:
                href = urljoin(base or "", el.get("href") or "")
            except ValueError:
                continue
            rel = tuple((el.get("rel") or "").lower().split())
            links.append(HeadLink(rel, href, el.get("type"), el.get("title"), el.get("hreflang")))
        elif el.tag == "script" and "ld+json" in (el.get("type") or ""):
            try:
                value_: Any = json.loads(el.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            nodes += _nodes(value_, f"json-ld[{len(nodes)}]:$" if nodes else "json-ld:$")
        elif el.tag == "title" and title is None and (el.text or "").strip():
            title = " ".join((el.text or "").split())
        elif el.tag == "html" and language is None:
            language = el.get("lang")
        elif el.tag == "base" and el.get("href"):
            try:
                base = urljoin(url or "", el.get("href") or "")
            except ValueError:
                continue
    frozen = {key: tuple(values) for key, values in meta.items()}
    return StructuredData(tuple(nodes), (), frozen, tuple(links), title, language), base


def _nodes(value: Any, path: str) -> list[DataNode]:
    if isinstance(value, list):
        return [node for i, v in enumerate(value) for node in _nodes(v, f"{path}[{i}]")]
    if not isinstance(value, dict):
        return []
    if isinstance(value.get("@graph"), list):
        return [n for i, v in enumerate(value["@graph"]) for n in _nodes(v, f"{path}.@graph[{i}]")]
    types = value.get("@type") or ()
    names = (types,) if isinstance(types, str) else tuple(t for t in types if isinstance(t, str))
    return [DataNode(path, tuple(n.rsplit("/", 1)[-1] for n in names), value)]
