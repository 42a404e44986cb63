"""What holds for any bytes at all; the fuzzer, the property tests and the damaged corpora all ask it here."""

from __future__ import annotations

from articlextract.article import Article
from articlextract.errors import ArticlextractError
from articlextract.options import Options
from articlextract.pipeline import read_raw, read_text
from articlextract.records import RawPage

DEFAULT = Options()


class BrokenPromise(AssertionError):
    """Some bytes made the library do what it promises never to do."""


def read_any(raw: RawPage, options: Options = DEFAULT) -> Article | None:
    """The Article of a page with everything that can be asked of it, or None where there was an ArticlextractError.

    Raises:
        BrokenPromise: a form that cannot be written, or that does not come back as it was.
        Exception: whatever of the kind that is not ours leaves the library.
    """
    try:
        article = read_raw(raw, options)
    except ArticlextractError:
        return None
    return _whole(article)


def read_any_text(text: str, options: Options = DEFAULT) -> Article | None:
    """The same for flattened text."""
    try:
        article = read_text(text, None, options)
    except ArticlextractError:
        return None
    return _whole(article)


def _whole(article: Article) -> Article:
    for form in ("text", "markdown", "html"):
        _writable(form, getattr(article, form))
    as_json = article.to_json()
    _writable("json", as_json)
    if Article.from_json(as_json) != article:
        raise BrokenPromise("from_json does not give back what to_json wrote")
    return article


def _writable(form: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BrokenPromise(f"the {form} form holds a lone surrogate") from error
    if "\0" in text:
        raise BrokenPromise(f"the {form} form holds a NUL")
