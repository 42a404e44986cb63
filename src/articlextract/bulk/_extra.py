"""Libraries that only bulk work needs, loaded when it does."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..errors import ArticlextractError


class MissingExtraError(ArticlextractError, ImportError):
    """A library is not installed that this needs."""


def require(module: str, extra: str) -> Any:
    """The module.

    Raises:
        MissingExtraError: it is not installed; the message names the extra that brings it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise MissingExtraError(f"this needs {name}: pip install 'articlextract[{extra}]' ({error})") from error
