"""Article -> what a notebook shows of it: the fields, and the body to unfold."""

from __future__ import annotations

from html import escape

from ..article import Article
from .html import to_html

_SHOWN = ("url", "date", "date_modified", "site_name", "language", "section", "description")


def to_notebook(article: Article) -> str:
    """Safe HTML without styles of its own, so that it looks like the notebook around it."""
    known: dict[str, object] = {name: getattr(article, name) for name in _SHOWN}
    known["authors"] = ", ".join([author.name for author in article.authors])
    known["tags"] = ", ".join(article.tags)
    known["status"] = article.status.value
    known["confidence"] = f"{article.confidence:.2f}"
    rows = [f"<tr><th>{name}</th><td>{escape(str(value))}</td></tr>" for name, value in known.items() if value]
    words = len(article.text.split())
    body = f"<details><summary>body, {words} words</summary>\n{to_html(article.body)}\n</details>" if words else ""
    return f"<h3>{escape(article.title or 'no title')}</h3>\n<table>{''.join(rows)}</table>\n{body}"
