"""Page, blocks and roles -> the fields of the Article, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..records import Blocks, Found, Labels, Page
from .status import read_status
from .title import find_title

__all__ = ["FIELDS", "read_fields", "read_status"]

Finder = Callable[[Page, Blocks, Labels], "Found[Any] | None"]

FIELDS: tuple[tuple[str, Finder], ...] = (("title", find_title),)
"""Attribute of the Article -> the function that reads it. A new field is one file and one line here."""


def read_fields(page: Page, blocks: Blocks, labels: Labels) -> dict[str, Found[Any]]:
    """Every field that the page states; one without a value is absent."""
    values = ((name, find(page, blocks, labels)) for name, find in FIELDS)
    return {name: value for name, value in values if value is not None}
