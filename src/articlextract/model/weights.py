"""The trained weights: one file that training writes and the package ships."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from . import features, second
from .forest import Forest
from .lexicon import Lexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHIPPED = Path(__file__).with_name("weights.npz")
_FORESTS = ("first", "second")


@dataclass(frozen=True, eq=False)
class Weights:
    """Everything learned.

    `calibration` has shape (2, knots): the expected F1 that the decision rule computes, and the
    mean F1 that pages with that expectation really had.
    """

    lexicon: Lexicon
    first: Forest
    second: Forest
    calibration: NDArray[np.float32]


def feature_hash() -> str:
    """Of the names of all features in order; weights fit only the features they were trained on."""
    return hashlib.sha256("\n".join([*features.MEANINGS, *second.MEANINGS]).encode()).hexdigest()[:16]


def save(weights: Weights, path: Path) -> None:
    """Write the same bytes for the same weights."""
    arrays: dict[str, NDArray[np.generic]] = {
        "features": np.array(feature_hash()),
        "names": weights.lexicon.names.astype(np.float16),
        "words": weights.lexicon.words.astype(np.float16),
        "calibration": weights.calibration,
    }
    for name in _FORESTS:
        forest: Forest = getattr(weights, name)
        arrays[f"{name}.features"] = forest.features
        arrays[f"{name}.thresholds"] = forest.thresholds
        arrays[f"{name}.leaves"] = forest.leaves.astype(np.float16)
        arrays[f"{name}.bias"] = np.array(forest.bias, dtype=np.float64)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


@lru_cache(maxsize=8)
def load(path: Path = SHIPPED) -> Weights:
    """Read a weights file.

    Raises:
        ValueError: it was trained on other features than this version computes.
    """
    with np.load(path) as stored:
        if str(stored["features"]) != feature_hash():
            raise ValueError(f"{path} was trained on other features than this version of articlextract computes")
        lexicon = Lexicon(stored["names"].astype(np.float32), stored["words"].astype(np.float32))
        first, second_forest = (
            Forest(
                stored[f"{name}.features"],
                stored[f"{name}.thresholds"],
                stored[f"{name}.leaves"].astype(np.float32),
                float(stored[f"{name}.bias"]),
            )
            for name in _FORESTS
        )
        return Weights(lexicon, first, second_forest, stored["calibration"])
