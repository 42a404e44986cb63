"""All the days that a page states for itself, published and modified told apart."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ..records import Blocks, Labels, Page
from ..timestamps import read_stamp
from ._datelines import datelines
from ._memo import once
from ._survey import times
from ._told_times import Stated, When, from_attributes, from_data, from_meta, from_url, locale_of
from ._zones import zones_of

_UNSURE = re.compile(r"\D*(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?\d{2,4}(?!\d)")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(?:(?:19|20)\d\d|\d\d)(?![\d./-])")
_MAX_LINE = 60  # characters of a line whose numbers show how this page writes days
_MAX_TIMES = 100  # `<time>` elements that are looked at for the same
_FIRST, _LAST = 1990, 2040  # years; what lies outside is a placeholder or a slip


@once
def stated_times(page: Page, blocks: Blocks, labels: Labels) -> list[Stated]:
    """From structured data, meta tags, the address, and what may be read in the blocks; never after the crawl."""
    found = [*told_times(page), *from_url(page), *from_attributes(blocks, zones_of(labels, blocks).title)]
    found += [
        Stated(line.offer, f"seen-{line.zone}", line.when, line.modified)
        for line in datelines(blocks, labels, locale_of(page), page.fetched_at)
    ]
    settled = _settle(found, blocks, page.fetched_at)
    return _localise([stated for stated in settled if is_possible(stated.when, page.fetched_at)])


@once
def told_times(page: Page) -> list[Stated]:
    """Those of the structured data and the meta tags alone."""
    language = locale_of(page)
    return [*from_data(page, language), *from_meta(page, language)]


def day_of(when: When) -> dt.date:
    """The calendar day, as the page states it."""
    return when.date() if isinstance(when, dt.datetime) else when


def is_possible(when: When, fetched_at: dt.datetime | None) -> bool:
    day = day_of(when)
    if not _FIRST <= day.year <= _LAST:
        return False
    # A day ahead is still the same day somewhere.
    return fetched_at is None or day <= fetched_at.date() + dt.timedelta(days=1)


def _settle(times: list[Stated], blocks: Blocks, fetched_at: dt.datetime | None) -> list[Stated]:
    """03/10/2024 read the other way round where the rest of the page says so."""
    turned = [_turned(stated) for stated in times]
    if not any(turned):
        return times
    sure = {day_of(stated.when) for stated, other in zip(times, turned, strict=True) if other is None}
    elsewhere = set(_days_elsewhere(blocks)) | sure
    day_first = _writes_day_first(blocks)
    settled = []
    for stated, other in zip(times, turned, strict=True):
        if other is not None and _is_other(stated, other, (sure, elsewhere), day_first, fetched_at):
            stated = stated._replace(when=_on(stated.when, other))
        settled.append(stated)
    return settled


def _is_other(
    stated: Stated,
    other: dt.date,
    known: tuple[set[dt.date], ...],
    day_first: bool | None,
    fetched_at: dt.datetime | None,
) -> bool:
    """Whether a day in numbers is the `other` that they can mean.

    By a day that the page states for itself in words or as a machine writes it, then by one that it states of
    any page, then by its other days in numbers; and never a day after the crawl.
    """
    day = day_of(stated.when)
    for days in known:
        if (day in days) != (other in days):
            return other in days
    if is_possible(day, fetched_at) != is_possible(other, fetched_at):
        return is_possible(other, fetched_at)
    match = _UNSURE.match(stated.offer.raw[:40])
    return day_first is not None and match is not None and day_first != (int(match[1]) == day.day)


def _turned(stated: Stated) -> dt.date | None:
    match = _UNSURE.match(stated.offer.raw[:40])
    day = day_of(stated.when)
    if match is None or day.day > 12 or day.day == day.month or {int(match[1]), int(match[3])} != {day.day, day.month}:
        return None
    return dt.date(day.year, day.day, day.month)


def _on(when: When, day: dt.date) -> When:
    return when.replace(year=day.year, month=day.month, day=day.day)


def _days_elsewhere(blocks: Blocks) -> Iterator[dt.date]:
    """Days that `<time>` elements state as machines write them, of whatever they are."""
    for inline in times(blocks)[:_MAX_TIMES]:
        when = read_stamp(inline.element.get("datetime") or "")
        if when is not None:
            yield day_of(when)


def _writes_day_first(blocks: Blocks) -> bool | None:
    """How the page writes days in numbers, where the numbers above 12 in its short lines all say the same."""
    orders = set()
    for block in blocks:
        match = _NUMERIC.search(block.text) if len(block.text) <= _MAX_LINE else None
        if match is not None and (int(match[1]) > 12) != (int(match[3]) > 12):
            orders.add(int(match[1]) > 12)
    return orders.pop() if len(orders) == 1 else None


def _localise(times: list[Stated]) -> list[Stated]:
    """A moment in UTC as the page states it elsewhere in its own time zone, which may be another day."""
    local: dict[When, When] = {
        stated.when: stated.when  # equal moments are equal keys, whatever their offsets
        for stated in times
        if isinstance(stated.when, dt.datetime) and stated.when.utcoffset()
    }
    return [stated._replace(when=local.get(stated.when, stated.when)) for stated in times] if local else times
