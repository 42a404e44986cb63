"""Where a page shows its author's name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..records import Blocks, Inline, Labels, Node, Page, Role
from ._author_alone import from_hints
from ._author_edges import from_edges
from ._author_lines import from_lines
from ._author_sights import NAMED, Sighting, people_nodes, readable, sight
from ._name_kinds import is_full_name
from ._survey import inlines_named
from ._urls import host, place_of
from ._zones import Zones, zones_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Sighting", "sightings"]

_NOT_A_NAME = frozenset(
    """comment comments reply avatar image img photo picture bio biography description form field label title role job
    position date time social links follow input search related card quote testimonial twitter count email
    caption credit""".split()
)
_BELOW_TITLE = 8  # blocks in which an element named for the author was right on all six pages where its role is related
_SHARES = frozenset({"share", "shares", "sharing"})
_ADDRESS = frozenset({"vcard", "contact", "address", "adr"})
_MAX_NODE = 6  # blocks in an element named for the author; larger ones hold the story
_MAX_LINE = 140  # characters of a line in it
_MAX_TEXT = 400  # characters of an inline element


def sightings(page: Page, blocks: Blocks, labels: Labels) -> list[Sighting]:
    """All names shown in blocks that may be read, in page order."""
    zones = zones_of(labels, blocks)
    found = [*_from_inlines(page, blocks, labels, zones), *_from_nodes(page, blocks, labels, zones)]
    found += from_lines(page, blocks, labels, zones)
    found += from_hints(page, blocks, labels, zones)
    found += from_edges(page, blocks, labels, zones)
    found.sort(key=lambda sighting: sighting.block)
    return found


def _from_inlines(page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    for inline in inlines_named(blocks, NAMED):
        if _NOT_A_NAME.isdisjoint(inline.words) and readable(labels, inline.block, zones):
            text = _text(inline.element)
            line = blocks[inline.block].text
            if text not in line and line in text:
                text = line  # several lines in one inline element: the first
            yield from sight(_kind(inline), inline.block, text, page, zones, inline.element.get("href"))


def _kind(inline: Inline) -> str:
    if "author" in inline.words:
        if "author" in (inline.element.get("rel") or "").lower().split():
            return "rel"
        if inline.element.get("itemprop"):
            return "itemprop"
    return "inline"


def _from_nodes(page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    for node in people_nodes(blocks):
        words = node.words
        if node.tag == "address" and _ADDRESS.issuperset(words):
            continue  # a house's, with its town in it
        if NAMED.isdisjoint(words) or (node.last - node.first > _MAX_NODE and not _begins_with_name(node, blocks)):
            continue
        if _NOT_A_NAME.isdisjoint(words) and _may_be_read(node.first, labels, zones):
            yield from _in_node(node, page, blocks, labels, zones)


def _may_be_read(block: int, labels: Labels, zones: Zones) -> bool:
    """Whether a block is readable; right below the headline also one among links, which are the author's stories."""
    if readable(labels, block, zones):
        return True
    below = zones.has_title and 0 < block - zones.title <= _BELOW_TITLE
    return below and block not in zones.cards and labels.roles[block] is Role.RELATED


def _begins_with_name(node: Node, blocks: Blocks) -> bool:
    """Whether the first text of a larger element is a full name: a card with buttons and figures about its bearer."""
    return is_full_name(blocks.items[node.first].pieces[0].text.strip())


def _in_node(node: Node, page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    for block in blocks.items[node.first : node.last]:
        if len(block.text) > _MAX_LINE or not _may_be_read(block.index, labels, zones):
            continue
        if not _SHARES.isdisjoint(blocks.nodes[block.node].words):
            continue
        href = next((piece.href for piece in block.pieces if piece.href), None)
        if href and block.index < zones.title and place_of(href, page.base_url) == (host(page.url), ""):
            continue  # the site's logo
        found = list(sight("node", block.index, block.text, page, zones, href or node.element.get("href")))
        if found:
            yield from found
            return


def _text(element: Element) -> str:
    return " ".join(" ".join(text for text in element.itertext())[:_MAX_TEXT].split())
