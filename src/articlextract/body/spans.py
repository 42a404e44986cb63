"""The pieces of a block -> spans: white space folded across them, links made absolute."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..article import Mark, Span
from ..native import compiled
from ..records import LINE_BREAK, Block, Piece
from ..urls import absolute_url
from .make import make_span

_WHOLE = frozenset({Mark.CODE, Mark.MATH, Mark.NOTE})  # a blank would be part of the code, the formula or the label
_kernel = compiled("body._spans_kernel")  # it needs the marks above
_PERMALINKS = frozenset({"¶", "#", "§", "🔗", "⚓", "⚓︎", "∞", "", "\u200b"})


class _SpanReader:
    """Reads the spans of one page's blocks; each link is resolved once."""

    def __init__(self, base: str | None) -> None:
        self._base = base
        self._links: dict[str | None, str | None] = {None: None}

    def read(self, block: Block) -> tuple[Span, ...]:
        """The spans of a block."""
        if len(block.pieces) == 1:  # half of all blocks
            _, href, marks = block.pieces[0]
            return (make_span(block.text, self._resolve(href) if href else None, marks),)
        return self.read_pieces(block.pieces)

    def read_pieces(self, pieces: Iterable[Piece]) -> tuple[Span, ...]:
        """The spans of some pieces.

        White space is folded as a browser does, across the pieces; at the border of a link or of
        marks the blank goes to the plainer side. A `<br>` becomes a newline.
        """
        spans: list[Span] = []
        now = ""  # the text of the span being gathered
        now_link: str | None = None
        now_marks: tuple[Mark, ...] = ()
        gap = ""  # the white space before what comes
        for raw, link, marks in pieces:
            if raw == LINE_BREAK:
                gap = "\n"
                continue
            # no white space but the blank is printable: most pieces are folded as they are
            text = raw.strip(" ") if raw.isprintable() and "  " not in raw else " ".join(raw.split())
            if not gap and (not text or raw[0].isspace()):
                gap = " "
            if not text:
                continue
            if now and link == now_link and marks == now_marks:
                now = f"{now}{gap}{text}"
            elif not now:
                now, now_link, now_marks = text, link, marks
            else:
                between = gap if link or marks else ""
                whole = bool(between) and not _WHOLE.isdisjoint(now_marks)
                now_text = now if whole else now + between
                spans.append(make_span(now_text, self._resolve(now_link) if now_link else None, now_marks))
                if whole:
                    spans.append(make_span(between, None, ()))
                now, now_link, now_marks = text if between else gap + text, link, marks
            gap = " " if raw[-1].isspace() else ""
        if now:
            spans.append(make_span(now, self._resolve(now_link) if now_link else None, now_marks))
        return tuple(spans)

    def _resolve(self, href: str) -> str | None:
        links = self._links
        if href not in links:
            links[href] = absolute_url(href, self._base)
        return links[href]


SpanReader = _SpanReader
if _kernel is not None and not TYPE_CHECKING:
    SpanReader = _kernel.SpanReader


def without_self_link(spans: tuple[Span, ...], base: str | None) -> tuple[Span, ...]:
    """A heading that as a whole is the link to itself: `<h2><a href="#moon">The moon</a></h2>`."""
    href = spans[0].href
    if not href or not base or any(span.href != href for span in spans):
        return spans
    page, _, fragment = href.partition("#")
    if not fragment or page != base.partition("#")[0]:
        return spans
    return tuple([make_span(span.text, None, span.marks) for span in spans])


def with_mark(spans: Iterable[Span], mark: Mark) -> tuple[Span, ...]:
    """The spans, all with this mark."""
    return tuple([span if mark in span.marks else Span(span.text, span.href, (mark, *span.marks)) for span in spans])


def without_mark(spans: tuple[Span, ...], mark: Mark) -> tuple[Span, ...]:
    """The spans without this mark; neighbours that are now alike become one."""
    if not any(mark in span.marks for span in spans):
        return spans
    result: list[Span] = []
    for span in spans:
        marks = tuple(other for other in span.marks if other is not mark)
        if result and result[-1].href == span.href and result[-1].marks == marks:
            result[-1] = Span(result[-1].text + span.text, span.href, marks)
        else:
            result.append(Span(span.text, span.href, marks))
    return tuple(result)


def without_permalink(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """A heading without the sign that links to itself."""
    kept = [span for span in spans if not (span.href and span.text.strip() in _PERMALINKS)]
    if len(kept) == len(spans) or not kept:
        return spans
    last = kept[-1]
    return (*kept[:-1], Span(last.text.rstrip(), last.href, last.marks))


def join_spans(first: tuple[Span, ...], second: tuple[Span, ...]) -> tuple[Span, ...]:
    """Two runs of text as one line."""
    if not first or not second:
        return first or second
    last = first[-1]
    return (*first[:-1], Span(last.text + " ", last.href, last.marks), *second)
