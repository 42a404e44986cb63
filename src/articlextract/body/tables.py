"""Whether a `<table>` is one, and where its cells stand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from ..records import Blocks, Node

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_COLUMNS = 60  # wider ones are layout or an attack; their cells become paragraphs
MAX_SPAN = 200  # of colspan and rowspan, as stated

# Beyond these a cell without any <th> in its table holds prose that was set in columns.
MAX_CELL_BLOCKS = 3
MAX_CELL_CHARS = 600
# With <th> the table surely is one, unless a whole article sits in a cell.
MAX_HEADED_CELL_BLOCKS = 20
MAX_HEADED_CELL_CHARS = 4000

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Place(NamedTuple):
    """Where a cell stands, counted from 0; spans flattened, empty rows and columns left out of neither count."""

    row: int
    column: int
    header: bool


class _Scan:
    """One pass over the nodes inside a table."""

    def __init__(self) -> None:
        self.places: dict[int, Place] = {}
        self.captions: list[int] = []
        self.stated = False  # <th>, <thead> or <caption>
        self.headings = False  # <h1> to <h6> with content
        self._row = -1
        self._column = 0
        self._head = False
        self._taken: dict[int, int] = {}  # column -> the last row that a cell from above reaches down to

    def visit(self, index: int, node: Node) -> None:
        tag = node.tag
        if tag == "td" or tag == "th":
            self._add_cell(index, node)
        elif tag == "tr":
            self._row += 1
            self._column = 0
        elif tag == "thead" or tag == "tbody" or tag == "tfoot":
            self._head = tag == "thead"
            self.stated |= self._head
        elif tag == "caption":
            self.captions.append(index)
            self.stated = True

    def _add_cell(self, index: int, node: Node) -> None:
        self._row = max(self._row, 0)
        while self._taken.get(self._column, -1) >= self._row:
            self._column += 1
        width, height = _span(node, "colspan"), _span(node, "rowspan")
        self.stated |= node.tag == "th"
        self.places[index] = Place(self._row, self._column, node.tag == "th" or self._head)
        if height > 1:
            for column in range(self._column, self._column + width):
                self._taken[column] = self._row + height - 1
        self._column += width


def read_grid(blocks: Blocks, table: int, kept: Sequence[int]) -> dict[int, Place] | None:
    """The place of each cell by its node, or None when the table is there for the layout only.

    `kept[i]` is the number of content characters before block i.
    """
    nodes = blocks.nodes
    depth = nodes[table].depth
    if nodes[table].element.get("role") in ("presentation", "none"):
        return None
    scan = _Scan()
    pass_over = sys.maxsize  # the depth of a nested table without content: what is in it does not count
    for index in range(table + 1, len(nodes)):
        node = nodes[index]
        if node.depth <= depth:
            break
        if node.depth > pass_over:
            continue
        pass_over = sys.maxsize
        if kept[node.last] > kept[node.first]:
            if node.tag == "table" or (node.tag == "pre" and "\n" in blocks.items[node.first].text):
                return None
            scan.headings |= node.tag in _HEADINGS
        elif node.tag == "table":
            pass_over = node.depth
        scan.visit(index, node)
    if scan.headings and not scan.stated:
        return None
    return scan.places if _is_data(blocks, table, scan, kept) else None


def _is_data(blocks: Blocks, table: int, scan: _Scan, kept: Sequence[int]) -> bool:
    nodes = blocks.nodes

    def chars(index: int) -> int:
        return kept[nodes[index].last] - kept[nodes[index].first]

    filled = [index for index in scan.places if chars(index)]
    inside = sum(map(chars, filled)) + sum(map(chars, scan.captions))
    columns = {scan.places[index].column for index in filled}
    rows = {scan.places[index].row for index in filled}
    if inside != chars(table) or not 2 <= len(columns) <= MAX_COLUMNS or (len(rows) < 2 and not scan.stated):
        return False
    most_blocks = MAX_HEADED_CELL_BLOCKS if scan.stated else MAX_CELL_BLOCKS
    most_chars = MAX_HEADED_CELL_CHARS if scan.stated else MAX_CELL_CHARS
    return all(nodes[index].last - nodes[index].first <= most_blocks and chars(index) <= most_chars for index in filled)


def _span(node: Node, name: str) -> int:
    value = node.element.get(name)
    if value is None or not (value.isdecimal() and len(value) < 6):
        return 1
    return min(max(int(value), 1), MAX_SPAN)
