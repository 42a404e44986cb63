"""A weights file: the arrays of some dataclasses, tied to the names of the features that they were trained on."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZipFile
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Array(NamedTuple):
    """An array as numpy's file format has it, in the order of C: `kind` is `<f2` and the like."""

    kind: str
    shape: tuple[int, ...]
    data: bytes


def hash_of(names: Iterable[str]) -> str:
    """Of the names of all features in order; weights fit only the features they were trained on.

    A checksum, because it guards against mistakes alone, and `hashlib` takes 2 ms to load.
    """
    return f"{crc32(chr(10).join(names).encode()):08x}"


def save_parts(path: Path, features: str, calibration: NDArray[np.float32], parts: Mapping[str, Any]) -> None:
    """Write the same bytes for the same weights; tables of real numbers at half precision, but for thresholds."""
    import numpy as np

    arrays: dict[str, Any] = {"features": np.array(features), "calibration": calibration}
    for part, held in parts.items():
        for field in fields(held):
            value = np.asarray(getattr(held, field.name), order="C")
            exact = field.name == "thresholds" or value.dtype != np.float32
            arrays[f"{part}.{field.name}"] = value if exact else value.astype(np.float16)
    np.savez(path, **arrays)  # compressed it is a tenth smaller, and takes 2 ms longer to read


def read_arrays(path: Path, features: str) -> dict[str, Array]:
    """All arrays of a weights file by name, without numpy, whose import takes half of a short program's time.

    Raises:
        ValueError: the file was trained on other features than this version computes.
    """
    with ZipFile(path) as stored:
        arrays = {name.removesuffix(".npy"): _read(stored.read(name)) for name in stored.namelist()}
    trained_on = arrays.pop("features").data.decode("utf-32-le")
    if trained_on != features:
        raise ValueError(f"{path} was trained on other features than this version of articlextract computes")
    return arrays


def _read(file: bytes) -> Array:
    """An array of numpy's file format: a magic word, a version, the header's length, the header as a Python dict."""
    long = file[6] > 1
    start = 12 if long else 10
    end = start + int.from_bytes(file[8:start], "little")
    header = literal_eval(file[start:end].decode("latin-1"))
    if header["fortran_order"]:
        raise ValueError("an array of weights is not in the order of C")
    return Array(header["descr"], header["shape"], file[end:])


def parts_of(arrays: Mapping[str, Array], kinds: Mapping[str, type]) -> dict[str, Any]:
    """The parts by name, and `calibration`, for numpy."""
    parts = {
        part: kind(**{field.name: _restored(arrays[f"{part}.{field.name}"]) for field in fields(kind)})
        for part, kind in kinds.items()
    }
    return {**parts, "calibration": _restored(arrays["calibration"])}


def _restored(array: Array) -> Any:
    import numpy as np

    values = np.frombuffer(array.data, array.kind).reshape(array.shape)
    if values.ndim == 0:
        return values.item()
    return values.astype(np.float32) if values.dtype == np.float16 else values.copy()
