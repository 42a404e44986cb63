"""Body -> plain text."""

from __future__ import annotations

from ..article import BodyKind, BodyNode, Span


def to_text(body: tuple[BodyNode, ...]) -> str:
    """The body as plain text.

    Blocks are separated by a blank line; a list item, a table's row and a line of code stand on a
    line of their own. Quotes have no marks, a figure gives its caption alone.
    """
    return "\n\n".join([text for node in body if (text := _block(node))])


def spans_text(spans: tuple[Span, ...]) -> str:
    """The words of some spans, without their form."""
    return spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])


def _block(node: BodyNode) -> str:
    kind = node.kind
    if kind is BodyKind.LIST:
        return "\n".join(_items(node))
    if kind is BodyKind.TABLE:
        rows = [" | ".join([_cell(cell) for cell in row.children]).strip() for row in node.children]
        return "\n\n".join([part for part in (spans_text(node.spans), "\n".join(rows)) if part])
    if not node.children:
        return spans_text(node.spans)
    parts = [spans_text(node.spans)] if node.spans else []
    parts += [_block(child) for child in node.children]
    return "\n\n".join([part for part in parts if part])


def _items(node: BodyNode) -> list[str]:
    """The items of a list, each with its mark before the first line and the others set in beneath it."""
    lines: list[str] = []
    for number, item in enumerate(node.children, node.start or 0):
        mark = "- " if node.start is None else f"{number}. "
        parts = [spans_text(item.spans)] if item.spans else []
        parts += [_block(child) for child in item.children]
        content = "\n".join([part for part in parts if part])
        if content:
            lines.append(mark + content.replace("\n", "\n  "))
    return lines


def _cell(cell: BodyNode) -> str:
    """A cell on one line."""
    return " ".join(_block(cell).split())
