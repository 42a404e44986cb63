"""Where a page shows its author's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..records import Blocks, Inline, Labels, Node, Page, Role
from ._names import after_by, is_account, is_full_name, lead_only, read_names
from ._roles import CLOSED
from ._site import domain_labels
from ._urls import absolute, host
from ._zones import Zones, zones_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMED = frozenset(
    """author authors byline bylines writer writers contributor contributors authorname creator autor autores auteur
    auteurs autore verfasser redakteur vcard username bigusername interviewer""".split()
)
_NOT_A_NAME = frozenset(
    """comment comments reply avatar image img photo picture bio biography description form field label title role job
    position date time social links follow input search related card teaser quote testimonial twitter count email
    caption credit""".split()
)
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|i)?|auteurs?|autore|redakteure?|profiles?|people|person|by|staff|writers?"
    r"|contributors?|journalists?|columnists?|u|users?|members?|bio|reporters?|editors?|experts?)/[^/]",
    re.IGNORECASE,
)
_OPENINGS = frozenset(
    """by posts words written posted story text published von par por di door av af przez autor author authors autorin
    autoren auteur autore texte texto tekst автор текст 文 作者 記者 投稿者 writer reporter contributors eingestellt
    publié geschrieben interview:""".split()
)
"""Words that a byline begins with."""
_SCRIPTS_WITHOUT_SPACES = ("文", "作者", "記者", "记者", "投稿者", "撰文", "執筆", "执笔", "取材")
_OTHER_HANDS = frozenset(
    """reviewed edited checked photo photos photography photographer illustration illustrations translated verified
    approved editor reviewer foto fotos bild bilder lektorat""".split()
)
"""Words before the name of somebody who is not the author."""
_MIN_PART = 5  # characters of "By" with a name
_MAX_LINE = 140  # characters; a longer line beginning with "By" is prose
_HINTS_BELOW = 7  # blocks below the headline
_MAX_DATED, _MAX_HINT = 80, 40  # characters of a line with name and date, and of one with the name alone
_PART = re.compile(r"[|•·●]|\s[\u2013\u2014-]\s|,\s|\d+[.:/]\d[\d.:/]*|\d{1,2}\.\s")
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
    zones = zones_of(labels, blocks)
    found = [*_from_inlines(page, blocks, labels, zones), *_from_nodes(page, blocks, labels, zones)]
    found += _from_lines(page, blocks, labels, zones)
    found += _from_hints(page, blocks, labels, zones)
    found.sort(key=lambda sighting: sighting.block)
    return found


def _readable(labels: Labels, block: int, zones: Zones) -> bool:
    return block < len(labels.roles) and labels.roles[block] not in CLOSED and block not in zones.cards


def _from_inlines(page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    for inline in blocks.inlines:
        words = inline.words
        if not words or _NAMED.isdisjoint(words) or not _readable(labels, inline.block, zones):
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
        if not words or _NAMED.isdisjoint(words) or not 0 < node.last - node.first <= _MAX_NODE:
            continue
        if not _NOT_A_NAME.isdisjoint(words) or not _readable(labels, node.first, zones):
            continue
        yield from _in_node(node, page, blocks, labels, zones)


def _in_node(node: Node, page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    for block in blocks.items[node.first : node.last]:
        if len(block.text) > _MAX_LINE or not _readable(labels, block.index, zones):
            continue
        href = next((piece.href for piece in block.pieces if piece.href), None)
        found = list(_sight("node", block.index, block.text, node.element, page, zones, href))
        if found:
            yield from found
            return


def _from_lines(page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    for block in blocks:
        text = block.text
        role = labels.roles[block.index]
        if len(text) > _MAX_LINE or role in CLOSED or block.index in zones.cards:
            continue
        near = zones.of(block.index) in ("top", "end")
        if near and block.link_chars:
            for piece in block.pieces:
                if piece.href and _AUTHOR_PATH.search(piece.href[:300]) and _is_own(piece.href, page):
                    yield from _sight("href", block.index, piece.text, None, page, zones, piece.href)
        if len(block.pieces) > 1:
            text = " ".join(" ".join([piece.text for piece in block.pieces]).split())
            later = (piece.text.strip() for piece in block.pieces[1:])
            text = next((part for part in later if _opens_byline(part) and len(part) > _MIN_PART), text)
        if _opens_byline(text):
            if lead_only(text) and block.index + 1 < len(blocks):
                text = blocks[block.index + 1].text[:_MAX_LINE]
            if text[-1] not in ".!?" or len(text) < 40:
                yield from _sight("line", block.index, text, None, page, zones)
        elif near or role is Role.BYLINE or role is Role.DATE:
            rest = after_by(text) if text[-1] not in ".!?" or "written by " in text else None
            if rest:
                yield from _sight("by", block.index, rest, None, page, zones)
            elif role is Role.BYLINE:
                yield from _sight("role", block.index, text, None, page, zones)


def _opens_byline(text: str) -> bool:
    """
    >>> _opens_byline("By Jane Doe"), _opens_byline("Autor: Jane Doe"), _opens_byline("Byron Smith")
    (True, True, False)
    """
    first = text.partition(" ")[0].casefold()
    return first in _OPENINGS or first.partition(":")[0] in _OPENINGS or text.startswith(_SCRIPTS_WITHOUT_SPACES)


def _from_hints(page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    """Names under the headline that nothing announces: beside a date, or standing alone with a biography later."""
    start = zones.title if zones.has_title else max(0, zones.first - _HINTS_BELOW + 1)
    for i in range(start, min(start + _HINTS_BELOW, len(blocks))):
        if labels.roles[i] in CLOSED or len(blocks[i].text) > _MAX_DATED:
            continue
        block = blocks[i]
        kind = None
        if any(map(str.isdigit, block.text)):
            kind = "dated" if labels.roles[i] in (Role.DATE, Role.BYLINE) else None
            texts = [part for piece in block.pieces for part in _PART.split(piece.text)]
        elif len(block.text) <= _MAX_HINT:
            texts = [block.text]
            if _has_biography(block.text, blocks, i):
                kind = "repeated"
        if kind is None or blocks.nodes[block.node].tag in ("h1", "h2"):
            continue
        for text in texts:
            if is_full_name(text.strip()):
                yield from _sight(kind, i, text, None, page, zones)
                break


def _has_biography(name: str, blocks: Blocks, at: int) -> bool:
    """Whether a later block begins with the name and goes on about the person."""
    if not is_full_name(name):
        return False
    start = f"{name} "
    return any(len(block.text) > 2 * len(start) and block.text.startswith(start) for block in blocks.items[at + 1 :])


def _is_own(href: str, page: Page) -> bool:
    """Whether a link leads to the page's own site: a licence's and a network's address hold /by/ and /user/ too."""
    there = host(absolute(href, page.base_url))
    return not there or not host(page.url) or bool(set(domain_labels(there)) & set(domain_labels(host(page.url))))


def _sight(
    kind: str, block: int, raw: str, element: Element | None, page: Page, zones: Zones, href: str | None = None
) -> Iterator[Sighting]:
    names = read_names(raw, visible=True)
    if names and _is_other_hand(names[0], zones.blocks, block):
        return
    if names and is_account(names[0]) and names[0] != raw.strip():
        return  # the first word of something else
    if names:
        if href is None and element is not None:
            href = element.get("href")
        yield Sighting(kind, zones.of(block), block, raw, tuple(names), absolute(href, page.base_url))


def _is_other_hand(name: str, blocks: Blocks, block: int) -> bool:
    """Whether the words before a name say that it is a reviewer's, a translator's, a photographer's."""
    text = blocks[block].text
    at = text.find(name)
    before = text[max(0, at - 40) : at] if at > 0 else blocks[block - 1].text if block else ""
    words = before.casefold().replace(":", " ").split() if len(before) <= 40 else []
    return not _OTHER_HANDS.isdisjoint(words[-4:])


def _text(element: Element) -> str:
    return " ".join(" ".join(text for text in element.itertext())[:400].split())
