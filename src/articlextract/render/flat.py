"""What the writers share: a node's spans on one line, and runs of spans that are alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from ..article import PLAY, BodyKind, BodyNode, Mark, Span

K = TypeVar("K")
T = TypeVar("T")


def spans_text(spans: tuple[Span, ...]) -> str:
    """The words of some spans, without their form; `$x^2$` for a formula, `[1]` for a footnote's label."""
    return "".join([_with_bounds(span) if span.marks else span.text for span in spans if span.text != PLAY])


def _with_bounds(span: Span) -> str:
    if Mark.MATH in span.marks:
        return f"${span.text}$"
    return f"[{span.text}]" if Mark.NOTE in span.marks else span.text


def line_of(node: BodyNode) -> tuple[Span, ...]:
    """All spans of a node and of those in it, in one line: what a table's cell can hold."""
    marks = (Mark.CODE,) if node.kind is BodyKind.CODE else ()
    spans = [Span(" ".join(s.text.split()), None, marks) for s in node.spans] if marks else list(node.spans)
    for child in node.children:
        inner = line_of(child)
        if spans and inner:
            spans.append(Span(" "))
        spans += inner
    return tuple(spans)


def figures_in(node: BodyNode) -> Iterator[BodyNode]:
    """The figures in a node, itself included."""
    if node.kind is BodyKind.FIGURE:
        yield node
    for child in node.children:
        yield from figures_in(child)


def header_rows(table: BodyNode) -> int:
    """How many rows at the top of a table hold nothing but header cells."""
    count = 0
    for row in table.children:
        if not any(cell.header for cell in row.children):
            break
        if not all(cell.header or not (cell.spans or cell.children) for cell in row.children):
            break
        count += 1
    return count


class Atom(NamedTuple):
    """A run of text with the same marks, or a whole link: what a mark can be set around."""

    text: str
    marks: tuple[Mark, ...]  # of a link: those that all of it has
    href: str | None = None
    inner: tuple[Atom, ...] = ()  # of a link: its text with the other marks


def read_atoms(spans: Sequence[Span]) -> list[Atom]:
    """Spans as atoms, so that one mark can be set around several links and each link is written once."""
    atoms: list[Atom] = []
    for href, run in runs(spans, lambda span: span.href):
        if not href:
            atoms += [Atom(span.text, span.marks) for span in run]
            continue
        common = tuple([mark for mark in run[0].marks if all(mark in span.marks for span in run)])
        inner = tuple([Atom(s.text, tuple([mark for mark in s.marks if mark not in common])) for s in run])
        atoms.append(Atom("".join([span.text for span in run]), common, href, inner))
    return atoms


def runs(items: Sequence[T], key: Callable[[T], K]) -> Iterator[tuple[K, list[T]]]:
    """Neighbours with the same key, together."""
    run: list[T] = []
    for item in items:
        if run and key(run[0]) != key(item):
            yield key(run[0]), run
            run = []
        run.append(item)
    if run:
        yield key(run[0]), run
