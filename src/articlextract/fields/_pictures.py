"""An `<img>` as pages write it -> Image, lazy loading and `srcset` resolved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..article import Image
from ._text import clean
from ._urls import absolute

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-hi-res-src", "data-full-src", "data-image", "src")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_NUMBER = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*")
_PLACEHOLDERS = ("blank.", "placeholder", "spacer.", "1x1", "pixel.", "transparent.", "loading.", "grey.gif")
_MIN_SIDE = 50  # pixels; smaller ones are icons, avatars and counters
_MAX_CLIMB = 8  # <source> elements of one picture
_MAX_SET = 20000  # characters of a srcset that are looked at


def read_picture(element: Element, base: str | None) -> Image | None:
    """The picture that an `<img>` shows, or None for an icon, a placeholder or a counting pixel."""
    width, height = _pixels(element.get("width")), _pixels(element.get("height"))
    if (width is not None and width < _MIN_SIDE) or (height is not None and height < _MIN_SIDE):
        return None
    url = absolute(_best(element), base)
    if url is None or any(mark in url.rpartition("/")[2].lower() for mark in _PLACEHOLDERS):
        return None
    return Image(url, alt=clean(element.get("alt")) or None, width=width, height=height)


def _best(element: Element) -> str | None:
    """The address of the largest version; `src` of a lazy image is only its placeholder."""
    candidates = [value for name in _SOURCES if (value := element.get(name)) and not value.startswith("data:")]
    sets = [value for name in _SETS if (value := element.get(name))]
    parent = element.getparent()
    for _ in range(_MAX_CLIMB):  # libxml2 knows no <source>: it nests what follows in it
        if parent is None or parent.tag not in ("picture", "source"):
            break
        sets += [value for s in (parent, *parent.iterchildren("source")) for name in _SETS if (value := s.get(name))]
        parent = parent.getparent()
    largest = max((entry for value in sets for entry in parse_srcset(value)), default=None)
    if largest is not None and (largest[0] > 0 or not candidates):
        return largest[1]
    return candidates[0] if candidates else None


def parse_srcset(value: str) -> list[tuple[float, str]]:
    """The (size, URL) pairs of a srcset; a density of 2x counts as 2, a width of 800w as 800.

    >>> parse_srcset("a.jpg 400w, b,c.jpg 800w")
    [(400.0, 'a.jpg'), (800.0, 'b,c.jpg')]
    """
    pairs = []
    words = value[:_MAX_SET].split()
    for i, word in enumerate(words):
        size = _descriptor(word)
        if size is not None:
            continue
        following = _descriptor(words[i + 1]) if i + 1 < len(words) else None
        if not word.startswith("data:"):
            pairs.append((following or 0.0, word.strip(",")))
    return [pair for pair in pairs if pair[1]]


def _descriptor(word: str) -> float | None:
    word = word.rstrip(",")
    if word[-1:] not in ("w", "x"):
        return None
    try:
        return float(word[:-1])
    except ValueError:
        return None


def _pixels(value: str | None) -> int | None:
    match = _NUMBER.fullmatch(value) if value and len(value) < 20 else None
    return int(match[1]) if match and int(match[1]) > 0 else None
