"""`--field`: single values of an Article, for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from ..article import Article
from ..terminal import safe_text

FIELDS = (
    *[field.name for field in fields(Article) if field.name not in ("body", "evidence")],
    "text",
    "markdown",
    "html",
)


def field_values(article: Article, name: str) -> list[str]:
    """The values of a field as text, none where the page does not say."""
    value = getattr(article, name)
    several = value if isinstance(value, tuple) else (value,)
    return [said for item in several if (said := safe_text(_plain(item)).strip())]


def field_line(article: Article, names: Sequence[str]) -> str:
    """The values of several fields on one line, a tab between fields, "; " between the values of one."""
    return "\t".join([" ".join("; ".join(field_values(article, name)).split()) for name in names])


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    for name in ("name", "url", "title", "text"):  # of a record, what it is known by
        if hasattr(value, "__dataclass_fields__") and getattr(value, name, None):
            return str(getattr(value, name))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(getattr(value, "value", value))
