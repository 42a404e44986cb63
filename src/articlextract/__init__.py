"""articlextract: a web page in, a typed Article out.

>>> import articlextract
>>> article = articlextract.extract_html("<h1>Tides</h1><p>The sea went out at noon and came back at six.</p>")
>>> article.text
'The sea went out at noon and came back at six.'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .article import (
    SCHEMA_VERSION,
    Article,
    Author,
    AuthorKind,
    BodyKind,
    BodyNode,
    Candidate,
    Comment,
    Direction,
    Embed,
    EmbedKind,
    Evidence,
    Image,
    Mark,
    PageType,
    RelatedKind,
    RelatedLink,
    Span,
    Status,
)
from .errors import ArticlextractError, BlockedAddressError, FetchError, InputTypeError, OptionsError, ParseError
from .options import FetchOptions, Options

if TYPE_CHECKING:
    from .api import TextCleaner, extract, extract_file, extract_html, extract_text, json_schema

__version__ = "0.1.0"

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "ArticlextractError",
    "Author",
    "AuthorKind",
    "BlockedAddressError",
    "BodyKind",
    "BodyNode",
    "Candidate",
    "Comment",
    "Direction",
    "Embed",
    "EmbedKind",
    "Evidence",
    "FetchError",
    "FetchOptions",
    "Image",
    "InputTypeError",
    "Mark",
    "Options",
    "OptionsError",
    "PageType",
    "ParseError",
    "RelatedKind",
    "RelatedLink",
    "Span",
    "Status",
    "TextCleaner",
    "extract",
    "extract_file",
    "extract_html",
    "extract_text",
    "json_schema",
]

_CALLS = frozenset({"TextCleaner", "extract", "extract_file", "extract_html", "extract_text", "json_schema"})


def __getattr__(name: str) -> Any:
    """Load the calls, and with them lxml and the rest, when one is first used."""
    if name in _CALLS:
        from . import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
