"""Records made without their constructor are those that it makes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import pickle

from articlextract.article import Candidate, Evidence, RelatedKind, RelatedLink
from articlextract.fields._make import make_candidate, make_evidence, make_found, make_link
from articlextract.records import Found


def test_a_candidate() -> None:
    made = make_candidate("meta:author", "Ann Writer", 0.5)

    assert made == Candidate("meta:author", "Ann Writer", 0.5)
    assert pickle.loads(pickle.dumps(made)) == made


def test_a_link_has_every_field() -> None:
    values = ("Boats", "https://example.org/b", "Nine of them.", dt.date(2024, 5, 4), RelatedKind.NEXT, "Next", "a.jpg")
    made = make_link(*values)

    assert made == RelatedLink(*values)
    assert made.__dict__.keys() == {field.name for field in dataclasses.fields(RelatedLink)}


def test_evidence_and_what_was_found() -> None:
    lost = (Candidate("title", "Boats", 0.2),)
    evidence = make_evidence("meta:og:title", "Boats", 0.5, lost)

    assert evidence == Evidence("meta:og:title", "Boats", 0.5, lost)
    assert make_found("Boats", evidence) == Found("Boats", evidence)
    assert pickle.loads(pickle.dumps(evidence)) == evidence
