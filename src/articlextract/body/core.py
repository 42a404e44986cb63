"""What is open in a body in the making, and what is done for nearly every block: the rest stands in `builder.py`."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from ..article import BodyKind, BodyNode, Mark, Span
from ..native import compiled
from ..records import Block, Node
from .frames import LEVELS, Chain, Frame, Kind
from .make import make_node, make_with
from .spans import SpanReader, join_spans
from .tex import mark_tex, may_hold_tex

BEGIN_WITH_TEXT = frozenset({Kind.ITEM, Kind.CELL, Kind.DEFINITION, Kind.NOTE})

_kernel = compiled("body._core_kernel")


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


class _Core:
    """Text, and the lists, items and headings around it.

    The twin, `_core_kernel.pyx`, does the same: what either leaves to its subclass is what few blocks need.
    """

    def __init__(self, nodes: tuple[Node, ...], reader: SpanReader) -> None:
        self._nodes = nodes
        self._reader = reader
        self._stack = [Open(None)]
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
        elif len(spans) == 1 and spans[0].marks:
            self._add(_of_one(spans))
        else:
            self._add(make_node(BodyKind.PARAGRAPH, spans))

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
            stack.append(Open(frame) if self._is_plain(frame) else self._open(frame))
        self._chain = chain

    def _add(self, node: BodyNode) -> None:
        """Put a finished node where the text is now."""
        top = self._stack[-1]
        kind = top.kind
        if kind is Kind.LIST or kind is Kind.DEFINITIONS:
            self._add_beside(node)
        elif kind in BEGIN_WITH_TEXT and node.kind is BodyKind.PARAGRAPH and not top.spans and _is_first(top.children):
            top.spans = node.spans
            self._newest = None
        else:
            top.children.append(node)
            self._newest = top.children

    def _close(self, closed: _Open) -> None:
        """Turn what was open into a node of what is around it."""
        kind = closed.kind
        if kind is Kind.ITEM:
            self._stack[-1].children.append(make_node(BodyKind.ITEM, closed.spans, tuple(closed.children)))
            self._newest = None
        elif kind is Kind.LIST and closed.start is None:
            self._add(make_node(BodyKind.LIST, (), tuple(closed.children)))
        elif kind is Kind.HEADING and closed.frame and _is_plain_text(closed.spans):
            tag = self._nodes[closed.frame.node].tag
            if tag in LEVELS:
                self._add(make_with("level", LEVELS[tag], BodyKind.HEADING, closed.spans))
            else:
                self._close_other(closed)
        else:
            self._close_other(closed)

    def _is_plain(self, frame: Frame) -> bool:
        """Whether nothing has to be known of what opens."""
        kind = frame.kind
        if kind is Kind.LIST:
            return self._nodes[frame.node].tag != "ol"
        if kind is Kind.ITEM:
            return self._stack[-1].start is None
        return kind is not Kind.TABLE and kind is not Kind.FIGURE

    @abstractmethod
    def _add_code(self, block: Block, chain: Chain) -> None: ...

    @abstractmethod
    def _add_beside(self, node: BodyNode) -> None: ...

    @abstractmethod
    def _open(self, frame: Frame) -> _Open: ...

    @abstractmethod
    def _close_other(self, closed: _Open) -> None: ...


def _is_first(children: list[BodyNode]) -> bool:
    """Whether nothing but pictures stands before."""
    return not children or all(child.kind is BodyKind.FIGURE for child in children)


def _is_plain_text(spans: tuple[Span, ...]) -> bool:
    return bool(spans) and all(not span.href and not span.marks for span in spans)


def _of_one(spans: tuple[Span, ...]) -> BodyNode:
    """The node of one span with marks."""
    (span,) = spans
    if Mark.CODE in span.marks and "\n" in span.text:  # <code>, its lines by <br>
        return make_node(BodyKind.CODE, (Span(span.text),))
    return make_node(BodyKind.FORMULA if Mark.MATH in span.marks else BodyKind.PARAGRAPH, spans)


Open = _Open
Core = _Core
if _kernel is not None and not TYPE_CHECKING:
    Open = _kernel.Open
    Core = _kernel.Core
