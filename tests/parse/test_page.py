"""The three ways in, as the rest of the package calls them."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from lxml import etree, html

from articlextract.errors import ParseError
from articlextract.parse import page_from_soup, page_from_tree, parse_page
from articlextract.records import Page, RawPage

MARKUP = (
    "<html lang=en><head><title>Ferry stops</title><base href='/x/'></head><!-- c -->"
    "<body itemscope><h1 itemprop=headline>Ferry</h1></body></html>"
)
URL = "https://e.org/a"
MAX = 1_000_000


def text(page: Page) -> str:
    return "".join(page.root.itertext(tag="h1") if page.root.find(".//h1") is not None else page.root.itertext())


def test_bytes() -> None:
    when = dt.datetime(2024, 5, 6, tzinfo=dt.timezone.utc)
    page = parse_page(RawPage(MARKUP.encode(), url=URL, fetched_at=when), max_bytes=MAX)
    assert (page.url, page.base_url, page.encoding, page.fetched_at) == (URL, "https://e.org/x/", "utf-8", when)
    assert (page.structured.title, page.structured.language) == ("Ferry stops", "en")
    assert page.structured.microdata[0].data == {"headline": "Ferry"}
    assert text(page) == "Ferry"
    assert not page.truncated


def test_the_charset_of_the_header_reaches_the_decoder() -> None:
    raw = RawPage("<p>жар</p>".encode("koi8-r"), content_type="text/html; charset=koi8-r")
    page = parse_page(raw, max_bytes=MAX)
    assert (text(page), page.encoding) == ("жар", "koi8-r")


def test_beyond_max_bytes_is_cut_and_said_so() -> None:
    page = parse_page(RawPage(b"<p>before</p><p>after</p>"), max_bytes=13)
    assert (text(page), page.truncated) == ("before", True)
    assert not parse_page(RawPage(b"<p>before</p>"), max_bytes=13).truncated


@pytest.mark.parametrize("data", [b"", b"\n \t", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_empty_input_is_an_empty_page(data: bytes) -> None:
    page = parse_page(RawPage(data), max_bytes=MAX)
    assert page.root.tag == "html"
    assert text(page) == ""


def test_a_pdf_is_no_page() -> None:
    with pytest.raises(ParseError, match="PDF"):
        parse_page(RawPage(b"%PDF-1.7\n", content_type="text/html"), max_bytes=MAX)


@pytest.mark.parametrize("parse", [html.document_fromstring, etree.HTML])
def test_a_tree_is_read_and_not_changed(parse: object) -> None:
    root = parse(MARKUP)  # type: ignore[operator]
    before = etree.tostring(root)
    page = page_from_tree(root, url=URL)
    assert page.root is root
    assert etree.tostring(root) == before
    assert (page.structured.title, page.base_url) == ("Ferry stops", "https://e.org/x/")
    assert page.structured.microdata[0].data == {"headline": "Ferry"}


def test_a_part_of_a_tree_speaks_for_itself() -> None:
    root = html.document_fromstring(MARKUP.replace("<h1", "<div><meta name=author content='Ada Quay'>x</div>tail<h1"))
    (part,) = root.iter("div")
    page = page_from_tree(part, url=URL)
    assert page.root is part
    assert page.structured.meta == {"author": ("Ada Quay",)}
    assert page.structured.title is None
    assert page.base_url == URL


def test_an_xhtml_tree_is_read_in_plain_names() -> None:
    root = etree.fromstring(
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr"><head><title>Bac</title></head>'
        "<body><p>a<br/>b</p></body></html>"
    )
    page = page_from_tree(root, url=URL)
    assert [el.tag for el in page.root.iter()] == ["html", "head", "title", "body", "p", "br"]
    assert (page.structured.title, page.structured.language) == ("Bac", "fr")
    assert root.tag == "{http://www.w3.org/1999/xhtml}html"


@pytest.mark.parametrize("builder", ["html.parser", "lxml"])
def test_a_soup_is_read_and_not_changed(builder: str) -> None:
    soup = BeautifulSoup(MARKUP, builder)
    before = str(soup)
    page = page_from_soup(soup, url=URL)
    assert str(soup) == before
    assert (text(page), page.structured.title, page.base_url) == ("Ferry", "Ferry stops", "https://e.org/x/")
    assert page.structured.microdata[0].data == {"headline": "Ferry"}


def test_a_tag_of_a_soup_is_a_page_too() -> None:
    tag = BeautifulSoup("<p>a</p><h1>b</h1>", "html.parser").h1
    assert text(page_from_soup(tag, url=None)) == "b"  # type: ignore[arg-type]
