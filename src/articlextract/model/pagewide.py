"""What kind of page this is: the same numbers for every block of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

import numpy as np

from .lexicon import Lexicon, word_bucket

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..records import Blocks, Page

_TYPES = {
    "article": {
        "Article",
        "NewsArticle",
        "BlogPosting",
        "ReportageNewsArticle",
        "OpinionNewsArticle",
        "LiveBlogPosting",
    },
    "techarticle": {"TechArticle", "APIReference", "HowTo", "FAQPage", "Course"},
    "product": {"Product", "ProductGroup", "Offer", "AggregateOffer"},
    "forum": {"DiscussionForumPosting", "QAPage", "Question", "Comment", "Conversation"},
    "list": {"ItemList", "CollectionPage", "SearchResultsPage", "Blog"},
    "place": {"LocalBusiness", "Organization", "Service", "Event", "JobPosting", "Person"},
    "recipe": {"Recipe", "Movie", "Book", "VideoObject", "ImageObject"},
}
_OG_TYPES = ("article", "website", "product", "video", "profile")
_COUNTED = ("article", "p", "li", "td", "pre", "h1", "h2", "h3", "form", "button", "figure", "blockquote", "dt", "time")
_SLUG = re.compile(r"[a-z]+", re.ASCII)

MEANINGS = {
    **{f"page_{kind}": f"schema.org type of the kind {kind}" for kind in _TYPES},
    **{f"og_{kind}": f"og:type begins with {kind}" for kind in _OG_TYPES},
    "page_dated": "a publication date is stated in meta data",
    "url_depth": "path segments",
    "url_slug": "hyphens in the last path segment",
    "url_digits": "digits in the path, log",
    "url_query": "the URL has a query",
    "url_names": "log-odds of the path's words, mean",
    **{f"count_{tag}": f"<{tag}> elements, log" for tag in _COUNTED},
    "page_blocks": "blocks, log",
    "page_chars": "characters, log",
    "page_links": "share of the characters in links",
    "page_long": "share of the characters in blocks of 80 characters and more",
    "page_longest": "characters of the longest block, log",
    "page_hidden": "share of the characters in hidden elements",
}


def pagewide_features(
    page: Page,
    blocks: Blocks,
    lexicon: Lexicon,
    tags: dict[str, int],
    lengths: NDArray[np.float64],
    links: NDArray[np.float32],
    hidden: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Shape (len(MEANINGS),), in the order of MEANINGS. `tags` counts the nodes of each tag."""
    data = page.structured
    types = {name for node in (*data.jsonld, *data.microdata) for name in node.types}
    og_type = (data.meta.get("og:type") or ("",))[0].lower()
    dated = "article:published_time" in data.meta or any("datePublished" in node.data for node in data.jsonld)
    times = sum([inline[0] == "time" for inline in blocks.inlines])
    counts = [times if tag == "time" else tags.get(tag, 0) for tag in _COUNTED]
    total = max(float(lengths.sum()), 1.0)
    return np.array(
        [
            *(not types.isdisjoint(names) for names in _TYPES.values()),
            *(og_type.startswith(kind) for kind in _OG_TYPES),
            dated,
            *_url_numbers(page.url or "", lexicon),
            *np.log1p(counts),
            np.log(len(blocks)),
            np.log(total),
            float((links * lengths).sum()) / total,
            float(lengths[lengths >= 80].sum()) / total,
            np.log1p(lengths.max()),
            float((hidden * lengths).sum()) / total,
        ],
        dtype=np.float32,
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


def _url_numbers(url: str, lexicon: Lexicon) -> tuple[float, float, float, float, float]:
    parts = _split(url)
    path = parts.path[:300]
    segments = [segment for segment in path.split("/") if segment]
    words = slug_words(url)
    odds = lexicon.names[[word_bucket(word) for word in words]] if words else np.zeros(1)
    return (
        float(len(segments)),
        float(segments[-1].count("-")) if segments else 0.0,
        float(np.log1p(sum(char.isdigit() for char in path))),
        float(bool(parts.query)),
        float(odds.mean()),
    )
