"""Footnotes: the marks in the text that lead to them, and the elements that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..article import Mark, Span
from ..records import Block, Blocks, Page, Piece, Role
from .make import make_span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MARK = (Mark.NOTE,)
MAX_NOTE_BLOCKS = 12
MAX_BACK = 12  # characters of a link back to the text
MAX_NODES = 5000  # looked at in search of one note's list

_LABEL = re.compile(r"[\s\[({]*(\w{1,4})[\s\])}]*")
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


def _pieces(pieces: tuple[Piece, ...], labels: dict[str, str]) -> Iterator[Piece]:
    """The pieces, those of a mark made one, brackets beside it left out."""
    before: Piece | None = None
    marked: str | None = None
    for piece in pieces:
        href = piece.href
        if href is not None and href in labels:
            if href != marked:
                if before is not None and before.text[-1:] in ("[", "("):
                    before = before._replace(text=before.text[:-1])
                if before is not None and before.text:
                    yield before
                before = None
                yield Piece(labels[href], href, MARK)
            marked = href
            continue
        if marked is not None and piece.text[:1] in ("]", ")"):
            piece = piece._replace(text=piece.text[1:])
        marked = None
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
    kept = set(holders.values())
    labels = {href: label for href, label in labels.items() if label in kept}
    return Notes(labels, holders, frozenset(lists & {blocks.nodes[holder].parent for holder in holders}))


def _marks(page: Page, blocks: Blocks, roles: Sequence[Role]) -> Iterator[tuple[str, tuple[str, int]]]:
    """Links to a place in the page whose text is a label: href -> label and block."""
    seen: set[str] = set()
    own = (page.url or "\n").partition("#")[0]
    for block in blocks.items:
        if not block.link_chars or roles[block.index] is not Role.CONTENT:
            continue
        texts: dict[str, str] = {}
        for piece in block.pieces:
            if piece.href and "#" in piece.href:
                texts[piece.href] = texts.get(piece.href, "") + piece.text
        for href, text in texts.items():
            label = _LABEL.fullmatch(text) if len(text) < 20 else None
            if label and href not in seen and href.partition("#")[0] in ("", own):
                seen.add(href)
                yield href, (label[1], block.index)


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
