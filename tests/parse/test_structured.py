"""What a page says about itself in its head."""

from __future__ import annotations

import pytest
from lxml import html

from articlextract.parse.structured import read_structured
from articlextract.records import HeadLink, StructuredData

URL = "https://e.org/news/story.html"


def read(markup: str, url: str | None = URL) -> StructuredData:
    return read_structured(html.document_fromstring(markup), url)[0]


def base(markup: str, url: str | None = URL) -> str | None:
    return read_structured(html.document_fromstring(markup), url)[1]


@pytest.mark.parametrize(
    ("markup", "meta"),
    [
        ("<meta name=Author content=' Ada \n Quay '>", {"author": ("Ada Quay",)}),
        ("<meta property=OG:Title content=x>", {"og:title": ("x",)}),
        ("<meta property='og:title twitter:title' content=x>", {"og:title": ("x",), "twitter:title": ("x",)}),
        (
            "<meta name=description property=og:description content=x>",
            {"description": ("x",), "og:description": ("x",)},
        ),
        ("<meta name=author property=author content=x>", {"author": ("x",)}),
        ("<meta http-equiv=Content-Language content=fr>", {"content-language": ("fr",)}),
        ("<meta itemprop=datePublished content=2020-01-02>", {"datepublished": ("2020-01-02",)}),
        ("<meta property=article:tag content=a><meta property=article:tag content=b>", {"article:tag": ("a", "b")}),
        ("<meta property=og:title value=x>", {"og:title": ("x",)}),
        ("<meta name=author><meta name=author content=' '><meta content=x><meta charset=utf-8>", {}),
    ],
)
def test_meta(markup: str, meta: dict[str, tuple[str, ...]]) -> None:
    assert read(f"<head>{markup}</head>").meta == meta


def test_meta_of_the_page_as_an_item_counts_and_of_an_item_in_it_does_not() -> None:
    data = read(
        "<html itemscope itemtype=Article><head><meta itemprop=name content=page></head>"
        "<body itemscope><meta itemprop=headline content=body>"
        "<div itemscope><meta itemprop=name content=card></div></body></html>"
    )
    assert data.meta == {"name": ("page",), "headline": ("body",)}


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title> Ferry \n stops </title>", "Ferry stops"),
        ("<title></title><title>x</title>", "x"),
        ("<title>a &amp; b</title><title>c</title>", "a & b"),
        ("<body><svg><title>icon</title></svg><title>late</title>", "late"),
        ("<body><svg><g><title>icon</title></g></svg>", None),
    ],
)
def test_title(markup: str, title: str | None) -> None:
    assert read(markup).title == title


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        ("<html lang=en-GB>", "en-GB"),
        ("<html xml:lang=fr>", "fr"),
        ("<html lang=' '>", None),
        ("<html><body lang=de>", None),
    ],
)
def test_language(markup: str, language: str | None) -> None:
    assert read(markup + "<p>x").language == language


def test_links_are_absolute() -> None:
    data = read(
        "<link rel='Alternate  Feed' href=/feed type=application/rss+xml title=News hreflang=en>"
        "<link rel=canonical href='story'><link rel=amphtml href='//amp.e.org/s'>"
    )
    assert data.links == (
        HeadLink(("alternate", "feed"), "https://e.org/feed", "application/rss+xml", "News", "en"),
        HeadLink(("canonical",), "https://e.org/news/story"),
        HeadLink(("amphtml",), "https://amp.e.org/s"),
    )


def test_links_that_say_nothing_or_cannot_be_read_are_left_out() -> None:
    data = read(
        "<link rel=stylesheet href=a.css><link rel='preload' href=b><link rel=canonical><link rel=canonical href=' '>"
        "<link rel=canonical href='http://[::1/'><link rel=next href='https://e.org]/x'>"
    )
    assert data.links == ()


def test_links_without_a_base_stay_as_written() -> None:
    assert read("<link rel=canonical href=/a>", None).links == (HeadLink(("canonical",), "/a"),)


@pytest.mark.parametrize(
    ("markup", "url", "expected"),
    [
        ("<p>x", URL, URL),
        ("<base href='/old/'>", URL, "https://e.org/old/"),
        ("<base href='https://b.org/'><base href='https://c.org/'>", URL, "https://b.org/"),
        ("<base target=_top><base href='https://c.org/'>", URL, "https://c.org/"),
        ("<base href='https://b.org/'>", None, "https://b.org/"),
        ("<base href='/old/'>", None, None),
        ("<base href='javascript:0'>", URL, URL),
        ("<base href='http://[::1'>", URL, URL),
        ("<p>x", None, None),
    ],
)
def test_base_url(markup: str, url: str | None, expected: str | None) -> None:
    assert base(f"<head>{markup}</head>", url) == expected


def test_the_base_also_holds_for_links_before_it() -> None:
    assert read("<link rel=canonical href=a><base href='https://b.org/'>").links[0].href == "https://b.org/a"


@pytest.mark.parametrize("kind", ["application/ld+json", " Application/LD+JSON ; charset=utf-8"])
def test_jsonld_scripts(kind: str) -> None:
    data = read(f'<script type=\'{kind}\'>{{"@type": "Article"}}</script><script>{{"@type": "No"}}</script>')
    assert [node.types for node in data.jsonld] == [("Article",)]
