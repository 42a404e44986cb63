"""Whether what a source gave is a page or the text of one, and the reading of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..article import Article
from ..options import Options

if TYPE_CHECKING:
    from ..records import RawPage

INPUTS = ("auto", "html", "text")


def read_given(raw: RawPage, kind: str, options: Options, say: Callable[[str], None]) -> Article:
    """Read bytes as `kind` says; where that is "auto" and a guess has to be made, say which.

    Raises:
        ParseError: they are neither markup nor text.
    """
    from ..parse.plain import is_document, looks_like_html
    from ..pipeline import read_raw  # loads the stages, which --help does not need

    if kind == "auto":
        is_html = looks_like_html(raw.data, raw.content_type)
        kind = "html" if is_html else "text"
        if not is_html:
            say("read as text; --input html reads it as HTML")
        elif raw.content_type is None and not is_document(raw.data):
            say("read as HTML; --input text reads it as text")
    if kind == "html":
        return read_raw(raw, options)
    from ..api import extract_text

    return extract_text(raw.data, raw.url, options=options)
