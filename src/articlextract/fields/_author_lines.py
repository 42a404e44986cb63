"""Names in lines that say "By", that list authors, or that link to a profile."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from ..records import Block, Blocks, Labels, Page, Role
from ._author_alone import is_lone_name, is_spelt_out
from ._author_sights import Sighting, is_own, is_profile, sight
from ._names import after_by, lead_only, read_names, says_by
from ._passes import find_lines
from ._roles import CLOSED
from ._zones import Zones

_OPENINGS = frozenset(
    """by written posted published von par por di av af przez author authors author(s) autorin
    autoren auteur autore autor автор 文 作者 記者 投稿者 writer reporter contributors eingestellt
    publié geschrieben interview:""".split()
)
"""Words that a byline begins with."""
_OPENINGS_WITH_COLON = frozenset("text texte texto testo tekst текст words story posts".split())
_AFTER_OPENINGS = frozenset({":", "by", "von", "&", "und", "and", "et"})
_WORKS = frozenset("article artikel beitrag bericht report review guide post".split())
_WRITTEN = frozenset("by written von geschrieben verfasst par écrit por escrito".split())
"""What makes a byline of a line that begins with one of the works: "Article written by"."""
_OPENINGS_OF = {"door": "nl"}  # words of other languages too: only where the page is in this one
_STARTS = frozenset(word[:2] for word in (*_OPENINGS, *_OPENINGS_WITH_COLON, *_WORKS, *_OPENINGS_OF))
_PIECES = ("Ein ", "Eine ")  # "Ein Kommentar von Jane Doe."
_DASHES = "-\u2013\u2014 "
_SCRIPTS_WITHOUT_SPACES = tuple("文: 文： 文/ 文／ 作者 記者 记者 投稿者 撰文 執筆 执笔 取材".split())
_MAX_LABEL = 12  # characters of "Author:", which inside a story names another work's
_MAX_LISTED = 12  # names, one a line, after such a label
_MIN_PART = 5  # characters of "By" with a name
_MAX_LINE = 140  # characters; a longer line beginning with "By" is prose
_MAX_SENTENCE = 40  # characters; a longer line with a full stop is prose
_HINTS_BELOW = 7  # blocks below the headline in which a list of names can be one of authors
_SHARE_OF_NAMES = 0.7  # of the characters of a line that is a list of names
_MAX_MENU = 6  # elements between a menu's entry and its <nav>
_MAX_BY = 45  # characters from a name that "by" announces below the headline to its line's end; longer is a sentence


_TELLING = frozenset({Role.BYLINE, Role.DATE})


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
    if len(names) > 2 and all(map(is_spelt_out, names)) and sum(map(len, names)) > _SHARE_OF_NAMES * len(block.text):
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
        if not (is_lone_name(names[-1]) and is_lone_name(block.text)):
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
    if head in _WORKS:
        return rest.partition(" ")[0].casefold() in _WRITTEN
    return head in _OPENINGS_OF and _OPENINGS_OF[head] == language
