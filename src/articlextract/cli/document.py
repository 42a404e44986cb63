"""Articles as whole documents, headline and byline before the body; several of them one after the other."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from ..article import Article, BodyKind, BodyNode, Span
from ..terminal import safe_json, safe_line, safe_text

FORMATS = ("text", "markdown", "html", "json", "tei", "csv")
_IN_FRONT = (
    "title",
    "url",
    "canonical_url",
    "site_name",
    "date",
    "date_modified",
    "language",
    "section",
    "description",
)


_HEAD = frozenset({"title", "authors", "date", "body"})  # what stands in every document


def fields_of(form: str, front_matter: bool) -> frozenset[str] | None:
    """The names of the fields that a form shows; None for all."""
    if front_matter or form not in ("text", "markdown", "html"):
        return None
    return _HEAD | {"language"} if form == "html" else _HEAD


class Documents:
    """The documents of one command in one of FORMATS, each ending in a newline, without control characters.

    Those go whether or not a terminal reads it, so that a page gives the same bytes wherever they are sent. Of
    several pages JSON is a line each, CSV a row each, HTML one document, text and Markdown stand one below the other.
    """

    def __init__(self, form: str, several: bool = False, front_matter: bool = False) -> None:
        self._form = form
        self._several = several
        self._front_matter = front_matter
        self._count = 0
        self._pages: list[Article] = []  # of an HTML document in the making

    def add(self, article: Article, source: str) -> str:
        """What to print for one more page."""
        self._count += 1
        if self._form == "json":
            return safe_json(article.to_json(indent=None if self._several else 2)).strip() + "\n"
        if self._form == "csv":
            from ..render import to_csv

            return safe_text(to_csv([article], header=self._count == 1))
        if self._form == "tei":
            from ..render import to_tei

            return safe_text(to_tei(article))
        if self._form == "html":
            self._pages.append(article)
            return ""
        return self._text(article, source)

    def end(self) -> str:
        """What to print when there are no more pages."""
        return safe_text(_html(self._pages)) if self._pages else ""

    def _text(self, article: Article, source: str) -> str:
        if self._form == "text":  # one of them alone is loaded
            from ..render import to_text as write
        else:
            from ..render import to_markdown as write
        front = "\n".join([*_front_matter(article), ""]) if self._front_matter else ""
        text = safe_text(write((*_front(article), *article.body))).strip() + "\n"
        if not self._several:
            return front + ("\n" if front else "") + text
        if self._form == "text":
            return f"{'' if self._count == 1 else chr(10)}==> {safe_line(source)} <==\n\n{text}"
        rule = "" if self._count == 1 else "\n" if front else "\n---\n\n"
        return rule + front + ("\n" if front else "") + text


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


def _front_matter(article: Article) -> Iterator[str]:
    """The fields as YAML: JSON's strings and lists are YAML too, and need no library."""
    yield "---"
    for name in _IN_FRONT:
        value = getattr(article, name)
        if value is not None:
            yield f"{name}: {as_yaml(value.isoformat() if hasattr(value, 'isoformat') else value)}"
    for name, values in (("authors", [author.name for author in article.authors]), ("tags", list(article.tags))):
        if values:
            yield f"{name}: {as_yaml(values)}"
    yield "---"


def as_yaml(value: Any) -> str:
    """A string or a list of strings on one line."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
    # what YAML takes for line breaks or forbids, and JSON does not
    for character in ("\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff"):
        text = text.replace(character, f"\\u{ord(character):04x}")
    return safe_json(text)


def _html(articles: list[Article]) -> str:
    import html

    from ..render import to_html

    first = articles[0]
    language = f' lang="{html.escape(first.language)}"' if first.language else ""
    title = html.escape(first.title or first.url or "")
    bodies = [to_html((*_front(article), *article.body)).strip() for article in articles]
    if len(bodies) > 1:
        bodies = [f"<article>\n{body}\n</article>" for body in bodies]
    lines = "\n".join(bodies)
    return (
        f'<!doctype html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
        f'<body dir="auto">\n{lines}\n</body>\n</html>\n'
    )
