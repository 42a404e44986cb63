"""An Article as a whole document, its headline and byline before the body."""

from __future__ import annotations

import datetime as dt
import html

from ..article import Article, BodyKind, BodyNode, Span
from ..terminal import safe_json, safe_text

FORMATS = ("text", "markdown", "html", "json")


def render(article: Article, form: str) -> str:
    """The document in one of FORMATS, ending in a newline, without control characters.

    Those go whether or not a terminal reads it, so that a page gives the same bytes wherever they are sent.
    """
    if form == "json":
        return safe_json(article.to_json(indent=2)).strip() + "\n"
    from ..render import to_html, to_markdown, to_text

    body = (*_front(article), *article.body)
    if form == "html":
        return safe_text(_page(article, to_html(body)))
    return safe_text({"text": to_text, "markdown": to_markdown}[form](body)).strip() + "\n"


def _front(article: Article) -> tuple[BodyNode, ...]:
    """The headline, and one line of authors and date, as far as the page states them."""
    nodes = []
    if article.title:
        nodes.append(BodyNode(BodyKind.HEADING, spans=(Span(article.title),), level=1))
    names = ", ".join(author.name for author in article.authors)
    line = " · ".join(part for part in (names, _day(article.date)) if part)
    if line:
        nodes.append(BodyNode(BodyKind.PARAGRAPH, spans=(Span(line),)))
    return tuple(nodes)


def _day(date: dt.date | dt.datetime | None) -> str:
    if date is None:
        return ""
    return date.isoformat(" ", "minutes") if isinstance(date, dt.datetime) else date.isoformat()


def _page(article: Article, body: str) -> str:
    language = f' lang="{html.escape(article.language)}"' if article.language else ""
    title = html.escape(article.title or article.url or "")
    return (
        f'<!doctype html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
        f'<body dir="auto">\n{body.strip()}\n</body>\n</html>\n'
    )
