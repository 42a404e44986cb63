"""The compiled walk and the one in Python: the same records of every tree, down to the elements that they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from odd_trees import ODD_TREES
from twins import FIXTURES, twin

from articlextract.blocks.segment import cut_tree
from articlextract.blocks.words import names_hidden_text
from articlextract.parse.tree import build_tree

PAGES = sorted(FIXTURES.glob("*/*.html"))


def all_of(cut: tuple[list[Any], ...]) -> list[Any]:
    """The records and what they are made of; elements are equal to none but themselves."""
    return [(type(record), *zip(map(type, record), record, strict=True)) for kind in cut for record in kind]


def assert_same(root: etree._Element) -> None:
    assert all_of(twin("blocks._walk").cut_tree(root)) == all_of(cut_tree(root))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.parent.name)
def test_fixtures(page: Path) -> None:
    assert_same(build_tree(page.read_bytes()).root)


@pytest.mark.parametrize("name", ODD_TREES)
def test_odd_trees(name: str) -> None:
    assert_same(ODD_TREES[name])


def test_trees_made_by_hand() -> None:
    root = etree.Element("html")
    for text in ("", " ", "a"):
        for tag in ("p", "b", "pre"):
            etree.SubElement(root, tag, id="").text = text
            root[-1].append(etree.Comment("no"))
            root[-1][-1].tail = root[-1].tail = text
            root[-1].append(etree.Entity("nbsp"))
    assert_same(root)


def test_ten_thousand_levels_and_more_names_than_are_remembered() -> None:
    root = leaf = etree.Element("div")
    for i in range(10_000):
        leaf = etree.SubElement(leaf, "b" if i % 3 else f"x{i % 1_000}", {f"y{i}": "", "class": f"c{i}"})
        leaf.text = leaf.tail = "a" if i % 7 == 0 else None
    assert_same(root)


@given(st.text("aBcD eé9-_\u00a0𝄞İ", max_size=12), st.sampled_from(["", "é" * 395, "aB" * 199, "-" * 399, "𝄞" * 398]))
def test_words_of_names(name: str, before: str) -> None:
    """Also where the value is longer than what is read of it, and cut between the bytes of a character."""
    root = etree.Element("div")
    etree.SubElement(root, "p", {"class": before + name, "id": name}).text = "a"
    etree.SubElement(root, "b", {"class": name + before}).text = "a"
    assert_same(root)


@pytest.mark.parametrize(
    "name", ["sr-only", "x screenReader-text", "visuallyhidden", "reader screen", "sr x only", "SROnly"]
)
def test_text_for_screen_readers_stands_alone(name: str) -> None:
    root = etree.fromstring(f"<p>One<span class='{name}'>two</span></p>")
    assert_same(root)
    assert len(cut_tree(root)[0]) == (2 if names_hidden_text(name) else 1)


def test_records_are_what_their_own_constructors_make() -> None:
    blocks, nodes, media, inlines = twin("blocks._walk").cut_tree(ODD_TREES["names"])
    for record in (*blocks, *nodes, *media, *inlines, *(piece for block in blocks for piece in block.pieces)):
        again = type(record)(*record)
        assert record == again
        assert hash(record) == hash(again)


TAGS = st.sampled_from("div p span a b pre br h2 script img head time".split())
TEXTS = st.text("a \n\u00a0\u2028é𝄞", max_size=3)
NAMES = st.dictionaries(
    st.sampled_from("class id href style rel hidden".split()), st.sampled_from(["", "sr-only", "display:none", "x Y"])
)
TREES = st.recursive(
    st.tuples(TAGS, NAMES, TEXTS, st.just([]), TEXTS),
    lambda inner: st.tuples(TAGS, NAMES, TEXTS, st.lists(inner, max_size=4), TEXTS),
    max_leaves=25,
)


def build(parent: etree._Element, tree: tuple[Any, ...]) -> None:
    tag, names, text, kids, tail = tree
    element = etree.SubElement(parent, tag, names)
    element.text, element.tail = text, tail
    for kid in kids:
        build(element, kid)


@settings(deadline=None)
@given(TREES)
def test_any_tree(tree: tuple[Any, ...]) -> None:
    root = etree.Element("html")
    build(root, tree)
    assert_same(root)
