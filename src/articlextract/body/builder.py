"""The open structural elements and what has been gathered in each."""

from __future__ import annotations

from dataclasses import replace

from ..article import BodyKind, BodyNode, Image, Mark, Span
from ..records import Block, Blocks
from .code import is_line_numbers, read_language
from .make import make_node
from .notes import Notes, without_way_back
from .numbers import items_before, whole
from .pictures import Picture
from .rows import cell_lines, make_rows
from .spans import SpanReader, join_spans, with_mark, without_mark, without_permalink
from .structure import Chain, Frame, Kind
from .tex import mark_tex, may_hold_tex

PARAGRAPH = BodyKind.PARAGRAPH

_BEGIN_WITH_TEXT = frozenset({Kind.ITEM, Kind.CELL, Kind.DEFINITION, Kind.NOTE})
_PLAIN = {
    Kind.QUOTE: BodyKind.QUOTE,
    Kind.DEFINITIONS: BodyKind.DEFINITIONS,
    Kind.DEFINITION: BodyKind.DEFINITION,
    Kind.DETAILS: BodyKind.DETAILS,
}
_LEVELS = {f"h{level}": level for level in range(1, 7)}


class _Open:
    """A node of the body in the making."""

    spans: tuple[Span, ...] = ()
    start: int | None = None  # of an ordered list: its first number
    number = 0  # and the one that comes next

    def __init__(self, frame: Frame | None) -> None:
        self.frame = frame
        self.kind = frame.kind if frame else None
        self.holds_text = frame is not None and (frame.text_only or frame.kind is Kind.FIGURE)
        self.children: list[BodyNode] = []


class _OpenTable(_Open):
    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.cells: dict[tuple[int, int], BodyNode] = {}  # by row and column


class _OpenFigure(_Open):
    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.images: list[Image | None] = []
        self.caption = ""


class Builder:
    """Takes blocks and pictures in document order and makes the body of them."""

    def __init__(self, blocks: Blocks, reader: SpanReader, notes: Notes) -> None:
        self._nodes = blocks.nodes
        self._notes = notes
        self._reader = reader
        self._stack = [_Open(None)]
        self._chain: Chain = ()  # of what is open now
        self._newest: list[BodyNode] | None = None  # where the newest node stands last

    def add_text(self, block: Block, chain: Chain) -> None:
        """A content block."""
        if chain and chain[-1].kind is Kind.CODE:
            self._add_code(block, chain)
            return
        if chain is not self._chain:
            self._move_to(chain)
        top = self._stack[-1]
        spans = self._reader.read(block)
        if may_hold_tex(block.text):
            spans = mark_tex(spans)
        if top.holds_text:
            top.spans = join_spans(top.spans, spans)
        elif len(spans) == 1 and Mark.CODE in spans[0].marks and "\n" in spans[0].text:  # <code>, its lines by <br>
            self._add(make_node(BodyKind.CODE, (Span(spans[0].text),)))
        elif len(spans) == 1 and Mark.MATH in spans[0].marks:
            self._add(make_node(BodyKind.FORMULA, spans))
        else:
            self._add(make_node(PARAGRAPH, spans))

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
            self._add(BodyNode(BodyKind.FIGURE, image=picture.image))

    def finish(self) -> tuple[BodyNode, ...]:
        """Close what is open; the body."""
        self._move_to(())
        return tuple(self._stack[0].children)

    def _move_to(self, chain: Chain) -> None:
        """Close and open until what is open is what stands around the next text."""
        shared = 0
        for mine, its in zip(self._chain, chain, strict=False):
            if mine is not its:
                break
            shared += 1
        stack = self._stack
        while len(stack) > shared + 1:
            self._close(stack.pop())
        for frame in chain[shared:]:
            stack.append(self._open(frame))
        self._chain = chain

    def _open(self, frame: Frame) -> _Open:
        kind = frame.kind
        if kind is Kind.TABLE:
            return _OpenTable(frame)
        if kind is Kind.FIGURE:
            return _OpenFigure(frame)
        opened = _Open(frame)
        if kind is Kind.LIST:
            node = self._nodes[frame.node]
            if node.tag == "ol":
                opened.start = opened.number = whole(node.element.get("start"), 1)
        elif kind is Kind.ITEM and self._stack[-1].start is not None:
            self._count_item(self._stack[-1], frame)
        return opened

    def _add(self, node: BodyNode) -> None:
        """Put a finished node where the text is now."""
        top = self._stack[-1]
        kind = top.kind
        children = top.children
        if kind in _BEGIN_WITH_TEXT and node.kind is PARAGRAPH and not top.spans:
            if not children or all(child.kind is BodyKind.FIGURE for child in children):
                top.spans = node.spans
                self._newest = None
                return
        elif kind is Kind.LIST:
            if children and node.kind is BodyKind.LIST:  # <ul> right inside <ul>: it belongs to the item above
                children[-1] = replace(children[-1], children=(*children[-1].children, node))
                return
            node = _wrapped(node, BodyKind.ITEM)
            top.number += 1
        elif kind is Kind.DEFINITIONS and node.kind is not BodyKind.TERM and node.kind is not BodyKind.DEFINITION:
            node = _wrapped(node, BodyKind.DEFINITION)
        children.append(node)
        self._newest = children

    def _close(self, closed: _Open) -> None:
        """Turn what was open into a node of what is around it."""
        kind = closed.kind
        around = self._stack[-1]
        if kind is Kind.ITEM:
            around.children.append(make_node(BodyKind.ITEM, closed.spans, tuple(closed.children)))
            self._newest = None
        elif kind is Kind.LIST:
            self._add(BodyNode(BodyKind.LIST, children=tuple(closed.children), start=closed.start))
        elif kind is Kind.HEADING:
            self._close_heading(closed)
        elif kind is Kind.CELL:
            self._close_cell(closed)
        elif kind is Kind.TERM:
            self._close_term(closed, around)
        elif kind is Kind.CAPTION:
            around.spans = join_spans(around.spans, closed.spans)
        elif kind is Kind.NOTE:
            self._close_note(closed)
        elif kind in _PLAIN:
            self._add(make_node(_PLAIN[kind], closed.spans, tuple(closed.children)))
        elif isinstance(closed, _OpenTable):
            for beside in closed.children:  # pictures between the cells
                self._add(beside)
            if closed.cells:
                self._add(make_node(BodyKind.TABLE, closed.spans, make_rows(closed.cells)))
        elif isinstance(closed, _OpenFigure):
            self._close_figure(closed)

    def _close_term(self, closed: _Open, around: _Open) -> None:
        """A `<dt>`, or the `<summary>` of what opens; elsewhere a line in bold."""
        spans = without_permalink(closed.spans)
        if around.kind is Kind.DEFINITIONS:
            self._add(make_node(BodyKind.TERM, spans))
        elif around.kind is Kind.DETAILS and not around.spans and not around.children:
            around.spans = spans
        else:
            self._add(make_node(PARAGRAPH, with_mark(spans, Mark.STRONG)))

    def _close_note(self, closed: _Open) -> None:
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
            self._add(BodyNode(BodyKind.FIGURE, image=image))
        self._add(BodyNode(BodyKind.FIGURE, closed.spans, image=images[-1]))

    def _close_heading(self, closed: _Open) -> None:
        assert closed.frame is not None
        node = self._nodes[closed.frame.node]
        level = _LEVELS.get(node.tag) or min(max(whole(node.element.get("aria-level"), 2), 1), 6)
        spans = self._reader.without_self_link(without_mark(without_permalink(closed.spans), Mark.STRONG))
        self._add(BodyNode(BodyKind.HEADING, spans, level=level))

    def _close_cell(self, closed: _Open) -> None:
        table = self._stack[-1]
        assert isinstance(table, _OpenTable) and table.frame and table.frame.grid and closed.frame
        row, column, header = table.frame.grid[closed.frame.node]
        spans, children = cell_lines(closed.spans, closed.children)
        table.cells[row, column] = BodyNode(BodyKind.CELL, spans, children, header=header)

    def _count_item(self, numbered: _Open, item: Frame) -> None:
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
            done = BodyNode(BodyKind.LIST, children=tuple(numbered.children), start=numbered.start)
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
