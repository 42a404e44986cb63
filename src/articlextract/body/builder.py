"""The open structural elements and what has been gathered in each."""

from __future__ import annotations

from dataclasses import replace

from ..article import BodyKind, BodyNode, Image, Mark, Span
from ..records import Block, Blocks
from .code import is_line_numbers, read_language
from .core import Core, Open
from .frames import LEVELS, Chain, Frame, Kind
from .make import make_node, make_with
from .notes import Notes, without_way_back
from .numbers import items_before, whole
from .pictures import Picture
from .rows import cell_lines, make_rows
from .spans import SpanReader, join_spans, with_mark, without_mark, without_permalink, without_self_link

PARAGRAPH = BodyKind.PARAGRAPH
_PLAIN = {
    Kind.QUOTE: BodyKind.QUOTE,
    Kind.DEFINITIONS: BodyKind.DEFINITIONS,
    Kind.DEFINITION: BodyKind.DEFINITION,
    Kind.DETAILS: BodyKind.DETAILS,
}


class _OpenTable(Open):
    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.cells: dict[tuple[int, int], BodyNode] = {}  # by row and column


class _OpenFigure(Open):
    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.images: list[Image | None] = []
        self.caption = ""


class Builder(Core):
    """Takes blocks and pictures in document order and makes the body of them."""

    def __init__(self, blocks: Blocks, base: str | None, notes: Notes) -> None:
        super().__init__(blocks.nodes, SpanReader(base))
        self._base = base
        self._notes = notes

    def add_caption(self, block: Block, chain: Chain) -> None:
        """A caption, of the figure that it stands in, else of the picture right before it, else nobody's.

        It goes with the image and is no text of the body: of 662 captions that the model refused
        on fundus' and 400 of wcxb-dev's pages, 69 stand in the annotated text.
        """
        depth = next((i for i, frame in enumerate(chain, 1) if frame.kind is Kind.FIGURE), 0)
        if depth:
            self._move_to(chain[:depth])
            figure = self._stack[-1]
            assert isinstance(figure, _OpenFigure)
            figure.caption = f"{figure.caption} {block.text}".strip()
        elif self._newest and self._newest[-1].image:
            image = self._newest[-1].image
            caption = f"{image.caption or ''} {block.text}".strip()
            self._newest[-1] = replace(self._newest[-1], image=replace(image, caption=caption))

    def add_picture(self, picture: Picture, chain: Chain) -> None:
        """A picture, to the figure that is open or as a figure of its own; a film or formula as a node of its own."""
        if chain and chain[-1].text_only:
            chain = chain[:-1]
        self._move_to(chain)
        top = self._stack[-1]
        if picture.span:
            node = make_node(BodyKind.FORMULA if Mark.MATH in picture.span.marks else BodyKind.EMBED, (picture.span,))
            top.children.append(node) if isinstance(top, _OpenFigure) else self._add(node)
        elif isinstance(top, _OpenFigure):
            top.images.append(picture.image)
        else:
            self._add(make_with("image", picture.image, BodyKind.FIGURE))

    def finish(self) -> tuple[BodyNode, ...]:
        """Close what is open; the body."""
        self._move_to(())
        return tuple(self._stack[0].children)

    def _open(self, frame: Frame) -> Open:
        """What opens with more than its frame: a table, a figure, an ordered list, an item with a number."""
        if frame.kind is Kind.TABLE:
            return _OpenTable(frame)
        if frame.kind is Kind.FIGURE:
            return _OpenFigure(frame)
        opened = Open(frame)
        if frame.kind is Kind.LIST:
            opened.start = opened.number = whole(self._nodes[frame.node].element.get("start"), 1)
        elif frame.kind is Kind.ITEM:
            self._count_item(self._stack[-1], frame)
        return opened

    def _add_beside(self, node: BodyNode) -> None:
        """Put what is no item right into a list, or no term and no definition among those."""
        top = self._stack[-1]
        children = top.children
        if top.kind is Kind.LIST:
            if children and node.kind is BodyKind.LIST:  # <ul> right inside <ul>: it belongs to the item above
                children[-1] = replace(children[-1], children=(*children[-1].children, node))
                return
            node = _wrapped(node, BodyKind.ITEM)
            top.number += 1
        elif node.kind is not BodyKind.TERM and node.kind is not BodyKind.DEFINITION:
            node = _wrapped(node, BodyKind.DEFINITION)
        children.append(node)
        self._newest = children

    def _close_other(self, closed: Open) -> None:
        """Turn what was open into a node of what is around it, where it is no item, plain list or plain heading."""
        kind = closed.kind
        if kind is Kind.CELL:
            self._close_cell(closed)
        elif kind is Kind.HEADING:
            self._close_heading(closed)
        elif kind is Kind.FIGURE:
            assert isinstance(closed, _OpenFigure)
            self._close_figure(closed)
        elif kind is Kind.LIST:
            self._add(make_with("start", closed.start, BodyKind.LIST, (), tuple(closed.children)))
        elif kind is Kind.CAPTION:
            around = self._stack[-1]
            around.spans = join_spans(around.spans, closed.spans)
        elif kind is Kind.TERM:
            self._close_term(closed, self._stack[-1])
        elif kind is Kind.NOTE:
            self._close_note(closed)
        elif kind is Kind.TABLE:
            assert isinstance(closed, _OpenTable)
            self._close_table(closed)
        elif kind in _PLAIN:
            self._add(make_node(_PLAIN[kind], closed.spans, tuple(closed.children)))

    def _close_table(self, closed: _OpenTable) -> None:
        for beside in closed.children:  # pictures between the cells
            self._add(beside)
        if closed.cells:
            self._add(make_node(BodyKind.TABLE, closed.spans, make_rows(closed.cells)))

    def _close_term(self, closed: Open, around: Open) -> None:
        """A `<dt>`, or the `<summary>` of what opens; elsewhere a line in bold."""
        spans = without_permalink(closed.spans)
        if around.kind is Kind.DEFINITIONS:
            self._add(make_node(BodyKind.TERM, spans))
        elif around.kind is Kind.DETAILS and not around.spans and not around.children:
            around.spans = spans
        else:
            self._add(make_node(PARAGRAPH, with_mark(spans, Mark.STRONG)))

    def _close_note(self, closed: Open) -> None:
        assert closed.frame is not None
        spans = self._notes.clean(closed.frame.node, closed.spans)
        children = [
            make_node(PARAGRAPH, without_way_back(child.spans)) if child.kind is PARAGRAPH else child
            for child in closed.children
        ]
        self._add(
            make_node(BodyKind.NOTE, spans, tuple([child for child in children if child.spans or child.children]))
        )

    def _close_figure(self, closed: _OpenFigure) -> None:
        for beside in closed.children:
            self._add(beside)
        images = closed.images or [None]
        if images[-1] and closed.caption:
            images[-1] = replace(images[-1], caption=closed.caption)
        for image in images[:-1]:
            self._add(make_with("image", image, BodyKind.FIGURE))
        self._add(make_with("image", images[-1], BodyKind.FIGURE, closed.spans))

    def _close_heading(self, closed: Open) -> None:
        assert closed.frame is not None
        node = self._nodes[closed.frame.node]
        level = LEVELS.get(node.tag) or min(max(whole(node.element.get("aria-level"), 2), 1), 6)
        spans = without_self_link(without_mark(without_permalink(closed.spans), Mark.STRONG), self._base)
        self._add(make_with("level", level, BodyKind.HEADING, spans))

    def _close_cell(self, closed: Open) -> None:
        table = self._stack[-1]
        assert isinstance(table, _OpenTable) and table.frame and table.frame.grid and closed.frame
        row, column, header = table.frame.grid[closed.frame.node]
        spans, children = cell_lines(closed.spans, closed.children)
        table.cells[row, column] = make_with("header", header, BodyKind.CELL, spans, children)

    def _count_item(self, numbered: Open, item: Frame) -> None:
        """Keep the numbers of an ordered list: where the page leaves some out, a new list begins."""
        element = self._nodes[item.node].element
        number = numbered.number
        if not numbered.children:
            number += items_before(element)
        number = whole(element.get("value"), number)
        if not numbered.children:
            numbered.start = number
        elif number != numbered.number:
            assert numbered.start is not None
            done = make_with("start", numbered.start, BodyKind.LIST, (), tuple(numbered.children))
            self._stack.pop()
            self._add(done)
            self._stack.append(numbered)
            numbered.children = []
            numbered.start = number
        numbered.number = number + 1

    def _add_code(self, block: Block, chain: Chain) -> None:
        if self._is_gutter(block):
            return
        self._move_to(chain[:-1])
        language = read_language(self._nodes[chain[-1].node].element)
        self._add(BodyNode(BodyKind.CODE, (Span(block.text),), language=language))

    def _is_gutter(self, block: Block) -> bool:
        """Whether a <pre> numbers the lines of the code in the next cell."""
        parent = self._nodes[block.node].parent
        for _ in range(3):
            if parent >= 0 and self._nodes[parent].tag == "td":
                return is_line_numbers(block.text)
            parent = self._nodes[parent].parent if parent >= 0 else -1
        return False


def _wrapped(node: BodyNode, kind: BodyKind) -> BodyNode:
    """A list's own text, outside of any of its items, as one."""
    if node.kind is BodyKind.PARAGRAPH:
        return make_node(kind, node.spans)
    return make_node(kind, (), (node,))
