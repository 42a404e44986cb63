"""Names that nothing announces: beside a date, alone under the headline, below the story or above a biography."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..article import PageType
from ..records import Block, Blocks, Labels, Page, Role
from ..wordsets import has_digit
from ._author_sights import Sighting, sight
from ._name_kinds import is_full_name, is_name
from ._names import read_names
from ._roles import CLOSED
from ._text import text_of
from ._zones import Zones

_REPORTERS = ("기자", "특파원", "記者", "记者")  # after a name
_HINTS_ABOVE, _HINTS_BELOW = 3, 7  # blocks around the headline
_ALONE_BELOW = 4  # blocks from the headline to a name that stands alone
_BOX_BEFORE, _BOX_AFTER, _MIN_ABOUT = 3, 11, 80  # blocks before and after the story's end; characters about a person
_MAX_YEAR = 4  # digits; a line with more has a whole day
_MAX_DATED, _MAX_HINT = 80, 40  # characters of a line with name and date, and of one with the name alone
_PART = re.compile(r"\n\s*\n|[|•·●⋅]|\s[\u2013\u2014-]\s|,\s|\d+[.:/]\d[\d.:/]*|\d{1,2}\.\s")
_DATE = re.compile(r"(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d\d|\b\d{1,2}:\d\d\b")
_LISTS = re.compile(r"/(?:category|categories|tags?|topics?|rubrik|kategorie|section|themen?|c|s)/", re.IGNORECASE)
_NO_HINTS = CLOSED | {Role.CAPTION}


def from_hints(page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    """Names near the headline that nothing announces: beside a date, or alone; and one that signs the story."""
    start = zones.title if zones.has_title else max(0, zones.first - _HINTS_BELOW + 1)
    headline = blocks[zones.title].text.casefold() if zones.has_title else ""
    is_story = labels.page_type in (None, PageType.ARTICLE)
    for i in range(max(0, start - _HINTS_ABOVE), min(start + _HINTS_BELOW, len(blocks))):
        block = blocks[i]
        if labels.roles[i] in _NO_HINTS or i in zones.cards or len(block.text) > _MAX_DATED:
            continue
        if blocks.nodes[block.node].tag in ("h1", "h2"):
            continue
        if has_digit(block.text) or (not block.text.isascii() and any(map(str.isdigit, block.text))):
            is_dated = labels.roles[i] in (Role.DATE, Role.BYLINE) or (is_story and _DATE.search(block.text))
            if is_dated and sum(map(str.isdigit, block.text)) > _MAX_YEAR:
                yield from _beside_date(block, headline, page, zones)
        elif i >= start and is_lone_name(block.text) and block.text.casefold() not in headline:
            if _has_biography(block.text, blocks, i):
                yield from sight("repeated", i, block.text, page, zones)
            elif is_story and len(block.pieces) == 1 and _stands_alone(block, labels, zones) and not _in_list(block):
                kind = "signed" if labels.roles[i] is Role.CONTENT else "alone"
                yield from sight(kind, i, block.text, page, zones)
    if is_story:
        yield from _signature(page, blocks, labels, zones)
        yield from _boxed(page, blocks, labels, zones)
        yield from _twice(headline, page, blocks, labels, zones)


def is_lone_name(text: str) -> bool:
    """Whether a line is one full name and nothing else, or two with a slash."""
    if len(text) > _MAX_HINT:
        return False
    return all(is_spelt_out(part) for part in text.split("/")) and "".join(read_names(text)) == text.replace("/", "")


def is_spelt_out(name: str) -> bool:
    """A full name with capitals and no word in them alone: "Download PDF" and "PM EST" are labels."""
    if not any(map(str.isupper, name)):
        return False  # a script without letter case, where any two words look like a name
    return is_full_name(name) and not any(word.isupper() and word.isalpha() and len(word) > 1 for word in name.split())


def _stands_alone(block: Block, labels: Labels, zones: Zones) -> bool:
    """Whether a line stands between the headline and the first paragraphs, where a byline would."""
    if not zones.has_title:
        return False
    is_pair = "/" in block.text
    if labels.roles[block.index] is Role.CONTENT and block.index > zones.first and not is_pair:
        return False
    close = is_pair or block.index - zones.title <= _ALONE_BELOW or block.index <= zones.first
    return close and _is_plain(block, zones.blocks) and not _is_ordinary(block.text, zones.blocks)


def _beside_date(block: Block, headline: str, page: Page, zones: Zones) -> Iterator[Sighting]:
    for piece in block.pieces:
        for part in _PART.split(piece.text):
            names = read_names(part, visible=True)
            if not names or names[0].casefold() in headline:
                continue
            if not is_spelt_out(names[0]) and not part.rstrip().endswith(_REPORTERS):
                continue
            if not _in_list(block) and not _is_ordinary(names[0], zones.blocks):
                yield from sight("dated", block.index, part, page, zones)
                return


def _is_plain(block: Block, blocks: Blocks) -> bool:
    return blocks.nodes[block.node].tag in ("p", "div", "li", "address", "dd", "td", "section", "article")


def _is_ordinary(name: str, blocks: Blocks) -> bool:
    """Whether a word of a would-be name stands elsewhere in small letters, as those of a label do ("Key Takeaways")."""
    words = {word for word in name.split() if word[0].isupper()}
    text = text_of(blocks)
    return any(f" {word.lower()}" in text for word in words)


def _in_list(block: Block) -> bool:
    """Whether a short line's link is that of a category."""
    return any(piece.href and _LISTS.search(piece.href[:300]) for piece in block.pieces)


def _signature(page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    """A full name alone in the last line of the story or the first after it."""
    for i in range(max(zones.first + 1, zones.last - 1), min(zones.last + 1, len(blocks))):
        block = blocks[i]
        if labels.roles[i] in CLOSED or block.link_chars or blocks.nodes[block.node].tag != "p":
            continue
        if is_lone_name(block.text) and not _is_ordinary(block.text, blocks):
            yield from sight("signed", i, block.text, page, zones)


def _boxed(page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    """A name alone around the end of the story, and right below it a paragraph about its bearer."""
    for i in range(max(zones.first + 1, zones.last - _BOX_BEFORE), min(zones.last + _BOX_AFTER, len(blocks) - 1)):
        name, about = blocks.items[i].text, blocks.items[i + 1].text
        if len(name) > _MAX_HINT or len(about) < _MIN_ABOUT or not about.startswith(f"{name} "):
            continue
        if labels.roles[i] in CLOSED or i in zones.cards or _is_ordinary(name, blocks):
            continue
        if name[0].isupper() and is_name(name, visible=True):
            yield from sight("boxed", i, name, page, zones)


def _twice(headline: str, page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    """A full name alone around the beginning of the story and again below it: right on 36 of 38 pages."""
    below = {block.text for block in blocks.items[max(zones.last - 1, zones.first + 1) : zones.last + _BOX_AFTER + 1]}
    for i in range(max(0, zones.first - _HINTS_BELOW), min(zones.first + _HINTS_ABOVE, len(blocks))):
        text = blocks.items[i].text
        if text not in below or len(text) > _MAX_HINT or i in zones.cards or labels.roles[i] in CLOSED:
            continue
        is_own = i < zones.last - 1 and text[0].isupper() and text.casefold() not in headline
        if is_own and is_lone_name(text) and not _is_ordinary(text, blocks):
            yield from sight("twice", i, text, page, zones)


def _has_biography(name: str, blocks: Blocks, at: int) -> bool:
    """Whether a later block begins with the name and goes on about the person."""
    start = f"{name} "
    return any(len(block.text) > 2 * len(start) and block.text.startswith(start) for block in blocks.items[at + 1 :])
