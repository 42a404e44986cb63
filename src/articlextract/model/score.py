"""p(content) of each block, and the page's kind: compiled where it can be, else by numpy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..article import PageType
from ..native import compiled
from ..records import Blocks, Page
from .columns import MEANINGS
from .constants import SCALE
from .said import Said
from .stored import hash_of, read_arrays

KINDS = tuple(PageType)
SHIPPED = Path(__file__).with_name("weights.npz")


class Score(NamedTuple):
    """p(content), in parts of SCALE, and words of each block; p of each kind of page, in the order of KINDS."""

    p_content: Sequence[float]
    words: Sequence[float]
    kinds: Sequence[float]


class Scorer(NamedTuple):
    """A model that has read its weights.

    `score` takes a page, its blocks, and of each block the certain and the likely finding. `expected` and `reached`
    are the F1 that the decision rule expects, knot by knot, and the mean F1 of pages with that expectation.
    """

    score: Callable[[Page, Blocks, Said, Said], Score]
    expected: Sequence[float]
    reached: Sequence[float]

    def confidence(self, expected: float) -> float:
        """The F1 to be expected, calibrated: between two knots on the line through them."""
        return round(SCALE * self._between(expected)) / SCALE

    def _between(self, expected: float) -> float:
        knots, reached = self.expected, self.reached
        right = bisect_right(knots, expected)
        if right in (0, len(knots)):
            return reached[max(right - 1, 0)]
        share = (expected - knots[right - 1]) / (knots[right] - knots[right - 1])
        return reached[right - 1] + share * (reached[right] - reached[right - 1])


def feature_hash() -> str:
    """Of the names of all features in order; weights fit only the features they were trained on."""
    return hash_of(MEANINGS)


@lru_cache(maxsize=8)
def load_scorer(path: Path = SHIPPED) -> Scorer:
    """Read a weights file.

    Raises:
        ValueError: it was trained on other features than this version computes.
    """
    arrays = read_arrays(path, feature_hash())
    kernel = compiled("model._kernel")
    if kernel is None:
        from .weights import scorer_of  # numpy

        return scorer_of(arrays)
    model = kernel.Model(arrays)
    knots = memoryview(arrays["calibration"].data).cast("f").tolist()
    half = len(knots) // 2
    return Scorer(lambda *seen: Score(*model.score(*seen)), knots[:half], knots[half:])
