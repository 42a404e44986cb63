"""Other pages that the page offers to its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from ..article import RelatedKind, RelatedLink
from ..dates import read_date
from ..records import Block, Blocks, Found, Labels, Page, Role
from ._buttons import MARKS, is_act, is_button, is_insert_label, split_insert
from ._cards import HEADINGS, Card, are_stories, find_cards, in_menu, repeated_lines
from ._evidence import Offer, found
from ._links import covering_links, own_places, story_links
from ._list_kinds import kind_of_list
from ._lists import Cutter, related_runs
from ._make import make_link
from ._neighbours import split_neighbour
from ._parts import Parts
from ._roles import story_range
from ._text import key

# Lists under these lead to lists, not to stories.
_SHELVES = frozenset(
    """archive archives categories category tags topics blogroll meta links archiv kategorien schlagwörter catégories
    étiquettes categorías archivos etiquetas categorie archivi categorias arquivo arquivos categorieën archief kategorie
    archiwum рубрики архив архивы カテゴリー カテゴリ アーカイブ バックナンバー 分类 归档""".split()
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")  # for a title: of a work that is cited
_MAX_RECORDS = 100
_NAMING_BLANKS = 3  # in a title that names one story; shorter ones, such as "Obituaries", come again
_ABOVE = 4  # blocks above a list that may hold its heading
_MIN_COVERED = 2  # cards under links without text that make a list
_MAX_FIGURE = 4  # elements between a caption and its picture's
_MAX_HEADING = 80  # characters
_MAX_INLINE = 3  # links; a longer list inside the story is a list, not an insert
_HEADING_ROLES = frozenset({Role.RELATED, Role.OTHER, Role.NAVIGATION})


def find_related(page: Page, blocks: Blocks, labels: Labels) -> Found[tuple[RelatedLink, ...]] | None:
    """Lists, card grids, inserts, the next and the previous post, as records; each address once."""
    labels = _with_covered(page, blocks, labels)
    if Role.RELATED not in labels.roles:
        return None
    reader = _Reader(page, blocks, labels)
    drafts = list(islice(_once_each(reader, labels), _MAX_RECORDS))
    if not drafts:
        return None
    first = drafts[0]
    return found(tuple(map(reader.record, drafts)), Offer(f"block:{first.card.link.block}", first.title, 0.8))


def _once_each(reader: _Reader, labels: Labels) -> Iterator[_Draft]:
    """What the lists offer; the same headline leads to the same story, by way of a counter perhaps."""
    seen: set[object] = set()
    for first, last in related_runs(labels):
        for draft in reader.read(first, last):
            url, title = draft.card.link.url, draft.title
            known = {url, key(title)} if title.count(" ") >= _NAMING_BLANKS else {url}
            if seen.isdisjoint(known):
                yield draft
            seen |= known


def _with_covered(page: Page, blocks: Blocks, labels: Labels) -> Labels:
    """Below the story, cards that lie under links without text are related too: to the filters they have no links."""
    first = story_range(labels)[1]
    if not first:
        return labels
    items, nodes = blocks.items, blocks.nodes
    spare = [items[i] for i in labels.of(Role.OTHER) if i >= first]
    headed = [block.index for block in spare if not block.link_chars and nodes[block.node].tag in HEADINGS]
    if len(headed) < _MIN_COVERED:
        return labels
    roles = list(labels.roles)
    base, here = page.base_url or page.url, own_places(page)
    last = headed[0]
    for start in headed:
        if start < last:
            continue
        while last < len(roles) and roles[last] is Role.OTHER:
            last += 1
        if len(list(covering_links(blocks, blocks.items[start:last], (), base, here))) >= _MIN_COVERED:
            roles[start:last] = [Role.RELATED] * (last - start)
        last += 1
    return replace(labels, roles=tuple(roles))


class _Draft(NamedTuple):
    """A card that leads to another story, by its title; what else it says is read when it is kept."""

    card: Card
    title: str
    heading: str | None
    kind: RelatedKind


class _Reader:
    """Reads the lists of a page, with the headings above them."""

    def __init__(self, page: Page, blocks: Blocks, labels: Labels) -> None:
        self.blocks = blocks
        self.base = page.base_url or page.url
        self.here = own_places(page)
        self.language = page.structured.language
        self.roles = labels.roles
        self.story = story_range(labels)
        self.own_titles = {blocks.items[i].text for i in labels.of(Role.TITLE)}
        self.parts = Parts(page, blocks, labels)
        self.cutter = Cutter(blocks)

    def read(self, first: int, last: int) -> Iterator[_Draft]:
        """What one run of related blocks offers."""
        items = [block for block in self.blocks.items[first:last] if self.roles[block.index] is Role.RELATED]
        links = story_links(items, self.base, self.here)
        links += covering_links(self.blocks, items, links, self.base, self.here)
        links.sort(key=lambda link: link.block)
        targets = [0] * (last - first)
        for link in {link.key: link for link in reversed(links)}.values():
            targets[link.block - first] += 1
        heading: str | None = None
        for start, end in self.cutter.lists(first, last, targets):
            above = self._heading_above(start) if start == first else None
            heading = above or heading
            cards = find_cards(self.blocks, [link for link in links if start <= link.block < end], start, end)
            keys = {card.link.key for card in cards}
            linked = {link.block for link in links if link.key in keys}
            drafts = list(self._drafts(cards, start, heading, linked, self._is_inside(first, last, cards)))
            places = len({link.key for link in links if start <= link.block < end and not is_button(link.text)})
            if drafts and self._are_stories(drafts, places):
                yield from drafts
            if start < end and drafts:
                heading = drafts[-1].heading
            heading = self._last_heading(cards, start, end) or heading

    def _are_stories(self, drafts: Sequence[_Draft], places: int) -> bool:
        """Whether their texts and addresses tell so, else whether half of them have a story's parts."""
        if are_stories(self.blocks, [draft.card for draft in drafts], places):
            return True
        return sum(map(self._is_evident, drafts)) * 2 >= len(drafts)

    def _drafts(
        self, cards: list[Card], first: int, heading: str | None, linked: Set[int], inside: bool
    ) -> Iterator[_Draft]:
        at = first
        repeated = repeated_lines(self.blocks, first, cards[-1].last) if len(cards) > 1 else frozenset()
        # A line above the link in each card is the card's own; above the first link alone, it heads the list.
        kickers = len(cards) > 1 and all(card.first < card.link.block for card in cards[1:])
        headed = len(cards) > 1 and all(map(self.parts.is_headed, cards[1:]))
        for card in cards:
            above: Sequence[Block] = self.blocks.items[at : card.first]
            if card is cards[0] and not kickers:
                above = self.blocks.items[first : card.link.block]
            if above:
                above = [block for block in above if block.index not in linked and block.text not in repeated]
                heading = self._heading(above) or heading
            at = card.last
            draft = self._read(card, heading, inside, headed)
            if draft is not None:
                yield draft

    def _read(self, card: Card, heading: str | None, inside: bool, headed: bool) -> _Draft | None:
        if (heading or "").casefold() in _SHELVES:
            return None
        place = self.parts.neighbour(card)
        title, neighbour = split_neighbour(self.parts.title(card, headed), labelled=place is not None)
        label, title = split_insert(title)
        if not title or title in self.own_titles or _is_month(title) or is_button(title) or _ADDRESS.match(title):
            return None
        own = self.blocks.items[card.link.block].text
        if label is None and own != title and own.endswith(title) and is_insert_label(own[: -len(title)]):
            label = own[: -len(title)].strip(MARKS)
        kind = neighbour or place or kind_of_list(label or heading)
        if kind is RelatedKind.RELATED and inside:
            kind = RelatedKind.INLINE
        return _Draft(card, title, label or heading, kind)

    def _is_inside(self, first: int, last: int, cards: list[Card]) -> bool:
        return self.story[0] < first and last < self.story[1] and len(cards) <= _MAX_INLINE

    def _is_evident(self, draft: _Draft) -> bool:
        """Whether a card has what no menu's entry has."""
        card, parts = draft.card, self.parts
        if draft.kind in (RelatedKind.NEXT, RelatedKind.PREVIOUS):
            return True
        if parts.date(card) or parts.excerpt(card, draft.title):
            return True
        if in_menu(self.blocks, card.node):
            return False
        marked = (
            self.blocks.nodes[self.blocks.items[card.link.block].node].tag in HEADINGS and card.last - card.first > 1
        )
        return marked or parts.image(card) is not None

    def _heading_above(self, first: int) -> str | None:
        """A heading right above a list, whatever its role, unless it is the story's."""
        for block in reversed(self.blocks.items[max(0, first - _ABOVE) : first]):
            if self.roles[block.index] not in _HEADING_ROLES:
                return None
            if self.blocks.nodes[block.node].tag in HEADINGS or is_insert_label(block.text):
                return block.text.rstrip(" :").strip() if self._is_heading(block) else None
            if block.link_chars:
                return None  # the end of another list
        return None

    def _last_heading(self, cards: list[Card], first: int, last: int) -> str | None:
        """The line that ends one list and so heads the next."""
        return self._heading(self.blocks.items[cards[-1].last if cards else first : last])

    def _heading(self, lines: Sequence[Block]) -> str | None:
        lines = [block for block in lines if self._is_heading(block)]
        # A line between a heading and its list, such as a table's own, is no heading.
        marked = [block for block in lines if self.blocks.nodes[block.node].tag in HEADINGS]
        return (marked or lines)[-1].text.rstrip(" :").strip() if lines else None

    def _is_heading(self, block: Block) -> bool:
        tag = self.blocks.nodes[block.node].tag
        text = block.text
        return (
            self.roles[block.index] in _HEADING_ROLES
            and len(text) <= _MAX_HEADING
            and (tag in HEADINGS or not (block.link_chars or self._is_caption(block)))
            and text[0].isalpha()
            and not is_act(text)
            and text not in self.own_titles
            and read_date(text, self.language) is None
        )

    def _is_caption(self, block: Block) -> bool:
        return any(node.tag == "figure" for node in islice(self.blocks.ancestors(block.node), _MAX_FIGURE))

    def record(self, draft: _Draft) -> RelatedLink:
        """The draft with the parts of its card."""
        card, title, heading, kind = draft
        parts = self.parts
        excerpt, date, image = parts.excerpt(card, title), parts.date(card), parts.image(card)
        return make_link(title, card.link.url, excerpt, date, kind, heading, image)


def _is_month(title: str) -> bool:
    """Whether a title is but a month of an archive.

    >>> _is_month("Juli 2020"), _is_month("2020年07月"), _is_month("Review of 2020")
    (True, True, False)
    """
    return len(title) <= 20 and title.count(" ") <= 1 and _YEAR.search(title) is not None
