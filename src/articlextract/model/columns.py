"""The feature matrix of a page: name -> meaning of its columns, in order, and the words and bounds they are made with.

`features.py` fills it with numpy, for training and where nothing is compiled; `_kernel.pyx` is its compiled twin.
"""

from __future__ import annotations

from ..records import Role

# --- a block's own text

SHORT = 160  # characters; words of longer blocks are too common to tell
PROBE = 24  # characters by which a text is looked for in the page's data: at its begin, from its middle, at its end
LEAST_STATED = 10  # characters; shorter texts stand anywhere
COLONS = (":", "：")
ELLIPSES = ("…", "...")

TEXTS = {
    "chars": "characters, log",
    "words": "words, log; two characters of an unspaced script count as one",
    "word_length": "characters a word",
    "link_share": "share of the characters that stand in links",
    "digit_share": "share of digits",
    "upper_share": "share of capitals among the letters that have case",
    "sentence_ends": "full stops, question and exclamation marks of any script, log",
    "commas": "commas, semicolons and colons of any script, log",
    "symbol_share": "share of other signs",
    "unspaced_share": "share of letters of scripts that write no spaces",
    "ends_sentence": "the last character ends a sentence",
    "ends_colon": "the last character is a colon",
    "ends_ellipsis": "the text ends in an ellipsis",
    "starts_upper": "the first character is a capital",
    "starts_digit": "the first character is a digit",
    "title_share": "share of the block's words that <title> has too; short blocks only",
    "title_cover": "share of the title's words that the block has; short blocks only",
    "word_mean": "mean log-odds of a short block's words",
    "word_min": "lowest log-odds of a short block's words",
    "word_max": "highest log-odds of a short block's words",
    "repeats": "times the same text stands on the page, log",
    "echo": "the same text stood earlier on the page",
    "money": "a currency sign",
    "pieces": "text nodes in the block, log",
    "in_data": "share of the block's probes that the page's JSON-LD texts hold; -1 when it has none",
    "in_meta": "1 when the page's meta descriptions hold the block's begin; -1 when it has none",
    "of_data": "characters of the JSON-LD texts that the block can be, as a share; 0 when it is not in them",
}

# --- where it stands in the tree

OWN_TAGS = (
    "p", "div", "li", "td", "th", "a", "button", "figcaption", "pre", "dt", "dd", "section", "label", "article",
    "stated",
)  # fmt: skip
INSIDE_TAGS = (
    "nav", "header", "footer", "aside", "main", "article", "form", "figure", "blockquote", "ul", "ol", "table",
    "noscript", "dialog", "section", "details", "dl", "button", "pre", "li", "menu", "address", "fieldset",
)  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
H1 = 6  # as the column `heading` counts
ROLE_TAGS = {
    "navigation": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside", "dialog": "dialog",
    "search": "form",
}  # fmt: skip
FADE = 0.8  # a name's say, each step up

OUTLINE = {
    **{f"is_{tag}": f"the block's own element is <{tag}>" for tag in OWN_TAGS},
    "heading": "7 less the level of the heading that the block is, else 0",
    **{f"in_{tag}": f"inside <{tag}>, or an element with its ARIA role" for tag in INSIDE_TAGS},
    "in_hidden": "inside an element that style or attribute hides",
    "depth": "nodes above",
    "names_own": "log-odds of the names of the block's own element, summed",
    "names_near": "the same of the nearest element with any",
    "names_path": f"the same summed over all ancestors, each step up counting {FADE}",
    "names_low": "lowest log-odds of a name on any ancestor",
    "names_high": "highest log-odds of a name on any ancestor",
    "inline_low": "lowest log-odds of a name on an inline element in the block",
    "inline_high": "highest log-odds of a name on an inline element in the block",
}

# --- what stands around it

LEVELS = 5  # containers looked at, from the innermost out; a sixth gained nothing
SHIFTS = (-3, -2, -1, 1, 2, 3)
WINDOWS = (4, 12)  # blocks before and after
LONG = 80  # characters of running text
MOSTLY_LINKS = 0.4  # of the characters; no running text
TITLE_COVER = 0.6  # of the title's words make a block the headline; site names are the rest

_TOTALS = ("chars", "blocks", "links", "long", "page_share", "ends", "headings", "p", "place", "size_before")
_LIKES = ("count", "chars", "links", "page_share", "spread")
_NEAR = ("chars", "link_share", "ends", "heading", "path", "is_p", "is_li", "same_shape")
_WINDOW = ("chars", "links", "long", "ends", "path")
_PLACE = (
    "index", "offset", "from_h1", "after_h1", "from_title", "after_title",
    "since_heading", "to_heading", "since_long", "to_long",
)  # fmt: skip

CONTEXT = {
    **{f"box{level}_{name}": f"container {level} levels out: {name}" for level in range(LEVELS) for name in _TOTALS},
    **{f"like_{name}": f"blocks of the same tags and names: {name}" for name in _LIKES},
    **{f"near{shift:+d}_{name}": f"the block {shift:+d} away: {name}" for shift in SHIFTS for name in _NEAR},
    **{
        f"{side}{size}_{name}": f"mean of the {size} blocks {side}: {name}"
        for size in WINDOWS
        for side in ("before", "after")
        for name in _WINDOW
    },
    **{f"place_{name}": f"place in the page: {name}" for name in _PLACE},
}

# --- what the filters say of it

MARKS = {
    **{f"said_{role.value}": f"a filter says {role.value}: 1 likely, 2 certain" for role in Role},
    "said_odds": "log-odds of content seen for the reason of what a filter says; 0 when none says anything",
}

# --- what the page is: the same for every block of it

TYPES = {
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
OG_TYPES = ("article", "website", "product", "video", "profile")
COUNTED = ("article", "p", "li", "td", "pre", "h1", "h2", "h3", "form", "button", "figure", "blockquote", "dt", "time")

PAGE = {
    **{f"page_{kind}": f"schema.org type of the kind {kind}" for kind in TYPES},
    **{f"og_{kind}": f"og:type begins with {kind}" for kind in OG_TYPES},
    "page_dated": "a publication date is stated in meta data",
    "url_depth": "path segments",
    "url_slug": "hyphens in the last path segment",
    "url_digits": "digits in the path, log",
    "url_query": "the URL has a query",
    "url_names": "log-odds of the path's words, mean",
    **{f"count_{tag}": f"<{tag}> elements, log" for tag in COUNTED},
    "page_blocks": "blocks, log",
    "page_chars": "characters, log",
    "page_links": "share of the characters in links",
    "page_long": f"share of the characters in blocks of {LONG} characters and more",
    "page_longest": "characters of the longest block, log",
    "page_hidden": "share of the characters in hidden elements",
}

MEANINGS: dict[str, str] = {**TEXTS, **OUTLINE, **CONTEXT, **MARKS, **PAGE}
"""Name -> meaning of every feature, in column order."""
