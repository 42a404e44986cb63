"""The metrics, each for one page. How they add up over a corpus is said in `scoring`."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+")


def normalise(text: str) -> str:
    """What titles and names are compared by: NFKC, case folded, word characters only.

    >>> normalise("  Tides — an ATLAS, ﬁrst part ")
    'tides an atlas first part'
    """
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def body_f1(predicted: str, gold: str) -> float:
    """Word F1 by multiset overlap; where the gold text is empty, 1 when nothing was extracted, else 0."""
    found, wanted = Counter(_WORD.findall(predicted.lower())), Counter(_WORD.findall(gold.lower()))
    if not wanted:
        return 0.0 if found else 1.0
    overlap = (found & wanted).total()
    return 2 * overlap / (found.total() + wanted.total())


class SegCounts(NamedTuple):
    """Strings that had to be in the text: found, missed; and strings that had not: found all the same."""

    found: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """1 where there was nothing to find and nothing wrong was found."""
        all_of_them = 2 * self.found + self.wrong + self.missed
        return 2 * self.found / all_of_them if all_of_them else 1.0


def seg_counts(predicted: str, wanted: Sequence[str], unwanted: Sequence[str]) -> SegCounts:
    """Which of the annotated strings stand in the text, white space folded on both sides, case as written."""
    text = _fold(predicted)
    found = sum(_fold(string) in text for string in wanted)
    wrong = sum(_fold(string) in text for string in unwanted)
    return SegCounts(found, wrong, len(wanted) - found)


def _fold(text: str) -> str:
    return " ".join(text.split())


def title_match(predicted: str | None, gold: str) -> float:
    """1 when both are the same words."""
    return float(normalise(predicted or "") == normalise(gold))


def authors_f1(predicted: Sequence[str], gold: Sequence[str]) -> float:
    """F1 of the sets of normalised names; 1 when the joined names are equal, however they were split.

    Gold `[]` says that the page names nobody: 1 when nobody is returned, else 0.
    """
    found = [name for name in map(normalise, predicted) if name]
    wanted = [name for name in map(normalise, gold) if name]
    if not wanted:
        return 0.0 if found else 1.0
    if " ".join(found) == " ".join(wanted):
        return 1.0
    return 2 * len(set(found) & set(wanted)) / (len(set(found)) + len(set(wanted)))


def date_match(predicted: str | None, gold: object) -> float:
    """1 when both name the same day, as YYYY-MM-DD; a gold value that is no day (NaN in mediacloud) is never met."""
    return float(predicted is not None and isinstance(gold, str) and predicted[:10] == gold)
