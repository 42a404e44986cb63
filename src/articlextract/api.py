"""The public calls: each turns what it is given into a RawPage or a Page and sends it down the pipeline."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from .article import Article, Status
from .cleaner import TextCleaner
from .errors import InputTypeError
from .options import Options
from .parse import page_from_soup, page_from_tree
from .parse.plain import text_of
from .pipeline import read_page, read_raw, read_text
from .records import RawPage
from .surrogates import whole

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from lxml.etree import _Element

__all__ = ["TextCleaner", "extract", "extract_file", "extract_html", "extract_text", "json_schema"]

DEFAULT = Options()


def extract(url: str, *, fields: Collection[str] | None = None, options: Options = DEFAULT) -> Article:
    """Fetch a page over HTTP and read it; with `FetchOptions.render`, as it is after its scripts have run.

    `fields` is short for `Options.fields`.

    Raises:
        BlockedAddressError: it is not at a public address, nor at one that is allowed.
        FetchError: it could not be fetched, or what came is not a page.
        ParseError: what came holds no markup.
    """
    from .fetch import fetch

    options = _asking_for(fields, options)
    article = read_raw(fetch(url, options.fetch), options)
    if article.status is Status.NEEDS_JAVASCRIPT and options.fetch.render == "auto":
        article = read_raw(fetch(url, replace(options.fetch, render="always")), options)
    return article


def extract_file(
    path: str | os.PathLike[str],
    *,
    url: str | None = None,
    fields: Collection[str] | None = None,
    options: Options = DEFAULT,
) -> Article:
    """Read a saved page.

    `url` is where it was saved from; links are resolved against it. `fields` is short for `Options.fields`.

    Raises:
        FetchError: the file is missing or cannot be read.
        ParseError: it holds no markup.
    """
    from .fetch import read_file

    options = _asking_for(fields, options)
    return read_raw(read_file(path, url=_address(url), max_bytes=options.max_bytes), options)


def extract_html(
    html: bytes | str | _Element | BeautifulSoup,
    url: str | None = None,
    *,
    fields: Collection[str] | None = None,
    options: Options = DEFAULT,
) -> Article:
    """Read a page that is already here, without touching the network.

    `html` is bytes in any charset, text, an lxml element, or a BeautifulSoup object; a tree
    is read, never changed. `url` is where it came from; links are resolved against it.
    `fields` is short for `Options.fields`: `extract_html(html, fields={"text"})` reads nothing else.

    Raises:
        ParseError: the input holds no markup, for example a PDF.
        InputTypeError: it, or `url`, is none of the types named.
        OptionsError: a name in `fields` is none of an Article's.
    """
    options = _asking_for(fields, options)
    url = _address(url)
    if isinstance(html, (bytes, bytearray, memoryview)):
        return read_raw(RawPage(bytes(html), url=url), options)
    if isinstance(html, str):
        text = html.encode("utf-8", "replace")
        return read_raw(RawPage(text, url=url, content_type="text/html; charset=utf-8"), options)
    if hasattr(html, "find_all"):  # asked first: a soup has every other attribute, as None
        return read_page(page_from_soup(cast("BeautifulSoup", html), url=url), options)
    if hasattr(html, "getroottree"):
        return read_page(page_from_tree(html, url=url), options)
    raise InputTypeError(
        f"extract_html takes bytes, str, an lxml element or a BeautifulSoup object, not {type(html).__name__}"
    )


def extract_text(
    text: str | bytes,
    url: str | None = None,
    *,
    fields: Collection[str] | None = None,
    options: Options = DEFAULT,
) -> Article:
    """Read a page that has lost its HTML: the text of a WET record, an old dump, a copied page.

    Boilerplate that is still in it (menus, share rows, related posts, an author's box) gets its role
    as on a page with markup. `text` may have Markdown's headings, lists and links; bytes are in any
    charset. `url` is where it came from. Evidence names lines: `line:17`, counted from 1. `fields` is short
    for `Options.fields`.

    Raises:
        ParseError: the bytes are of another kind, for example a PDF.
        InputTypeError: it is neither str nor bytes.
    """
    if isinstance(text, (bytes, bytearray, memoryview)):
        text = text_of(bytes(text[: options.max_bytes + 1]))
    if not isinstance(text, str):
        raise InputTypeError(f"extract_text takes str or bytes, not {type(text).__name__}")
    return read_text(text, _address(url), _asking_for(fields, options))


def _address(url: str | None) -> str | None:
    if url is None:
        return None
    if not isinstance(url, str):
        raise InputTypeError(f"url is a str or None, not {type(url).__name__}")
    return whole(url)


def _asking_for(fields: Collection[str] | None, options: Options) -> Options:
    return options if fields is None else replace(options, fields=fields)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what `Article.to_json` writes."""
    from .render import json_schema as schema

    return schema()
