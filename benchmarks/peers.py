"""Adapters to other extractors, each called as its own documentation advises.

Each takes the bytes and the URL and gives (text, title, authors, date). Those that want text
instead of bytes are handed it decoded by BeautifulSoup's detector, and the time counts as theirs.
"""

from __future__ import annotations

import logging
import warnings
from functools import cache
from typing import Any

Answer = tuple[str, "str | None", tuple[str, ...], "str | None"]


def quiet() -> None:
    """Peers log and warn once a page; a run over a corpus has no use for it."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")


def trafilatura(html: bytes, url: str | None) -> Answer:
    from trafilatura import bare_extraction

    document: Any = bare_extraction(html, url=url, include_comments=False, with_metadata=True)
    if document is None:
        return "", None, (), None
    authors = tuple(name.strip() for name in (document.author or "").split(";") if name.strip())
    return document.text or "", document.title, authors, document.date


def newspaper4k(html: bytes, url: str | None) -> Answer:
    from newspaper import Article

    article: Any = Article(url or "", fetch_images=False)
    article.download(input_html=_decoded(html))
    article.parse()
    return article.text, article.title or None, tuple(article.authors), _day(article.publish_date)


def readability_lxml(html: bytes, url: str | None) -> Answer:
    from lxml.html import fromstring
    from readability import Document

    document: Any = Document(html, url=url)
    title = document.short_title() or None
    summary = document.summary(html_partial=True)
    text = "\n".join(fromstring(summary).itertext()) if summary.strip() else ""
    return text, title, (), None


def goose3(html: bytes, url: str | None) -> Answer:
    article: Any = _goose().extract(raw_html=_decoded(html))
    written = str(article.publish_date or "")[:10]
    day = written if written[4:5] == "-" else _day(article.publish_datetime_utc)
    authors = tuple(name for name in article.authors if isinstance(name, str))
    return article.cleaned_text or "", article.title or None, authors, day


def resiliparse(html: bytes, url: str | None) -> Answer:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    tree: Any = HTMLTree.parse_from_bytes(html, detect_encoding(html))
    return extract_plain_text(tree, main_content=True), tree.title or None, (), None


def boilerpy3(html: bytes, url: str | None) -> Answer:
    return _boilerpipe().get_content(_decoded(html)), None, (), None


def htmldate(html: bytes, url: str | None) -> Answer:
    from htmldate import find_date

    return "", None, (), find_date(html, url=url, original_date=True, extensive_search=True)


@cache
def _goose() -> Any:
    from goose3 import Goose

    return Goose({"enable_image_fetching": False})


@cache
def _boilerpipe() -> Any:
    from boilerpy3.extractors import ArticleExtractor

    return ArticleExtractor(raise_on_failure=False)


def _decoded(html: bytes) -> str:
    from bs4 import UnicodeDammit

    return UnicodeDammit(html, is_html=True).unicode_markup or html.decode("utf-8", "replace")


def _day(value: Any) -> str | None:
    return value.isoformat()[:10] if value else None
