"""Blocks that offer other pages -> cards: one link with all that stands with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple
from urllib.parse import urlsplit

from ..records import Block, Blocks, Node
from ._urls import absolute, path_key

MAX_CLIMB = 40  # ancestors looked at: pages nest as deep as they like
MIN_TITLE = 12  # characters of link text that may be a headline; a shorter link beside a longer one is a label

_LABEL_PART = 0.4  # a link shorter than this part of the list's usual one is a section's or an author's name
_LABEL_WORDS = 4

_SHARE_PATHS = ("/sharer", "/share", "/intent/", "/submit", "/pin/create", "/sharing/", "/forward")
_LISTS = frozenset(
    """tag tags category categories topic topics author authors user users profile profiles people login signin signup
    register subscribe subscription newsletter newsletters account cart search rss feed about contact privacy terms jobs
    kategorie kategorien schlagwort thema themen autor autoren etiqueta etiquetas categoria categorias autores auteur
    auteurs mot-cle sujet tema temas tagi redaktor label labels hashtag rubrik rubrique seccion page""".split()
)
_HOUSE = (
    "privacy-pol",
    "privacidad",
    "datenschutz",
    "impressum",
    "mentions-legales",
    "terms-of-",
    "terms-and-",
    "sitemap",
)
_MAX_AFTER_LIST = 1  # path parts after "tag" or "category"; with more of them it is a story's address


class Link(NamedTuple):
    """One link target inside a block, with the text that carries it."""

    url: str
    key: tuple[str, str, str]
    text: str
    block: int


class Card(NamedTuple):
    """The widest element around a link that holds no other story's link: blocks `first` to `last` (exclusive)."""

    link: Link
    first: int
    last: int
    node: int


def find_cards(
    blocks: Blocks, related: Set[int], first: int, last: int, base: str | None, here: str | None
) -> list[Card]:
    """The cards among blocks `first` to `last` (exclusive), in page order, each target once.

    Only the links of the `related` blocks count; what else stands in the range is part of a card at most.
    """
    items = [block for block in blocks.items[first:last] if block.index in related]
    links = _headlines(list(_links(items, base, path_key(here))))
    cards: list[Card] = []
    for i, link in enumerate(links):
        before = links[i - 1].block if i else first - 1
        after = links[i + 1].block if i + 1 < len(links) else last
        node, start, end = _widest(blocks, link.block, max(first, before + 1), min(last, after))
        cards.append(Card(link, start, end, node))
    return cards


def _links(items: Sequence[Block], base: str | None, here: tuple[str, str]) -> Iterator[Link]:
    for block in items:
        if not block.link_chars:
            continue
        texts: dict[str, list[str]] = {}
        for piece in block.pieces:
            if piece.href:
                texts.setdefault(piece.href, []).append(piece.text)
        for href, parts in texts.items():
            url = absolute(href, base)
            text = " ".join("".join(parts).split())
            if url and text and path_key(url) != here and not is_service(url):
                parts_ = urlsplit(url)
                yield Link(url, (*path_key(url), parts_.query), text, block.index)


def _headlines(links: list[Link]) -> list[Link]:
    """One link for each target, that with the longest text; short labels go when there are real headlines."""
    best: dict[tuple[str, str, str], Link] = {}
    for link in links:
        known = best.get(link.key)
        if known is None or (len(known.text) < MIN_TITLE and len(link.text) > len(known.text)):
            best[link.key] = link
    found = sorted(best.values(), key=lambda link: link.block)
    if not found:
        return []
    typical = sorted(len(link.text) for link in found)[len(found) // 2]
    long = [
        link
        for link in found
        if _is_wordy(link.text)
        or len(link.text) >= max(MIN_TITLE, typical * _LABEL_PART)
        or link.text.count(" ") > _LABEL_WORDS
    ]
    return long if sum(map(_tells, long)) * 2 >= len(long) else []


def _tells(link: Link) -> bool:
    """Whether a link names a story: a menu's entries have few words and short addresses."""
    return link.text.count(" ") >= 2 or _is_wordy(link.text) or link.url.rstrip("/").rpartition("/")[2].count("-") >= 2


def _is_wordy(text: str) -> bool:
    """Whether a short text can be a headline: a script without spaces says much in few characters."""
    return len(text) >= 6 and not text.isascii() and any(ord(c) > 0x2E80 for c in text)


def _widest(blocks: Blocks, block: int, first: int, last: int) -> tuple[int, int, int]:
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


def is_service(url: str) -> bool:
    """Whether an address shares, lists, or signs in, and so is no other story.

    >>> is_service("https://example.org/tag/rivers"), is_service("https://example.org/category/news/2024/05/flood")
    (True, False)
    """
    parts = urlsplit(url)
    path = parts.path.lower()
    if path.startswith(_SHARE_PATHS) and parts.query:
        return True
    if parts.path in ("", "/") and not parts.query:
        return True
    words = [word for word in path.split("/") if word]
    if words and any(part in words[-1] for part in _HOUSE):
        return True
    for i, word in enumerate(words):
        if word in _LISTS and len(words) - i - 1 <= _MAX_AFTER_LIST:
            return True
    return "replytocom=" in parts.query or parts.fragment.startswith("comment") or "/comment-page-" in path
