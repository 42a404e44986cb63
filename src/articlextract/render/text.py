"""Body -> plain text."""

from __future__ import annotations

from ..article import BodyKind, BodyNode
from .flat import line_of, spans_text


def to_text(body: tuple[BodyNode, ...]) -> str:
    """The body as plain text.

    Blocks are separated by a blank line; a list's item and a table's row stand on a line of their
    own, what an item holds beyond its first line is set in by two blanks. Code is exact. Quotes
    have no marks, a figure gives its caption alone.
    """
    return "\n\n".join([text for node in body if (text := _block(node))])


def _block(node: BodyNode) -> str:
    kind = node.kind
    if not node.children:
        return spans_text(node.spans)
    if kind is BodyKind.LIST:
        return "\n".join(_items(node))
    if kind is BodyKind.TABLE:
        return "\n\n".join([part for part in (spans_text(node.spans), "\n".join(_rows(node))) if part])
    parts = [spans_text(node.spans), *[_block(child) for child in node.children]]
    return "\n\n".join([part for part in parts if part])


def _items(node: BodyNode) -> list[str]:
    """The items of a list, each with its mark before the first line."""
    items: list[str] = []
    for number, item in enumerate(node.children, node.start or 0):
        text = spans_text(item.spans)
        if item.children:
            text = "\n".join([part for part in (text, *[_block(child) for child in item.children]) if part])
        if text:
            mark = "- " if node.start is None else f"{number}. "
            items.append(mark + text.replace("\n", "\n  "))
    return items


def _rows(node: BodyNode) -> list[str]:
    """The rows of a table, each on one line."""
    rows = [" | ".join([_cell(cell) for cell in row.children]) for row in node.children]
    return [row for row in rows if row.strip(" |")]


def _cell(cell: BodyNode) -> str:
    return " ".join(spans_text(line_of(cell)).split())
