"""Page, blocks and roles -> the fields of the Article, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..records import Blocks, Found, Labels, Page
from .authors import find_authors
from .canonical_url import find_canonical_url
from .comments import find_comments
from .dates import find_date, find_date_modified
from .description import find_description
from .images import find_image, find_images
from .language import find_language
from .related import find_related
from .section import find_section
from .site_name import find_site_name
from .status import read_status
from .tags import find_tags
from .title import find_title

__all__ = ["FIELDS", "read_fields", "read_status"]

Finder = Callable[[Page, Blocks, Labels], "Found[Any] | None"]

FIELDS: tuple[tuple[str, Finder], ...] = (
    ("title", find_title),
    ("authors", find_authors),
    ("date", find_date),
    ("date_modified", find_date_modified),
    ("description", find_description),
    ("site_name", find_site_name),
    ("canonical_url", find_canonical_url),
    ("language", find_language),
    ("section", find_section),
    ("tags", find_tags),
    ("image", find_image),
    ("images", find_images),
    ("related", find_related),
    ("comments", find_comments),
)
"""Attribute of the Article -> the function that reads it. A new field is one file and one line here."""


def read_fields(page: Page, blocks: Blocks, labels: Labels) -> dict[str, Found[Any]]:
    """Every field that the page states; one without a value is absent."""
    values = ((name, find(page, blocks, labels)) for name, find in FIELDS)
    return {name: value for name, value in values if value is not None}
