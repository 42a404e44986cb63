"""Polars: a column of HTML to columns of fields. Needs `pip install polars`."""

from __future__ import annotations

from typing import Any

import polars as pl

import articlextract

FIELDS = pl.Struct(
    {
        "title": pl.String,
        "authors": pl.List(pl.String),
        "date": pl.String,
        "language": pl.String,
        "text": pl.String,
        "status": pl.String,
    }
)


def read_html(html: Any) -> dict[str, Any]:
    """The fields of one page; a row that holds no page has a status of its own and no values."""
    try:
        article = articlextract.extract_html(html, fields=[field.name for field in FIELDS.fields])
    except articlextract.ArticlextractError:
        return {"status": "error"}
    return {
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "date": article.date.isoformat() if article.date else None,
        "language": article.language,
        "text": article.text,
        "status": article.status.value,
    }


def add_fields(frame: pl.DataFrame, html: str = "html") -> pl.DataFrame:
    """The frame with a column for each field."""
    fields = pl.col(html).map_elements(read_html, return_dtype=FIELDS).alias("article")
    return frame.with_columns(fields).unnest("article")
