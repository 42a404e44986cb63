"""Text, Markdown and HTML of a body say the same words, and Markdown reads back as the same structure.

Markdown is read by markdown-it, an independent CommonMark parser.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from render.samples import EVERYTHING, bullets, cell, item, paragraph, row

from articlextract.article import BodyKind, BodyNode, Image, Mark, Span
from articlextract.render import to_html, to_markdown, to_text

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LETTERS = re.compile(r"[^\W\d_]")
KINDS = {
    "heading_open": BodyKind.HEADING,
    "list_item_open": BodyKind.ITEM,
    "table_open": BodyKind.TABLE,
    "fence": BodyKind.CODE,
    "blockquote_open": BodyKind.QUOTE,
}


def squeeze(text: str) -> str:
    """Without white space: the writers break lines in their own ways."""
    return "".join(text.split())


def read_markdown(markdown: str) -> tuple[str, Counter[str]]:
    """The text and the number of each token that markdown-it sees."""
    text: list[str] = []
    counts: Counter[str] = Counter()
    for token in READER.parse(markdown):
        counts[token.type] += 1
        if token.type in ("fence", "code_block", "html_block"):
            text.append(token.content)
        for child in token.children or ():
            counts[child.type] += 1
            text.append("" if child.type in ("image", "html_inline") else child.content)
    return " ".join(text), counts


def nodes_in(body: tuple[BodyNode, ...]) -> Iterator[BodyNode]:
    for node in body:
        yield node
        yield from nodes_in(node.children)


def check(body: tuple[BodyNode, ...]) -> None:
    spans = squeeze("".join(span.text for node in nodes_in(body) for span in node.spans))
    read, counts = read_markdown(to_markdown(body))
    assert squeeze(read) == spans
    assert counts["html_block"] == counts["code_block"] == counts["hr"] == 0
    assert squeeze(lxml_html.fragment_fromstring(to_html(body), create_parent="div").text_content()) == spans
    assert LETTERS.findall(squeeze(to_text(body))) == LETTERS.findall(spans)  # it has list marks and bars of its own
    if not any(node.kind is BodyKind.TABLE for node in nodes_in(body)):  # what a cell holds is written in one line
        written = Counter(node.kind for node in nodes_in(body))
        assert {kind: counts[token] for token, kind in KINDS.items()} == {
            kind: written[kind] for kind in KINDS.values()
        }


def test_every_kind_of_node() -> None:
    check(EVERYTHING)


CODE = BodyNode(BodyKind.CODE, (Span("a\n\n    b\n\tc\n```\n"),), language="c++")
QUOTE = BodyNode(BodyKind.QUOTE, children=(paragraph("- q"), CODE))
FIGURE = BodyNode(BodyKind.FIGURE, (Span("cap"),), image=Image("https://example.org/a.jpg", "]("))
HEADING = BodyNode(BodyKind.HEADING, (Span("# h #"),), level=3)
TABLE = BodyNode(
    BodyKind.TABLE,
    (Span("1. t"),),
    (row(cell("a|b"), cell("c\\|d")), row(cell("", False, CODE), cell("x", False, QUOTE))),
)


@pytest.mark.parametrize(
    "body",
    [
        (bullets(item("", CODE), item("", HEADING), item("", QUOTE), item("", TABLE)),),
        (bullets(item("a", bullets(item("b", bullets(item("c", CODE), start=7)), start=2), paragraph("d"))),),
        (bullets(item("a", bullets(item("b")), bullets(item("c")))), bullets(item("d")), CODE, bullets(item("e"))),
        (bullets(item("", bullets(item("", bullets(item("deep"))), start=999_999_999))), paragraph("after")),
        (QUOTE, QUOTE, paragraph("after"), HEADING, TABLE, TABLE, FIGURE, FIGURE),
        (bullets(item("- - a"), item("1. b"), item("[ ] c"), item("```"), item("> d"), item("# e")),),
        (BodyNode(BodyKind.QUOTE, children=(BodyNode(BodyKind.QUOTE, children=(TABLE, bullets(item("a", QUOTE)))),)),),
    ],
)
def test_blocks_inside_one_another(body: tuple[BodyNode, ...]) -> None:
    check(body)


ALPHABET = [
    *"ab1 *_`[]<>!&#-+.|~\\:()\"'=;$/",
    "é",
    "「",
    "」",
    "日",
    "。",
    "\n",
    "&amp;",
    "***",
    "```",
    "__",
    "~~",
    "<b>",
    "— ",
]
LINKS = (None, None, None, "https://example.org/a_(b)*c", "https://example.org/?a&copy;`|")


def random_spans(chance: random.Random) -> list[Span]:
    def text() -> str:
        return "".join(chance.choices(ALPHABET, k=chance.randint(1, 6)))

    def marks() -> tuple[Mark, ...]:
        return tuple(mark for mark in Mark if mark not in (Mark.MATH, Mark.NOTE) and chance.random() < 0.25)

    return [Span(text(), chance.choice(LINKS), marks()) for _ in range(chance.randint(1, 5))]


@pytest.mark.parametrize("seed", range(20))
def test_any_characters_with_any_marks(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        spans = [*random_spans(chance), Span("x")]
        check(
            (
                paragraph(*spans),
                BodyNode(BodyKind.HEADING, tuple(spans), level=1),
                bullets(BodyNode(BodyKind.ITEM, tuple(spans))),
            )
        )
        check((BodyNode(BodyKind.TABLE, children=(row(BodyNode(BodyKind.CELL, tuple(spans)), cell("z")),)),))
