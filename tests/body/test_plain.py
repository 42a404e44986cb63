"""The quick way from lines to a body says the same as the way of pages."""

from __future__ import annotations

import pytest
from lxml import etree

from articlextract.blocks.lines import cut_lines, line_blocks
from articlextract.body import assemble
from articlextract.body.plain import assemble_lines
from articlextract.records import Labels, Page, Role, StructuredData

STORY = "The dredger has been at work in the outer basin since Monday, and what it brings up is mostly mud and bottles."


@pytest.mark.parametrize(
    "text",
    [
        f"What it found\n\n{STORY}\n\n{STORY}",
        f"# The bell\n\n- one\n- two\n\n{STORY}\n\n7. seven\n8. eight\n\n> said so\n> twice",
        f"{STORY}\n\nIt cost $5 and then $6.\n\n\\(x^2 + y\\)\n\n- \\(x\\)",
        f"0. none\n1. one\n\n## {STORY * 5}\n\n### short",
        "- a\n\n- b\n\nc\n\n- d",
    ],
)
@pytest.mark.parametrize("left_out", [(), (1,), (0, 2)])
def test_the_quick_way_says_the_same(text: str, left_out: tuple[int, ...]) -> None:
    lines = cut_lines(text)
    kept = [i for i in range(len(lines)) if i not in left_out]
    labels = Labels((Role.CONTENT,) * len(kept), ("",) * len(kept), (1.0,) * len(kept))
    page = Page(etree.Element("html"), StructuredData())
    assert assemble_lines(lines, kept) == assemble(page, line_blocks(lines, kept), labels)


def test_code_is_code() -> None:
    lines = cut_lines("~~~\nring()\n  twice()\n~~~")
    assert [(node.kind.value, node.spans[0].text) for node in assemble_lines(lines, [0])] == [
        ("code", "ring()\n  twice()")
    ]
