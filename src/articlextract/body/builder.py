"""The open structural elements and what has been gathered in each."""

from __future__ import annotations

from dataclasses import replace

from ..article import BodyKind, BodyNode, Image, Mark, Span
from ..records import Block, Blocks
from .code import is_line_numbers, read_language
from .pictures import Picture
from .spans import SpanReader, join_spans, with_mark, without_mark
from .structure import TEXT_ONLY, Chain, Frame, Kind

MAX_NUMBER = 999_999_999  # what CommonMark allows for the number of a list item
EMPTY_CELL = BodyNode(BodyKind.CELL)

_LEVELS = {f"h{level}": level for level in range(1, 7)}


class _Open:
    """A node of the body in the making."""

    __slots__ = ("cells", "children", "frame", "images", "number", "spans", "start")

    def __init__(self, frame: Frame | None) -> None:
        self.frame = frame
        self.spans: tuple[Span, ...] = ()
        self.children: list[BodyNode] = []
        self.images: list[Image] = []  # of a figure
        self.cells: dict[tuple[int, int], BodyNode] = {}  # of a table, by row and column
        self.start: int | None = None  # of an ordered list: its first number
        self.number = 0  # and the one that comes next


class Builder:
    """Takes blocks and pictures in document order and makes the body of them."""

    def __init__(self, blocks: Blocks, reader: SpanReader) -> None:
        self._nodes = blocks.nodes
        self._reader = reader
        self._stack = [_Open(None)]
        self._last: list[BodyNode] | None = None  # where the newest node stands last

    def add_text(self, block: Block, chain: Chain) -> None:
        """A content block."""
        if chain and chain[-1].kind is Kind.CODE:
            if not self._is_gutter(block):
                self._move_to(chain[:-1])
                language = read_language(self._nodes[chain[-1].node].element)
                self._add(BodyNode(BodyKind.CODE, (Span(block.text),), language=language))
            return
        spans = self._reader.read(block)
        self._move_to(chain)
        top = self._stack[-1]
        if top.frame and (top.frame.kind in TEXT_ONLY or top.frame.kind is Kind.FIGURE):
            top.spans = join_spans(top.spans, spans)
        else:
            self._add(BodyNode(BodyKind.PARAGRAPH, spans))

    def add_caption(self, block: Block, chain: Chain) -> None:
        """A caption: of the figure that it stands in, else of the picture right before it, else nobody's."""
        if any(frame.kind is Kind.FIGURE for frame in chain):
            self.add_text(block, chain)
        elif self._last and self._last[-1].kind is BodyKind.FIGURE:
            figure = self._last[-1]
            self._last[-1] = replace(figure, spans=join_spans(figure.spans, self._reader.read(block)))

    def add_picture(self, picture: Picture, chain: Chain) -> None:
        """A picture, to the figure that is open or as a figure of its own."""
        if chain and chain[-1].kind in TEXT_ONLY:
            chain = chain[:-1]
        self._move_to(chain)
        top = self._stack[-1]
        if top.frame and top.frame.kind is Kind.FIGURE:
            top.images.append(picture.image)
        else:
            self._add(BodyNode(BodyKind.FIGURE, image=picture.image))

    def finish(self) -> tuple[BodyNode, ...]:
        """Close what is open; the body."""
        self._move_to(())
        return tuple(self._stack[0].children)

    def _move_to(self, chain: Chain) -> None:
        stack = self._stack
        shared = 0
        for open_node, frame in zip(stack[1:], chain):
            if open_node.frame is not frame:
                break
            shared += 1
        while len(stack) > shared + 1:
            self._close(stack.pop())
        for frame in chain[shared:]:
            if frame.kind is Kind.ITEM:
                self._count_item(stack[-1], frame)
            opened = _Open(frame)
            if frame.kind is Kind.LIST and self._nodes[frame.node].tag == "ol":
                opened.start = opened.number = _whole(self._nodes[frame.node].element.get("start"), 1)
            stack.append(opened)

    def _add(self, node: BodyNode) -> None:
        """Put a finished node where the text is now."""
        top = self._stack[-1]
        kind = top.frame.kind if top.frame else None
        if kind is Kind.LIST:
            if top.children and node.kind is BodyKind.LIST:  # <ul> right inside <ul>: it belongs to the item above
                item = top.children[-1]
                top.children[-1] = replace(item, children=(*item.children, node))
            else:
                top.children.append(_as_item(node))
                top.number += 1
        elif (
            (kind is Kind.ITEM or kind is Kind.CELL)
            and node.kind is BodyKind.PARAGRAPH
            and not top.spans
            and all(child.kind is BodyKind.FIGURE for child in top.children)
        ):
            top.spans = node.spans
        else:
            top.children.append(node)
        self._last = top.children

    def _close(self, closed: _Open) -> None:
        frame = closed.frame
        assert frame is not None
        children = tuple(closed.children)
        kind = frame.kind
        if kind is Kind.ITEM:
            self._stack[-1].children.append(BodyNode(BodyKind.ITEM, closed.spans, children))
            self._last = None
        elif kind is Kind.CELL:
            self._place_cell(frame.node, closed.spans, children)
        elif kind is Kind.CAPTION:
            self._stack[-1].spans = join_spans(self._stack[-1].spans, closed.spans)
        elif kind is Kind.LIST:
            self._add(BodyNode(BodyKind.LIST, children=children, start=closed.start))
        elif kind is Kind.QUOTE:
            self._add(BodyNode(BodyKind.QUOTE, children=children))
        elif kind is Kind.TABLE:
            self._add(BodyNode(BodyKind.TABLE, closed.spans, _rows(closed.cells)))
        elif kind is Kind.FIGURE:
            for image in closed.images[:-1]:
                self._add(BodyNode(BodyKind.FIGURE, image=image))
            self._add(BodyNode(BodyKind.FIGURE, closed.spans, image=closed.images[-1] if closed.images else None))
        elif kind is Kind.HEADING:
            level = _LEVELS.get(self._nodes[frame.node].tag) or self._stated_level(frame.node)
            self._add(BodyNode(BodyKind.HEADING, without_mark(closed.spans, Mark.STRONG), level=level))
        else:
            self._add(BodyNode(BodyKind.PARAGRAPH, with_mark(closed.spans, Mark.STRONG)))

    def _place_cell(self, node: int, spans: tuple[Span, ...], children: tuple[BodyNode, ...]) -> None:
        table = self._stack[-1]
        assert table.frame is not None and table.frame.grid is not None
        row, column, header = table.frame.grid[node]
        table.cells[row, column] = BodyNode(BodyKind.CELL, spans, children, header=header)

    def _count_item(self, numbered: _Open, item: Frame) -> None:
        """Keep the numbers of an ordered list: where the page leaves some out, a new list begins."""
        assert numbered.frame is not None
        if numbered.start is None:
            return
        element = self._nodes[item.node].element
        number = numbered.number
        if not numbered.children:
            number += _items_before(element)
        number = _whole(element.get("value"), number)
        if not numbered.children:
            numbered.start = number
        elif number != numbered.number:
            done = BodyNode(BodyKind.LIST, children=tuple(numbered.children), start=numbered.start)
            self._stack.pop()
            self._add(done)
            self._stack.append(numbered)
            numbered.children = []
            numbered.start = number
        numbered.number = number + 1

    def _stated_level(self, node: int) -> int:
        return min(max(_whole(self._nodes[node].element.get("aria-level"), 2), 1), 6)

    def _is_gutter(self, block: Block) -> bool:
        """Whether a <pre> numbers the lines of the code in the next cell."""
        parent = self._nodes[block.node].parent
        for _ in range(3):
            if parent >= 0 and self._nodes[parent].tag == "td":
                return is_line_numbers(block.text)
            parent = self._nodes[parent].parent if parent >= 0 else -1
        return False


def _as_item(node: BodyNode) -> BodyNode:
    """A list's own text, outside of any <li>."""
    if node.kind is BodyKind.PARAGRAPH:
        return BodyNode(BodyKind.ITEM, node.spans)
    return BodyNode(BodyKind.ITEM, children=(node,))


def _rows(cells: dict[tuple[int, int], BodyNode]) -> tuple[BodyNode, ...]:
    """The rows that have text, each with a cell for every column that has some."""
    columns = sorted({column for _, column in cells})
    rows: dict[int, dict[int, BodyNode]] = {}
    for (row, column), cell in cells.items():
        rows.setdefault(row, {})[column] = cell
    return tuple(
        [
            BodyNode(BodyKind.ROW, children=tuple([row.get(column, EMPTY_CELL) for column in columns]))
            for _, row in sorted(rows.items())
        ]
    )


def _items_before(item: object) -> int:
    """How many items of the same list the page has before this one."""
    return sum(1 for sibling in item.itersiblings("li", preceding=True))  # type: ignore[attr-defined]


def _whole(value: str | None, default: int) -> int:
    """An attribute's whole number."""
    digits = (value or "").strip()[:12]
    if not (digits.removeprefix("-").isascii() and digits.removeprefix("-").isdecimal()):
        return default
    return int(digits) if abs(int(digits)) <= MAX_NUMBER else default
