"""The line model's weights: one file that `python -m training.lines` writes and the package ships."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .forest import AT_ONCE, Forest, beside
from .lines_features import MEANINGS
from .lines_lexicon import LineLexicon
from .stored import hash_of, load_parts, save_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHIPPED = Path(__file__).with_name("line_weights.npz")


@dataclass(frozen=True, eq=False)
class LineWeights:
    """Everything learned: words, the forests for content and for the headline, what the rule's expectation is worth.

    `calibration` has shape (2, knots): the expected F1 that the rule computes, and the mean F1 that
    pages with that expectation really had.
    """

    lexicon: LineLexicon
    content: Forest
    title: Forest
    calibration: NDArray[np.float32]

    @cached_property
    def _both(self) -> Forest:
        return beside(self.content, self.title)

    def log_odds(self, rows: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Of being content, and of being the headline, both of shape (lines,).

        In one walk, which costs a third less than one after the other, though only some lines may be the headline.
        """
        trees, count = len(self.content.leaves), rows.shape[1]
        content, title = np.empty(count), np.empty(count)
        for first in range(0, count, AT_ONCE):
            values = self._both.values(rows[:, first : first + AT_ONCE])
            np.sum(values[:trees], axis=0, dtype=np.float64, out=content[first : first + AT_ONCE])
            np.sum(values[trees:], axis=0, dtype=np.float64, out=title[first : first + AT_ONCE])
        content += self.content.bias
        title += self.title.bias
        return content, title


_PARTS: dict[str, type[LineLexicon | Forest]] = {"lexicon": LineLexicon, "content": Forest, "title": Forest}


def feature_hash() -> str:
    """Of the names of all features in order; weights fit only the features they were trained on."""
    return hash_of(MEANINGS)


def save(weights: LineWeights, path: Path) -> None:
    """Write the same bytes for the same weights; log-odds at half precision."""
    parts = {part: getattr(weights, part) for part in _PARTS}
    save_parts(path, feature_hash(), weights.calibration, parts)


@lru_cache(maxsize=8)
def load(path: Path = SHIPPED) -> LineWeights:
    """Read a weights file.

    Raises:
        ValueError: it was trained on other features than this version computes.
    """
    return LineWeights(**load_parts(path, feature_hash(), _PARTS))
