"""The compiled look over a page against that of Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from twins import FIXTURES, twin

from articlextract.blocks.segment import cut_tree
from articlextract.filters import _WANTED
from articlextract.filters._look import elements_in_python, lines_in_python
from articlextract.parse.tree import build_tree
from articlextract.records import Block, Node

PAGES = sorted(FIXTURES.glob("*/*.html"))
LINES = (
    "",
    "a",
    "ab",
    "©",
    "x" * 80,
    "x" * 81,
    "All Rights Reserved",
    "İstanbul © ß",
    "12 likes",
    "ALL RIGHTS RESERVED.",
    "all rights reserveD",
    "Tous droits réservés",
    "★★★★",
    "¿Te ha resultado útil?",
    "Related posts",
    "Read also: what the tide left behind at the harbour, and why nobody came to fetch it before the next one",
    "Read also " + "x" * 300,
    "Filed under: boats",
    "Share this on Facebook",
    "\ud800",
    "a\0b",
    "🙂 sea",
)


@pytest.mark.parametrize("page", PAGES, ids=[page.parent.name for page in PAGES])
def test_a_page_looks_as_in_python(page: Path) -> None:
    _compare(*[tuple(column) for column in cut_tree(build_tree(page.read_bytes()).root)[:2]])


def test_made_up_blocks_look_as_in_python() -> None:
    element = html.fromstring("<p>")
    items = tuple(Block(i, line, (), 0, len(line) * (i % 3) // 2) for i, line in enumerate(LINES))
    nodes = tuple(
        Node(tag, words, parent, 0, first, last, element, first % 2 == 0)
        for tag in ("div", "h1", "h4", "article", "nav", "p")
        for words in ((), ("sea",), ("sea", "share"), ("related",))
        for parent in (-1, 0)
        for first in range(len(LINES))
        for last in range(first, len(LINES) + 1)
    )
    _compare(items, nodes)
    _compare(items[::-1], nodes)
    _compare((), ())


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(TypeError):
        twin("filters._look_kernel").look_at_elements(None, (), {}, {}, 1)
    with pytest.raises(TypeError):
        twin("filters._lines_kernel").look_at_lines(None, {}, 1)


def _compare(items: tuple[Block, ...], nodes: tuple[Node, ...]) -> None:
    lines, elements = twin("filters._lines_kernel"), twin("filters._look_kernel")
    assert lines.look_at_lines(items, _WANTED.begins, _WANTED.starts) == tuple(lines_in_python(items, _WANTED))
    given = items, nodes, _WANTED.by_name, _WANTED.by_tag, _WANTED.filters
    assert elements.look_at_elements(*given) == tuple(elements_in_python(items, nodes, _WANTED))
