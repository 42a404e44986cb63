"""Other pages offered in flattened text: lines in the order headline, excerpt, date, and again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..dates import MAX_LENGTH, read_date
from ..wordsets import has_digit

_MIN_TITLE, _MAX_TITLE = 12, 200  # characters
_MIN_UNSPACED = 6  # of a title in a script that writes no spaces
_MIN_EXCERPT = 60
_MIN_WORDS = 3  # of a headline; fewer are a category or a name
_MAX_CARDS = 100
_ELLIPSES = ("…", "...")
_BUTTONS = frozenset(
    """read more|more|read now|learn more|continue reading|keep reading|full story|read article|view all|see all
    see more|view more|load more|show more|weiterlesen|mehr|mehr lesen|lire la suite|en savoir plus|leer más|leggi tutto
    leia mais|lees meer|lees verder|czytaj więcej|читать далее|подробнее|previous|next|share""".replace(
        "\n", "|"
    ).split("|")
) - {""}


class Card(NamedTuple):
    """One page offered: the index of its headline's line, and what stands with it."""

    at: int
    title: str
    excerpt: str | None
    date: dt.datetime | dt.date | None


class _Kind(NamedTuple):
    """What one line can be."""

    date: dt.datetime | dt.date | None
    is_excerpt: bool
    is_title: bool


_new = tuple.__new__  # half the time of a named tuple's own constructor
_NOTHING, _EXCERPT, _TITLE = _Kind(None, False, False), _Kind(None, True, False), _Kind(None, False, True)


def read_cards(lines: Sequence[tuple[int, str]], language: str | None) -> Iterator[Card]:
    """The cards in a list's lines, without its heading.

    Which part begins a card is the first part's kind: a list that begins with a date has its dates above the
    headlines, every other has them below.
    """
    kinds = [_kind(text, language) for _, text in lines]
    dates_above = _dates_above(kinds)
    title: int | None = None
    excerpt: str | None = None
    date: dt.datetime | dt.date | None = None
    waiting: dt.datetime | dt.date | None = None  # a date that belongs to the headline to come
    count = 0
    for i, ((_, text), kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind.date is not None:
            if dates_above:
                waiting = kind.date
            elif title is not None and date is None:
                date = kind.date
            continue
        told = kind.is_excerpt or (_follows(kinds, i) and not kind.is_title)
        if told and title is not None and excerpt is None and _is_excerpt_of(lines[title][1], text):
            excerpt = text
            continue
        if not kind.is_title:
            continue
        if title is not None:
            yield Card(lines[title][0], lines[title][1], excerpt, date)
            count += 1
        title, excerpt, date, waiting = i, None, waiting, None
        if count >= _MAX_CARDS:
            return
    if title is not None:
        yield Card(lines[title][0], lines[title][1], excerpt, date)


def _kind(text: str, language: str | None) -> _Kind:
    size = len(text)
    if size <= MAX_LENGTH and has_digit(text):
        date = read_date(text, language)
        if date is not None:
            return _new(_Kind, (date, False, False))
    button = size <= 24 and text.casefold().strip(" »›→….") in _BUTTONS
    excerpt = size >= _MIN_EXCERPT and text.endswith(_ELLIPSES)
    excerpt = excerpt or size > _MAX_TITLE or (size >= 2 * _MIN_EXCERPT and text[-1] in ".!?。")
    if excerpt or button:
        return _EXCERPT if excerpt else _NOTHING
    is_ascii = text.isascii()
    spaced = text.count(" ") + 1 >= _MIN_WORDS or (not is_ascii and max(text[:8]) > "\u2e80")
    return _TITLE if size >= (_MIN_TITLE if is_ascii else _MIN_UNSPACED) and spaced else _NOTHING


def _dates_above(kinds: Sequence[_Kind]) -> bool:
    """Whether dates stand before their headlines: the first date does, and a headline follows the last."""
    dates = [i for i, kind in enumerate(kinds) if kind.date is not None]
    titles = [i for i, kind in enumerate(kinds) if kind.is_title]
    return bool(dates and titles) and dates[0] < titles[0] and dates[-1] < titles[-1]


def _follows(kinds: Sequence[_Kind], i: int) -> bool:
    """Whether a line stands between a headline and a date."""
    return i + 1 < len(kinds) and kinds[i + 1].date is not None and i > 0 and kinds[i - 1].is_title


def _is_excerpt_of(title: str, text: str) -> bool:
    return text != title and len(text) > len(title) / 2
