"""What a page says of itself as a whole: in its data, in its URL."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import log1p
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit
from zlib import crc32

from .columns import OG_TYPES, TYPES

if TYPE_CHECKING:
    from ..records import Blocks, Page

WORD_BUCKETS = 1 << 12
_SLUG = re.compile(r"[a-z]+", re.ASCII)


def page_facts(page: Page, odds_of: Callable[[Sequence[str]], Sequence[float]]) -> list[float]:
    """The columns of PAGE that do not come from the blocks, its first; `odds_of` gives the log-odds of some names."""
    data = page.structured
    types = {name for node in (*data.jsonld, *data.microdata) for name in node.types}
    og_type = (data.meta.get("og:type") or ("",))[0].lower()
    dated = "article:published_time" in data.meta or any("datePublished" in node.data for node in data.jsonld)
    return [
        *(float(not types.isdisjoint(names)) for names in TYPES.values()),
        *(float(og_type.startswith(kind)) for kind in OG_TYPES),
        float(dated),
        *_url_numbers(page.url or "", odds_of),
    ]


def _url_numbers(url: str, odds_of: Callable[[Sequence[str]], Sequence[float]]) -> tuple[float, ...]:
    parts = _split(url)
    path = parts.path[:300]
    segments = [segment for segment in path.split("/") if segment]
    odds = odds_of(slug_words(url))
    return (
        float(len(segments)),
        float(segments[-1].count("-")) if segments else 0.0,
        log1p(sum(char.isdigit() for char in path)),
        float(bool(parts.query)),
        sum(odds) / max(len(odds), 1),
    )


def slug_words(url: str) -> tuple[str, ...]:
    """The words of a URL's path as names, each once.

    >>> slug_words("https://example.org/Blog/a-long-walk?x=1")
    ('url:blog', 'url:a', 'url:long', 'url:walk')
    """
    return tuple(f"url:{word}" for word in dict.fromkeys(_SLUG.findall(_split(url).path[:300].lower())))


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def page_words(page: Page, blocks: Blocks) -> list[int]:
    """Buckets of the words that name kinds: in the path and host, schema.org types, names of <html> and <body>."""
    try:
        host = urlsplit(page.url or "").hostname or ""
    except ValueError:
        host = ""
    data = page.structured
    names = list(slug_words(page.url or ""))
    names += [f"host:{label}" for label in host.split(".")]
    names += [f"type:{name}" for node in (*data.jsonld, *data.microdata) for name in node.types]
    names += [f"og:{name.lower()}" for name in data.meta.get("og:type", ())]
    names += [f"generator:{name.lower()[:12]}" for name in data.meta.get("generator", ())]
    names += [f"body:{word}" for node in blocks.nodes[:3] if node.tag in ("html", "body") for word in node.words[:40]]
    return sorted({crc32(name.encode("utf-8", "replace")) % WORD_BUCKETS for name in names})
