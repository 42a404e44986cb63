"""Whole numbers in attributes, and where an item stands in its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_NUMBER = 999_999_999  # what CommonMark allows for the number of a list item


def items_before(item: Element) -> int:
    """How many items of the same list the page has before this one."""
    return len(list(item.itersiblings("li", preceding=True)))


def whole(value: str | None, default: int) -> int:
    """An attribute's whole number."""
    digits = (value or "").strip()[:12]
    if not (digits.removeprefix("-").isascii() and digits.removeprefix("-").isdecimal()):
        return default
    return int(digits) if abs(int(digits)) <= MAX_NUMBER else default
