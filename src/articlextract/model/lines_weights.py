"""The line model's weights: one file that `python -m training.lines` writes and the package ships."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .lines_features import MEANINGS
from .lines_lexicon import LineLexicon
from .lines_network import LineNetwork
from .stored import hash_of, parts_of, read_arrays, save_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHIPPED = Path(__file__).with_name("line_weights.npz")


@dataclass(frozen=True, eq=False)
class LineWeights:
    """Everything learned: words, the network for content and for the headline, what the rule's expectation is worth.

    `calibration` has shape (2, knots): the expected F1 that the rule computes, and the mean F1 that
    pages with that expectation really had.
    """

    lexicon: LineLexicon
    network: LineNetwork
    calibration: NDArray[np.float32]


_PARTS: dict[str, type[LineLexicon | LineNetwork]] = {"lexicon": LineLexicon, "network": LineNetwork}


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
    return LineWeights(**parts_of(read_arrays(path, feature_hash()), _PARTS))
