"""Parts of a `<title>`: the headline, and the site's name that is glued to it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from ._site import SiteNames
from ._text import clean

_SEPARATOR = re.compile(
    r"[ |｜•·:_\u2013\u2014：]"  # how each of them begins; only so are the other characters passed over quickly
    r"(?:(?<= )(?:[-\u2010-\u2015\u2212|·•∙»«›‹>:~/\\⋆★]+ |[\u2013\u2014])"  # any dash or sign between spaces
    r"|(?<= )(?:[|｜•·] ?|:: ?|_ )|(?<=[|｜•·]) ?|(?<=:): ?|(?<=_) ?"  # signs that no headline holds
    r"|(?<=[\u2013\u2014]) |(?<=:) |(?<=：)|(?<=[」』】）]:))"  # and those that stand close to a word
)
"""In a title whose white space is folded."""
_SOFT = frozenset("-:,\u2010\u2011\u2012\u2013\u2014\u2015\u2212：/")  # separators that headlines hold themselves
_BAR = re.compile(r"[|｜•∙]|::|\s[/\\»›]\s")
_DASH = re.compile(r"\s[-\u2013\u2014]\s")
_FORMATTING = re.compile(r"</?(?:a|b|br|em|font|i|mark|small|span|strong|su[bp]|u|wbr)\b[^<>]{0,200}>", re.IGNORECASE)
_LESS = "\ue000"  # stands for "<" while tags are taken out
MAX_TITLE = 300  # characters


class Piece(NamedTuple):
    """A part of a title: before or after a separator, which may be one that headlines hold themselves."""

    text: str
    before: bool
    firm: bool


def pieces(text: str) -> list[Piece]:
    """The parts before and after the first and the last separator.

    >>> [piece.text for piece in pieces("A day at sea - The Example | News")]
    ['A day at sea', 'The Example | News', 'A day at sea - The Example', 'News']
    """
    cuts = [cut for cut in _SEPARATOR.finditer(text) if cut[0] != ":"]  # close behind a bracket it may be its own
    found = []
    for cut in (cuts[0], cuts[-1]) if len(cuts) > 1 else cuts:
        firm = _SOFT.isdisjoint(cut[0])
        found += [Piece(text[: cut.start()].strip(), True, firm), Piece(text[cut.end() :].strip(), False, firm)]
    return [piece for piece in found if piece.text]


def in_parts(text: str) -> bool:
    """Whether a title has a separator, be it a headline's own."""
    return _SEPARATOR.search(text) is not None


def has_bar(text: str) -> bool:
    """Whether a title has a sign that only stands between two names for it."""
    bar = _BAR.search(text)
    return bar is not None and not (bar[0].strip() in ("»", "›") and ("«" in text or "‹" in text))


def has_dash(text: str) -> bool:
    """Whether a title has a dash between spaces.

    >>> has_dash("Lamps - Osk Works"), has_dash("Well-made lamps")
    (True, False)
    """
    return _DASH.search(text) is not None


def without_site(text: str, names: SiteNames, *, only_after: bool = False) -> str:
    """A title without the site's name before or after it; the title as it is when nothing else would be left.

    A genuine dash or colon stays, because only a part that is the site's name is taken off.
    """
    text = text[:MAX_TITLE].strip()
    while True:
        cuts = [match.span() for match in _SEPARATOR.finditer(text)]
        if not cuts:
            return text
        before, after = text[: cuts[-1][0]].strip(), text[cuts[-1][1] :].strip()
        if before and (not after or names.holds(after)):
            text = before
            continue
        before, after = text[: cuts[0][0]].strip(), text[cuts[0][1] :].strip()
        if after and not only_after and (not before or names.holds(before)):
            text = after
            continue
        return text


def tidy(text: str) -> str:
    """A title as its reader sees it: formatting gone, but not a tag that it speaks of.

    >>> tidy("Fish &amp;amp; <b>Chips</b>"), tidy("<table>: a table")
    ('Fish & Chips', '<table>: a table')
    """
    if "<" not in text:
        return clean(text)
    return clean(_FORMATTING.sub(" ", text).replace("<", _LESS)).replace(_LESS, "<")


def likeness(one: Collection[str], other: Collection[str]) -> float:
    """Shared words of two titles: twice the common words by all words, 1 for equal ones.

    >>> likeness("a day at sea".split(), "one day at sea".split())
    0.75
    """
    first = one if isinstance(one, frozenset) else frozenset(one)
    second = other if isinstance(other, frozenset) else frozenset(other)
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0
