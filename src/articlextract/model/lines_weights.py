"""The line model's weights: one file that `python -m training.lines` writes and the package ships."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .forest import Forest
from .lines_features import MEANINGS
from .lines_lexicon import LineLexicon

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


_PARTS: dict[str, type[LineLexicon | Forest]] = {"lexicon": LineLexicon, "content": Forest, "title": Forest}


def feature_hash() -> str:
    """Of the names of all features in order; weights fit only the features they were trained on."""
    return hashlib.sha256("\n".join(MEANINGS).encode()).hexdigest()[:16]


def save(weights: LineWeights, path: Path) -> None:
    """Write the same bytes for the same weights; log-odds at half precision."""
    arrays: dict[str, Any] = {"features": np.array(feature_hash()), "calibration": weights.calibration}
    for part, kind in _PARTS.items():
        for field in fields(kind):
            value = np.asarray(getattr(getattr(weights, part), field.name))
            exact = field.name == "thresholds" or value.dtype != np.float32
            arrays[f"{part}.{field.name}"] = value if exact else value.astype(np.float16)
    np.savez_compressed(path, **arrays)


@lru_cache(maxsize=8)
def load(path: Path = SHIPPED) -> LineWeights:
    """Read a weights file.

    Raises:
        ValueError: it was trained on other features than this version computes.
    """
    with np.load(path) as stored:
        if str(stored["features"]) != feature_hash():
            raise ValueError(f"{path} was trained on other features than this version of articlextract computes")
        parts: dict[str, Any] = {
            part: kind(**{field.name: _restored(stored[f"{part}.{field.name}"]) for field in fields(kind)})
            for part, kind in _PARTS.items()
        }
        return LineWeights(**parts, calibration=stored["calibration"])


def _restored(array: NDArray[Any]) -> Any:
    if array.ndim == 0:
        return array.item()
    return array.astype(np.float32) if array.dtype == np.float16 else array
