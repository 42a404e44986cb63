"""Pages for the tests of bulk."""

from __future__ import annotations

from articlextract.bulk.crawled import CrawledPage

STORY = (
    "The sea went out at noon on the day of tide {0}, and the boats in the harbour of Osk lay down on the sand.",
    "Nobody minded. The harbour master had written it on the board the evening before, and he is seldom wrong.",
    "By six the water was back, and with it the ferry, eleven minutes late and full of people with umbrellas.",
)
"""Enough of one that whatever model is shipped takes it for a story."""


def html(number: int, word: str = "") -> bytes:
    """A small story; with a word before it, one that does to its worker what `killers` makes of the word."""
    story = "".join(f"<p>{sentence.format(number)}</p>" for sentence in STORY)
    return f"{word}<title>Tide {number}</title><body><h1>Tide {number}</h1>{story}</body>".encode()


def page(number: int, word: str = "") -> CrawledPage:
    return CrawledPage(id=f"page-{number}", position=number, data=html(number, word))
