"""A body from a few lines of HTML: all text is content but what stands in an element of class `role-...`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from articlextract.article import BodyNode
from articlextract.blocks import segment
from articlextract.body import assemble
from articlextract.records import Block, Blocks, Labels, Page, Role, StructuredData

BASE = "https://example.org/stories/tides"


def role_of(blocks: Blocks, block: Block) -> Role:
    """The role that the nearest class `role-...` names."""
    for node in blocks.ancestors(block.node):
        if node.words[:1] == ("role",):
            return Role(node.words[1])
    return Role.CONTENT


def assemble_html(html: str, base: str | None = BASE) -> tuple[BodyNode, ...]:
    root = etree.fromstring(html, etree.HTMLParser(huge_tree=True))
    page = Page(root, StructuredData(), url=base, base_url=base)
    blocks = segment(page)
    roles = tuple(role_of(blocks, block) for block in blocks)
    return assemble(page, blocks, Labels(roles, ("",) * len(roles), (1.0,) * len(roles)))


@pytest.fixture
def body() -> Callable[..., tuple[BodyNode, ...]]:
    return assemble_html


@pytest.fixture
def outline() -> Callable[..., list[object]]:
    """The body as nested lists of kind and text: short to write down and to read."""

    def show(node: BodyNode) -> object:
        text = "".join(span.text for span in node.spans)
        name = node.kind.value if node.level is None else f"h{node.level}"
        if node.start is not None:
            name = f"{name} {node.start}"
        return [name, *([text] if text else []), *(show(child) for child in node.children)]

    return lambda html, base=BASE: [show(node) for node in assemble_html(html, base)]
