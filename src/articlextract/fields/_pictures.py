"""An `<img>` as pages write it: where its picture is, lazy loading and `srcset` resolved, and what it says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..attributes import attributes_of
from ..urls import picture_url
from ._text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NUMBER = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*")
_SIDES = frozenset({"width", "height"})
_MIN_SIDE = 50  # pixels; smaller ones are icons, avatars and counters


def picture_address(element: Element, base: str | None, given: Mapping[str, str] | None = None) -> str | None:
    """Where the picture that an `<img>` shows is, or None for an icon, a placeholder or a counting pixel.

    `given` are its attributes, where they are known.
    """
    given = attributes_of(element, _SIDES) if given is None else given
    for name in _SIDES:
        side = _pixels(given.get(name))
        if side is not None and side < _MIN_SIDE:
            return None
    return picture_url(element, base)


def alt_and_size(given: Mapping[str, str]) -> tuple[str | None, int | None, int | None]:
    """The text in place of a picture with such attributes, its width and its height."""
    return clean(given.get("alt")) or None, _pixels(given.get("width")), _pixels(given.get("height"))


def _pixels(value: str | None) -> int | None:
    match = _NUMBER.fullmatch(value) if value and len(value) < 20 else None
    return int(match[1]) if match and int(match[1]) > 0 else None
