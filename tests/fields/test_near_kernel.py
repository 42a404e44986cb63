"""Blocks made of lines by the compiled twin against those of Python."""

from __future__ import annotations

from twins import twin

from articlextract.blocks.lines import cut_lines, text_page
from articlextract.fields._text_lines import plain_blocks
from articlextract.records import Block, Node, Piece


def test_blocks_of_lines_are_those_of_python() -> None:
    kernel = twin("fields._near_kernel")
    lines = cut_lines("# Home\n\nThe bell of Osk\n\n- rings\n- at noon")
    root = text_page(lines, None, None).root
    for places in ([], [0], [3, 1], list(range(len(lines)))) if kernel else ():
        items, nodes = kernel.plain_blocks(lines.texts, lines.tags, places, root)
        assert (items, nodes) == plain_blocks(lines.texts, lines.tags, places, root)
        assert {type(item) for item in items} <= {Block}
        assert {type(node) for node in nodes} <= {Node}
        assert {type(piece) for item in items for piece in item.pieces} <= {Piece}
        assert [item._replace(index=9).index for item in items] == [9] * len(items)
