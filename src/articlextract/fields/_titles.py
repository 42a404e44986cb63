"""Parts of a `<title>`: the headline, and the site's name that is glued to it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from ._site import SiteNames

_SEPARATOR = re.compile(
    r"\s+[-\u2010-\u2015\u2212|·•∙»«›‹>:~/\\⋆★]+\s+"  # any dash or sign between spaces
    r"|\s*[|｜•·]\s*|\s*::\s*|\s*_\s+"  # signs that no headline holds
    r"|[\u2013\u2014]\s+|\s+[\u2013\u2014]|: |：|_"  # and those that stand close to a word
)
_SOFT = frozenset("-:,\u2010\u2011\u2012\u2013\u2014\u2015\u2212：/")  # separators that headlines hold themselves
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
    cuts = list(_SEPARATOR.finditer(text))
    found = []
    for cut in (cuts[0], cuts[-1]) if len(cuts) > 1 else cuts:
        firm = _SOFT.isdisjoint(cut[0])
        found += [Piece(text[: cut.start()].strip(), True, firm), Piece(text[cut.end() :].strip(), False, firm)]
    return [piece for piece in found if piece.text]


def without_site(text: str, names: SiteNames) -> str:
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
        if after and (not before or names.holds(before)):
            text = after
            continue
        return text


def likeness(one: Collection[str], other: Collection[str]) -> float:
    """Shared words of two titles: twice the common words by all words, 1 for equal ones.

    >>> likeness("a day at sea".split(), "one day at sea".split())
    0.75
    """
    first, second = set(one), set(other)
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0
