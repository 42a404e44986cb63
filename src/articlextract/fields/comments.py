"""Readers' comments, where the page's structure tells author, date and text apart."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from ..article import Comment
from ..dates import MAX_LENGTH, read_date
from ..records import Block, Blocks, Found, Inline, Labels, Page, Role
from ._cards import widest
from ._evidence import Offer, found
from ._passes import find_tagged
from ._survey import asked, nodes_named

_AUTHOR_NAMES = frozenset("author fn commenter username user nickname creator poster autor auteur".split())
_NOT_A_NAME = frozenset(
    """avatar badge role rank location link stats count body content text homepage website attachment attachments
    image menu info list""".split()
)
_DATE_NAMES = frozenset("date time timestamp ago permalink metadata published datetime meta".split())
_FORM_NAMES = asked("respond commentform".split())
_UI_NAMES = frozenset("reply replies actions toolbar buttons controls vote votes likes edit flag".split())
_UI_LINES = frozenset(
    """reply|like|likes|share|report|permalink|link|edit|quote|log in to reply|flag|upvote|downvote|show more|read more
    |antworten|melden|gefällt mir|répondre|signaler|j'aime|responder|denunciar|me gusta|rispondi|segnala|beantwoorden
    |reageren|odpowiedz|zgłoś|ответить|пожаловаться|svara|svar|expand full comment|collapse|author|moderator|op
    |copy link|report this comment|liked by|add a comment|add comment|leave a comment|leave a reply|original post|parent
    |parent share|follow|joined|members|member|original poster|posts|messages|points|location|reaction score|staff|guest
    |newbie|delete|replydelete|replies|responses|comments|kommentare|commentaires|comentarios|says|said|wrote
    |senior member|read more comments|load more comments|sort by|newest first|oldest first|top comments
    |kommentieren|kommentar melden|link kopieren|mehr anzeigen|répondre à|ajouter un commentaire|ver más""".replace(
        "\n    ", ""
    ).split("|")
)
_SAYS = (" says:", " says", " said:", " said", " wrote:", " writes:", " sagt:", " sagte:", " schreibt:", " schrieb:",
         " dit :", " dit:", " a dit :", " dice:", " dijo:", " diz:", " disse:", " ha detto:", " scrive:", " zegt:",
         " schreef:", " pisze:", " napisał:", " napisał(a):", " пишет:", " говорит:", " skriver:", ":")  # fmt: skip
_AGO = re.compile(r"\d{1,3} ?(?:s|m|h|d|w|mo|y|mins?|hrs?|days?|hours?|minutes?|weeks?|months?|years?)(?: ago)?")
_COUNTED = re.compile(r"[#+]?\d[\d.,]*k?(?: \w{2,12}){0,2}:?")  # "28 gold badges", "#1"
_NO_NAME = re.compile(
    r"(?: ago|like this\.?|liked this\.?|\d{2,} (?:posts|comments))$|[\[{<]|^(?:posts?|joined|join date)\b", re.I
)
_MAX_MARKS = 8  # inline elements of one line that are looked at
_DATED = re.compile(
    r"(?: (?:on|am|le|el|op|denkt|meint|sagt))? (?:\d{1,2}[./ ]|(?:\w{3,9}\.? \d{1,2},? )).{0,20}\b(?:19|20)\d\d\b"
)
"""A date behind a name: "Ann Reader 4 May 2024 at 10:15"."""
_MIN_SIGNED = 20  # characters before a name that are a comment, not a label
_MAX_NAME = 60  # characters
_MAX_COMMENTS = 1000
_FORM = frozenset({"form"})


def find_comments(page: Page, blocks: Blocks, labels: Labels) -> Found[tuple[Comment, ...]] | None:
    """Comments in page order, each with the author that its structure names; without one nothing is a comment.

    The posts of a thread are its body; what stands about their writers beside them is no comment.
    """
    if Role.COMMENT not in labels.roles:
        return None
    lines = _lines(page, blocks, labels)
    groups = _groups(blocks, lines)
    if not groups or _is_thread(labels, groups):
        return None
    read = [(group, comment) for group in groups if (comment := _comment(group)) is not None][:_MAX_COMMENTS]
    if not read:
        return None
    return found(tuple(c for _, c in read), Offer(f"block:{read[0][0][0].block.index}", f"{len(read)} comments", 0.8))


class _Line(NamedTuple):
    """A line among the comments: whose name it is, when it was, or what was written."""

    block: Block
    author: str | None
    date: dt.datetime | dt.date | None
    text: str | None


def _groups(blocks: Blocks, lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines of each comment: those in the widest element around its author that holds no other's name.

    Where that element has no text, as in a flat list of names and paragraphs, those up to the next name.
    """
    anchors = [i for i, line in enumerate(lines) if line.author]
    anchors = [i for n, i in enumerate(anchors) if not n or not _is_same(lines, anchors[n - 1], i)]
    groups: list[list[_Line]] = []
    taken = -1  # the last block of the comments so far
    for n, i in enumerate(anchors):
        before = lines[anchors[n - 1]].block.index if n else -1
        after = lines[anchors[n + 1]].block.index if n + 1 < len(anchors) else len(blocks)
        _, first, last = widest(blocks, lines[i].block.index, before + 1, after)
        start, end = anchors[n - 1] + 1 if n else 0, anchors[n + 1] if n + 1 < len(anchors) else None
        group = [line for line in lines[start:end] if max(first, taken + 1) <= line.block.index < last]
        if not any(line.text for line in group):
            group = list(lines[i:end])
            dated = lines[i - 1] if i and lines[i - 1].date and lines[i - 1].block.index > taken else None
            group = [dated, *group] if dated and not any(line.date for line in group) else group
        if group:
            groups.append(group)
            taken = group[-1].block.index
    return groups


def _is_same(lines: Sequence[_Line], one: int, other: int) -> bool:
    """Whether two sightings of a name are of one comment: the same name, no text between."""
    return lines[one].author == lines[other].author and not any(line.text for line in lines[one:other])


def _is_thread(labels: Labels, groups: Sequence[Sequence[_Line]]) -> bool:
    """Whether the story stands between the names: what is there besides is about the writers of its posts."""
    with_story = 0
    for group, following in zip_longest(groups, groups[1:]):
        end = following[0].block.index if following else group[-1].block.index + 1
        with_story += Role.CONTENT in labels.roles[group[0].block.index : end]
    return with_story * 3 > len(groups)


def _comment(group: Sequence[_Line]) -> Comment | None:
    author = next((line.author for line in group if line.author), None)
    date = next((line.date for line in group if line.date), None)
    text = "\n\n".join(line.text for line in group if line.text and line.text != author)
    return Comment(text, author, date) if author and text else None


def _lines(page: Page, blocks: Blocks, labels: Labels) -> list[_Line]:
    marks: dict[int, list[Inline]] = {}
    roles = (*labels.roles, None)  # an inline element may stand after all blocks
    for inline in blocks.inlines:
        if roles[inline.block] is Role.COMMENT:
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
            text = block.text if written else _signed(block.text, author) if author else None
            lines.append(_Line(block, author, date, text))
    if any(line.author for line in lines):
        return lines
    return _named_by_place(lines)


def _signed(line: str, author: str) -> str | None:
    """The comment in a line that its author's name ends: "It was five past six. – Ann Reader, 4 May"."""
    text = line.partition(author)[0].strip(" –—-|·")
    return text if len(text) >= _MIN_SIGNED else None


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
    forms = [blocks.nodes[i] for i in find_tagged(blocks.nodes, _FORM)] + nodes_named(blocks, _FORM_NAMES)
    return {i for node in forms for i in range(node.first, node.last)}


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
    dated = _DATED.search(text[:200]) if any(map(str.isdigit, text[:200])) else None
    text = (text[: dated.start()] if dated else text).strip("[]()-–|,·• ")
    if text[:3].casefold() == "by ":
        text = text[3:]
    if _NO_NAME.search(text[:200]):
        return None
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
        or _COUNTED.fullmatch(text[:40]) is not None
        or node.tag in ("button", "label", "h2", "h3")
        or (len(text) <= 40 and not _UI_NAMES.isdisjoint(node.words))
        or (len(text) <= 40 and block.link_chars == len(text))
        or (len(text) <= 40 and not _DATE_NAMES.isdisjoint(node.words))
    )
