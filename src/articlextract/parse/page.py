"""The three ways in: bytes, a user's tree, a user's soup."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from ..records import Page, RawPage
from .decode import to_utf8
from .sniff import refuse_binary
from .structured import read_structured
from .tree import build_tree

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from lxml.etree import _Element


def parse_page(raw: RawPage, *, max_bytes: int) -> Page:
    """Bytes to a Page. Input beyond `max_bytes` is cut off and the page marked as truncated.

    Empty input gives a page with an empty root.

    Raises:
        ParseError: the bytes are a file of another kind, such as a PDF or an image.
    """
    data = raw.data[:max_bytes] if len(raw.data) > max_bytes else raw.data
    refuse_binary(data)
    decoded = to_utf8(data, raw.content_type)
    root, truncated = build_tree(decoded.data)
    structured = read_structured(root, raw.url, decoded.data)
    return Page(
        root,
        structured.data,
        url=raw.url,
        base_url=structured.base_url,
        encoding=decoded.encoding,
        fetched_at=raw.fetched_at,
        truncated=truncated or len(raw.data) > max_bytes,
        may_hold_formulas=structured.may_hold_formulas,
    )


def page_from_tree(root: _Element, *, url: str | None) -> Page:
    """A user's lxml element, whole document or part of one, read as it is and left as it is.

    Only a tree in the XHTML namespace is read in a copy, because the stages know plain tag names.
    """
    if isinstance(root.tag, str) and root.tag.startswith("{http://www.w3.org/1999/xhtml}"):
        return _page_from_text(etree.tostring(root, encoding="unicode", method="html", with_tail=False), url)
    structured = read_structured(root, url)
    return Page(
        root,
        structured.data,
        url=url,
        base_url=structured.base_url,
        may_hold_formulas=structured.may_hold_formulas,
    )


def page_from_soup(soup: BeautifulSoup, *, url: str | None) -> Page:
    """A user's soup, or a tag of one: written out and parsed anew."""
    return _page_from_text(str(soup), url)


def _page_from_text(text: str, url: str | None) -> Page:
    root, truncated = build_tree(text.replace("\0", "").encode("utf-8", "replace"))
    return replace(page_from_tree(root, url=url), truncated=truncated)
