"""The blocks that go into the body, with those joined that are one line on the screen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence

from ..article import Mark
from ..records import LINE_BREAK, Block, Blocks, Piece, Role

MATH = (Mark.MATH,)

_INLINE_TAGS = frozenset(
    "a abbr acronym b bdi bdo big cite data em font i ins label mark q small span strong time u var".split()
)


def join_lines(blocks: Blocks, roles: Sequence[Role], formulas: Container[int] = ()) -> list[Block]:
    """The content and caption blocks in order.

    Segmentation cuts a line at hidden text; where only such text stood between two blocks of the
    same element, they are one again, with the first one's index. So are they with a formula among
    `formulas`, which segmentation took for hidden text.
    """
    result: list[Block] = []
    last_node = last_index = -1
    content, caption = Role.CONTENT, Role.CAPTION
    for block, role in zip(blocks.items, roles, strict=True):
        if role is not content and role is not caption:
            continue
        same_element = block.node == last_node and roles[last_index] is role
        is_formula = block.index in formulas or last_index in formulas
        if same_element and (is_formula or _is_same_line(blocks, result[-1], last_index, block)):
            before = result[-1]
            gap = () if is_formula or before.pieces[-1].marks == MATH else (Piece(" ", None, ()),)
            result[-1] = before._replace(
                text=f"{before.text} {block.text}",
                pieces=(*before.pieces, *gap, *block.pieces),
                link_chars=before.link_chars + block.link_chars,
            )
        else:
            result.append(block)
        last_node, last_index = block.node, block.index
    return result


def _is_same_line(blocks: Blocks, before: Block, last_index: int, block: Block) -> bool:
    if before.pieces[-1].text == LINE_BREAK or blocks.nodes[block.node].tag == "pre":
        return False
    # Nodes stand in document order, so `first` never falls. Those between the two blocks are all inside their element.
    between = bisect_left(blocks.nodes, last_index + 1, key=lambda node: node.first)
    found = False
    for node in blocks.nodes[between : between + 50]:
        if node.first > block.index:
            break
        if node.parent == block.node:
            if node.tag not in _INLINE_TAGS:
                return False
            found = True
    return found
