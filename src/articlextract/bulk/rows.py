"""A page to its row: plain strings, numbers, lists and dicts, one key for each column of `schema`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from typing import Any

from ..article import Article, Status
from ..errors import ArticlextractError
from ..options import Options
from ..records import RawPage
from ..surrogates import whole
from ..terminal import safe_line
from .crawled import Cause, CrawledPage, Failure
from .shape import Plain, article_shape

ERROR = "error"
"""The `status` of a row that holds no article."""

FORMS = ("text", "markdown", "html", "body")
"""The forms of the story that a row can hold; `text` always is there."""

Row = dict[str, Any]


def extract_row(page: CrawledPage, options: Options, forms: tuple[str, ...]) -> Row:
    """The part of a row that comes from the page's content. Bytes that are no page give a row that says so."""
    try:
        return article_row(read(page, options), forms)
    except ArticlextractError as error:
        return error_row(page, Failure(Cause.PARSE, str(error)))


def read(page: CrawledPage, options: Options) -> Article:
    """The Article of a page that was crawled."""
    from .. import api, pipeline

    if page.data is not None:
        article = pipeline.read_raw(raw_page(page), options)
    else:
        article = api.extract_text(page.text or "", url=page.url, options=options)
    return dataclasses.replace(article, status=Status.TRUNCATED) if page.cut else article


def raw_page(page: CrawledPage) -> RawPage:
    """Its bytes with what is known of them, as extraction takes them."""
    return RawPage(
        page.data or b"",
        url=whole(page.url) if page.url else None,
        content_type=page.content_type,
        status=page.http_status,
        fetched_at=page.crawled_at,
    )


def article_row(article: Article, forms: tuple[str, ...]) -> Row:
    """All columns that an Article fills; a form that was not asked for is None."""
    row: Row = {name: plain(value) for name, plain, value in _columns(article)}
    for form, written in _written().items():
        row[form] = written(article) if form in forms else None
    row["text"] = whole(article.text)
    row["error"] = row["error_message"] = None
    return row


def error_row(page: CrawledPage, failure: Failure) -> Row:
    """The columns of a page without an article: where it was, and why. All others are None or empty."""
    row: Row = dict.fromkeys(article_shape())
    row.update({name: [] for name, shape in article_shape().items() if shape.kind == "list"})
    row.update(dict.fromkeys(FORMS))
    row["url"] = whole(page.url) if page.url else None
    row["status"] = ERROR
    row["error"] = failure.cause.value
    row["error_message"] = whole(safe_line(failure.message))
    return row


def identity(page: CrawledPage) -> Row:
    """The columns that say which page of the input a row is of."""
    return {
        "id": whole(page.id) if page.id is not None else None,
        "source": page.source,
        "position": page.position,
        "offset": page.offset,
        "crawled_at": page.crawled_at,
        "http_status": page.http_status,
    }


def _columns(article: Article) -> list[tuple[str, Plain, Any]]:
    return [(name, shape.plain, getattr(article, name)) for name, shape in article_shape().items()]


@cache
def _written() -> dict[str, Callable[[Article], str | None]]:
    return {
        "markdown": lambda article: whole(article.markdown),
        "html": lambda article: whole(article.html),
        "body": _body_json,
    }


def _body_json(article: Article) -> str:
    import msgspec

    return msgspec.json.encode(_scrubbed(article.to_dict()["body"])).decode()


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {key: _scrubbed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_scrubbed(inner) for inner in value]
    return value
