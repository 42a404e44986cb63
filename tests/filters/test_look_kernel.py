"""The compiled look over a page against that of Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from twins import FIXTURES, twin

from articlextract.blocks.segment import cut_tree
from articlextract.filters import _NAMES, _wanted_by
from articlextract.filters._look import look_in_python
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
    "\ud800",
    "a\0b",
    "🙂 sea",
)


@pytest.mark.parametrize("page", PAGES, ids=[page.parent.name for page in PAGES])
def test_a_page_looks_as_in_python(page: Path) -> None:
    kernel = twin("filters._look_kernel")
    items, nodes = [tuple(column) for column in cut_tree(build_tree(page.read_bytes()).root)[:2]]
    assert kernel.look_over(items, nodes, _wanted_by, _NAMES) == look_in_python(items, nodes, _wanted_by, _NAMES)


def test_made_up_blocks_look_as_in_python() -> None:
    kernel = twin("filters._look_kernel")
    element = html.fromstring("<p>")
    items = tuple(Block(i, line, (), 0, len(line) * (i % 3) // 2) for i, line in enumerate(LINES))
    nodes = tuple(
        Node(tag, words, -1, 0, first, last, element, first % 2 == 0)
        for tag in ("div", "h1", "h4", "article", "nav", "p")
        for words in ((), ("sea",), ("sea", "share"), ("related",))
        for first in range(len(LINES))
        for last in range(first, len(LINES) + 1)
    )
    assert kernel.look_over(items, nodes, _wanted_by, _NAMES) == look_in_python(items, nodes, _wanted_by, _NAMES)
    assert kernel.look_over((), (), _wanted_by, _NAMES) == look_in_python((), (), _wanted_by, _NAMES)
    with pytest.raises(TypeError):
        kernel.look_over(None, (), _wanted_by, _NAMES)
