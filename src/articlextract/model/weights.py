"""The trained weights: one file that training writes and the package ships."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .columns import MEANINGS
from .forest import Forest
from .kind import KindModel
from .lexicon import Lexicon
from .network import Networks
from .stored import hash_of, load_parts, save_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHIPPED = Path(__file__).with_name("weights.npz")


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


_FOREST = 0.35
"""The forest's share. Held out, word F1 on wcxb-dev: the forest alone 0.874, the networks 0.880, both 0.882."""


def together(forest: NDArray[np.float64], networks: NDArray[np.float64]) -> NDArray[np.float64]:
    """What both make of the same blocks, all in log-odds."""
    return _FOREST * forest + (1 - _FOREST) * networks


_PARTS: dict[str, type[Lexicon | Forest | Networks | KindModel]] = {
    "lexicon": Lexicon,
    "forest": Forest,
    "networks": Networks,
    "kind": KindModel,
}


def feature_hash() -> str:
    """Of the names of all features in order; weights fit only the features they were trained on."""
    return hash_of(MEANINGS)


def save(weights: Weights, path: Path) -> None:
    """Write the same bytes for the same weights; tables of real numbers at half precision, but for thresholds."""
    parts = {name: getattr(weights, name) for name in _PARTS}
    save_parts(path, feature_hash(), weights.calibration, parts)


@lru_cache(maxsize=8)
def load(path: Path = SHIPPED) -> Weights:
    """Read a weights file.

    Raises:
        ValueError: it was trained on other features than this version computes.
    """
    return Weights(**load_parts(path, feature_hash(), _PARTS))
