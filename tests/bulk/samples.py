"""Pages for the tests of bulk."""

from __future__ import annotations

from articlextract.bulk.crawled import CrawledPage


def html(number: int, word: str = "") -> bytes:
    """A small story; with a word before it, one that does to its worker what `killers` makes of the word."""
    story = f"<title>Tide {number}</title><h1>Tide {number}</h1><p>The sea went out at noon, {number} times over.</p>"
    return (word + story).encode()


def page(number: int, word: str = "") -> CrawledPage:
    return CrawledPage(id=f"page-{number}", position=number, data=html(number, word))
