"""What all filters ask of a page, worked out once: sizes, link shares, the headline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..records import Finding, Role
from ._fixed_lines import known_lines
from ._headline import Headline, find_headline
from ._look import SHORT, Wanted, look_at_elements, look_at_lines

if TYPE_CHECKING:
    from ..records import Blocks, Node, Page

STORY_TYPES = frozenset("Article NewsArticle BlogPosting TechArticle Recipe Report ReportageNewsArticle".split())
THREAD_TYPES = frozenset({"DiscussionForumPosting", "QAPage", "Question"})
PRODUCT_TYPES = frozenset({"Product", "ProductGroup"})
_SINGLE_POST = ("single", "post")  # WordPress says so on <body>
_OWN = frozenset({"article", "main", "td"})
MAX_CLIMB = 40  # ancestors looked at
PARAGRAPH = 450  # characters; excerpts beside a headline are shorter
MIN_TITLE = 12  # characters of a headline that can be told from a word that happens to be the title
MIN_SECTION = 300  # characters outside links of an <article> that is no card
MIN_PART = 0.5  # of the page's text outside links, in the element that holds the whole story


class Story(NamedTuple):
    """First and last (exclusive) block of the story and what stands in it, and why; no reason when it is not known."""

    first: int
    last: int
    why: str


@dataclass(frozen=True)
class Survey:
    """A page as the filters see it.

    Attributes:
        chars, links: characters, and characters inside links, before block i; one longer than the blocks.
        headings: the heading elements, h1 to h4.
        articles: the <article> elements.
        cards: siblings alike that may offer other pages.
        hidden: nodes that their own style or attribute hides.
        lines: in lower case those short lines that may be what a filter looks for, else "".
        lists: the lines that may head a list of other pages, or offer one.
        sharing: those that may be about sharing.
        known: those that may say by their wording what they are.
        begun: those that begin with one of some starts, by these.
    """

    page: Page
    blocks: Blocks
    headline: Headline
    chars: list[int]
    links: list[int]
    headings: list[Node]
    articles: list[Node]
    cards: list[list[Node]]
    hidden: list[Node]
    lines: list[str]
    lists: list[int]
    sharing: list[int]
    known: list[int]
    begun: Mapping[frozenset[str], list[int]]

    def lines_with(self, starts: frozenset[str]) -> list[int]:
        """The lines, in order, whose first three characters are one of a filter's `starts`: nearly always none."""
        return self.begun[starts]

    def line(self, i: int) -> str:
        """A line in lower case where it is short, else ""."""
        text = self.blocks.items[i].text
        return text.casefold() if len(text) <= SHORT else ""

    @cached_property
    def _types(self) -> frozenset[str]:
        structured = self.page.structured
        return frozenset([name for node in (*structured.jsonld, *structured.microdata) for name in node.types])

    @cached_property
    def is_story(self) -> bool:
        """Whether the page says that it is a story, and not a thread of them."""
        structured = self.page.structured
        types = self._types
        stated = (
            "article" in structured.meta.get("og:type", ())
            or not STORY_TYPES.isdisjoint(types)
            or any(_SINGLE_POST in pairwise(node.words) for node in self.blocks.nodes[:3] if node.tag == "body")
        )
        return stated and THREAD_TYPES.isdisjoint(types)

    @cached_property
    def is_thread(self) -> bool:
        """Whether the page says that it is a thread of posts or of answers."""
        return not THREAD_TYPES.isdisjoint(self._types)

    @cached_property
    def is_product(self) -> bool:
        """Whether the page says that it sells one thing."""
        return not PRODUCT_TYPES.isdisjoint(self._types) or any(
            "product" in name for name in self.page.structured.meta.get("og:type", ())
        )

    @cached_property
    def states_title(self) -> bool:
        """Whether the headline is the page's title or its beginning or end, word for word."""
        first, last, likeness = self.headline
        return likeness >= 2 and self.chars[last] - self.chars[first] >= MIN_TITLE

    @cached_property
    def story(self) -> Story:
        """The range outside of which nothing is of the story; all blocks when there is no telling.

        It is what the innermost <article> or <main>, or the table cell, around the headline ends, where most
        of the page's text stands in it. Of what the model takes as content after such an element, on wcxb-dev
        and fundus 0.5 % of the words are annotated as content (283 and 68 pages); of half-empty ones a third.
        """
        nothing = Story(0, len(self.lines), "")
        if not self.states_title or self.is_thread:
            return nothing
        blocks = self.blocks
        around = islice(blocks.ancestors(blocks.items[self.headline.first].node), MAX_CLIMB)
        own = next((node for node in around if node.tag in _OWN), None)
        if own is None or self.text_size(self.headline.last, own.last) <= MIN_PART * self.text_size(0, len(self.lines)):
            return nothing
        if own.tag == "td":
            return Story(own.first, own.last, "outside the story's <td>")
        if not self.is_story and (self.is_product or own.tag == "main" or len(self.articles) > 1):
            return nothing
        if any(
            self.text_size(node.first, node.last) >= MIN_SECTION for node in self.articles if node.first >= own.last
        ):
            return nothing  # the parts of one story, each an <article>
        return Story(0, own.last, f"after the story's <{own.tag}>")

    @cached_property
    def _known(self) -> dict[Role, list[Finding]]:
        found: dict[Role, list[Finding]] = {}
        for i, role, why in known_lines(self.lines, self.known):
            found.setdefault(role, []).append(Finding(i, i + 1, role, why, certain=True))
        return found

    def lines_known(self, role: Role) -> Sequence[Finding]:
        """The lines whose wording alone says that they have this role."""
        return self._known.get(role, ())

    @cached_property
    def linked_blocks(self) -> list[int]:
        """Blocks with a link before block i."""
        return list(accumulate([block.link_chars > 0 for block in self.blocks.items], initial=0))

    @cached_property
    def paragraphs(self) -> list[int]:
        """Blocks as long as a story's paragraphs before block i, links not counted."""
        long = [len(block.text) - block.link_chars > PARAGRAPH for block in self.blocks.items]
        return list(accumulate(long, initial=0))

    def size(self, node: Node) -> int:
        """Characters in the subtree."""
        return self.chars[node.last] - self.chars[node.first]

    def link_share(self, first: int, last: int) -> float:
        """The share of the characters of blocks `first` to `last` (exclusive) that are links."""
        return (self.links[last] - self.links[first]) / ((self.chars[last] - self.chars[first]) or 1)

    def holds_headline(self, node: Node) -> bool:
        """Whether the page's headline stands inside the node."""
        return node.first <= self.headline[0] < self.headline[1] <= node.last

    def text_size(self, first: int, last: int) -> int:
        """Characters outside links in a range of blocks."""
        return self.chars[last] - self.chars[first] - self.links[last] + self.links[first]

    def within(self, node: Node, part: float) -> bool:
        """Whether the subtree holds at most this part of the page's characters, and not its headline.

        A name on more than that stands on a wrapper ("has-sidebar", "comments-open") and says nothing of its parts.
        """
        first, last = node.first, node.last
        chars = self.chars
        start, end, _ = self.headline
        return chars[last] - chars[first] <= part * chars[-1] and not first <= start < end <= last


def survey(
    page: Page, blocks: Blocks, wanted: Wanted, starts: tuple[frozenset[str], ...]
) -> tuple[Survey, list[list[Node]]]:
    """Look over a page once: what all filters share, and the nodes that each filter, by number, wants to see."""
    lines, lists, sharing, known, begun = look_at_lines(blocks.items, wanted)
    chars, links, named, headings, articles, cards, hidden = look_at_elements(blocks.items, blocks.nodes, wanted)
    return Survey(
        page,
        blocks,
        find_headline(page, blocks, headings),
        chars,
        links,
        headings,
        articles,
        cards,
        hidden,
        lines,
        lists,
        sharing,
        known,
        dict(zip(starts, begun, strict=True)),
    ), named
