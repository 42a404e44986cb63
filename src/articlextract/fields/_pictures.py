"""An `<img>` as pages write it -> Image, lazy loading and `srcset` resolved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..article import Image
from ..urls import picture_url
from ._text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NUMBER = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*")
_MIN_SIDE = 50  # pixels; smaller ones are icons, avatars and counters


def read_picture(element: Element, base: str | None) -> Image | None:
    """The picture that an `<img>` shows, or None for an icon, a placeholder or a counting pixel."""
    width, height = _pixels(element.get("width")), _pixels(element.get("height"))
    url = None if _is_small(width, height) else picture_url(element, base)
    return Image(url, alt=clean(element.get("alt")) or None, width=width, height=height) if url else None


def picture_address(element: Element, base: str | None) -> str | None:
    """The address of such a picture alone."""
    small = _is_small(_pixels(element.get("width")), _pixels(element.get("height")))
    return None if small else picture_url(element, base)


def _is_small(width: int | None, height: int | None) -> bool:
    return (width is not None and width < _MIN_SIDE) or (height is not None and height < _MIN_SIDE)


def _pixels(value: str | None) -> int | None:
    match = _NUMBER.fullmatch(value) if value and len(value) < 20 else None
    return int(match[1]) if match and int(match[1]) > 0 else None
