"""Microdata as objects of the JSON-LD shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from lxml import html

from articlextract.parse.microdata import MAX_DEPTH, read_microdata
from articlextract.parse.survey import survey
from articlextract.records import DataNode


def read(markup: str) -> tuple[DataNode, ...]:
    return read_microdata(survey(html.document_fromstring(markup)).items, "https://e.org/a/")


def item(markup: str) -> Mapping[str, Any]:
    return read(f"<div itemscope>{markup}</div>")[0].data


@pytest.mark.parametrize(
    ("markup", "data"),
    [
        ("<h1 itemprop=headline> Ferry \n stops </h1>", {"headline": "Ferry stops"}),
        ("<meta itemprop=datePublished content='2020-01-02'>", {"datePublished": "2020-01-02"}),
        ("<time itemprop=datePublished datetime='2020-01-02'>yesterday</time>", {"datePublished": "2020-01-02"}),
        ("<time itemprop=datePublished>2 May</time>", {"datePublished": "2 May"}),
        ("<span itemprop=datePublished content='2020-01-02'>yesterday</span>", {"datePublished": "2020-01-02"}),
        ("<img itemprop=image src='../b.png'>", {"image": "https://e.org/b.png"}),
        ("<a itemprop=url href='/c'>read</a>", {"url": "https://e.org/c"}),
        ("<a itemprop=url href='http://[::1'>read</a>", {"url": "read"}),
        ("<link itemprop=mainEntityOfPage href=c>", {"mainEntityOfPage": "https://e.org/a/c"}),
        ("<a itemprop=headline href='/c'>Ferry stops</a>", {"headline": "Ferry stops"}),
        ("<a itemprop=author href='/ada'>Ada Quay</a>", {"author": {"name": "Ada Quay", "url": "https://e.org/ada"}}),
        ("<data itemprop=ratingValue value=4>four</data>", {"ratingValue": "4"}),
        ("<i itemprop='name headline'>x</i>", {"name": "x", "headline": "x"}),
        ("<i itemprop=a>1</i><i itemprop=a>2</i><i itemprop=a>3</i>", {"a": ["1", "2", "3"]}),
        ("<p itemprop=text>a<script>b()</script><b>c</b></p>", {"text": "ac"}),
        ("<p itemprop=text> </p><p itemprop='  '>x</p>", {}),
    ],
)
def test_values(markup: str, data: dict[str, Any]) -> None:
    assert item(markup) == data


def test_items_in_items() -> None:
    (node,) = read(
        '<article itemscope itemtype="https://schema.org/NewsArticle" itemid=" #n ">'
        '<div itemprop=author itemscope itemtype="http://schema.org/Person"><b itemprop=name>Ada Quay</b></div>'
        "<b itemprop=headline>Ferry stops</b></article>"
    )
    assert (node.path, node.types) == ("microdata[0]", ("NewsArticle",))
    assert node.data == {
        "@type": "https://schema.org/NewsArticle",
        "@id": "#n",
        "author": {"@type": "http://schema.org/Person", "name": "Ada Quay"},
        "headline": "Ferry stops",
    }


def test_items_side_by_side_and_inside_without_a_property() -> None:
    nodes = read("<div itemscope><i itemprop=a>1</i><p itemscope><i itemprop=b>2</i></p></div><p itemscope></p>")
    assert [(n.path, n.data) for n in nodes] == [
        ("microdata[0]", {"a": "1"}),
        ("microdata[1]", {"b": "2"}),
        ("microdata[2]", {}),
    ]


def test_properties_of_nothing_are_left() -> None:
    assert read("<p itemprop=name>x</p>") == ()


def test_nesting_is_bounded() -> None:
    value: Any = item("<div itemprop=a itemscope>" * 200 + "<i itemprop=b>x</i>")
    depth = 0
    while value:
        value = value.get("a")
        depth += 1
    assert depth == MAX_DEPTH
