"""What a line may be by its first three characters, so that each finder reads few lines: most are none of those."""

from __future__ import annotations

from collections.abc import Sequence

from ._fixed_lines import KNOWN_SIGNS, KNOWN_STARTS
from ._headings import STARTS
from ._sharing import MARKS, SHARING_STARTS

LIST, SHARING, KNOWN, OTHERS = (1 << bit for bit in range(4))
"""The heading of a list of other pages, a line about sharing, one known by its wording; the first bit for what else."""
_MAX_KEPT = 65536


class Begins(dict[str, int]):
    """First three characters of a line, as written -> the bits of what a line that begins so may be.

    `others` are further beginnings in lower case that are looked for, the first with the bit OTHERS.

    >>> Begins([frozenset({"rep"})])["REP"] == OTHERS, Begins([])["Sea"]
    (True, 0)
    """

    def __init__(self, others: Sequence[frozenset[str]]) -> None:
        self._others = {
            start: sum([OTHERS << i for i, starts in enumerate(others) if start in starts])
            for start in frozenset().union(*others)
        }

    def __missing__(self, head: str) -> int:
        start = head.casefold()[:3]
        kinds = kinds_of(start) | self._others.get(start, 0)
        if len(self) < _MAX_KEPT:
            self[head] = kinds
        return kinds


_KINDS = {
    start: LIST * (start in STARTS) + SHARING * (start in SHARING_STARTS) + KNOWN * (start in KNOWN_STARTS)
    for start in STARTS | SHARING_STARTS | KNOWN_STARTS
}


def kinds_of(start: str) -> int:
    """The same of a beginning in lower case, without the others."""
    kinds = _KINDS.get(start, 0)
    first = start[0]
    if not first.isalpha():
        kinds |= SHARING if first.isdecimal() or first in MARKS else 0
        kinds |= KNOWN if first.isdecimal() or first in KNOWN_SIGNS else 0
    return kinds
