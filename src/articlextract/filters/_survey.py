"""What all filters ask of a page, worked out once: sizes, link shares, the named nodes, the headline."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from ._headline import find_headline

if TYPE_CHECKING:
    from ..records import Blocks, Node, Page

SHORT = 80  # characters; a longer line is never one of the fixed phrases that filters know


@dataclass(frozen=True)
class Survey:
    """A page as the filters see it.

    Attributes:
        chars, links: characters, and characters inside links, before block i; one longer than the blocks.
        lines: each block's text in lower case where it is short, else "".
        named: the nodes with text that bear a name or tag that some filter knows.
        headline: first and last (exclusive) block of the page's headline, (0, 0) when none stands out.
    """

    page: Page
    blocks: Blocks
    chars: list[int]
    links: list[int]
    lines: list[str]
    named: tuple[Node, ...]
    headline: tuple[int, int]

    def size(self, node: Node) -> int:
        """Characters in the subtree."""
        return self.chars[node.last] - self.chars[node.first]

    def part(self, node: Node) -> float:
        """The share of the page's characters that the subtree holds."""
        return self.size(node) / (self.chars[-1] or 1)

    def link_share(self, first: int, last: int) -> float:
        """The share of the characters of blocks `first` to `last` (exclusive) that are links."""
        return (self.links[last] - self.links[first]) / ((self.chars[last] - self.chars[first]) or 1)

    def holds_headline(self, node: Node) -> bool:
        """Whether the page's headline stands inside the node: then it wraps the story too."""
        return node.first <= self.headline[0] < self.headline[1] <= node.last


def survey(page: Page, blocks: Blocks, names: frozenset[str], tags: frozenset[str]) -> Survey:
    """Look over a page once; `names` and `tags` are those that any filter knows."""
    items = blocks.items
    unknown = names.isdisjoint
    return Survey(
        page,
        blocks,
        list(accumulate([len(block.text) for block in items], initial=0)),
        list(accumulate([block.link_chars for block in items], initial=0)),
        [block.text.casefold() if len(block.text) <= SHORT else "" for block in items],
        tuple([n for n in blocks.nodes if n.first != n.last and (n.tag in tags or not unknown(n.words))]),
        find_headline(page, blocks),
    )
