"""Whether a `<table>` is one, and where its cells stand."""

from __future__ import annotations

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
        self.row = -1
        self.column = 0
        self.head = False
        self.stated = False  # <th>, <thead> or <caption>
        self.taken: dict[int, int] = {}  # column -> the last row that a cell from above reaches down to

    def open_row(self) -> None:
        self.row += 1
        self.column = 0

    def add_cell(self, index: int, node: Node) -> None:
        if self.row < 0:
            self.open_row()
        while self.taken.get(self.column, -1) >= self.row:
            self.column += 1
        width, height = _span(node, "colspan"), _span(node, "rowspan")
        header = node.tag == "th" or self.head
        self.stated |= node.tag == "th"
        self.places[index] = Place(self.row, self.column, header)
        if height > 1:
            for column in range(self.column, self.column + width):
                self.taken[column] = self.row + height - 1
        self.column += width


def read_grid(blocks: Blocks, table: int, kept: Sequence[int]) -> dict[int, Place] | None:
    """The place of each cell by its node, or None when the table is there for the layout only.

    `kept[i]` is the number of content characters before block i.
    """
    nodes = blocks.nodes
    if nodes[table].element.get("role") in ("presentation", "none"):
        return None
    depth = nodes[table].depth
    scan = _Scan()
    crowded: list[int] = []  # cells with a heading or several lines of code
    cell = -1
    empty_table = depth + 1_000_000  # depth of a nested table without content, to pass over what is in it
    for index in range(table + 1, len(nodes)):
        node = nodes[index]
        if node.depth <= depth:
            break
        if node.depth > empty_table:
            continue
        empty_table = depth + 1_000_000
        tag = node.tag
        if tag == "td" or tag == "th":
            scan.add_cell(index, node)
            cell = index
        elif tag == "tr":
            scan.open_row()
        elif tag == "thead" or tag == "tbody" or tag == "tfoot":
            scan.head = tag == "thead"
            scan.stated |= scan.head
        elif tag == "caption":
            scan.captions.append(index)
            scan.stated = True
        elif kept[node.last] == kept[node.first]:
            if tag == "table":
                empty_table = node.depth
        else:
            if tag == "table" or (tag == "pre" and "\n" in blocks.items[node.first].text):
                return None
            if tag in _HEADINGS:
                crowded.append(cell)
    if crowded and not scan.stated:
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
    return all(
        nodes[index].last - nodes[index].first <= most_blocks and chars(index) <= most_chars
        for index in filled
    )


def _span(node: Node, name: str) -> int:
    value = node.element.get(name)
    if value is None or not (value.isdecimal() and len(value) < 6):
        return 1
    return min(max(int(value), 1), MAX_SPAN)
