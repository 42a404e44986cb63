"""The typed result. Every record is frozen; `None` means that the page does not say."""

from __future__ import annotations

import abc
import datetime as dt
from dataclasses import dataclass, field, fields
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

SCHEMA_VERSION = "1"

if TYPE_CHECKING:
    PageDate = dt.datetime | dt.date
else:

    class PageDate(abc.ABC):  # noqa: B024 - only a name for the types registered below
        """A `datetime.datetime` where the page states a time, a `datetime.date` where it states a day.

        At run time a class of its own, because msgspec refuses a union of two types that are both
        written as strings; `render.json` reads and describes it through this one name.
        """

    PageDate.register(dt.date)  # datetime.datetime is a date too


class Status(str, Enum):
    """What became of the page as a whole."""

    OK = "ok"
    NOT_ARTICLE = "not_article"
    EMPTY = "empty"
    NEEDS_JAVASCRIPT = "needs_javascript"
    CONSENT_WALL = "consent_wall"
    PAYWALLED = "paywalled"
    TRUNCATED = "truncated"


class PageType(str, Enum):
    """What kind of page it is; the seven kinds of the WCXB corpus."""

    ARTICLE = "article"
    SERVICE = "service"
    PRODUCT = "product"
    COLLECTION = "collection"
    FORUM = "forum"
    LISTING = "listing"
    DOCUMENTATION = "documentation"


class AuthorKind(str, Enum):
    PERSON = "person"
    ORGANISATION = "organisation"


class RelatedKind(str, Enum):
    """How a related link is offered: a plain list, newest, most read, inside the story, or the neighbour in time."""

    RELATED = "related"
    RECENT = "recent"
    POPULAR = "popular"
    INLINE = "inline"
    NEXT = "next"
    PREVIOUS = "previous"


class EmbedKind(str, Enum):
    """What an embed shows: a film, a recording, a post of a network, a document to page through, or anything else."""

    VIDEO = "video"
    AUDIO = "audio"
    POST = "post"
    DOCUMENT = "document"
    OTHER = "other"


class Direction(str, Enum):
    """Which way the story's lines run."""

    LTR = "ltr"
    RTL = "rtl"


class BodyKind(str, Enum):
    """The kinds of node in a body; what each holds is said at `BodyNode`."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    FIGURE = "figure"
    DEFINITIONS = "definitions"
    TERM = "term"
    DEFINITION = "definition"
    DETAILS = "details"
    FORMULA = "formula"
    NOTE = "note"
    EMBED = "embed"


class Mark(str, Enum):
    """Inline formatting of a span, or what it is: MATH is a formula as TeX, NOTE the label of a footnote."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"
    DELETED = "deleted"
    MATH = "math"
    NOTE = "note"


@dataclass(frozen=True)
class Author:
    """Who wrote it. `bio` is the author box's text, `url` the profile the page links to."""

    name: str
    url: str | None = None
    bio: str | None = None
    kind: AuthorKind = AuthorKind.PERSON


@dataclass(frozen=True)
class Image:
    """A picture of the story.

    `width` and `height` in pixels, where the page states them. `position` is how many of the story's
    blocks of text (paragraphs, list items, table cells, ...) stand before it; None outside the story.
    """

    url: str
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    width: int | None = None
    height: int | None = None
    position: int | None = None


@dataclass(frozen=True)
class Embed:
    """Something from elsewhere that the story shows: a film, a recording, a post.

    `url` is where a reader would open it, `provider` the service that it comes from, None where that is
    not one known. `position` is counted as in `Image`.
    """

    url: str
    kind: EmbedKind = EmbedKind.OTHER
    title: str | None = None
    provider: str | None = None
    position: int | None = None


@dataclass(frozen=True)
class RelatedLink:
    """Another page offered to the reader. `heading` is the line above the list it stood in."""

    title: str
    url: str | None = None
    excerpt: str | None = None
    date: PageDate | None = None
    kind: RelatedKind = RelatedKind.RELATED
    heading: str | None = None
    image: str | None = None


@dataclass(frozen=True)
class Comment:
    """A reader's comment, in page order."""

    text: str
    author: str | None = None
    date: PageDate | None = None


@dataclass(frozen=True)
class Candidate:
    """A value that a field could have taken.

    `source` says where it stood: `json-ld:$.author[0].name`, `meta:og:title`, `microdata:...`,
    `title`, `block:17`, `url`, `html:lang`; `line:17` in flattened text. `value` is raw, as found.
    `confidence` is 0 to 1.
    """

    source: str
    value: str
    confidence: float


@dataclass(frozen=True)
class Evidence:
    """Why a field has its value: the winning candidate, and those that lost, best first."""

    source: str
    value: str
    confidence: float
    losers: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class Span:
    """A run of text with one formatting. `href` is an absolute URL."""

    text: str
    href: str | None = None
    marks: tuple[Mark, ...] = ()


PLAY = "▶"
"""What stands for a film or a post without a title."""


@dataclass(frozen=True)
class BodyNode:
    """One node of the body's tree.

    kind         holds
    heading      spans; `level` 1 to 6
    paragraph    spans
    list         children: items; `start` is the first number of an ordered list, None when unordered
    item         spans, then children (nested lists, paragraphs, ...)
    quote        children
    code         spans (one, white space exact); `language` where stated
    table        children: rows; spans: its caption
    row          children: cells
    cell         spans, children; `header` for th
    figure       `image`, with its caption; spans: a caption that is part of the story's text
    definitions  children: terms and definitions
    term         spans
    definition   spans, then children
    details      spans: the line that is always seen; children: what opens
    formula      spans: one, the TeX of a formula that stands alone
    note         a footnote: its label, a span marked NOTE as in the text, then further spans and children
    embed        spans: one, a film or a post, linked; its words are the title, else PLAY, which plain text leaves out
    """

    kind: BodyKind
    spans: tuple[Span, ...] = ()
    children: tuple[BodyNode, ...] = ()
    level: int | None = None
    start: int | None = None
    language: str | None = None
    header: bool = False
    image: Image | None = None


@dataclass(frozen=True)
class Article:
    """One page, read.

    Attributes:
        url: where the page was fetched from, after redirects; as given for `extract_html`.
        body: the story's structure in document order, each text exactly once.
        evidence: field name -> why it has its value; a field without evidence has no value.
        confidence: 0 to 1, the expected word F1 of the body.
    """

    status: Status
    url: str | None = None
    title: str | None = None
    authors: tuple[Author, ...] = ()
    date: PageDate | None = None
    date_modified: PageDate | None = None
    description: str | None = None
    site_name: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    direction: Direction | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: Image | None = None
    images: tuple[Image, ...] = ()
    embeds: tuple[Embed, ...] = ()
    related: tuple[RelatedLink, ...] = ()
    comments: tuple[Comment, ...] = ()
    next_page: str | None = None
    feeds: tuple[str, ...] = ()
    license: str | None = None
    paywalled: bool | None = None
    body: tuple[BodyNode, ...] = ()
    page_type: PageType | None = None
    confidence: float = 0.0
    evidence: dict[str, Evidence] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """The body as plain text, blocks separated by blank lines; "" when there is none."""
        from .render import to_text

        return to_text(self.body)

    @cached_property
    def markdown(self) -> str:
        """The body as CommonMark with GitHub tables."""
        from .render import to_markdown

        return to_markdown(self.body)

    @cached_property
    def html(self) -> str:
        """The body as clean, safe HTML with semantic tags only."""
        from .render import to_html

        return to_html(self.body)

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, as in the JSON form, with `text` and `schema_version` added."""
        from .render import to_dict

        return to_dict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """The article as JSON, described by `articlextract.json_schema()`."""
        from .render import to_json

        return to_json(self, indent=indent)

    def _repr_html_(self) -> str:
        """How a Jupyter notebook shows the article."""
        from .render import to_notebook

        return to_notebook(self)

    @classmethod
    def from_json(cls, data: str | bytes) -> Article:
        """Read back what `to_json` wrote; raises ParseError when it is something else."""
        from .render import from_json

        return from_json(data)


FIELD_NAMES = frozenset([part.name for part in fields(Article)])
FORMS = frozenset({"text", "markdown", "html"})
"""The attributes that are written from `body` when they are asked for."""
