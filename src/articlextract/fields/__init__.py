"""Page, blocks and roles -> the fields of the Article, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ..article import Candidate, Evidence
from ..records import Blocks, Found, Labels, Lines, Page
from .authors import find_authors
from .canonical_url import find_canonical_url
from .comments import find_comments
from .dates import find_date, find_date_modified
from .description import find_description
from .direction import find_direction
from .embeds import find_embeds
from .feeds import find_feeds
from .images import find_image, find_images
from .language import find_language
from .license import find_license
from .next_page import find_next_page
from .paywalled import find_paywalled
from .related import find_related
from .section import find_section
from .site_name import find_site_name
from .status import read_status, read_text_status
from .tags import find_tags
from .title import find_title

__all__ = ["FIELDS", "read_fields", "read_status", "read_text_fields", "read_text_status"]

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
    ("direction", find_direction),
    ("section", find_section),
    ("tags", find_tags),
    ("image", find_image),
    ("images", find_images),
    ("embeds", find_embeds),
    ("related", find_related),
    ("comments", find_comments),
    ("next_page", find_next_page),
    ("feeds", find_feeds),
    ("license", find_license),
    ("paywalled", find_paywalled),
)
"""Attribute of the Article -> the function that reads it. A new field is one file and one line here."""


def read_fields(page: Page, blocks: Blocks, labels: Labels) -> dict[str, Found[Any]]:
    """Every field that the page states; one without a value is absent."""
    values = ((name, find(page, blocks, labels)) for name, find in FIELDS)
    return {name: value for name, value in values if value is not None}


def read_text_fields(page: Page, lines: Lines, labels: Labels) -> dict[str, Found[Any]]:
    """The fields that a flattened text can state, each with the line that it stood in."""
    # what pages with markup do without, at a program's start
    from ._list_kinds import kind_of_list
    from ._text_lines import around_story, find_language_of_text, find_listed, find_title_line, with_boxes

    language = find_language_of_text(lines, labels)
    spoken = language.value if language else None
    page = replace(page, structured=replace(page.structured, title=None, language=spoken))
    near, near_labels, places = around_story(page, lines, labels)
    all_lines, near_lines = lines.numbers, [lines.numbers[i] for i in places]
    found: dict[str, tuple[Found[Any] | None, Sequence[int]]] = {
        "title": (find_title_line(page, lines, labels), all_lines),
        "authors": (with_boxes(find_authors(page, near, near_labels), near, near_labels), near_lines),
        "date": (find_date(page, near, near_labels), near_lines),
        "date_modified": (find_date_modified(page, near, near_labels), near_lines),
        "language": (language, all_lines),
        "related": (find_listed(lines, labels, spoken, kind_of_list), all_lines),
    }
    return {name: _with_lines(value, numbers) for name, (value, numbers) in found.items() if value is not None}


def _with_lines(value: Found[Any], numbers: Sequence[int]) -> Found[Any]:
    """The same with lines in place of blocks in its evidence: `line:17`."""

    def line(source: str) -> str:
        kind, _, number = source.partition(":")
        return f"line:{numbers[int(number)]}" if kind == "block" and number.isdigit() else source

    told = value.evidence
    losers = tuple([Candidate(line(loser.source), loser.value, loser.confidence) for loser in told.losers])
    return Found(value.value, Evidence(line(told.source), told.value, told.confidence, losers))
