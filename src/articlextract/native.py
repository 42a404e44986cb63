"""The compiled twins of some modules: the same results sooner, where the package was installed with a C compiler."""

from __future__ import annotations

import os
import warnings
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from zlib import crc32


@cache
def compiled(name: str) -> ModuleType | None:
    """The compiled module of this name inside the package, e.g. `blocks._walk`; None where pure Python has to do.

    ARTICLEXTRACT_PURE=1 in the environment asks for pure Python. In a clone, a module compiled from another source
    than the one that now stands there is none, with a warning.
    """
    if os.environ.get("ARTICLEXTRACT_PURE"):
        return None
    source = (Path(__file__).parent / name.replace(".", "/")).with_suffix(".pyx")
    try:
        module = import_module(f"{__package__}.{name}")
    except (ImportError, TypeError, ValueError):  # the last two: compiled for another lxml than the one installed
        return None
    except AttributeError:  # of an older package
        if not source.exists():
            raise
        module = None
    if source.exists() and (module is None or source_hash(source) != module.SOURCE):
        _warn(source)
        return None
    return module


def _warn(source: Path) -> None:
    warnings.warn(
        f"{source.name} has changed since it was compiled, so it is not used: `python hatch_build.py`", stacklevel=3
    )


def source_hash(source: Path) -> str:
    """Of a .pyx file, the headers beside it and what all share; `hatch_build.py` compiles it in."""
    parts = [source, *sorted(source.parent.glob("*.h")), *sorted(Path(__file__).parent.glob("*.pxd"))]
    return f"{crc32(b''.join([part.read_bytes() for part in parts])):08x}"
