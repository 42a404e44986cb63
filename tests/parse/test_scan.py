"""The compiled passes over a page beside those of Python."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from odd_trees import ODD_TREES
from twins import FIXTURES, twin

from articlextract.parse import long_tags
from articlextract.parse.decode import is_utf8
from articlextract.parse.survey import MAX_ITEMS, NAMES, survey
from articlextract.parse.tree import build_tree

PAGES = sorted(FIXTURES.glob("*/*.html"))
DATA = {
    "items in items": "<div itemscope><p itemprop=a>b</p><div itemscope itemprop=c><i><b itemprop=d>e</b></i></div>"
    "<b itemprop=f></div><b itemprop=g></b><p itemscope></p><p itemprop=h>",
    "the root is one": "<html itemscope><body itemprop=a><p itemscope itemprop=b><i itemscope></i><b itemprop=c></b>",
    "head": "<head lang=a><title a=b>c</title><base href=d><meta content='' value=e name=f><link rel=g href=h title=i>"
    "<script type='math/tex'>j</script></head><math></math><svg><title>k</title></svg>"
    "<meta property='l&amp;m' content=n>",
    "more than are read": "<i itemprop=a><b itemscope>" * (MAX_ITEMS // 2 + 3),
}
LONG = {
    "many": b"<p>" + b"<i " + b"a " * 1_200 + b">",
    "too many": b"<p>" + b"<i " + b"a " * 17_000 + b">",
    "many over stretches": b"<p>" + b"<i " + b"abcdefghij=klmnopqrst " * 15_000 + b">",
    "too many over stretches": b"<p>" + b"<i " + b"abcdefghij=klmnopqrst " * 17_000 + b">",
    "too many in two": (b"<p>" + b"<i " + b"abcdefghij=klmnopqrst " * 12_000 + b">") * 2,
    "too many over stretches, no tag before": b"a" * 9_000 + b"<i " + b"abcdefghij=klmnopqrst " * 17_000 + b">",
    "too many with tags in quotes": b"<i " + b"a='<b>' " * 17_000 + b">",
    "too many with tags in quotes, in two": (b"<i " + b"a='<b>' " * 12_000 + b">") * 2,
    "text over stretches": b"<p>" + b"a b " * 9_000 + b"<p>" + b"<2 " * 9_000,
    "with tags in quotes": b"<i " + b"a='<b>' " * 5_000 + b">",
    "with tags in quotes, not enough": b"<i " + b"a='<b>' " * 900 + b">" + b"<i a='>'>" * 50,
    "one left open": b"<p title='>" + b'<b c="d>" ' * 3_000,
    "one long value": b"<p a=" + b"b" * 20_000 + b"><p a='" + b"> " * 9_000 + b"'>",
    "nothing": b"",
    "ends at a start": b"a" * 8_191 + b"<" + b"p" * 8_200 + b"<",
}
Found = tuple[list[Any], list[Any]]


def said(found: Found) -> Found:
    """With what the attributes say written out."""
    return [(tag, el, {name: says.get(name) for name in NAMES}) for tag, el, says in found[0]], found[1]


def assert_same(root: etree._Element) -> None:
    assert said(twin("parse._scan").survey(root)) == said(survey(root))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.parent.name)
def test_fixtures(page: Any) -> None:
    data = page.read_bytes()
    assert_same(build_tree(data).root)
    assert_same_tags(data)


@pytest.mark.parametrize("name", ODD_TREES)
def test_odd_trees(name: str) -> None:
    assert_same(ODD_TREES[name])


@pytest.mark.parametrize("name", DATA)
def test_pages_that_say_something(name: str) -> None:
    root = html.document_fromstring(DATA[name])
    assert_same(root)
    assert_same(root[-1])
    assert len(survey(root).items) + len(survey(root).head) > 3


def test_ten_thousand_levels() -> None:
    root = leaf = etree.Element("div")
    for i in range(10_000):
        leaf = etree.SubElement(leaf, "meta" if i % 50 == 0 else "p", {"itemscope" if i % 40 == 0 else "itemprop": "a"})
    assert_same(root)


TAGS = st.sampled_from("div meta title script".split())
NAMED = st.dictionaries(st.sampled_from(["itemscope", "itemprop", "content", "x"]), st.just("a"))
TREES = st.recursive(st.tuples(TAGS, NAMED, st.just([])), lambda inner: st.tuples(TAGS, NAMED, st.lists(inner)))


@settings(deadline=None)
@given(TREES)
def test_any_tree(tree: tuple[Any, ...]) -> None:
    root = etree.Element("html")
    rest = [(root, tree)]
    for parent, (tag, names, kids) in rest:
        element = etree.SubElement(parent, tag, names)
        rest += [(element, kid) for kid in kids]
    assert_same(root)
    assert_same(root[0])


def assert_same_tags(data: bytes) -> None:
    scan = twin("parse._scan")
    assert scan.spans_stretches(data) == long_tags.spans_stretches(data)
    assert scan.hides_in_quotes(data) == long_tags.hides_in_quotes(data)


@pytest.mark.parametrize("name", LONG)
def test_long_tags(name: str) -> None:
    data = LONG[name]
    for start in (0, 3, 4_000):
        assert_same_tags(data[start:])
        assert_same_tags(data[: len(data) - start])


@settings(deadline=None)
@given(st.text("<>ai= \n/'\"\v", max_size=40).map(str.encode))
def test_attributes_are_counted_alike(data: bytes) -> None:
    for page in (data, b"<p" + data, b"<p " + data * 40):
        for start in range(min(len(page), 5)):
            assert twin("parse._scan").count_attributes(page, start) == long_tags.count_attributes(page, start)
        assert_same_tags(page * 300)


UTF8 = {
    "the borders of each length": "\x7f\x80\u07ff\u0800\ufffd\uffff\U00010000\U0010ffff".encode(),
    "before and after the surrogates": "\ud7ff\ue000".encode(),
    "long": b"a" * 20_000 + "é海🙂".encode() * 9_000,
    "half of a pair": "\ud800".encode("utf-8", "surrogatepass"),
    "the other half": "\udfff".encode("utf-8", "surrogatepass"),
    "beyond the last": b"\xf4\x90\x80\x80",
    "five bytes": b"\xf8\x88\x80\x80\x80",
    "too long for one": b"\xc0\x80",
    "too long for two": b"\xe0\x9f\xbf",
    "too long for three": b"\xf0\x8f\xbf\xbf",
    "latin-1": b"caf\xe9 au lait",
    "no beginning": b"a\x80",
    "nothing": b"",
}


@pytest.mark.parametrize("data", UTF8.values(), ids=UTF8)
def test_utf8_cut_anywhere(data: bytes) -> None:
    for end in range(max(0, len(data) - 8), len(data) + 1):
        assert twin("parse._scan").is_utf8(data[:end]) == is_utf8(data[:end])


@given(st.lists(st.sampled_from([*map(bytes, zip(range(256))), "é".encode(), "海".encode(), "🙂".encode(), b"a" * 20])))
def test_bytes_that_may_be_utf8(parts: list[bytes]) -> None:
    assert twin("parse._scan").is_utf8(b"".join(parts)) == is_utf8(b"".join(parts))
