"""The compiled reading of links against that of Python."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from twins import FIXTURES, twin

from articlextract.blocks.segment import cut_tree
from articlextract.fields import _links
from articlextract.parse.tree import build_tree
from articlextract.records import Block, Piece

PAGES = sorted(FIXTURES.glob("*/*.html"))
BASES = ("https://www.tidewatch.example.org/2024/boats", "http://Osk.example:8080/a/b", "https://a/../b", "osk", None)
HERE = frozenset({("tidewatch.example.org", "/2024/boats"), ("osk.example", "/a")})
PARTS = (
    "https://", "http://", "HTTPS://", "//", "/", "\\", ".", "..", "www.", "tidewatch.example.org", "facebook.com", "a",
    "-", "Tag", "author", "archives", "2024", "boats", "story-of-boats-that-came-in-late", "privacy-policy", "?", "#",
    ":80", "#comment-3", "/comment-page-2", "?replytocom=4", "utm_source=x", "&", " ", "<", '"', "é", "\0", "\ud800",
    "mailto:a",
)  # fmt: skip
TEXTS = (
    "The boats came in",
    " two  blanks ",
    "",
    " ",
    "a\u00a0b",
    "Story (opens in new tab)",
    "Story Opens in a new WINDOW ]",
)


def same(items: list[Block]) -> None:
    twin("fields._links_kernel")
    for base in BASES:
        assert _links.story_links(items, base, HERE) == _links._story_links(items, base, HERE)


@pytest.mark.parametrize("page", PAGES, ids=[page.parent.name for page in PAGES])
def test_a_page_as_in_python(page: Path) -> None:
    same(list(cut_tree(build_tree(page.read_bytes()).root)[0]))


def test_odd_links_as_in_python() -> None:
    dice = random.Random(4)
    hrefs = ["".join(dice.choices(PARTS, k=dice.randint(0, 7))) for _ in range(4000)]
    hrefs += [
        f"{start}/{word}/{last}" for start in ("", "https://b.example") for word in _links._LISTS for last in ("", "x")
    ]
    hrefs += ["/" + "b" * size for size in (1998, 1999, 2000)] + ["https://b.example/" + "b" * 2000]
    items = []
    for i, href in enumerate(hrefs):
        text = dice.choice(TEXTS)
        pieces = (Piece(text, href, ()), Piece("beside", None, ()), Piece(dice.choice(TEXTS), dice.choice(hrefs), ()))
        items.append(Block(i, text + "x" * dice.choice((0, 60, 200)), pieces, 0, dice.choice((0, 1, 40))))
    same(items)
    assert len(_links.story_links(items, BASES[0], HERE)) > 100
