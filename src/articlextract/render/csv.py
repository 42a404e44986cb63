"""Articles -> CSV, a row each; safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from ..article import Article

COLUMNS = (
    "url",
    "status",
    "title",
    "authors",
    "date",
    "date_modified",
    "site_name",
    "language",
    "section",
    "tags",
    "description",
    "page_type",
    "confidence",
    "text",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


def to_csv(articles: Iterable[Article], header: bool = True) -> str:
    """The articles as CSV. Several authors or tags are joined by "; ".

    A cell that a spreadsheet would run as a formula begins with an apostrophe instead.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header:
        writer.writerow(COLUMNS)
    for article in articles:
        writer.writerow([safe_cell(_cell(article, name)) for name in COLUMNS])
    return out.getvalue()


def safe_cell(text: str) -> str:
    """The text, not to be taken for a formula.

    >>> safe_cell("=1+1"), safe_cell("1+1=2"), safe_cell(" =1")
    ("'=1+1", '1+1=2', "' =1")
    """
    risky = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return ("'" + text if risky else text).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def _cell(article: Article, name: str) -> str:
    if name == "authors":
        return "; ".join([author.name for author in article.authors])
    if name == "tags":
        return "; ".join(article.tags)
    if name == "confidence":
        return f"{article.confidence:.3f}"
    value = getattr(article, name)
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(getattr(value, "value", value))
