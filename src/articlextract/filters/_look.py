"""One look over a page's blocks and nodes: the sums, the lines and the elements that filters ask for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from types import ModuleType
from typing import NamedTuple

from ..native import compiled
from ..records import Block, Node
from ._begins import KNOWN, LIST, OTHERS, SHARING, Begins
from ._fixed_lines import may_be_known, may_claim_rights
from ._headings import may_head
from ._headline import HEADINGS
from ._sharing import may_be_about_sharing

MIN_HEADLINE = 18  # characters of link text that may be a headline; menus have shorter entries
MAX_CARD = 600  # characters of an element that offers another page
NO_CARDS = frozenset({"p", "td", "tr", "dd", "nav"})
MEAN_HEADLINE = 25  # characters, of the longest link of each
MIN_CARDS = 3
MIN_ARTICLES = 2  # two <article> side by side are cards: a page has one story
SHORT = 80  # characters; a longer line is never one of the fixed phrases that filters know
MAX_INSERT = 300  # characters of an insert: one or two headlines


class Wanted(NamedTuple):
    """What the filters want to see: by the name or tag of an element the numbers of its filters, as bits; the lines."""

    by_name: dict[str, int]
    by_tag: dict[str, int]
    begins: Begins
    filters: int  # how many
    starts: int


class PageLines(NamedTuple):
    """What the lines of a page may be.

    `lines` are the texts in lower case of short lines that may be what some filter looks for, else "". `lists` may
    head or be an offer of other pages, `sharing` be about it, `known` say by their wording what they are; `begun` are
    those that begin with one of each filter's starts.
    """

    lines: list[str]
    lists: list[int]
    sharing: list[int]
    known: list[int]
    begun: list[list[int]]


class Elements(NamedTuple):
    """Sizes, and the elements that filters ask for.

    `chars` and `links` are the characters, and those inside links, before block i. `named` are the nodes with text
    that each filter, by number, wants to see; `cards` siblings of one tag and the same names, small, with links as
    long as headlines.
    """

    chars: list[int]
    links: list[int]
    named: list[list[Node]]
    headings: list[Node]
    articles: list[Node]
    cards: list[list[Node]]
    hidden: list[Node]  # by their own style or attribute


def look_at_lines(items: tuple[Block, ...], wanted: Wanted) -> PageLines:
    """Look over the lines of a page."""
    kernel = _kernel("filters._lines_kernel")
    if kernel is None:
        return lines_in_python(items, wanted)
    return PageLines(*kernel.look_at_lines(items, wanted.begins, wanted.starts))


def look_at_elements(items: tuple[Block, ...], nodes: tuple[Node, ...], wanted: Wanted) -> Elements:
    """Look over the elements of a page."""
    kernel = _kernel("filters._look_kernel")
    if kernel is None:
        return elements_in_python(items, nodes, wanted)
    return Elements(*kernel.look_at_elements(items, nodes, wanted.by_name, wanted.by_tag, wanted.filters))


@cache
def _kernel(name: str) -> ModuleType | None:
    """A compiled twin of what follows; it needs the names of this module."""
    return compiled(name)


def lines_in_python(items: Sequence[Block], wanted: Wanted) -> PageLines:
    """The lines in Python."""
    lines = [""] * len(items)
    lists: list[int] = []
    sharing: list[int] = []
    known: list[int] = []
    begun: list[list[int]] = [[] for _ in range(wanted.starts)]
    for i, (_, text, _, _, in_links) in enumerate(items):
        kinds = wanted.begins[text[:3]] if text else 0
        is_short = len(text) <= SHORT
        line = text.casefold() if is_short else ""
        claims = may_claim_rights(line)
        if not kinds and not claims:
            continue
        lines[i] = line
        if kinds & LIST and (is_short or (in_links and len(text) <= MAX_INSERT)) and may_head(text[:5].casefold()):
            lists.append(i)
        if line and kinds & SHARING and may_be_about_sharing(line):
            sharing.append(i)
        if claims or (line and kinds & KNOWN and may_be_known(line)):
            known.append(i)
        for number, of_filter in enumerate(begun):
            if kinds & OTHERS << number:
                of_filter.append(i)
    return PageLines(lines, lists, sharing, known, begun)


def elements_in_python(items: Sequence[Block], nodes: Sequence[Node], wanted: Wanted) -> Elements:
    """The elements in Python."""
    links = list(accumulate([in_links for _, _, _, _, in_links in items], initial=0))
    chars = list(accumulate([len(text) for _, text, _, _, _ in items], initial=0))
    named: list[list[Node]] = [[] for _ in range(wanted.filters)]
    headings: list[Node] = []
    articles: list[Node] = []
    families: dict[int, list[Node]] = {}  # by parent
    hidden: list[Node] = []
    for node in nodes:
        tag, words, parent, _, first, last, _, is_hidden = node  # not by name: 600 nodes a page, on every page
        if first == last:
            continue
        for number in _numbers(tag, words, wanted):
            named[number].append(node)
        if tag in HEADINGS:
            headings.append(node)
        elif tag == "article":
            articles.append(node)
        is_card = links[last] - links[first] >= MIN_HEADLINE and chars[last] - chars[first] <= MAX_CARD
        if is_card and tag not in NO_CARDS:
            families.setdefault(parent, []).append(node)
        if is_hidden:
            hidden.append(node)
    cards = [cards for family in families.values() for cards in _cards(family) if _have_headlines(items, cards)]
    return Elements(chars, links, named, headings, articles, cards, hidden)


def _numbers(tag: str, words: tuple[str, ...], wanted: Wanted) -> list[int]:
    """The numbers of the filters that want to see a tag with its names."""
    bits = wanted.by_tag.get(tag, 0)
    for word in words:
        bits |= wanted.by_name.get(word, 0)
    return [number for number in range(wanted.filters) if bits >> number & 1] if bits else []


def _cards(family: list[Node]) -> list[list[Node]]:
    """Of the children of one element those alike that are enough for cards."""
    alike: dict[tuple[str, tuple[str, ...]], list[Node]] = {}
    if len(family) >= MIN_ARTICLES:
        for node in family:
            alike.setdefault((node.tag, node.words), []).append(node)
    return [
        cards for (tag, _), cards in alike.items() if len(cards) >= (MIN_ARTICLES if tag == "article" else MIN_CARDS)
    ]


def _have_headlines(items: Sequence[Block], cards: list[Node]) -> bool:
    """Whether the longest links of the cards are on average as long as headlines."""
    longest = [max([block.link_chars for block in items[card.first : card.last]]) for card in cards]
    return sum(longest) >= MEAN_HEADLINE * len(cards)
