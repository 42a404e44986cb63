"""Every fixture in every format: the same words, absolute addresses, nothing for nh3 to remove, valid TEI."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree
from render.samples import EVERYTHING, bullets, item, paragraph
from render.test_tei import SCHEMA
from test_fixtures import CASES, article, expected

from articlextract import Article, Status
from articlextract.article import BodyKind, BodyNode, Image, Span
from articlextract.render import to_tei
from benchmarks.formats import faults, reader

PAGES = [case for case in CASES if "error" not in expected(case)]


@pytest.fixture(scope="module")
def markdown() -> Any:
    return reader()


@pytest.mark.parametrize("case", PAGES)
def test_all_formats_say_the_same(case: str, markdown: Any) -> None:
    assert list(faults(article(case), markdown)) == []


@pytest.mark.parametrize("case", PAGES)
def test_as_tei(case: str) -> None:
    assert SCHEMA.validate(etree.fromstring(to_tei(article(case)).encode())), SCHEMA.error_log


# The check notices what it is for


def read(*body: BodyNode) -> Article:
    return Article(Status.OK, body=body)


def test_a_whole_body_has_no_fault(markdown: Any) -> None:
    assert list(faults(read(*EVERYTHING), markdown)) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"markdown": "one two"}, "markdown words"),
        ({"html": "<p>one</p>"}, "html words"),
        ({"text": "one two three four"}, "text words"),
        ({"markdown": "# one two three"}, "heading count"),
        ({"markdown": "[one](two) two three"}, "markdown addresses"),
        ({"html": '<p><a href="/two">one</a> two three</p>'}, "html addresses"),
        ({"html": "<p>one two <b>three</b></p>"}, "nh3"),
    ],
)
def test_a_fault_is_noticed(broken: dict[str, str], fault: str, markdown: Any) -> None:
    whole = read(paragraph("one two three"))
    whole.__dict__.update(broken)  # where a cached property keeps its value
    assert fault in dict(faults(whole, markdown))


def test_an_item_lost_is_noticed(markdown: Any) -> None:
    whole = read(bullets(item("one"), item("two")))
    whole.__dict__["markdown"] = "- one two"
    assert dict(faults(whole, markdown)) == {"item count": "2 in the body, 1 in Markdown"}


def test_a_relative_picture_is_noticed(markdown: Any) -> None:
    whole = read(paragraph(Span("one")), BodyNode(BodyKind.FIGURE, image=Image("a.jpg")))
    assert "markdown addresses" in dict(faults(whole, markdown))
