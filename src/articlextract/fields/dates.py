"""When it was published, and when it was last changed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from ..records import Blocks, Found, Labels, Page
from ._evidence import found
from ._times import Stated, When, day_of, stated_times

_MIN_TRUST = 0.25


def find_date(page: Page, blocks: Blocks, labels: Labels) -> Found[When] | None:
    """The day of publication that most sources agree on, in its most precise wording."""
    return _choose([stated for stated in stated_times(page, blocks, labels) if not stated.modified])


def find_date_modified(page: Page, blocks: Blocks, labels: Labels) -> Found[When] | None:
    """The day of the last change, where the page states it apart."""
    return _choose([stated for stated in stated_times(page, blocks, labels) if stated.modified])


def _choose(times: list[Stated]) -> Found[When] | None:
    if not times:
        return None
    trust = _trust(times)
    day = max(trust, key=lambda candidate: trust[candidate])
    if trust[day] < _MIN_TRUST:
        return None
    same = [stated for stated in times if day_of(stated.when) == day]
    winner = max(same, key=lambda stated: (_precision(stated.when), stated.offer.confidence))
    losers = [stated.offer for stated in times if stated is not winner]
    return found(winner.when, winner.offer._replace(confidence=trust[day]), losers)


def _trust(times: list[Stated]) -> dict[dt.date, float]:
    """For each day, the belief that all independent families give it together."""
    best: dict[dt.date, dict[str, float]] = defaultdict(dict)
    for stated in times:
        families = best[day_of(stated.when)]
        families[stated.family] = max(families.get(stated.family, 0.0), stated.offer.confidence)
    trust = {}
    for day, families in best.items():
        doubt = 1.0
        for belief in families.values():
            doubt *= 1 - belief
        trust[day] = 1 - doubt
    return trust


def _precision(when: When) -> int:
    if not isinstance(when, dt.datetime):
        return 0
    return 1 if when.tzinfo is None else 2
