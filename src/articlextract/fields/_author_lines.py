"""Names in lines that say "By", beside dates, alone under the headline, or below the story as a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from ..article import PageType
from ..records import Block, Blocks, Labels, Page, Role
from ..wordsets import has_digit
from ._author_sights import Sighting, is_own, is_profile, sight
from ._name_kinds import is_full_name, is_name
from ._names import after_by, lead_only, read_names, says_by
from ._passes import find_lines
from ._roles import CLOSED
from ._text import text_of
from ._zones import Zones

_OPENINGS = frozenset(
    """by written posted published von par por di av af przez author authors author(s) autorin
    autoren auteur autore autor автор 文 作者 記者 投稿者 writer reporter contributors eingestellt
    publié geschrieben interview:""".split()
)
"""Words that a byline begins with."""
_OPENINGS_WITH_COLON = frozenset("text texte texto testo tekst текст words story posts".split())
_AFTER_OPENINGS = frozenset({":", "by", "von", "&", "und", "and", "et"})
_OPENINGS_OF = {"door": "nl"}  # words of other languages too: only where the page is in this one
_STARTS = frozenset(word[:2] for word in (*_OPENINGS, *_OPENINGS_WITH_COLON, *_OPENINGS_OF))
_PIECES = ("Ein ", "Eine ")  # "Ein Kommentar von Jane Doe."
_DASHES = "-\u2013\u2014 "
_SCRIPTS_WITHOUT_SPACES = tuple("文: 文： 文/ 文／ 作者 記者 记者 投稿者 撰文 執筆 执笔 取材".split())
_MAX_LABEL = 12  # characters of "Author:", which inside a story names another work's
_REPORTERS = ("기자", "특파원", "記者", "记者")  # after a name
_MAX_LISTED = 12  # names, one a line, after such a label
_MIN_PART = 5  # characters of "By" with a name
_MAX_LINE = 140  # characters; a longer line beginning with "By" is prose
_MAX_SENTENCE = 40  # characters; a longer line with a full stop is prose
_HINTS_ABOVE, _HINTS_BELOW = 3, 7  # blocks around the headline
_SHARE_OF_NAMES = 0.7  # of the characters of a line that is a list of names
_ALONE_BELOW = 4  # blocks from the headline to a name that stands alone
_BOX_BEFORE, _BOX_AFTER, _MIN_ABOUT = 3, 11, 80  # blocks before and after the story's end; characters about a person
_MAX_YEAR = 4  # digits; a line with more has a whole day
_MAX_MENU = 6  # elements between a menu's entry and its <nav>
_MAX_BY = 45  # characters from a name that "by" announces below the headline to its line's end; longer is a sentence
_MAX_DATED, _MAX_HINT = 80, 40  # characters of a line with name and date, and of one with the name alone
_PART = re.compile(r"\n\s*\n|[|•·●⋅]|\s[\u2013\u2014-]\s|,\s|\d+[.:/]\d[\d.:/]*|\d{1,2}\.\s")
_DATE = re.compile(r"(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d\d|\b\d{1,2}:\d\d\b")
_LISTS = re.compile(r"/(?:category|categories|tags?|topics?|rubrik|kategorie|section|themen?|c|s)/", re.IGNORECASE)


_TELLING = frozenset({Role.BYLINE, Role.DATE})
_NO_HINTS = CLOSED | {Role.CAPTION}


def from_lines(page: Page, blocks: Blocks, labels: Labels, zones: Zones) -> Iterator[Sighting]:
    """Lines that begin with "By", hold it after a date, or link to a profile."""
    language = (page.structured.language or "")[:2].lower()
    below = range(zones.title, zones.title + _HINTS_BELOW + 1)
    roles, near_blocks = labels.roles, zones.near
    for index in find_lines(blocks.items, roles, CLOSED, _TELLING, near_blocks, _may_open, _MAX_LINE, Role.CONTENT):
        if index in zones.cards:
            continue
        block, role = blocks.items[index], roles[index]
        _, line, pieces, _, links = block
        near, opens, alone = index in near_blocks, _may_open(line[:2]), len(pieces) == 1
        is_list = index in below and line.count(",") + line.count(";") > 1
        # what has parts may have a byline of its own in them
        may_be = opens or not alone or links or is_list or role is Role.BYLINE or says_by(line)
        if not may_be or _in_menu(block, blocks):
            continue  # most lines
        if near and links:
            yield from _profiles(block, role, page, zones)
        if is_list:
            yield from _listed(block, page, zones)
        text = _byline_part(block, role, language)
        if _opens_byline(text, language):
            if _is_quoted(block, blocks):
                continue
            if lead_only(text) and block.index + 1 < len(blocks):
                text = _listed_below(blocks, block.index + 1)
            if text and (text[-1] not in ".!?" or len(text) < _MAX_SENTENCE):
                in_text = role is Role.CONTENT and zones.of(block.index) == "inside" and ":" in text[:_MAX_LABEL]
                yield from sight("told" if in_text else "line", block.index, text, page, zones)
        elif near or role in _TELLING:
            is_said = text[-1] not in ".!?" or "written by " in text or text.startswith(_PIECES)
            rest = _after_by(block, text) if is_said else None
            if rest and (zones.of(index) == "top" or len(rest) <= _MAX_BY):
                yield from sight("by", block.index, rest, page, zones)
            elif role is Role.BYLINE:
                yield from sight("role", block.index, text, page, zones)


def _in_menu(block: Block, blocks: Blocks) -> bool:
    """Whether a line is an entry of a menu: "By gender", "Author: Jane Doe"."""
    is_entry = False
    for node in islice(blocks.ancestors(block.node), _MAX_MENU):
        is_entry = is_entry or node.tag == "li"
        if node.tag == "nav":
            return is_entry
    return False


def _is_quoted(block: Block, blocks: Blocks) -> bool:
    """Whether a line stands in a quotation, such as a network's post shown inside the story: "Posted by" its writer."""
    nodes = blocks.nodes
    node = nodes[block.node]
    return "blockquote" in (node.tag, nodes[node.parent].tag if node.parent >= 0 else "")


def _profiles(block: Block, role: Role, page: Page, zones: Zones) -> Iterator[Sighting]:
    for piece in block.pieces:
        if piece.href and is_profile(piece.href) and is_own(piece.href, page):
            if role is Role.CONTENT and "/team/" in piece.href:
                continue  # of sport
            yield from sight("href", block.index, piece.text, page, zones, piece.href)


def _listed(block: Block, page: Page, zones: Zones) -> Iterator[Sighting]:
    """A line that is a list of full names."""
    names = read_names(block.text, visible=True)
    if len(names) > 2 and all(map(_is_spelt_out, names)) and sum(map(len, names)) > _SHARE_OF_NAMES * len(block.text):
        yield from sight("listed", block.index, block.text, page, zones)


def _after_by(block: Block, text: str) -> str | None:
    """What follows "by" in one of the line's parts, up to that part's end, else in the line."""
    if len(block.pieces) > 1 and says_by(text):
        for piece in block.pieces:
            rest = after_by(piece.text)
            if rest:
                return rest
    return after_by(text)


def _listed_below(blocks: Blocks, start: int) -> str:
    """The line after a label such as "Authors:", with those that follow while each is a full name and nothing else."""
    names = [blocks.items[start].text[:_MAX_LINE]]
    for block in blocks.items[start + 1 : start + _MAX_LISTED]:
        if not (_is_lone_name(names[-1]) and _is_lone_name(block.text)):
            break
        names.append(block.text)
    return ";".join(names)


def _byline_part(block: Block, role: Role, language: str) -> str:
    """The block's text, or the part of it that is a byline of its own."""
    if len(block.pieces) == 1:
        return block.text
    if role is not Role.CONTENT:
        for piece in block.pieces[1:]:
            part = piece.text.strip()
            if len(part) > _MIN_PART and _opens_byline(part, language):
                return part
    return " ".join(" ".join([piece.text for piece in block.pieces]).split()) or block.text


@lru_cache(maxsize=4096)
def _may_open(start: str) -> bool:
    """Whether a line that begins with these two characters may begin with such a word; asked first, since few do."""
    start = start.casefold()
    return start in _STARTS or start[:1] in _DASHES or not start.isascii()


def _opens_byline(text: str, language: str = "") -> bool:
    """
    >>> _opens_byline("By Jane Doe"), _opens_byline("Autor: Jane Doe"), _opens_byline("Byron Smith")
    (True, True, False)
    >>> _opens_byline("Text Link"), _opens_byline("Text: Jane Doe"), _opens_byline("Text & Fotos: Jane Doe")
    (False, True, True)
    """
    if not _may_open(text[:2]):
        return False
    text = text.lstrip(_DASHES)
    first, _, rest = text.partition(" ")
    first = first.casefold()
    head, colon, _ = first.partition(":")
    if first in _OPENINGS or (colon and head in _OPENINGS) or text.startswith(_SCRIPTS_WITHOUT_SPACES):
        return True
    if head in _OPENINGS_WITH_COLON:
        return bool(colon) or rest.partition(" ")[0].casefold() in _AFTER_OPENINGS
    return head in _OPENINGS_OF and _OPENINGS_OF[head] == language


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
        elif i >= start and _is_lone_name(block.text) and block.text.casefold() not in headline:
            if _has_biography(block.text, blocks, i):
                yield from sight("repeated", i, block.text, page, zones)
            elif is_story and len(block.pieces) == 1 and _stands_alone(block, labels, zones) and not _in_list(block):
                kind = "signed" if labels.roles[i] is Role.CONTENT else "alone"
                yield from sight(kind, i, block.text, page, zones)
    if is_story:
        yield from _signature(page, blocks, labels, zones)
        yield from _boxed(page, blocks, labels, zones)


def _is_lone_name(text: str) -> bool:
    """Whether a line is one full name and nothing else, or two with a slash."""
    if len(text) > _MAX_HINT:
        return False
    return all(_is_spelt_out(part) for part in text.split("/")) and "".join(read_names(text)) == text.replace("/", "")


def _is_spelt_out(name: str) -> bool:
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
            if not _is_spelt_out(names[0]) and not part.rstrip().endswith(_REPORTERS):
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
        if _is_lone_name(block.text) and not _is_ordinary(block.text, blocks):
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


def _has_biography(name: str, blocks: Blocks, at: int) -> bool:
    """Whether a later block begins with the name and goes on about the person."""
    start = f"{name} "
    return any(len(block.text) > 2 * len(start) and block.text.startswith(start) for block in blocks.items[at + 1 :])
