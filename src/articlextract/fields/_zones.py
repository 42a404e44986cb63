"""The stretches of a page around its headline and its story."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from ..records import Blocks, Labels, Node, Role
from ._memo import once
from ._roles import story_range
from ._survey import headings

_ABOVE, _BELOW = 10, 12  # blocks around the headline and the beginning of the story
_AFTER = 10  # blocks after the end of the story
_CARD_HEADINGS = frozenset({"h2", "h3", "h4"})
_MIN_CARDS = 3  # cards that make a list of other pages; one or two linked headings are the story's own
_MAX_CARD = 12  # blocks in a card
_MAX_GAP = 60  # blocks between headline and story; with more, one of the two is misplaced


class Zones:
    """Where a block stands: top, end, inside or elsewhere."""

    def __init__(self, blocks: Blocks, labels: Labels) -> None:
        self.blocks = blocks
        self.first, self.last = story_range(labels)
        titles = labels.of(Role.TITLE)
        self.has_title = bool(titles)
        self.title = title = titles[0] if titles else self.first
        low, high = min(title, self.first), max(title, self.first)
        if high - low > _MAX_GAP:
            low = high = title
        self.top, self.top_end = low - _ABOVE, high + _BELOW
        self.near = frozenset([*range(self.top, self.top_end + 1), *range(self.last - 3, self.last + _AFTER + 1)])
        self.captions = frozenset(labels.of(Role.CAPTION))
        self.cards = _card_blocks(blocks, title)

    def of(self, block: int) -> str:
        """top: around the headline and the beginning of the story; end: around its end."""
        if self.top <= block <= self.top_end:
            return "top"
        if self.last - 3 <= block <= self.last + _AFTER:
            return "end"
        return "inside" if self.first <= block < self.last else "elsewhere"


@once
def zones_of(labels: Labels, blocks: Blocks) -> Zones:
    """The zones of a page, surveyed once."""
    return Zones(blocks, labels)


def _card_blocks(blocks: Blocks, title: int) -> frozenset[int]:
    """Blocks inside cards: small elements around a heading that is all link, three alike or more.

    A linked heading alone is no card: the writer's name above a headline or under it often is one.
    """
    linked = list(_linked_headings(blocks, title))
    if len(linked) < _MIN_CARDS:
        return frozenset()
    starts = [node.first for node in linked]
    alike = Counter(map(_shape, linked))
    found: list[range] = []
    for node in linked:
        if alike[_shape(node)] < _MIN_CARDS:
            continue
        card = node
        while card.parent >= 0:
            outer = blocks.nodes[card.parent]
            held = bisect_left(starts, outer.last) - bisect_left(starts, outer.first)
            if held > 1 or outer.last - outer.first > _MAX_CARD or outer.first <= title < outer.last:
                break
            card = outer
        found.append(range(card.first, card.last))
    return frozenset(i for card in found for i in card)


def _linked_headings(blocks: Blocks, title: int) -> Iterator[Node]:
    headline = blocks.items[title].text.casefold() if 0 <= title < len(blocks) else " "
    for node in headings(blocks):
        if node.tag not in _CARD_HEADINGS or node.last - node.first != 1 or node.first == title:
            continue
        block = blocks.items[node.first]
        # a reply's heading, "Re: " and the headline, leads to itself
        if block.link_chars >= 0.9 * len(block.text) and headline not in block.text.casefold():
            yield node


def _shape(node: Node) -> tuple[str, int]:
    return node.tag, node.depth
