"""Readers' comments, where the page's structure tells author, date and text apart."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from ..article import Comment
from ..dates import MAX_LENGTH, read_date
from ..records import Block, Blocks, Found, Inline, Labels, Page, Role
from ._evidence import Offer, found

_AUTHOR_NAMES = frozenset("author fn commenter username user nickname creator poster autor auteur".split())
_NOT_A_NAME = frozenset(
    """avatar badge role rank location link stats count body content text homepage website attachment attachments
    image menu info list""".split()
)
_DATE_NAMES = frozenset("date time timestamp ago permalink metadata published datetime meta".split())
_FORM_NAMES = frozenset("respond commentform".split())
_UI_NAMES = frozenset("reply replies actions toolbar buttons controls vote votes likes edit flag".split())
_UI_LINES = frozenset(
    """reply|like|likes|share|report|permalink|link|edit|quote|log in to reply|flag|upvote|downvote|show more|read more
    |antworten|melden|gefällt mir|répondre|signaler|j'aime|responder|denunciar|me gusta|rispondi|segnala|beantwoorden
    |reageren|odpowiedz|zgłoś|ответить|пожаловаться|svara|svar|expand full comment|collapse|author|moderator|op
    |copy link|report this comment|liked by""".replace("\n    ", "").split("|")
)
_SAYS = (" says:", " says", " said:", " said", " wrote:", " writes:", " sagt:", " sagte:", " schreibt:", " schrieb:",
         " dit :", " dit:", " a dit :", " dice:", " dijo:", " diz:", " disse:", " ha detto:", " scrive:", " zegt:",
         " schreef:", " pisze:", " napisał:", " napisał(a):", " пишет:", " говорит:", " skriver:", ":")  # fmt: skip
_AGO = re.compile(r"\d{1,3} ?(?:s|m|h|d|w|mo|y|mins?|hrs?|days?|hours?|minutes?|weeks?|months?|years?)(?: ago)?")
_MAX_MARKS = 8  # inline elements of one line that are looked at
_MAX_NAME = 60  # characters
_MAX_COMMENTS = 1000


def find_comments(page: Page, blocks: Blocks, labels: Labels) -> Found[tuple[Comment, ...]] | None:
    """Comments in page order, each with the author that its structure names; without one nothing is a comment."""
    if Role.COMMENT not in labels.roles:
        return None
    drafts = list(_read(page, blocks, labels))
    if not drafts:
        return None
    comments = tuple(Comment("\n\n".join(d.text), d.author, d.date) for d in drafts[:_MAX_COMMENTS])
    return found(comments, Offer(f"block:{drafts[0].block}", f"{len(comments)} comments", 0.8))


@dataclass
class _Draft:
    block: int
    author: str | None = None
    date: dt.datetime | dt.date | None = None
    text: list[str] = field(default_factory=list)


class _Line(NamedTuple):
    """A line among the comments: whose name it is, when it was, or what was written."""

    block: Block
    author: str | None
    date: dt.datetime | dt.date | None
    text: str | None


def _read(page: Page, blocks: Blocks, labels: Labels) -> Iterator[_Draft]:
    """Line by line: a name opens a comment, a date dates it, all other lines are its text."""
    draft: _Draft | None = None
    for line in _lines(page, blocks, labels):
        opens = line.author is not None and (draft is None or draft.text or draft.author not in (None, line.author))
        again = line.date is not None and draft is not None and draft.text and draft.date is not None
        if opens or again or (draft is None and line.date is not None):  # some write the date above the name
            if draft is not None and draft.author and draft.text:
                yield draft
            draft = _Draft(line.block.index)
        if draft is not None:
            draft.author = draft.author or line.author
            draft.date = draft.date or line.date
            if line.text and draft.author:
                draft.text.append(line.text)
    if draft is not None and draft.author and draft.text:
        yield draft


def _lines(page: Page, blocks: Blocks, labels: Labels) -> list[_Line]:
    marks: dict[int, list[Inline]] = {}
    for inline in blocks.inlines:
        if labels.roles[inline.block : inline.block + 1] == (Role.COMMENT,):
            known = marks.setdefault(inline.block, [])
            if len(known) < _MAX_MARKS:
                known.append(inline)
    forms = _forms(blocks)
    lines = []
    for i in labels.of(Role.COMMENT):
        if i not in forms:
            block = blocks.items[i]
            author = _author(blocks, block, marks.get(i, ()))
            date = _date(page, block, marks.get(i, ()))
            written = author is None and date is None and not _is_interface(blocks, block)
            lines.append(_Line(block, author, date, block.text if written else None))
    if any(line.author for line in lines):
        return lines
    return _named_by_place(lines)


def _named_by_place(lines: list[_Line]) -> list[_Line]:
    """Where no name is marked as one, a short line right above a date or an age is."""
    found = []
    for line, following in zip_longest(lines, lines[1:]):
        after = following is not None and (following.date is not None or _AGO.fullmatch(following.block.text[:20]))
        name = _name(line.text) if after and line.text and len(line.text) <= _MAX_NAME else None
        found.append(line._replace(author=name, text=None) if name else line)
    return found


def _forms(blocks: Blocks) -> set[int]:
    """The blocks of forms to write a comment."""
    inside: set[int] = set()
    for node in blocks.nodes:
        if node.tag == "form" or not _FORM_NAMES.isdisjoint(node.words):
            inside.update(range(node.first, node.last))
    return inside


def _author(blocks: Blocks, block: Block, marks: Sequence[Inline]) -> str | None:
    node = blocks.nodes[block.node]
    for inline in marks:
        if not _AUTHOR_NAMES.isdisjoint(inline.words) and _NOT_A_NAME.isdisjoint(inline.words):
            name = _name(" ".join("".join(inline.element.itertext()).split()))
            if name:
                return name
    if len(block.text) <= 2 * _MAX_NAME:
        for inline in marks:
            if inline.tag == "time":  # the name and the time in one line
                before, time, rest = block.text.partition(" ".join("".join(inline.element.itertext()).split()) or "\n")
                if time and before.strip() and len(rest) < 4:
                    return _name(before.strip(" ,·•|-–"))
    parent = blocks.nodes[node.parent] if node.parent >= 0 else node
    named = (node, parent) if parent.last - parent.first <= 3 else (node,)
    if any(not _AUTHOR_NAMES.isdisjoint(n.words) and _NOT_A_NAME.isdisjoint(n.words) for n in named):
        return _name(block.text)
    return None


def _name(text: str) -> str | None:
    """The name without what follows it.

    >>> _name("Ann Reader says:"), _name("12"), _name("Reply")
    ('Ann Reader', None, None)
    """
    low = text.casefold()
    for ending in _SAYS:
        if low.endswith(ending):
            text = text[: -len(ending)].rstrip()
            break
    text = text.strip("[]()-–|,·• ")
    if text[:3].casefold() == "by ":
        text = text[3:]
    fits = 2 <= len(text) <= _MAX_NAME and any(map(str.isalpha, text)) and text.casefold() not in _UI_LINES
    return text if fits and read_date(text) is None else None


def _date(page: Page, block: Block, marks: Sequence[Inline]) -> dt.datetime | dt.date | None:
    language = page.structured.language
    for inline in marks:
        if inline.tag == "time" or not _DATE_NAMES.isdisjoint(inline.words):
            stamp = inline.element.get("datetime") or " ".join("".join(inline.element.itertext()).split())
            date = read_date(stamp, language, page.fetched_at)
            if date is not None:
                return date
    if len(block.text) <= MAX_LENGTH and any(map(str.isdigit, block.text)):
        return read_date(block.text, language, page.fetched_at)
    return None


def _is_interface(blocks: Blocks, block: Block) -> bool:
    """A button, a counter, a heading between comments."""
    node = blocks.nodes[block.node]
    text = block.text
    return (
        text.casefold().strip(" ·•.|") in _UI_LINES
        or not any(map(str.isalpha, text))
        or _AGO.fullmatch(text[:20]) is not None
        or node.tag in ("button", "label", "h2", "h3")
        or (len(text) <= 40 and not _UI_NAMES.isdisjoint(node.words))
        or (len(text) <= 40 and block.link_chars == len(text))
        or (len(text) <= 40 and not _DATE_NAMES.isdisjoint(node.words))
    )
