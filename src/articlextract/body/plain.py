"""The body of a text without links or emphasis: what `assemble` makes of its lines, without blocks and elements.

A tenth of the time; a text with Markdown's links and emphasis goes the way of pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..article import BodyKind, BodyNode, Mark, Span
from ..native import compiled
from ..records import LineList, Lines
from .make import make_node, make_span
from .structure import MAX_HEADING_CHARS
from .tex import mark_tex, may_hold_tex

_PARAGRAPH = BodyKind.PARAGRAPH
_kernel = compiled("body._make_kernel")


def assemble_lines(lines: Lines, kept: Sequence[int]) -> tuple[BodyNode, ...]:
    """The body of the lines with these numbers."""
    if _kernel is None:
        return assemble_in_python(lines, kept)
    given = lines.texts, lines.tags, lines.lists, kept, _node, _item, _close, MAX_HEADING_CHARS
    body: tuple[BodyNode, ...] = _kernel.assemble_lines(*given)
    return body


def assemble_in_python(lines: Lines, kept: Sequence[int]) -> tuple[BodyNode, ...]:
    """The same in Python."""
    texts, tags = lines.texts, lines.tags
    body: list[BodyNode] = []
    lists = iter(lines.lists)
    around = next(lists, None)
    inside: list[BodyNode] = []  # of `around`
    for i in kept:
        while around and around.last <= i:
            _close(body, around, inside)
            around, inside = next(lists, None), []
        text, tag = texts[i], tags[i]
        if tag == "p" and "$" not in text and "\\" not in text:
            node = make_node(_PARAGRAPH, (make_span(text, None, ()),))  # nearly all lines
        else:
            node = _node(text, tag)
        if around and around.first <= i:
            inside.append(node if around.tag == "blockquote" else _item(node))
        else:
            body.append(node)
    if around:
        _close(body, around, inside)
    return tuple(body)


def _node(text: str, tag: str) -> BodyNode:
    spans: tuple[Span, ...] = (make_span(text, None, ()),)
    if tag == "pre":
        return make_node(BodyKind.CODE, spans)
    if ("$" in text or "\\" in text) and may_hold_tex(text):
        spans = tuple(mark_tex(spans))
    if tag[0] == "h" and len(text) <= MAX_HEADING_CHARS:
        node = make_node(BodyKind.HEADING, spans)
        object.__setattr__(node, "level", int(tag[1]))  # a third of the time of the constructor
        return node
    is_formula = len(spans) == 1 and Mark.MATH in spans[0].marks
    return make_node(BodyKind.FORMULA if is_formula else _PARAGRAPH, spans)


def _item(node: BodyNode) -> BodyNode:
    if node.kind is _PARAGRAPH:
        return make_node(BodyKind.ITEM, node.spans)
    return make_node(BodyKind.ITEM, (), (node,))


def _close(body: list[BodyNode], closed: LineList, inside: list[BodyNode]) -> None:
    if inside and closed.tag == "blockquote":
        body.append(make_node(BodyKind.QUOTE, (), tuple(inside)))
    elif inside:
        start = (closed.start or 1) if closed.tag == "ol" else None
        body.append(BodyNode(BodyKind.LIST, children=tuple(inside), start=start))
