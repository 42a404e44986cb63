"""The whole way of a page, from bytes to Article."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from .article import Article, BodyNode
from .blocks import segment
from .body import assemble
from .fields import FIELDS, read_fields, read_status, read_text_fields, read_text_status
from .filters import find_boilerplate
from .model import label
from .options import Options
from .parse import parse_page
from .records import Blocks, Finding, Labels, Lines, Page, RawPage, Role
from .surrogates import whole


@dataclass(frozen=True)
class Reading:
    """An Article together with what it was read from."""

    page: Page
    blocks: Blocks
    labels: Labels
    article: Article


FindInLines = Callable[[Lines], Iterable[Finding]]


def read_raw(raw: RawPage, options: Options) -> Article:
    """Bytes, as fetched or read from somewhere, to an Article."""
    with _collector_at_rest():
        return _read(parse_page(raw, max_bytes=options.max_bytes), options).article


def read_with_blocks(raw: RawPage, options: Options) -> Reading:
    """The same, with the page's blocks and their roles beside the Article."""
    with _collector_at_rest():
        return _read(parse_page(raw, max_bytes=options.max_bytes), options)


def read_text(text: str, url: str | None, options: Options, *, find: FindInLines | None = None) -> Article:
    """Flattened text to an Article: its lines take the places of a page's blocks.

    `find` says more of the lines than the filters do; what they found, it cannot undo.
    """
    with _collector_at_rest():
        return _read_text(whole(text), url and whole(url), options, find)


def read_page(page: Page, options: Options) -> Article:
    """A parsed page to an Article: a pure function of the page and the options."""
    with _collector_at_rest():
        return _read(page, options).article


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No search for reference cycles while a page is read, some 15 ms.

    A page's thousands of small records hold no cycles and are freed by their counts. Searched
    for all the same, with every module of the process, they cost a fifth of the whole time: 11.3
    bare parses a page on wcxb-dev with the search, 9.1 without. A collector that the caller has
    switched off stays off.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _read(page: Page, options: Options) -> Reading:
    blocks = segment(page)
    findings = find_boilerplate(page, blocks)
    labels = label(page, blocks, findings, favour=options.favour, weights=options.weights)
    body = assemble(page, blocks, labels) if options.wants("body") else ()
    fields = read_fields(page, blocks, labels, options.wants)
    values: dict[str, Any] = {name: found.value for name, found in fields.items()}
    article = Article(
        status=read_status(page, blocks, labels),
        url=page.url,
        body=body,
        page_type=labels.page_type,
        confidence=labels.confidence,
        evidence={name: found.evidence for name, found in fields.items()},
        **values,
    )
    return Reading(page, blocks, labels, article)


def _read_text(text: str, url: str | None, options: Options, find: FindInLines | None) -> Article:
    # what pages with markup do without; 20 ms of a program's start
    from .blocks.lines import cut_lines, line_blocks, text_page
    from .filters.text import find_in_text
    from .model.lines import label_lines, score_lines

    lines = cut_lines(text[: options.max_bytes])
    score = score_lines(lines, options.line_weights)
    page = text_page(lines, score.headline, url, truncated=lines.truncated or len(text) > options.max_bytes)
    findings = find_in_text(lines, page, score.headline, sure=score.is_sure)
    if lines.pieces:  # links, as a page has them
        findings += find_boilerplate(page, line_blocks(lines, range(len(lines))))
    if find is not None:
        findings += _where_nothing_else(findings, find(lines))
    labels = label_lines(lines, score, findings, favour=options.favour)
    fields = read_text_fields(page, lines, labels, options.wants) if any(map(options.wants, FIELDS)) else {}
    return Article(
        status=read_text_status(page, labels),
        url=url,
        body=_text_body(page, lines, labels) if options.wants("body") else (),
        confidence=labels.confidence,
        evidence={name: found.evidence for name, found in fields.items()},
        **{name: found.value for name, found in fields.items()},
    )


def _text_body(page: Page, lines: Lines, labels: Labels) -> tuple[BodyNode, ...]:
    from .blocks.lines import line_blocks
    from .body.plain import assemble_lines

    kept = labels.of(Role.CONTENT)
    if not lines.pieces:
        return assemble_lines(lines, kept)
    of_kept = Labels((Role.CONTENT,) * len(kept), tuple([labels.reasons[i] for i in kept]), ())
    return assemble(page, line_blocks(lines, kept), of_kept)


def _where_nothing_else(known: Sequence[Finding], more: Iterable[Finding]) -> list[Finding]:
    """Those findings of which no block is known for anything certain."""
    covered = {i for finding in known if finding.certain for i in range(finding.first, finding.last)}
    return [finding for finding in more if covered.isdisjoint(range(finding.first, finding.last))]
