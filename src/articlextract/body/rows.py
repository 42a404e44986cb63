"""The cells of a table, by row and column -> its rows."""

from __future__ import annotations

from ..article import BodyKind, BodyNode, Mark
from .make import make_node
from .spans import without_mark

EMPTY_CELL = BodyNode(BodyKind.CELL)


def make_rows(cells: dict[tuple[int, int], BodyNode]) -> tuple[BodyNode, ...]:
    """The rows that have text, each with a cell for every column that has some."""
    columns = sorted({column for _, column in cells})
    rows: dict[int, dict[int, BodyNode]] = {}
    for (row, column), cell in cells.items():
        rows.setdefault(row, {})[column] = cell
    first = rows[min(rows)]
    if len(rows) > 1 and not any(cell.header for cell in cells.values()) and all(map(_is_bold, first.values())):
        first.update({column: _as_header(cell) for column, cell in first.items()})
    return tuple(
        [
            make_node(BodyKind.ROW, (), tuple([row.get(column, EMPTY_CELL) for column in columns]))
            for _, row in sorted(rows.items())
        ]
    )


def _is_bold(cell: BodyNode) -> bool:
    """Whether a cell is a header to the eye."""
    return bool(cell.spans) and not cell.children and all(Mark.STRONG in span.marks for span in cell.spans)


def _as_header(cell: BodyNode) -> BodyNode:
    return BodyNode(BodyKind.CELL, without_mark(cell.spans, Mark.STRONG), header=True)
