"""What the stages hand to each other: RawPage -> Page -> Blocks -> Labels. Frozen, never edited by a reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from .article import Evidence, Mark, PageType

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

T = TypeVar("T")


class Role(str, Enum):
    """What a block is on its page. Every block has exactly one."""

    __hash__ = str.__hash__  # an Enum's own is Python, and asked for each block of a page several times

    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"
    CONTENT = "content"
    CAPTION = "caption"
    RELATED = "related"
    SHARE = "share"
    NAVIGATION = "navigation"
    COMMENT = "comment"
    PROMO = "promo"
    CONSENT = "consent"
    LEGAL = "legal"
    HIDDEN = "hidden"
    OTHER = "other"


@dataclass(frozen=True)
class RawPage:
    """The bytes of a page and how they came.

    `content_type` is the header as sent, with its charset parameter. `url` is the final one,
    after the hops in `redirects` (each the URL that redirected, first the one asked for).
    """

    data: bytes
    url: str | None = None
    content_type: str | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    redirects: tuple[str, ...] = ()
    fetched_at: dt.datetime | None = None


@dataclass(frozen=True)
class DataNode:
    """One JSON-LD or microdata object.

    `path` is where it stood, in evidence form: `json-ld:$`, `json-ld[1]:$.@graph[2]`, `microdata[0]`.
    `types` are the schema.org type names without prefix, e.g. ("NewsArticle",). `data` is the
    object as a dict of plain Python values; references by `@id` are resolved one level deep.
    """

    path: str
    types: tuple[str, ...]
    data: Mapping[str, Any]


@dataclass(frozen=True)
class HeadLink:
    """A `<link>`: `rel` lower-cased words, `href` absolute."""

    rel: tuple[str, ...]
    href: str
    type: str | None = None
    title: str | None = None
    hreflang: str | None = None


@dataclass(frozen=True)
class StructuredData:
    """What the page says about itself, read once.

    `meta` maps the lower-cased name, property, itemprop or http-equiv (`og:title`,
    `article:published_time`, `dc.date`, `author`, ...) to its values in page order, white space
    folded, empty ones left out. `title` is `<title>`, folded; `language` is `<html lang>`.
    """

    jsonld: tuple[DataNode, ...] = ()
    microdata: tuple[DataNode, ...] = ()
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: tuple[HeadLink, ...] = ()
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Page:
    """A parsed page. `root` is the tree, read-only by agreement; `base_url` resolves its links.

    `may_hold_formulas` is False where the tree surely has no `<math>` and no script of TeX.
    """

    root: Element
    structured: StructuredData
    url: str | None = None
    base_url: str | None = None
    encoding: str | None = None
    fetched_at: dt.datetime | None = None
    truncated: bool = False
    may_hold_formulas: bool = True


LINE_BREAK = "\u2028"
"""The text of the piece that stands for `<br>`: white space to every splitter, yet never a page's own newline."""


class Piece(NamedTuple):
    """A text node inside a block. White space as in the page; `href` as written, not yet absolute."""

    text: str
    href: str | None
    marks: tuple[Mark, ...]


class Node(NamedTuple):
    """A block-level element (or one that a filter may want, e.g. with a role).

    Nodes stand in document order, a parent before its children; node 0 is the root. A subtree is
    the contiguous range of blocks `first` to `last` (exclusive).
    """

    tag: str
    words: tuple[str, ...]  # lower-cased words of class, id, role, itemprop: "share-bar Social" -> share, bar, social
    parent: int  # index of the parent node, -1 for the root
    depth: int
    first: int
    last: int
    element: Element
    hidden: bool = False  # its own style or attribute hides it: display:none, hidden, aria-hidden


class Block(NamedTuple):
    """One visible run of text: a paragraph, a list item, a table cell, a line of a menu."""

    index: int  # type: ignore[assignment]  # not the tuple method
    text: str  # white space folded; exact inside <pre>
    pieces: tuple[Piece, ...]
    node: int  # index of the innermost Node that holds it
    link_chars: int  # characters of `text` inside <a href>


class Inline(NamedTuple):
    """An inline element that says something about its text: `<time>`, or one with class, id, rel or itemprop."""

    tag: str
    words: tuple[str, ...]
    block: int  # index of the block that its text belongs to; equals len(blocks) when none followed
    element: Element


class Media(NamedTuple):
    """A picture, video or embed, with its place: it stands before block `before`."""

    tag: str  # img, video, audio, iframe, embed, object
    before: int
    node: int
    element: Element


@dataclass(frozen=True)
class Blocks(Sequence[Block]):
    """A page cut once into blocks, in document order."""

    items: tuple[Block, ...]
    nodes: tuple[Node, ...]
    media: tuple[Media, ...] = ()
    inlines: tuple[Inline, ...] = ()

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: Any) -> Any:
        return self.items[index]

    def __iter__(self) -> Iterator[Block]:
        return iter(self.items)

    def ancestors(self, node: int) -> Iterator[Node]:
        """The node itself, then its parents up to the root."""
        while node >= 0:
            found = self.nodes[node]
            yield found
            node = found.parent

    def inside(self, node: int) -> tuple[Block, ...]:
        """All blocks in the subtree of a node."""
        return self.items[self.nodes[node].first : self.nodes[node].last]


class LineList(NamedTuple):
    """Lines `first` to `last` (exclusive) that are one list or quotation; `start` is an ordered one's first number."""

    tag: str  # ul, ol, blockquote
    first: int
    last: int
    start: int = 0


@dataclass(frozen=True)
class Lines:
    """Flattened text, cut into lines, each a paragraph, a heading, an item: what blocks are to a page.

    `tags` are those that the lines stand for: p, h1 to h6, li, pre. `pieces` are those of the lines with links or
    emphasis, by line. Of where a line stood, `numbers` has the number of its first line in the text, from 1; `gaps`
    the blank lines above it; `indents` the white space before it, in characters. `truncated` says that there were
    too many.
    """

    texts: tuple[str, ...]
    tags: tuple[str, ...]
    lists: tuple[LineList, ...]
    pieces: Mapping[int, tuple[Piece, ...]]
    numbers: tuple[int, ...]
    gaps: tuple[int, ...]
    indents: tuple[int, ...]
    truncated: bool = False

    def __len__(self) -> int:
        return len(self.texts)


class Finding(NamedTuple):
    """A filter's word on the blocks `first` to `last` (exclusive).

    `certain` findings hold whatever the model says; the others name the role only of blocks that
    the decision rule did not take as content.
    """

    first: int
    last: int
    role: Role
    reason: str
    certain: bool = False


@dataclass(frozen=True)
class Labels:
    """One role, one reason and one p(content) for each block, in order; and the page as a whole.

    `confidence` is the expected word F1 of the content blocks.
    """

    roles: tuple[Role, ...]
    reasons: tuple[str, ...]
    p_content: tuple[float, ...]
    confidence: float = 0.0
    page_type: PageType | None = None

    def of(self, role: Role) -> tuple[int, ...]:
        """Indices of the blocks with that role."""
        kept: dict[Role, tuple[int, ...]] | None = self.__dict__.get("_of")
        if kept is None:  # of all roles at once: a page is asked for six and more
            places: dict[Role, list[int]] = {}
            for i, r in enumerate(self.roles):
                if r in places:
                    places[r].append(i)
                else:
                    places[r] = [i]
            kept = self.__dict__["_of"] = {r: tuple(found) for r, found in places.items()}
        return kept.get(role, ())


@dataclass(frozen=True)
class Found(Generic[T]):
    """A field's value and why."""

    value: T
    evidence: Evidence
