"""The compiled search for cards against that of Python."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from lxml import html
from twins import FIXTURES, twin

from articlextract.blocks.segment import cut_tree
from articlextract.fields import _cards
from articlextract.fields._links import Link, story_links
from articlextract.parse.tree import build_tree
from articlextract.records import Block, Blocks, Node

PAGES = sorted(FIXTURES.glob("*/*.html"))
TEXTS = (
    "More",
    "Next post",
    "Port",
    "The boats came in",
    "The mill turns once more, and the miller is glad",
    "船はまだ戻らない",
)


def same(blocks: Blocks, links: list[Link], ranges: list[tuple[int, int]]) -> None:
    twin("fields._cards_kernel")
    for first, last in ranges:
        inside = [link for link in links if first <= link.block < last]
        assert _cards.find_cards(blocks, inside, first, last) == _cards._find_cards(blocks, inside, first, last)


@pytest.mark.parametrize("path", PAGES, ids=[path.parent.name for path in PAGES])
def test_a_page_as_in_python(path: Path) -> None:
    blocks = Blocks(*[tuple(column) for column in cut_tree(build_tree(path.read_bytes()).root)])
    links = story_links(blocks.items, "https://tidewatch.example.org/2024/boats", frozenset())
    size = len(blocks)
    same(blocks, links, [(0, size), (size // 3, size), (size // 4, size // 2)])


@pytest.mark.parametrize("seed", range(30))
def test_odd_lists_as_in_python(seed: int) -> None:
    dice, size = random.Random(seed), 60
    nodes = [Node("body", (), -1, 0, 0, size, html.fromstring("<p>"))]
    for _ in range(80):
        parent = dice.randrange(len(nodes))
        within = nodes[parent]
        first = dice.randint(within.first, within.last)
        tag = dice.choice(("li", "div", "article", "h3", "p"))
        last = dice.randint(first, min(within.last, first + dice.choice((1, 3, 20))))
        nodes.append(Node(tag, (), parent, within.depth + 1, first, last, within.element))
    held = [[k for k, node in enumerate(nodes) if node.first <= i < node.last] for i in range(size)]
    blocks = Blocks(tuple(Block(i, "x", (), held[i][-1], 1) for i in range(size)), tuple(nodes))
    texts = [dice.choice(TEXTS) for _ in range(80)]
    links = [
        Link(f"u{n}", ("a", f"/{n % 50}", ""), text, dice.randrange(size), len(text)) for n, text in enumerate(texts)
    ]
    links.sort(key=lambda link: link.block)

    same(blocks, links, [(0, size), (5, 30), (30, 60)])
    same(blocks, [], [(0, size)])
