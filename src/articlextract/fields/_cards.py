"""Blocks that offer other pages -> cards: one link with all that stands with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..native import compiled
from ..records import Blocks, Node
from ._buttons import is_button
from ._links import Link
from ._neighbours import neighbour_label

MAX_CLIMB = 40  # ancestors looked at: pages nest as deep as they like
MIN_TITLE = 12  # characters of link text that may be a headline; a shorter link beside a longer one is a label

_LABEL_PART = 0.4  # a link shorter than this part of the list's usual one is a section's or an author's name
_LABEL_WORDS = 4  # blanks; a text with more of them is no label however short it is beside the others
_MIN_WORDS, _MIN_LENGTH, _MIN_HYPHENS = 4, 30, 3  # of a link that names a story; a menu's are shorter
_MENUS = frozenset({"nav", "header", "footer"})
_LEAST_PART = 0.34  # of all places that a list leads to; a card has a section and an author besides its story
_MENU_PART, _PART = 0.75, 0.5  # of the links of a list that must name stories, in a menu's element and elsewhere


HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS = frozenset({"li", "article", "tr"})
_MANY = 3  # headlines in one item: it is a list itself
_MAX_ITEM = 12  # elements between a link and the item of a list that it stands in


class Card(NamedTuple):
    """The widest element around a link that holds no other story's link: blocks `first` to `last` (exclusive)."""

    link: Link
    first: int
    last: int
    node: int


def _find_cards(blocks: Blocks, links: Sequence[Link], first: int, last: int) -> list[Card]:
    """The cards of one list, blocks `first` to `last` (exclusive), in page order, each target once."""
    chosen = _headlines(_one_an_item(blocks, links, first, last))
    cards: list[Card] = []
    for i, link in enumerate(chosen):
        before = chosen[i - 1].block if i else first - 1
        after = chosen[i + 1].block if i + 1 < len(chosen) else last
        node, start, end = widest(blocks, link.block, max(first, before + 1), min(last, after))
        cards.append(Card(link, start, end, node))
    return cards


def are_stories(blocks: Blocks, cards: Sequence[Card], targets: int) -> bool:
    """Whether a list leads to stories, not to a menu's places: by its links alone; `targets` counts all of them."""
    telling = sum(1 for card in cards if _tells(card.link))
    if telling < targets * _LEAST_PART:
        return False
    return telling >= len(cards) * (_MENU_PART if in_menu(blocks, cards[0].node) else _PART)


def in_menu(blocks: Blocks, node: int) -> bool:
    """Whether a node stands in a menu's element or in the page's frame."""
    while node >= 0:
        found = blocks.nodes[node]
        if found.tag in _MENUS:
            return True
        node = found.parent
    return False


def _one_an_item(blocks: Blocks, links: Sequence[Link], first: int, last: int) -> list[Link]:
    """Of the links in one item of a list only those to its story: not to its forum or its author."""
    items: dict[int, list[Link]] = {}
    for link in links:
        item = _item(blocks, link.block)
        inside = item >= 0 and first <= blocks.nodes[item].first and blocks.nodes[item].last <= last
        items.setdefault(item if inside else -1, []).append(link)
    kept: list[Link] = []
    for node, own in items.items():
        kept += own if node < 0 or len(own) == 1 else _of_item(blocks, own)
    return sorted(kept, key=lambda link: link.block)


def _of_item(blocks: Blocks, own: list[Link]) -> list[Link]:
    """The same of the links of one item."""
    if _are_several(blocks, own):
        return own
    named = [link for link in own if not is_button(link.text)] or own
    longest = max(named, key=lambda link: link.longest)
    foremost = next((link for link in named if len(link.text) >= MIN_TITLE), longest)
    marked = next((link for link in named if _is_heading(blocks, link)), None)
    chosen = marked or (longest if longest.longest >= 2 * foremost.longest else foremost)
    return [link for link in own if link.key == chosen.key]


def _are_several(blocks: Blocks, links: Sequence[Link]) -> bool:
    """Whether the links of one item lead to stories of their own."""
    return sum(1 for link in links if _is_heading(blocks, link)) > 1 or sum(map(_tells, links)) >= _MANY


def _item(blocks: Blocks, block: int) -> int:
    """The item of a list that a block stands in, -1 for none."""
    nodes = blocks.nodes
    at = blocks.items[block].node
    for _ in range(_MAX_ITEM):
        if at < 0 or nodes[at].tag in _ITEMS:
            return at
        at = nodes[at].parent
    return -1


def _is_heading(blocks: Blocks, link: Link) -> bool:
    return blocks.nodes[blocks.items[link.block].node].tag in HEADINGS


def _headlines(links: Iterable[Link]) -> list[Link]:
    """One link for each target, that which names it; short labels go when there are real headlines."""
    by_target: dict[tuple[str, str, str], list[Link]] = {}
    for link in links:
        by_target.setdefault(link.key, []).append(link)
    found = sorted(map(_naming, by_target.values()), key=lambda link: link.block)
    if not found:
        return []
    typical = sorted(link.longest for link in found)[len(found) // 2]
    least = max(MIN_TITLE, typical * _LABEL_PART)
    return [
        link for link in found if link.longest >= least or link.text.count(" ") > _LABEL_WORDS or _is_wordy(link.text)
    ]


def _naming(links: list[Link]) -> Link:
    """Of several links to one place the first whose text may be its headline: no button, no "Next post"."""
    if len(links) == 1:
        return links[0]
    longest = max(len(link.text) for link in links)
    named = [link for link in links if not is_button(link.text) and neighbour_label(link.text) is None]
    best = next((link for link in named if len(link.text) >= MIN_TITLE or _is_wordy(link.text)), None)
    return (best or (named or links)[0])._replace(longest=longest)


def _tells(link: Link) -> bool:
    """Whether a link names a story: a menu's entries have few words and short addresses.

    >>> texts = ("Our regional offices", "Mill turns once more")
    >>> a, b = (Link("https://a.example/x", ("", "", ""), text, 0, 9) for text in texts)
    >>> _tells(a), _tells(b)
    (False, True)
    """
    blanks = link.text.count(" ")
    if blanks + 1 >= _MIN_WORDS or len(link.text) >= _MIN_LENGTH or _is_wordy(link.text):
        return True
    path = link.key[1]
    hyphens = path.rpartition("/")[2].count("-")
    return hyphens >= _MIN_HYPHENS or (hyphens == _MIN_HYPHENS - 1 == blanks and path.count("/") > 1)


def _is_wordy(text: str) -> bool:
    """Whether a short text can be a headline: a script without spaces says much in few characters."""
    return len(text) >= 6 and not text.isascii() and max(text) > "\u2e80"


def widest(blocks: Blocks, block: int, first: int, last: int) -> tuple[int, int, int]:
    """The widest element around a block that stays within `first` to `last`, and its range."""
    at = blocks.items[block].node
    best = (at, block, block + 1)
    index = at
    for _ in range(MAX_CLIMB):
        node: Node = blocks.nodes[index]
        if index < 0 or node.first < first or node.last > last:
            break
        best = (index, node.first, node.last)
        index = node.parent
    return best


def repeated_lines(blocks: Blocks, first: int, last: int) -> frozenset[str]:
    """Lines that stand in a list more than once, such as a shop's "Add to basket"."""
    texts = [block.text for block in blocks.items[first:last]]
    if len(set(texts)) == len(texts):  # as mostly
        return frozenset()
    return frozenset([text for text, count in Counter(texts).items() if count > 1])


find_cards = _find_cards
_kernel = compiled("fields._cards_kernel")
if _kernel is not None and not TYPE_CHECKING:
    find_cards = _kernel.Cards(
        Card, _of_item, _naming, _is_wordy, _ITEMS, MIN_TITLE, _MAX_ITEM, MAX_CLIMB, _LABEL_WORDS, _LABEL_PART
    ).find
