"""Frozen records without their constructor, which takes three times as long; made a hundred times a page."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from ..article import Candidate, Evidence, RelatedKind, RelatedLink
from ..records import Found

T = TypeVar("T")

_new = object.__new__


def make_candidate(source: str, value: str, confidence: float) -> Candidate:
    """`Candidate(source, value, confidence)`."""
    candidate = _new(Candidate)
    values = candidate.__dict__
    values["source"] = source
    values["value"] = value
    values["confidence"] = confidence
    return candidate


def make_evidence(source: str, value: str, confidence: float, losers: tuple[Candidate, ...]) -> Evidence:
    """`Evidence(source, value, confidence, losers)`."""
    evidence = _new(Evidence)
    values = evidence.__dict__
    values["source"] = source
    values["value"] = value
    values["confidence"] = confidence
    values["losers"] = losers
    return evidence


def make_found(value: T, evidence: Evidence) -> Found[T]:
    """`Found(value, evidence)`."""
    found: Found[T] = _new(Found)
    values = found.__dict__
    values["value"] = value
    values["evidence"] = evidence
    return found


def make_link(
    title: str,
    url: str,
    excerpt: str | None,
    date: dt.datetime | dt.date | None,
    kind: RelatedKind,
    heading: str | None,
    image: str | None,
) -> RelatedLink:
    """`RelatedLink(title, url, excerpt, date, kind, heading, image)`."""
    link = _new(RelatedLink)
    values = link.__dict__
    values["title"] = title
    values["url"] = url
    values["excerpt"] = excerpt
    values["date"] = date
    values["kind"] = kind
    values["heading"] = heading
    values["image"] = image
    return link
