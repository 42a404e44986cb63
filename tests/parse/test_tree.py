"""The tree holds all of the page's text, however the page is written."""

from __future__ import annotations

import pytest
from lxml import etree

from articlextract.parse import rebuild
from articlextract.parse.tree import build_tree


def words(data: bytes) -> list[str]:
    return " ".join(build_tree(data).root.itertext()).split()


def depth(root: etree._Element) -> int:
    return max(sum(1 for _ in el.iterancestors()) for el in root.iter())


@pytest.mark.parametrize("data", [b"", b"  \n ", b"<!-- nothing -->", b"<!doctype html>", b"<?php ?>"])
def test_nothing_gives_an_empty_root(data: bytes) -> None:
    root = build_tree(data).root
    assert root.tag == "html"
    assert not "".join(root.itertext()).strip()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"just words", "just words", id="plain text"),
        pytest.param(b"a < b and b > c", "a < b and b > c", id="signs that are no tags"),
        pytest.param(b"<li>one<li>two", "one two", id="fragment"),
        pytest.param(b"<td>cell<tr><td>next", "cell next", id="fragment of a table"),
        pytest.param(b"<body><p>no html</p></body>", "no html", id="html lost"),
        pytest.param(b"<p>cut in <a href='x", "cut in", id="cut in an attribute"),
        pytest.param(b"<p>cut in</p><di", "cut in", id="cut in a name"),
        pytest.param(b"<p>before</p></body></html><p>after</p>", "before after", id="content after the end"),
        pytest.param(b"<html><p>a</p></html><p>b</p></html><p>c</p>", "a b c", id="several ends"),
        pytest.param(b"<html><body><p>a</p></html><html><body><p>b</p></html>", "a b", id="two pages in one"),
        pytest.param(b"<p>a <b>b <i>c</b> d</i>e", "a b c de", id="mis-nested"),
        pytest.param(b"<!-- <p>never</p> <p>ends</p>", "never ends", id="endless comment"),
        pytest.param(b"<head><title>T<body><p>story</p>", "T story", id="endless title"),
        pytest.param(b"<textarea><p>the story</p>", "the story", id="endless textarea"),
        pytest.param(b"<head><style>p{}</head><body><p>story</p>", "story", id="endless style"),
        pytest.param(b"<head><script>f(1<2);</head><body><p>story</p>", "story", id="endless script"),
        pytest.param(b"<head><script>f(1)", "", id="endless script and no page"),
        pytest.param(b"<!-- a --><head><script src=x /></head><p>b", "b", id="self-closed script"),
        pytest.param(
            b"<html><frameset><frame src=a><noframes><p>no <b>frames</b></p></noframes></frameset></html>",
            "no frames",
            id="frameset",
        ),
        pytest.param(b"<?xml version='1.0' encoding='iso-8859-1'?><p>caf\xc3\xa9</p>", "café", id="false declaration"),
        pytest.param(b"<meta charset=shift_jis><p>caf\xc3\xa9</p>", "café", id="false meta"),
    ],
)
def test_text_is_kept(data: bytes, expected: str) -> None:
    assert words(data) == expected.split()


def test_impossible_references_cost_themselves() -> None:
    # libxml2 replaces them since 2.14 and leaves them out before
    assert "".join(words(b"<p>&#xD800;a&#0;b&#x110000;c</p>")).replace("\ufffd", "") == "abc"


def test_an_open_element_goes_on_after_the_end_of_the_page() -> None:
    root = build_tree(b"<body><div id=story><p>a</p></body></html><p>b</p></div><div id=more>c").root
    assert ["".join(el.itertext()) for el in root.iter("div")] == ["ab", "c"]


def test_comments_and_instructions_are_left_out() -> None:
    assert all(isinstance(el.tag, str) for el in build_tree(b"<!-- a --><?b?><p>c<!-- d --></p>").root.iter())


@pytest.mark.parametrize("prefix", [b"h", b"xhtml", b"html"])
def test_xhtml_under_a_prefix_is_html(prefix: bytes) -> None:
    data = b'<?xml version="1.0"?><X:html xmlns:X="http://www.w3.org/1999/xhtml"><X:body><X:p>a</X:p></X:body></X:html>'
    root = build_tree(data.replace(b"X", prefix)).root
    assert [el.tag for el in root.iter()] == ["html", "body", "p"]


def test_other_prefixes_stay() -> None:
    data = (
        b'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:fb="http://ogp.me/ns/fb#"><p><fb:like>a</fb:like></p></html>'
    )
    assert [el.tag for el in build_tree(data).root.iter()] == ["html", "body", "p", "fb:like"]


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("noise", [b"", b"<foo></bar>" * 300], ids=["clean", "after many errors"])
def test_ten_thousand_nested_elements_lose_nothing(closed: bool, noise: bytes) -> None:
    nested = b"<div>" * 10_000 + b"within" + b"</div>" * 10_000 * closed
    tree = build_tree(b"<p>before</p>" + noise + nested + b"<p>after</p>")
    assert " ".join(tree.root.itertext()).split() == ["before", "within", "after"]
    assert depth(tree.root) <= rebuild.MAX_DEPTH
    assert not tree.truncated


def test_deep_text_keeps_its_order() -> None:
    data = b"".join(b"<div>%d" % i for i in range(3_000)) + b"".join(b"</div>x%d" % i for i in range(3_000))
    assert "".join(build_tree(data).root.itertext()) == (
        "".join(str(i) for i in range(3_000)) + "".join(f"x{i}" for i in range(3_000))
    )


def test_structure_after_a_deep_part_is_sound() -> None:
    data = b"<main><div>" + b"<b>" * 3_000 + b"x" + b"</b>" * 3_000 + b"</div><p class=last>y</p></main>"
    last = build_tree(data).root.find(".//main/p")
    assert last is not None and last.text == "y" and last.get("class") == "last"


@pytest.mark.parametrize("value", [b"1", b'"> "', b"'>'"], ids=["plain", "with >", "with > in single quotes"])
def test_a_tag_with_attributes_by_the_thousand(value: bytes) -> None:
    attributes = b" ".join(b"a%d=%s" % (i, value) for i in range(20_000))
    tree = build_tree(b"<p>before</p><p id=it " + attributes + b">within</p><p>after</p>")
    (it,) = tree.root.xpath("//*[@id='it']")
    assert it.text == "within"
    assert len(it.attrib) == rebuild.MAX_ATTRIBUTES
    assert " ".join(tree.root.itertext()).split() == ["before", "within", "after"]


def test_a_long_attribute_is_no_bomb() -> None:
    url = b"data:image/png;base64," + b"ab/+" * 20_000
    (img,) = build_tree(b"<p>a<img src='" + url + b"'>b").root.iter("img")
    assert img.get("src") == url.decode()


def test_too_many_elements_are_said_to_be_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuild, "MAX_ELEMENTS", 100)
    root, lost = rebuild.rebuild(b"<p>word</p>" * 200)
    assert lost
    assert " ".join(root.itertext()).split() == ["word"] * 200


def test_names_that_no_tree_takes_do_no_harm() -> None:
    root, _ = rebuild.rebuild(b'<p a"b=1 ok=2>x<fb:like>y</fb:like><o"k>z</o"k></p>')
    assert "".join(root.itertext()) == "xyz"
    assert root.find(".//p").get("ok") == "2"  # type: ignore[union-attr]


def test_characters_that_no_tree_takes_cost_themselves() -> None:
    root, _ = rebuild.rebuild("<p title='a&#1;b'>c&#2;d\uffff</p>e&#x1f;".encode())
    assert "".join(root.itertext()).replace("\ufffd", "") == "cde"
    assert root.find(".//p").get("title") in ("a\ufffdb", "a")  # type: ignore[union-attr]  # "a" before libxml2 2.14


def test_a_rebuilt_page_has_one_root_and_one_body() -> None:
    page = b"<html lang=en><body class=a><p>x</html><html lang=fr><body class=b \x01class=c id=c><p>y"
    root, _ = rebuild.rebuild(page)
    assert [el.tag for el in root.iter()] == ["html", "body", "p", "p"]
    assert (root.get("lang"), root[0].get("class"), root[0].get("id")) == ("en", "a", "c")
