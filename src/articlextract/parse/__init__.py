"""RawPage -> Page: decode, build the tree, read the structured data once."""

from __future__ import annotations

from .page import page_from_soup, page_from_tree, parse_page

__all__ = ["page_from_soup", "page_from_tree", "parse_page"]
