"""What all filters ask of a page, worked out once: sizes, link shares, the headline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from ._headline import HEADINGS, find_headline

if TYPE_CHECKING:
    from ..records import Blocks, Node, Page

TAGS = HEADINGS | frozenset(
    """address article aside button dialog fieldset figcaption footer form header label menu nav select time""".split()
)
"""The tags that filters may ask for."""

STORY_TYPES = frozenset("Article NewsArticle BlogPosting TechArticle Recipe Report ReportageNewsArticle".split())
THREAD_TYPES = frozenset({"DiscussionForumPosting", "QAPage", "Question"})
MIN_HEADLINE = 18  # characters of link text that may be a headline; menus have shorter entries
PARAGRAPH = 450  # characters; excerpts beside a headline are shorter
SHORT = 80  # characters; a longer line is never one of the fixed phrases that filters know


Wanted = Callable[[str, tuple[str, ...]], tuple[int, ...]]


@dataclass(frozen=True)
class Survey:
    """A page as the filters see it.

    Attributes:
        chars, links: characters, and characters inside links, before block i; one longer than the blocks.
        lines: each block's text in lower case where it is short, else "".
        headings: the heading elements, h1 to h4.
        linked: nodes with at least MIN_HEADLINE characters of links.
        headline: first and last (exclusive) block of the page's headline, (0, 0) when none stands out.
    """

    page: Page
    blocks: Blocks
    chars: list[int]
    links: list[int]
    lines: list[str]
    headings: list[Node]
    linked: list[Node]
    headline: tuple[int, int]

    @cached_property
    def is_story(self) -> bool:
        """Whether the page says that it is a story, and not a thread of them."""
        structured = self.page.structured
        types = {name for node in (*structured.jsonld, *structured.microdata) for name in node.types}
        stated = "article" in structured.meta.get("og:type", ()) or not STORY_TYPES.isdisjoint(types)
        return stated and THREAD_TYPES.isdisjoint(types)

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
        start, end = self.headline
        return chars[last] - chars[first] <= part * chars[-1] and not first <= start < end <= last


def survey(
    page: Page, blocks: Blocks, wanted_by: Wanted, names: frozenset[str]
) -> tuple[Survey, dict[int, list[Node]]]:
    """Look over a page once.

    Returns what all filters share, and the nodes that each filter, by number, wants to see: `wanted_by`
    tells the numbers for a tag and its names; a node with none of `names` and no tag of TAGS is not asked about.
    """
    texts = [block.text for block in blocks.items]
    links = list(accumulate([block.link_chars for block in blocks.items], initial=0))
    named: dict[int, list[Node]] = {}
    headings: list[Node] = []
    linked: list[Node] = []
    unknown = names.isdisjoint
    for node in blocks.nodes:
        tag, words, first, last = node[0], node[1], node[4], node[5]  # by number: 600 nodes a page, on every page
        if first == last:
            continue
        if tag in TAGS or not unknown(words):
            for number in wanted_by(tag, words):
                named.setdefault(number, []).append(node)
            if tag in HEADINGS:
                headings.append(node)
        if links[last] - links[first] >= MIN_HEADLINE:
            linked.append(node)
    return (
        Survey(
            page,
            blocks,
            list(accumulate(map(len, texts), initial=0)),
            links,
            [text.casefold() if len(text) <= SHORT else "" for text in texts],
            headings,
            linked,
            find_headline(page, blocks, headings),
        ),
        named,
    )
