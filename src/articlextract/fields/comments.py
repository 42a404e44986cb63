"""Readers' comments, where the page's structure tells author, date and text apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..article import Comment
from ..dates import MAX_LENGTH, read_date
from ..records import Block, Blocks, Found, Inline, Labels, Page, Role
from ._evidence import Offer, found

_AUTHOR_NAMES = frozenset(
    {"author", "fn", "commenter", "username", "user", "nickname", "creator", "poster", "autor", "auteur"}
)
_NOT_A_NAME = frozenset(
    {"avatar", "badge", "role", "rank", "location", "link", "stats", "count", "body", "content", "text"}
)
_DATE_NAMES = frozenset({"date", "time", "timestamp", "ago", "permalink", "metadata", "published", "datetime", "meta"})
_FORM_NAMES = frozenset({"respond", "commentform"})
_UI_NAMES = frozenset(
    {"reply", "replies", "actions", "toolbar", "buttons", "controls", "vote", "votes", "likes", "edit", "flag"}
)
_UI_LINES = frozenset(
    """reply|like|likes|share|report|permalink|link|edit|quote|log in to reply|flag|upvote|downvote|show more|read more
    antworten|melden|gefällt mir|répondre|signaler|j'aime|responder|denunciar|me gusta|rispondi|segnala|beantwoorden
    reageren|odpowiedz|zgłoś|ответить|пожаловаться|svara|svar|expand full comment|collapse|author|moderator|op""".replace(
        "\n", "|"
    ).split("|")
)  # fmt: skip
_SAYS = (" says:", " says", " said:", " said", " wrote:", " writes:", " sagt:", " sagte:", " schreibt:", " schrieb:",
         " dit :", " dit:", " a dit :", " dice:", " dijo:", " diz:", " disse:", " ha detto:", " scrive:", " zegt:",
         " schreef:", " pisze:", " napisał:", " napisał(a):", " пишет:", " говорит:", " skriver:", ":")  # fmt: skip
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


def _read(page: Page, blocks: Blocks, labels: Labels) -> Iterator[_Draft]:
    """Line by line: a name opens a comment, a date dates it, all other lines are its text."""
    marks: dict[int, list[Inline]] = {}
    for inline in blocks.inlines:
        if labels.roles[inline.block : inline.block + 1] == (Role.COMMENT,):
            marks.setdefault(inline.block, []).append(inline)
    forms = _forms(blocks)
    draft: _Draft | None = None
    for i in labels.of(Role.COMMENT):
        if i in forms:
            continue
        block = blocks.items[i]
        author = _author(blocks, block, marks.get(i, ()))
        date = _date(page, blocks, block, marks.get(i, ()))
        if author is not None and (draft is None or draft.text or draft.author not in (None, author)):
            if draft is not None and draft.author and draft.text:
                yield draft
            draft = _Draft(i)
        if draft is None:
            draft = _Draft(i) if date is not None else None  # some write the date above the name
        if draft is not None:
            draft.author = draft.author or author
            draft.date = draft.date or date
            if author is None and date is None and draft.author and not _is_interface(blocks, block):
                draft.text.append(block.text)
    if draft is not None and draft.author and draft.text:
        yield draft


def _forms(blocks: Blocks) -> set[int]:
    """The blocks of forms to write a comment."""
    inside: set[int] = set()
    for node in blocks.nodes:
        if node.tag == "form" or not _FORM_NAMES.isdisjoint(node.words):
            inside.update(range(node.first, node.last))
    return inside


def _author(blocks: Blocks, block: Block, marks: tuple[Inline, ...] | list[Inline]) -> str | None:
    node = blocks.nodes[block.node]
    for inline in marks:
        if not _AUTHOR_NAMES.isdisjoint(inline.words) and _NOT_A_NAME.isdisjoint(inline.words):
            name = _name(" ".join("".join(inline.element.itertext()).split()))
            if name:
                return name
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
    fits = 2 <= len(text) <= _MAX_NAME and any(map(str.isalpha, text)) and text.casefold() not in _UI_LINES
    return text if fits and read_date(text) is None else None


def _date(
    page: Page, blocks: Blocks, block: Block, marks: tuple[Inline, ...] | list[Inline]
) -> dt.datetime | dt.date | None:
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
        text.casefold().strip(" ·•.") in _UI_LINES
        or not any(map(str.isalpha, text))
        or node.tag in ("button", "label", "h2", "h3")
        or (len(text) <= 40 and not _UI_NAMES.isdisjoint(node.words))
        or (len(text) <= 40 and block.link_chars == len(text))
        or (len(text) <= 40 and not _DATE_NAMES.isdisjoint(node.words))
    )
