"""Body and Article -> text, Markdown, HTML, JSON, TEI, CSV. One file a format, loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .csv import to_csv
    from .html import to_html
    from .json import from_json, json_schema, to_dict, to_json
    from .markdown import to_markdown
    from .notebook import to_notebook
    from .tei import to_tei
    from .text import to_text

__all__ = [
    "from_json",
    "json_schema",
    "to_csv",
    "to_dict",
    "to_html",
    "to_json",
    "to_markdown",
    "to_notebook",
    "to_tei",
    "to_text",
]

_FILES = {
    "from_json": "json",
    "json_schema": "json",
    "to_csv": "csv",
    "to_dict": "json",
    "to_html": "html",
    "to_json": "json",
    "to_markdown": "markdown",
    "to_notebook": "notebook",
    "to_tei": "tei",
    "to_text": "text",
}


def __getattr__(name: str) -> Any:
    if name in _FILES:
        return getattr(import_module(f".{_FILES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
