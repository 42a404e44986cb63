"""Frozen records without their constructor, which takes three times as long; made a hundred times a page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

from ..article import Candidate, Evidence, Image, RelatedKind, RelatedLink
from ..native import compiled
from ..records import Found

T = TypeVar("T")

_new = object.__new__


def _make_candidate(source: str, value: str, confidence: float) -> Candidate:
    """`Candidate(source, value, confidence)`."""
    candidate = _new(Candidate)
    values = candidate.__dict__
    values["source"] = source
    values["value"] = value
    values["confidence"] = confidence
    return candidate


def _make_evidence(source: str, value: str, confidence: float, losers: tuple[Candidate, ...]) -> Evidence:
    """`Evidence(source, value, confidence, losers)`."""
    evidence = _new(Evidence)
    values = evidence.__dict__
    values["source"] = source
    values["value"] = value
    values["confidence"] = confidence
    values["losers"] = losers
    return evidence


def _make_found(value: T, evidence: Evidence) -> Found[T]:
    """`Found(value, evidence)`."""
    found: Found[T] = _new(Found)
    values = found.__dict__
    values["value"] = value
    values["evidence"] = evidence
    return found


def _make_link(
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


def _make_image(
    url: str,
    alt: str | None,
    caption: str | None,
    credit: str | None,
    width: int | None,
    height: int | None,
    position: int | None,
) -> Image:
    """`Image(url, alt, caption, credit, width, height, position)`."""
    image = _new(Image)
    values = image.__dict__
    values["url"] = url
    values["alt"] = alt
    values["caption"] = caption
    values["credit"] = credit
    values["width"] = width
    values["height"] = height
    values["position"] = position
    return image


make_candidate, make_evidence, make_found = _make_candidate, _make_evidence, _make_found
make_link, make_image = _make_link, _make_image
kernel = compiled("fields._make_kernel")
if kernel is not None and not TYPE_CHECKING:
    make_candidate, make_evidence, make_found = kernel.make_candidate, kernel.make_evidence, kernel.make_found
    make_link, make_image = kernel.make_link, kernel.make_image
