"""Footnotes: the marks in the text that lead to them, and the elements that hold them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from ..article import Mark, Span
from ..records import Block, Blocks, Node, Page, Piece, Role
from .gates import linked_to_places
from .make import make_span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MARK = (Mark.NOTE,)
MAX_NOTE_BLOCKS = 12
MAX_BACK = 12  # characters of a link back to the text
_MAX_LABEL = 20  # characters, with brackets and blanks
MAX_NODES = 5000  # looked at in search of one note's list

# A number, a letter, a Roman numeral; "see here" is no mark, though "here" leads to a note.
_LABEL = re.compile(r"[\s\[({]*(\d{1,4}[a-z]?|[^\W\d_]|[ivxlc]{2,5})[\s\])}]*")
_HOLDERS = frozenset({"li", "p", "div", "aside", "dd", "section"})
_LISTS = frozenset({"ul", "ol"})


@dataclass
class Notes:
    """The footnotes of a page."""

    labels: dict[str, str] = field(default_factory=dict)  # href as written -> label
    holders: dict[int, str] = field(default_factory=dict)  # node -> label
    lists: frozenset[int] = frozenset()  # lists of nothing but notes

    def change(self, items: tuple[Block, ...], roles: Sequence[Role]) -> tuple[Block, ...]:
        """The blocks, with each mark in the text one piece."""
        if not self.labels:
            return items
        changed = list(items)
        for block in items:
            if roles[block.index] is Role.CONTENT and any(piece.href in self.labels for piece in block.pieces):
                changed[block.index] = block._replace(pieces=(*_pieces(block.pieces, self.labels), Piece("", None, ())))
        return tuple(changed)

    def clean(self, node: int, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """A note's text behind its label, without the label as the page wrote it and the link back."""
        label = self.holders[node]
        kept = list(without_way_back(spans))
        if kept:
            first = re.sub(rf"^\W{{0,4}}{re.escape(label)}(?:[.:)\]]\s*|\s+|$)", "", kept[0].text, count=1).lstrip("^ ")
            kept[0] = make_span(first, kept[0].href, kept[0].marks)
        return (make_span(label, None, MARK), make_span(" ", None, ()), *[span for span in kept if span.text])


def without_way_back(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """What a note says, without the links back to the text."""
    kept = [span for span in spans if not _leads_back(span)]
    if kept and len(kept) < len(spans):
        kept[-1] = make_span(kept[-1].text.rstrip(), kept[-1].href, kept[-1].marks)
    return tuple(kept)


def _leads_back(span: Span) -> bool:
    """Whether a link in a note is the arrow, or the letter, that leads back to the text."""
    text = span.text.strip()
    return bool(span.href and "#" in span.href and len(text) <= MAX_BACK and (len(text) <= 2 or not text.isalnum()))


def _links(pieces: Sequence[Piece]) -> Iterator[tuple[str | None, str | None, list[Piece]]]:
    """Runs of pieces with one link: the link, the label if its words are no more than one, and the pieces."""
    for href, run in groupby(pieces, key=lambda piece: piece.href):
        inside = list(run)
        text = "".join([piece.text for piece in inside]) if href and "#" in href else ""
        label = _LABEL.fullmatch(text) if len(text) < _MAX_LABEL else None
        yield href, label[1] if label else None, inside


def _pieces(pieces: Sequence[Piece], labels: dict[str, str]) -> Iterator[Piece]:
    """The pieces, those of a mark made one, brackets beside it left out.

    A link to a note with other words, or one that was never closed, is no mark, and its words are the text's.
    """
    before: Piece | None = None
    marked = False
    for href, label, inside in _links(pieces):
        if href is not None and label is not None and labels.get(href) == label:
            if before is not None and before.text[-1:] in ("[", "("):
                before = before._replace(text=before.text[:-1])
            if before is not None and before.text:
                yield before
            before, marked = None, True
            yield Piece(label, href, MARK)
            continue
        if marked and inside[0].text[:1] in ("]", ")"):
            inside[0] = inside[0]._replace(text=inside[0].text[1:])
        marked = False
        for piece in inside:
            if before is not None and before.text:
                yield before
            before = piece
    if before is not None and before.text:
        yield before


def find_notes(page: Page, blocks: Blocks, roles: Sequence[Role]) -> Notes:
    """Footnotes whose marks and whose text both are content, each with a label of its own."""
    wanted = dict(_marks(page, blocks, roles))
    if not wanted:
        return Notes()
    places = _places(page.root, {href.partition("#")[2]: href for href in wanted})
    nodes = {node.element: index for index, node in enumerate(blocks.nodes)}
    labels: dict[str, str] = {}
    holders: dict[int, str] = {}
    for href, element in places.items():
        label, at = wanted[href]
        holder = _holder(blocks, roles, nodes, element, at)
        if holder is not None and holder not in holders and label not in holders.values():
            labels[href] = label
            holders[holder] = label
    lists = {blocks.nodes[holder].parent for holder in holders if blocks.nodes[holder].tag == "li"}
    for index in lists:
        if not _is_all_notes(blocks, roles, index, holders):
            holders = {node: label for node, label in holders.items() if blocks.nodes[node].parent != index}
    marks = sorted(at for href, (_, at) in wanted.items() if href in labels)
    # a paragraph with a mark of its own is no note: the mark would be taken for the way back
    holders = {node: label for node, label in holders.items() if not _any_within(marks, blocks.nodes[node])}
    kept = set(holders.values())
    labels = {href: label for href, label in labels.items() if label in kept}
    return Notes(labels, holders, frozenset(lists & {blocks.nodes[holder].parent for holder in holders}))


def _marks(page: Page, blocks: Blocks, roles: Sequence[Role]) -> Iterator[tuple[str, tuple[str, int]]]:
    """Links to a place in the page whose text is a label: href -> label and block."""
    seen: set[str] = set()
    own = (page.url or "\n").partition("#")[0]
    for block in linked_to_places(blocks.items, roles, Role.CONTENT):
        for href, label, _ in _links(block.pieces):
            if href and label and href not in seen and href.partition("#")[0] in ("", own):
                seen.add(href)
                yield href, (label, block.index)


def _places(root: Element, wanted: dict[str, str]) -> dict[str, Element]:
    """The elements that links lead to, by the link."""
    found: dict[str, Element] = {}
    for element in root.xpath("//*[@id or @name]"):
        for name in (element.get("id"), element.get("name")):
            if name in wanted:
                found.setdefault(wanted[name], element)
    return {href: found[href] for href in wanted.values() if href in found}


def _holder(
    blocks: Blocks, roles: Sequence[Role], nodes: dict[Element, int], element: Element | None, mark: int
) -> int | None:
    """The node that is a note: short, content, not around its own mark, and said to be one."""
    for _ in range(4):
        if element is None or element in nodes:
            break
        element = element.getparent()
    index = nodes.get(element) if element is not None else None
    if index is None or blocks.nodes[index].tag not in _HOLDERS:
        return None
    node = blocks.nodes[index]
    if not 0 < node.last - node.first <= MAX_NOTE_BLOCKS or node.first <= mark < node.last:
        return None
    inside = blocks.items[node.first : node.last]
    if any(roles[block.index] is not Role.CONTENT for block in inside):
        return None
    pieces = [piece for block in inside for piece in block.pieces if piece.href and "#" in piece.href]
    leads_back = any(len(piece.text) <= MAX_BACK for piece in pieces)
    return index if leads_back or "footnote" in node.words or "endnote" in node.words else None


def _any_within(places: Sequence[int], node: Node) -> bool:
    at = bisect_left(places, node.first)
    return at < len(places) and places[at] < node.last


def _is_all_notes(blocks: Blocks, roles: Sequence[Role], index: int, holders: dict[int, str]) -> bool:
    """Whether all items of a list are notes; one that is not makes it an ordinary list."""
    if index < 0 or blocks.nodes[index].tag not in _LISTS:
        return False
    depth = blocks.nodes[index].depth
    for at in range(index + 1, min(len(blocks.nodes), index + MAX_NODES)):
        node = blocks.nodes[at]
        if node.depth <= depth:
            break
        if node.depth == depth + 1 and node.first < node.last and at not in holders:
            return False
    return True
