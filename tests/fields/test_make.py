"""Records made without their constructor are those that it makes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import pickle

from twins import twin

from articlextract.article import Candidate, Evidence, Image, RelatedKind, RelatedLink
from articlextract.fields import _evidence, _make
from articlextract.fields._evidence import Offer
from articlextract.fields._make import make_candidate, make_evidence, make_found, make_image, make_link
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


def test_a_picture_has_every_field() -> None:
    made = make_image("a.jpg", "A", "Boats", None, 800, None, 3)

    assert made == _make._make_image("a.jpg", "A", "Boats", None, 800, None, 3)
    assert made == Image("a.jpg", "A", "Boats", None, 800, None, 3)
    assert made.__dict__.keys() == {field.name for field in dataclasses.fields(Image)}


def test_compiled_evidence_as_in_python() -> None:
    twin("fields._make_kernel")
    trusts = (0.5, 1, 0.12345, 0.5, 0.0, 0.98765, 0.7, 0.7, 0.7, 0.1, 0.3)
    losers = [Offer(f"block:{i}", "é" * (195 + i), trust) for i, trust in enumerate(trusts)]
    for some in (losers, tuple(losers[:3]), losers[:1], ()):
        assert _evidence.found("Boats", losers[9], some) == _evidence._found("Boats", losers[9], some)
    assert _evidence.found("Boats", losers[9]) == _evidence._found("Boats", losers[9])
    assert losers == [Offer(f"block:{i}", "é" * (195 + i), trust) for i, trust in enumerate(trusts)]
