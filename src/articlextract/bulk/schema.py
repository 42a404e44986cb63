"""The Arrow schema of the rows, made from the dataclasses of `article.py`; docs/bulk.md describes it.

`VERSION` counts up whenever a column is added, renamed or changes its type. It stands in the metadata of the
schema, and so in each Parquet file.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from .. import __version__
from ._extra import require
from .shape import Shape, article_shape

VERSION = "1"


@cache
def row_schema() -> Any:
    """What comes out: a `pyarrow.Schema`, one row a page."""
    pa = require("pyarrow", "bulk")
    columns = [
        pa.field("id", pa.string()),
        pa.field("source", pa.string()),
        pa.field("position", pa.int64()),
        pa.field("offset", pa.int64()),
        pa.field("crawled_at", pa.timestamp("us", tz="UTC")),
        pa.field("http_status", pa.int32()),
        pa.field("error", pa.string()),
        pa.field("error_message", pa.string()),
    ]
    for name, shape in article_shape().items():
        if name == "body":
            columns += [pa.field(form, pa.string()) for form in ("text", "markdown", "html")]
        columns.append(pa.field(name, _arrow(shape, pa)))
    return pa.schema(columns, metadata={"articlextract.schema": VERSION, "articlextract.version": __version__})


@cache
def page_schema() -> Any:
    """What goes in, as the engines carry it: a `pyarrow.Schema` with one crawled page a row."""
    pa = require("pyarrow", "bulk")
    known = row_schema()
    names = ("id", "source", "position", "offset", "url", "crawled_at", "http_status")
    columns = [known.field(name) for name in names]
    columns += [
        pa.field("content_type", pa.string()),
        pa.field("html", pa.binary()),
        pa.field("text", pa.string()),
        pa.field("cut", pa.bool_()),
        pa.field("error", pa.string()),
        pa.field("error_message", pa.string()),
    ]
    return pa.schema(columns)


def _arrow(shape: Shape, pa: Any) -> Any:
    if shape.kind == "list" and shape.item is not None:
        return pa.list_(_arrow(shape.item, pa))
    if shape.kind == "struct":
        return pa.struct([pa.field(name, _arrow(member, pa)) for name, member in shape.members])
    return {"string": pa.string(), "int32": pa.int32(), "float64": pa.float64(), "bool": pa.bool_()}[shape.kind]
