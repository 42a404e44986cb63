"""A weights file: the arrays of some dataclasses, tied to the names of the features that they were trained on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def hash_of(names: Iterable[str]) -> str:
    """Of the names of all features in order; weights fit only the features they were trained on."""
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def save_parts(path: Path, features: str, calibration: NDArray[np.float32], parts: Mapping[str, Any]) -> None:
    """Write the same bytes for the same weights; tables of real numbers at half precision, but for thresholds."""
    arrays: dict[str, Any] = {"features": np.array(features), "calibration": calibration}
    for part, held in parts.items():
        for field in fields(held):
            value = np.asarray(getattr(held, field.name))
            exact = field.name == "thresholds" or value.dtype != np.float32
            arrays[f"{part}.{field.name}"] = value if exact else value.astype(np.float16)
    np.savez_compressed(path, **arrays)


def load_parts(path: Path, features: str, kinds: Mapping[str, type]) -> dict[str, Any]:
    """The parts by name, and `calibration`.

    Raises:
        ValueError: the file was trained on other features than this version computes.
    """
    with np.load(path) as stored:
        if str(stored["features"]) != features:
            raise ValueError(f"{path} was trained on other features than this version of articlextract computes")
        parts = {
            part: kind(**{field.name: _restored(stored[f"{part}.{field.name}"]) for field in fields(kind)})
            for part, kind in kinds.items()
        }
        return {**parts, "calibration": stored["calibration"]}


def _restored(array: NDArray[Any]) -> Any:
    if array.ndim == 0:
        return array.item()
    return array.astype(np.float32) if array.dtype == np.float16 else array
