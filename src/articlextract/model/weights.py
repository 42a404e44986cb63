"""The trained weights for numpy: what training writes, and what reads a page where nothing is compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..records import Blocks, Page
from .constants import FOREST_SHARE, SCALE
from .features import block_features
from .forest import Forest
from .kind import KindModel, page_numbers
from .lexicon import Lexicon
from .marks import mark_features
from .network import Networks
from .pagewide import page_words
from .said import Said
from .score import SHIPPED, Score, Scorer, feature_hash
from .stored import Array, parts_of, read_arrays, save_parts
from .texts import word_counts

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Weights:
    """Everything learned.

    `calibration` has shape (2, knots): the expected F1 that the decision rule computes, and the
    mean F1 that pages with that expectation really had.
    """

    lexicon: Lexicon
    forest: Forest
    networks: Networks
    kind: KindModel
    calibration: NDArray[np.float32]

    def log_odds(self, features: NDArray[np.float32], words: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log-odds of content, shape (blocks,), of one page, by the forest and the networks together."""
        trees = self.forest.log_odds(np.ascontiguousarray(features.T))
        return together(trees, self.networks.log_odds(features, words))

    def score(self, page: Page, blocks: Blocks, certain: Said, likely: Said) -> Score:
        """What the model makes of a page, given of each block the certain and the likely finding."""
        features = block_features(page, blocks, mark_features(certain, likely, self.lexicon), self.lexicon)
        words = word_counts(features)
        p = 1 / (1 + np.exp(-self.log_odds(features, words)))
        kinds = self.kind.probabilities(page_words(page, blocks), page_numbers(features, p, words))
        return Score((np.rint(p * SCALE) / SCALE).tolist(), words.tolist(), kinds.tolist())


def together(forest: NDArray[np.float64], networks: NDArray[np.float64]) -> NDArray[np.float64]:
    """What both make of the same blocks, all in log-odds."""
    return FOREST_SHARE * forest + (1 - FOREST_SHARE) * networks


_PARTS: dict[str, type[Lexicon | Forest | Networks | KindModel]] = {
    "lexicon": Lexicon,
    "forest": Forest,
    "networks": Networks,
    "kind": KindModel,
}


def scorer_of(arrays: Mapping[str, Array]) -> Scorer:
    """A scorer from the arrays of a weights file."""
    weights = Weights(**parts_of(arrays, _PARTS))
    return Scorer(weights.score, *weights.calibration.tolist())


def save(weights: Weights, path: Path) -> None:
    """Write the same bytes for the same weights; tables of real numbers at half precision, but for thresholds."""
    parts = {name: getattr(weights, name) for name in _PARTS}
    save_parts(path, feature_hash(), weights.calibration, parts)


def load(path: Path = SHIPPED) -> Weights:
    """Read a weights file.

    Raises:
        ValueError: it was trained on other features than this version computes.
    """
    return Weights(**parts_of(read_arrays(path, feature_hash()), _PARTS))
