"""The compiled passes over a page against those of Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from twins import FIXTURES, twin

from articlextract.blocks.segment import cut_tree
from articlextract.fields import _passes
from articlextract.parse.tree import build_tree
from articlextract.records import Block, Node, Piece, Role

PAGES = sorted(FIXTURES.glob("*/*.html"))
NAMES = frozenset({"date", "author", "title", "time", "tag", "post", "content", "p"})
CLOSED, ASKED, NEAR = frozenset({Role.RELATED}), frozenset({Role.BYLINE}), frozenset({2, 3, 40, -1})
TAGS = frozenset({"h1", "h2", "time", "p"})


@pytest.mark.parametrize("page", PAGES, ids=[page.parent.name for page in PAGES])
def test_a_page_as_in_python(page: Path) -> None:
    kernel = twin("fields._survey_kernel")
    items, nodes, _, inlines = [tuple(column) for column in cut_tree(build_tree(page.read_bytes()).root)]
    for elements in (nodes, inlines):
        assert kernel.find_named(elements, NAMES) == _passes._find_named(elements, NAMES)
        assert kernel.find_tagged(elements, TAGS) == _passes._find_tagged(elements, TAGS)
    for name in ("", "s", "boats"):
        assert kernel.find_links(items, name, 300, 40) == _passes._find_links(items, name, 300, 40)
    roles = tuple((Role.CONTENT, Role.BYLINE, Role.OTHER, Role.RELATED)[i * i % 11 % 4] for i in range(len(items)))
    for longest in (1, 30, 10_000):
        asked = (roles, CLOSED, ASKED, NEAR, str.isupper, longest, Role.CONTENT)
        assert kernel.find_lines(items, *asked) == _passes._find_lines(items, *asked)
        for first in (0, len(items) // 2, len(items)):
            numbered = (items, roles, CLOSED, longest, first)
            assert kernel.find_numbered(*numbered) == _passes._find_numbered(*numbered)


def test_odd_values_as_in_python() -> None:
    kernel = twin("fields._survey_kernel")
    element = html.fromstring("<p>")
    words = ((), ("date",), ("date", "date"), ("sea", "date", "tag", "date"), ("\ud800",))
    nodes = tuple(Node("p", some, -1, 0, 0, 1, element) for some in words)
    many = (
        nodes + tuple(Node("p", (f"x{i}", "date" if i % 7 == 0 else "y"), -1, 0, 0, 1, element) for i in range(900)) * 2
    )
    hrefs = (None, "", "?p=2", "./2", "..", "/boats/2", "/\ud800/2", "\0boats", "海/boats", "b" * 5000)
    pieces = tuple(Piece(text, href, ()) for href in hrefs for text in ("", "2", "x" * 40, "x" * 41))
    items = tuple(Block(i, "x" * size, pieces, 0, linked) for i, size in enumerate((1, 300, 301)) for linked in (0, 1))

    assert kernel.find_named(nodes, NAMES) == _passes._find_named(nodes, NAMES) == {"date": [1, 2, 3], "tag": [3]}
    assert kernel.find_links(items, "boats", 300, 40) == _passes._find_links(items, "boats", 300, 40) != []
    assert kernel.find_named(many, NAMES) == _passes._find_named(many, NAMES)
    assert kernel.find_named((), NAMES) == {}
    with pytest.raises(TypeError):
        kernel.find_links(None, "boats", 300, 40)
