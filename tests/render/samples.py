"""One handwritten body with every kind of node, and short ways to write others."""

from __future__ import annotations

from articlextract.article import BodyKind, BodyNode, Image, Mark, Span

STRONG, EMPHASIS, CODE = (Mark.STRONG,), (Mark.EMPHASIS,), (Mark.CODE,)


def item(text: str, *children: BodyNode) -> BodyNode:
    return BodyNode(BodyKind.ITEM, (Span(text),) if text else (), children)


def cell(text: str, header: bool = False, *children: BodyNode) -> BodyNode:
    return BodyNode(BodyKind.CELL, (Span(text),) if text else (), children, header=header)


def row(*cells: BodyNode) -> BodyNode:
    return BodyNode(BodyKind.ROW, children=cells)


def paragraph(*spans: Span | str) -> BodyNode:
    return BodyNode(BodyKind.PARAGRAPH, tuple(Span(span) if isinstance(span, str) else span for span in spans))


def bullets(*items: BodyNode, start: int | None = None) -> BodyNode:
    return BodyNode(BodyKind.LIST, children=items, start=start)


EVERYTHING = (
    BodyNode(BodyKind.HEADING, (Span("Bread & salt"),), level=2),
    paragraph("Mix ", Span("well", marks=STRONG), ", as ", Span("Ann", "https://example.org/ann"), " says:\nslowly."),
    bullets(item("flour", bullets(item("rye"), item("wheat"))), item("water")),
    bullets(item("Knead.", paragraph("Ten minutes.")), item("Bake."), start=3),
    BodyNode(BodyKind.QUOTE, children=(paragraph("Patience."), bullets(item("and heat")))),
    BodyNode(BodyKind.CODE, (Span("for loaf in oven:\n    turn(loaf)"),), language="python"),
    BodyNode(
        BodyKind.TABLE,
        (Span("Ovens"),),
        (
            row(cell("Kind", True), cell("Degrees", True)),
            row(cell("gas"), cell("230 | 450")),
            row(cell(""), cell("gone")),
        ),
    ),
    BodyNode(BodyKind.FIGURE, (Span("The crumb"),), image=Image("https://example.org/crumb.jpg", "A loaf, cut")),
    BodyNode(BodyKind.FIGURE, image=Image("https://example.org/oven.jpg")),
)
