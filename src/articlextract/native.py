"""The compiled twins of some modules: the same results sooner, where the package was installed with a C compiler."""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType


def compiled(name: str) -> ModuleType | None:
    """The compiled module of this name inside the package, e.g. `blocks._walk`; None where pure Python has to do.

    ARTICLEXTRACT_PURE=1 in the environment asks for pure Python.
    """
    if os.environ.get("ARTICLEXTRACT_PURE"):
        return None
    try:
        return import_module(f"{__package__}.{name}")
    except (ImportError, TypeError, ValueError):  # the last two: compiled for another lxml than the one installed
        return None
