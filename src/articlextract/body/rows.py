"""The cells of a table, by row and column -> its rows."""

from __future__ import annotations

from collections.abc import Iterator

from ..article import BodyKind, BodyNode, Mark, Span
from .make import make_node
from .spans import with_mark, without_mark

EMPTY_CELL = BodyNode(BodyKind.CELL)
_IN_CELLS = frozenset({BodyKind.PARAGRAPH, BodyKind.FIGURE, BodyKind.FORMULA, BodyKind.EMBED})


def cell_lines(spans: tuple[Span, ...], children: list[BodyNode]) -> tuple[tuple[Span, ...], tuple[BodyNode, ...]]:
    """What a cell holds: a line for each item or heading in it, since no format's cell but HTML's has more.

    One page in a hundred has such a cell. Paragraphs and pictures stay what they are.
    """
    if all(child.kind in _IN_CELLS for child in children):
        return spans, tuple(children)
    lines = [spans, *[line for child in children for line in _lines(child)]]
    joined = [span for line in lines if line for span in (Span("\n"), *line)][1:]
    return tuple(joined), tuple([figure for child in children for figure in _figures(child)])


def _lines(node: BodyNode) -> Iterator[tuple[Span, ...]]:
    if node.kind is not BodyKind.FIGURE:
        yield with_mark(node.spans, Mark.CODE) if node.kind is BodyKind.CODE else node.spans
        for child in node.children:
            yield from _lines(child)


def _figures(node: BodyNode) -> Iterator[BodyNode]:
    if node.kind is BodyKind.FIGURE:
        yield node
    for child in node.children:
        yield from _figures(child)


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
