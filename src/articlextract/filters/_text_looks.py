"""A first look at the lines of a text: what each may be by its beginning, so that finders read few of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from types import ModuleType
from typing import NamedTuple

from ..native import compiled
from ._begins import KNOWN, LIST, OTHERS, SHARING, kinds_of
from ._byline_lines import ABOUT_STARTS
from ._fixed_lines import KNOWN_STARTS, RIGHTS_ENDS, may_be_known, may_claim_rights
from ._headings import STARTS, may_head
from ._sharing import MAX_ROW, MIN_ROW, ROW_STARTS, SHARING_STARTS, is_doubled, may_be_about_sharing, may_be_share_row
from ._text_comments import BEFORE_COMMENTS, COMMENT_STARTS
from ._text_lists import CLOSERS, MAX_HEADING

SHORT = 80  # characters; a longer line is none of the fixed phrases
MAX_NAME = 40  # characters
MIN_BIO, MAX_BIO = 40, 1200  # characters of a paragraph about somebody
ENDING = 5  # characters by which a claim of rights is known
TOLD, ROW, COMMENT, BOX = (OTHERS << bit for bit in range(4))
"""What else a line may be by its first three characters, as bits."""
_COMMENT_STARTS = frozenset([line[:3] for line in COMMENT_STARTS])
_BOX_STARTS = frozenset([line[:3] for line in ABOUT_STARTS])
_STARTS = STARTS | KNOWN_STARTS | ROW_STARTS | SHARING_STARTS
_STARTS |= _COMMENT_STARTS | _BOX_STARTS | frozenset([line[:3] for line in CLOSERS])
_MAX_KNOWN = 65536


class _Begins(dict[str, int]):
    """First three characters of a line, as written -> what a line that begins so may be, 0 where it is not looked for.

    Each finder then reads the few lines that can be its own: most lines are none of those that are looked for.
    """

    def __missing__(self, head: str) -> int:
        kinds = may_be(head) if not head[0].isalpha() or head.casefold() in _STARTS else 0
        if len(self) < _MAX_KNOWN:
            self[head] = kinds
        return kinds


def may_be(head: str) -> int:
    """What a line may be that begins so."""
    low = head.casefold()
    start = low[:3]
    kinds = TOLD | kinds_of(start)
    kinds |= ROW if low in ROW_STARTS else 0
    kinds |= COMMENT if start in _COMMENT_STARTS or (not start[0].isalpha() and start[0] in BEFORE_COMMENTS) else 0
    kinds |= BOX if start in _BOX_STARTS else 0
    return kinds


BEGINS = _Begins()


class Looks(NamedTuple):
    """Of each line that may be one of those looked for its small letters, "" for others; which lines may be what.

    `short` has those that can head something. `known` are the lines that may say by their wording what they are,
    `named` those that may be the name of whom the paragraph below is about.
    """

    told: list[int]
    low: list[str]
    short: list[str]
    lists: list[int]
    boxes: list[int]
    comments: list[int]
    sharing: list[int]
    known: list[int]
    rows: list[int]
    named: list[int]


def look_at(texts: tuple[str, ...]) -> Looks:
    """A look at lines that are not empty."""
    kernel = _kernel()
    return looks_in_python(texts) if kernel is None else Looks(*kernel.looks(texts))


@cache
def _kernel() -> ModuleType | None:
    """The compiled twin of `looks_in_python`, which needs the names of this module."""
    return compiled("filters._lines_kernel")


def looks_in_python(texts: Sequence[str]) -> Looks:
    """The same in Python."""
    kinds = [BEGINS[text[:3]] for text in texts]
    rows = [
        i
        for i, text in enumerate(texts)
        if ((kinds[i] & ROW and may_be_share_row(text)) or is_doubled(text)) and MIN_ROW <= len(text) <= MAX_ROW
    ]  # fmt: skip
    for i in _with_rights(texts):
        kinds[i] = may_be(texts[i][:3])
    told = [i for i, kind in enumerate(kinds) if kind and len(texts[i]) <= SHORT]
    low = [""] * len(texts)
    short = low.copy()
    for i in told:
        line = low[i] = texts[i].casefold()
        if len(line) <= MAX_HEADING:
            short[i] = line
    heads = [i for i in told if short[i]]
    return Looks(
        told,
        low,
        short,
        [i for i in heads if kinds[i] & LIST and may_head(short[i])],
        [i for i in heads if kinds[i] & BOX],
        [i for i in heads if kinds[i] & COMMENT],
        [i for i in told if kinds[i] & SHARING and may_be_about_sharing(low[i])],
        [i for i in told if (kinds[i] & KNOWN and may_be_known(low[i])) or may_claim_rights(low[i])],
        rows,
        _named(texts),
    )


def _named(texts: Sequence[str]) -> list[int]:
    """Lines above a paragraph that may be a name."""
    return [
        i
        for i, (line, below) in enumerate(pairwise(texts))
        if len(line) <= MAX_NAME and MIN_BIO <= len(below) <= MAX_BIO and line[-1] != "." and not line[0].islower()
    ]


def _with_rights(texts: Sequence[str]) -> list[int]:
    """Lines that may claim rights, however they begin."""
    found = [i for i, text in enumerate(texts) if text[-ENDING:] in RIGHTS_ENDS]
    if "©" in "\n".join(texts):
        found += [i for i, text in enumerate(texts) if "©" in text]
    return found
