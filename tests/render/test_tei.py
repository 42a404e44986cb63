"""Article -> TEI, held to the part of TEI-All that it uses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from render.samples import EVERYTHING, item, paragraph
from render.test_json import FULL

from articlextract import Article, Status
from articlextract.article import BodyKind, BodyNode, Mark, Span
from articlextract.render import to_tei

SCHEMA = etree.RelaxNG(file=str(Path(__file__).with_name("tei_all_part.rng")))
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
MORE = (
    BodyNode(
        BodyKind.DEFINITIONS,
        children=(
            BodyNode(BodyKind.DEFINITION, (Span("before"),)),
            BodyNode(BodyKind.TERM, (Span("Ebb"),)),
            BodyNode(BodyKind.TERM, (Span("Low"),)),
            BodyNode(BodyKind.DEFINITION, (Span("one"),)),
            BodyNode(BodyKind.DEFINITION, (Span("two"),), (paragraph("three"),)),
        ),
    ),
    BodyNode(BodyKind.DETAILS, (Span("More"),), (paragraph("Later."),)),
    BodyNode(BodyKind.FORMULA, (Span("a<b", marks=(Mark.MATH,)),)),
    BodyNode(BodyKind.NOTE, (Span("1", marks=(Mark.NOTE,)), Span("Said.")), (paragraph("Twice."),)),
    BodyNode(BodyKind.EMBED, (Span("Film", "https://example.org/film"),)),
    BodyNode(BodyKind.HEADING, (Span("Deep"),), level=4),
    BodyNode(BodyKind.HEADING, (Span("Up"),), level=1),
    BodyNode(BodyKind.QUOTE, children=(BodyNode(BodyKind.HEADING, (Span("In"),), level=2), item("x"))),
    paragraph(Span("x\ny", marks=(Mark.STRONG, Mark.CODE)), Span("1", "https://example.org/#n", (Mark.NOTE,))),
)


def read(article: Article) -> Any:
    root = etree.fromstring(to_tei(article).encode())
    assert SCHEMA.validate(root), SCHEMA.error_log
    return root


@pytest.mark.parametrize(
    "article",
    [
        FULL,
        replace(FULL, body=(*EVERYTHING, *MORE)),
        Article(Status.EMPTY),
        Article(Status.OK, title="a\0\ud800<b>&", language="no such", body=MORE),
    ],
    ids=["full", "more", "empty", "odd"],
)
def test_it_is_tei(article: Article) -> None:
    read(article)


def test_headings_make_divisions() -> None:
    root = read(replace(FULL, body=MORE))
    heads = root.xpath("//t:body/t:div[t:head]/t:head/text()", namespaces=TEI)
    assert heads == ["Deep", "Up"]
    assert root.xpath("//t:list[@type='gloss']/t:label", namespaces=TEI)[1].text == "Ebb"


def test_the_header_says_what_is_known() -> None:
    root = read(FULL)
    assert root.xpath("//t:titleStmt/t:author/text()", namespaces=TEI) == ["Ann", "The Mill"]
    assert root.xpath("//t:publicationStmt/t:date/@when", namespaces=TEI) == ["2024-02-29"]


def test_a_wrong_document_is_noticed() -> None:
    assert not SCHEMA.validate(
        etree.fromstring(to_tei(FULL).replace("<div>", "<dvi>").replace("</div>", "</dvi>")[38:])
    )
