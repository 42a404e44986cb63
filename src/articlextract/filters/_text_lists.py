"""Lists of other pages in flattened text: the line that heads one, and how far it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..dates import MAX_LENGTH, read_date
from ..records import Finding, Role
from ..wordsets import has_digit
from ._headings import STARTS, heading_phrase, is_sure
from ._text_comments import COMMENT_STARTS, heads_comments

MAX_HEADING = 60  # characters
_PARAGRAPH = 80  # characters
_STORY = 300  # characters of a paragraph that no card holds as its excerpt
_MAX_RUN = 150  # lines
_MIN_ABOVE = 400  # characters of paragraphs above a list that is surely not the story
_MAX_EXCERPTS = 2  # whole sentences below each other; more are the story going on
_ENDS = frozenset(".!?。！？")
_new = tuple.__new__  # half the time of a named tuple's own constructor
CLOSERS = ("©", "copyright ", "(c) ", "all rights reserved")

_CLOSING_SIGNS = frozenset("© :.()0123456789")  # no other line closes one
_CLOSING_STARTS = STARTS.union([line[:3] for line in (*CLOSERS, *COMMENT_STARTS)])


class _Line(NamedTuple):
    size: int
    is_sentence: bool  # a paragraph that ends as a sentence does, not cut off by an ellipsis
    is_date: bool


def find_lists(texts: Sequence[str], short: Sequence[str], places: Iterable[int]) -> Iterator[Finding]:
    """Lists below a line that says what they are, and such a line alone between two paragraphs of the story.

    `short` are the lines of MAX_HEADING characters at most in small letters, "" for the others; `places` are
    those that begin with one of STARTS. A list is certain where the line says nothing else, stands below a part
    of a story, and none of the story's paragraphs comes after it in the list.
    """
    above = counted = 0  # characters of paragraphs, in so many lines
    looks: dict[int, _Line] = {}
    for i in places:
        line, text = short[i], texts[i]
        if heading_phrase(line) is None:
            continue
        above += sum([len(text) for text in texts[counted:i] if len(text) >= _PARAGRAPH])
        counted = i
        last, sure = _end(texts, short, i + 1, looks)
        sure = sure and is_sure(line) and above >= _MIN_ABOVE
        if last > i + 1 or is_sure(line):
            yield Finding(i, last, Role.RELATED, f"heading '{text[:40]}'", sure)


def _end(texts: Sequence[str], short: Sequence[str], first: int, looks: dict[int, _Line]) -> tuple[int, bool]:
    """Where the list that begins here ends, and whether its lines are all like those of cards."""
    sentences = dates = run = 0
    for i in range(first, min(first + _MAX_RUN, len(texts))):
        head = short[i]
        if head and (head[:3] in _CLOSING_STARTS or head[0] in _CLOSING_SIGNS) and _closes(head):
            return i, not sentences or dates > 1
        if i not in looks:
            looks[i] = _look(texts[i])
        size, is_sentence, is_date = looks[i]
        sentences += is_sentence
        dates += is_date
        run = run + 1 if is_sentence else 0
        if size >= _STORY or run >= _MAX_EXCERPTS:
            back = i - max(run - 1, 0)
            heading = back > first and not looks[back - 1].is_date and looks[back - 1].size < _PARAGRAPH
            end = back - heading  # the line right above the paragraph is its heading
            return max(end, first), dates > 1 or not any(looks[j].is_sentence for j in range(first, end))
    return min(first + _MAX_RUN, len(texts)), not sentences or dates > 1


def _look(text: str) -> _Line:
    size = len(text)
    if size >= _PARAGRAPH:
        return _new(_Line, (size, text[-1] in _ENDS and not text.endswith("..."), False))
    is_date = size <= MAX_LENGTH and has_digit(text) and read_date(text) is not None
    return _new(_Line, (size, False, is_date))


def _closes(line: str) -> bool:
    """Whether a line is the footer's, or heads the comments or a list of its own."""
    return line.startswith(CLOSERS) or (line[:3] in STARTS and is_sure(line)) or heads_comments(line)
