"""From candidates to a field's value with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ..records import Found
from ._make import kernel, make_candidate, make_evidence, make_found

T = TypeVar("T")

MAX_LOSERS = 8  # enough to see why; a page with fifty <time> elements should not fill the record
MAX_RAW = 200  # characters of a raw value kept as evidence


_trust = attrgetter("confidence")


class Offer(NamedTuple):
    """A value that a source offers: where it stood, how it stood there, and how far it is trusted (0 to 1)."""

    source: str
    raw: str
    confidence: float


def _found(value: T, winner: Offer, losers: Sequence[Offer] = ()) -> Found[T]:
    """The field's value with its evidence; `losers` are kept best first."""
    ranked = sorted(losers, key=_trust, reverse=True)[:MAX_LOSERS]
    lost = tuple([make_candidate(source, raw[:MAX_RAW], _rounded(trust)) for source, raw, trust in ranked])
    return make_found(value, make_evidence(winner.source, winner.raw[:MAX_RAW], _rounded(winner.confidence), lost))


@lru_cache(maxsize=4096, typed=True)
def _rounded(trust: float) -> float:
    """To three places; 60 numbers a page, mostly the same, and a rounding takes five times as long as a look-up."""
    return round(trust, 3)


found = _found
if kernel is not None and not TYPE_CHECKING:
    found = kernel.Evidences(_rounded, MAX_LOSERS, MAX_RAW).found
