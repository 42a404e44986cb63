"""Body records without the frozen constructor, which costs 1.3 microseconds a node: half of all assembling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..article import BodyKind, BodyNode, Image, Mark, Span
from ..native import compiled

_new = object.__new__
_kernel = compiled("body._make_kernel")


def make_span(text: str, href: str | None, marks: tuple[Mark, ...]) -> Span:
    """`Span(text, href, marks)`."""
    span = _new(Span)
    values = span.__dict__
    values["text"] = text
    values["href"] = href
    values["marks"] = marks
    return span


def make_node(kind: BodyKind, spans: tuple[Span, ...] = (), children: tuple[BodyNode, ...] = ()) -> BodyNode:
    """`BodyNode(kind, spans, children)`; the rest reads from the class, where dataclasses keep their defaults."""
    node = _new(BodyNode)
    values = node.__dict__
    values["kind"] = kind
    values["spans"] = spans
    values["children"] = children
    return node


def make_with(
    name: str, value: object, kind: BodyKind, spans: tuple[Span, ...] = (), children: tuple[BodyNode, ...] = ()
) -> BodyNode:
    """`BodyNode(kind, spans, children, name=value)`."""
    node = make_node(kind, spans, children)
    node.__dict__[name] = value
    return node


def make_image(url: str, alt: str | None, width: int | None, height: int | None) -> Image:
    """`Image(url, alt, width=width, height=height)`."""
    image = _new(Image)
    values = image.__dict__
    values["url"] = url
    values["alt"] = alt
    values["width"] = width
    values["height"] = height
    return image


if _kernel is not None and not TYPE_CHECKING:
    make_span, make_node, make_with = _kernel.make_span, _kernel.make_node, _kernel.make_with
