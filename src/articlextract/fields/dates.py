"""When it was published, and when it was last changed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from ..records import Blocks, Found, Labels, Page
from ._evidence import found
from ._times import day_of, is_possible, stated_times, told_times
from ._told_times import Stated, When

_MIN_TRUST = 0.15
_DAY = dt.timedelta(days=1)
_ONLY_CHANGED = 0.5  # belief in the day of a change, shown as the page's only dateline, as the day of the page


def find_date(page: Page, blocks: Blocks, labels: Labels) -> Found[When] | None:
    """The day of publication that most sources agree on, in its most precise wording.

    A page that shows no other day than that of its last change ("Updated May 4, 2024" under the
    headline) is of that day; a change that only meta tags know of says nothing here.
    """
    times = stated_times(page, blocks, labels)
    published = [stated for stated in times if not stated.modified]
    if published:
        return _choose(published, times)
    shown = [
        stated._replace(offer=stated.offer._replace(confidence=stated.offer.confidence * _ONLY_CHANGED))
        for stated in times
        if stated.family.startswith("seen")
    ]
    return _choose(shown, times)


def find_date_modified(page: Page, blocks: Blocks, labels: Labels) -> Found[When] | None:
    """The day of the last change, where the page states it apart: in its data, else to its reader."""
    told = [stated for stated in told_times(page) if stated.modified and is_possible(stated.when, page.fetched_at)]
    times = told or [stated for stated in stated_times(page, blocks, labels) if stated.modified]
    return _choose(times, times)


def _choose(times: Sequence[Stated], known: Sequence[Stated]) -> Found[When] | None:
    if not times:
        return None
    trust = _trust(times, {day_of(stated.when) for stated in known if stated.modified})
    day = max(trust, key=lambda candidate: trust[candidate])
    if trust[day] < _MIN_TRUST:
        return None
    same = [stated for stated in times if day_of(stated.when) == day]
    winner = max(same, key=lambda stated: (_precision(stated.when), stated.offer.confidence))
    losers = [stated.offer for stated in known if stated.offer is not winner.offer]
    return found(winner.when, winner.offer._replace(confidence=min(trust[day], 0.99)), losers)


def _trust(times: Sequence[Stated], changed: set[dt.date]) -> dict[dt.date, float]:
    """For each day, the belief that all independent families give it together."""
    best: dict[dt.date, dict[str, float]] = defaultdict(dict)
    for stated in times:
        families = best[day_of(stated.when)]
        families[stated.family] = max(families.get(stated.family, 0.0), stated.offer.confidence)
    trust = {day: _together(families) for day, families in best.items()}
    shown = [day for day, families in best.items() if families.get("seen-top", 0.0) >= 0.5]
    data = [day for day, families in best.items() if not families.keys().isdisjoint(("json-ld", "meta"))]
    if len(shown) == 1 and data and shown[0] not in data:
        # Data that is later than the day shown tells of a new edition, or of midnight in another time zone: on
        # wcxb-dev and htmldate the day shown was right 13 times in 15, a later one than the data 20 times in 45.
        day = shown[0]
        if day < min(data) or (day not in changed and any(abs(day - other) <= _DAY for other in data)):
            trust[day] = max(trust.values()) + 0.01
    return trust


def _together(families: dict[str, float]) -> float:
    doubt = 1.0
    for belief in families.values():
        doubt *= 1 - belief
    return 1 - doubt


def _precision(when: When) -> int:
    if not isinstance(when, dt.datetime):
        return 0
    return 1 if when.tzinfo is None else 2
