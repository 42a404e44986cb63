"""Where a page shows its author's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..records import Blocks, Inline, Labels, Node, Page, Role
from ._names import read_names
from ._roles import CLOSED
from ._urls import absolute
from ._zones import Zones

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMED = frozenset(
    """author authors byline bylines writer writers contributor contributors authorname creator autor autores auteur
    auteurs autore verfasser redakteur vcard posted username""".split()
)
_NOT_A_NAME = frozenset(
    """comment comments reply avatar image img photo picture bio biography description form field label title role job
    position date time social links follow input search related card teaser quote testimonial twitter count email
    caption credit""".split()
)
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|i)?|auteurs?|autore|redakteure?|redaktion|profiles?|people|person|by|staff|writers?|contributors?"
    r"|journalists?|columnists?|team|u|users?|members?|member|bio|reporters?|editors?|experts?)/[^/]",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"(?:by|words by|written by|posted by|story by|text by|published by|von|par|por|di|door|av|af|przez|autor|author|"
    r"autorin|auteur|autore|text|texte|texto|tekst|автор|текст|文|作者|記者|投稿者|writer|reporter)\b\s*[:：]?\s*\S",  # noqa: RUF001
    re.IGNORECASE,
)
_MAX_LINE = 140  # characters; a longer line beginning with "By" is prose
_MAX_NODE = 6  # blocks in an element named for the author; larger ones hold the story


class Sighting(NamedTuple):
    """A name seen on the page: how it was marked, where it stood (top, end, inside, elsewhere), and its link."""

    kind: str
    zone: str
    block: int
    raw: str
    names: tuple[str, ...]
    url: str | None


def sightings(page: Page, blocks: Blocks, labels: Labels) -> list[Sighting]:
    """All names shown in blocks that may be read, in page order."""
    zones = Zones(blocks, labels)
    found = [*_from_inlines(page, blocks, labels, zones), *_from_nodes(page, blocks, labels, zones)]
    found += _from_lines(page, blocks, labels, zones)
    found.sort(key=lambda sighting: sighting.block)
    return found


def _readable(labels: Labels, block: int) -> bool:
    return block < len(labels.roles) and labels.roles[block] not in CLOSED


def _from_inlines(page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    for inline in blocks.inlines:
        words = inline.words
        if _NAMED.isdisjoint(words) or not _readable(labels, inline.block):
            continue
        if not _NOT_A_NAME.isdisjoint(words):
            continue
        kind = _inline_kind(inline)
        yield from _sight(kind, inline.block, _text(inline.element), inline.element, page, zones)


def _inline_kind(inline: Inline) -> str:
    if "author" in inline.words:
        if "author" in (inline.element.get("rel") or "").lower().split():
            return "rel"
        if inline.element.get("itemprop"):
            return "itemprop"
    return "inline"


def _from_nodes(page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    for node in blocks.nodes:
        words = node.words
        if _NAMED.isdisjoint(words) or not 0 < node.last - node.first <= _MAX_NODE:
            continue
        if not _NOT_A_NAME.isdisjoint(words) or not _readable(labels, node.first):
            continue
        yield from _in_node(node, page, blocks, labels, zones)


def _in_node(node: Node, page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    for block in blocks.items[node.first : node.last]:
        if len(block.text) > _MAX_LINE or not _readable(labels, block.index):
            continue
        found = list(_sight("node", block.index, block.text, node.element, page, zones))
        if found:
            yield from found
            return


def _from_lines(page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    for block in blocks:
        text = block.text
        if len(text) > _MAX_LINE or not _readable(labels, block.index):
            continue
        zone = zones.of(block.index)
        if zone in ("top", "end"):
            for piece in block.pieces:
                if piece.href and _AUTHOR_PATH.search(piece.href[:300]):
                    yield from _sight("href", block.index, piece.text, None, page, zones, piece.href)
        if _LINE.match(text):
            yield from _sight("line", block.index, text, None, page, zones)
        elif labels.roles[block.index] is Role.BYLINE:
            yield from _sight("role", block.index, text, None, page, zones)


def _sight(
    kind: str, block: int, raw: str, element: Element | None, page: Page, zones: Zones, href: str | None = None
) -> Iterator[Sighting]:
    names = read_names(raw, visible=True)
    if names:
        if href is None and element is not None:
            href = element.get("href")
        yield Sighting(kind, zones.of(block), block, raw, tuple(names), absolute(href, page.base_url))


def _text(element: Element) -> str:
    return " ".join(" ".join(text for text in element.itertext())[:400].split())
