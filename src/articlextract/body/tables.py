"""Whether a `<table>` is one, and where its cells stand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from ..records import Blocks, Node, Role
from .gates import tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

MAX_COLUMNS = 60  # wider ones are layout or an attack; their cells become paragraphs
MAX_SPAN = 200  # of colspan and rowspan, as stated
MAX_WIDTH = 500  # columns, empty ones counted

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
        self._rows = 0
        self._taken: dict[int, int] = {}  # column -> the first row that a cell from above leaves free
        self._elements: dict[Element, Place] = {}

    def visit(self, index: int, node: Node, head: bool) -> None:
        tag = node.tag
        if tag == "td" or tag == "th":
            self.stated |= tag == "th"
            place = self._elements.get(node.element)
            if place:
                self.places[index] = place
        elif tag == "tr":
            self._place_cells(node.element, head)
        elif tag == "thead":
            self.stated = True
        elif tag == "caption":
            self.captions.append(index)
            self.stated = True

    def _place_cells(self, tr: Element, head: bool) -> None:
        """The cells of a row, those included that are empty and so no nodes."""
        row, column = self._rows, 0
        self._rows += 1
        for cell in tr.iterchildren("td", "th"):
            while self._taken.get(column, 0) > row:
                column += 1
            if column > MAX_WIDTH:
                return  # a cell without a place: the table will not count as one
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            self._elements[cell] = Place(row, column, head or cell.tag == "th")
            if height > 1:
                self._taken.update(dict.fromkeys(range(column, column + width), row + height))
            column += width


def read_grid(blocks: Blocks, table: int, kept: Sequence[int]) -> dict[int, Place] | None:
    """The place of each cell by its node, or None when the table is there for the layout only.

    `kept[i]` is the number of content characters before block i.
    """
    nodes = blocks.nodes
    depth = nodes[table].depth
    if nodes[table].element.get("role") in ("presentation", "none"):
        return None
    scan = _Scan()
    head = False  # inside <thead>
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
        if node.depth == depth + 1:
            head = node.tag == "thead"
        scan.visit(index, node, head)
    if scan.headings and not scan.stated:
        return None
    return scan.places if _is_data(blocks, table, scan, kept) else None


def with_headers(blocks: Blocks, roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles, those of header cells CONTENT where most of their table is.

    A header of a word or two is what the model knows least about, and a table without it cannot be read.
    """
    headers = tagged(blocks.nodes, "th")
    if not headers:
        return roles
    completed = list(roles)
    mostly: dict[int, bool] = {}
    for index in headers:
        table = _table_around(blocks, index)
        if table not in mostly:
            inside = roles[blocks.nodes[table].first : blocks.nodes[table].last] if table >= 0 else ()
            mostly[table] = 2 * sum([role is Role.CONTENT for role in inside]) > len(inside)
        if mostly[table]:
            node = blocks.nodes[index]
            for i in range(node.first, node.last):
                if completed[i] is Role.OTHER:
                    completed[i] = Role.CONTENT
    return tuple(completed)


def _table_around(blocks: Blocks, cell: int) -> int:
    """The table of a cell, -1 when there is none within four levels."""
    index = cell
    for _ in range(4):
        index = blocks.nodes[index].parent
        if index < 0 or blocks.nodes[index].tag == "table":
            return index
    return -1


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


def _span(cell: Element, name: str) -> int:
    value = cell.get(name)
    if value is None or not (value.isdecimal() and len(value) < 6):
        return 1
    return min(max(int(value), 1), MAX_SPAN)
