"""Crawled pages by the million: `articlextract bulk`, and the pieces that it and the engines are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._extra import MissingExtraError
from .limits import Limits

if TYPE_CHECKING:
    from .batch import extract_batch
    from .schema import page_schema, row_schema

__all__ = ["Limits", "MissingExtraError", "extract_batch", "page_schema", "row_schema"]

_HOMES = {"extract_batch": "batch", "page_schema": "schema", "row_schema": "schema"}


def __getattr__(name: str) -> Any:
    """Load what needs Arrow when it is first asked for; a worker never asks."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
