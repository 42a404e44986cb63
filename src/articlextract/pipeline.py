"""The whole way of a page, from bytes to Article."""

from __future__ import annotations

from typing import Any

from .article import Article
from .blocks import segment
from .body import assemble
from .fields import read_fields, read_status
from .filters import find_boilerplate
from .model import label
from .options import Options
from .parse import parse_page
from .records import Page, RawPage


def read_raw(raw: RawPage, options: Options) -> Article:
    """Bytes, as fetched or read from somewhere, to an Article."""
    return read_page(parse_page(raw, max_bytes=options.max_bytes), options)


def read_page(page: Page, options: Options) -> Article:
    """A parsed page to an Article: a pure function of the page and the options."""
    blocks = segment(page)
    findings = find_boilerplate(page, blocks)
    labels = label(page, blocks, findings, favour=options.favour, weights=options.weights)
    body = assemble(page, blocks, labels)
    fields = read_fields(page, blocks, labels)
    values: dict[str, Any] = {name: found.value for name, found in fields.items()}
    return Article(
        status=read_status(page, blocks, labels),
        url=page.url,
        body=body,
        page_type=labels.page_type,
        confidence=labels.confidence,
        evidence={name: found.evidence for name, found in fields.items()},
        **values,
    )
