"""Page, blocks and roles -> the fields of the Article, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any, cast

from ..article import Candidate, Evidence
from ..records import Blocks, Found, Labels, Lines, Page
from .status import read_status, read_text_status

__all__ = ["FIELDS", "read_fields", "read_status", "read_text_fields", "read_text_status"]

Finder = Callable[[Page, Blocks, Labels], "Found[Any] | None"]

FIELDS: dict[str, str] = {
    "title": "title",
    "authors": "authors",
    "date": "dates",
    "date_modified": "dates",
    "description": "description",
    "site_name": "site_name",
    "canonical_url": "canonical_url",
    "language": "language",
    "direction": "direction",
    "section": "section",
    "tags": "tags",
    "image": "images",
    "images": "images",
    "embeds": "embeds",
    "related": "related",
    "comments": "comments",
    "next_page": "next_page",
    "feeds": "feeds",
    "license": "license",
    "paywalled": "paywalled",
}
"""Attribute of the Article -> the module here whose function `find_<attribute>` reads it.

A new field is one file and one line here. A module is loaded when its field is first asked for: all of them are a
quarter of what a program that only wants the text would load.
"""


@cache
def finder(name: str) -> Finder:
    """The function that reads a field of FIELDS."""
    return cast("Finder", getattr(import_module(f"{__name__}.{FIELDS[name]}"), f"find_{name}"))


def read_fields(
    page: Page, blocks: Blocks, labels: Labels, wanted: Callable[[str], bool] = FIELDS.__contains__
) -> dict[str, Found[Any]]:
    """Every field that is wanted and that the page states; one without a value is absent."""
    fields = {}
    for name in filter(wanted, FIELDS):
        value = finder(name)(page, blocks, labels)
        if value is not None:
            fields[name] = value
    return fields


def read_text_fields(
    page: Page, lines: Lines, labels: Labels, wanted: Callable[[str], bool] = FIELDS.__contains__
) -> dict[str, Found[Any]]:
    """The wanted of the fields that a flattened text can state, each with the line that it stood in."""
    # what pages with markup do without, at a program's start
    from ._list_kinds import kind_of_list
    from ._text_lines import around_story, find_language_of_text, find_listed, find_title_line, with_boxes

    language = find_language_of_text(lines, labels)
    spoken = language.value if language else None
    page = replace(page, structured=replace(page.structured, title=None, language=spoken))
    near, near_labels, places = around_story(page, lines, labels)
    all_lines, near_lines = lines.numbers, [lines.numbers[i] for i in places]

    def authors() -> Found[Any] | None:
        return with_boxes(finder("authors")(page, near, near_labels), near, near_labels)

    readers: dict[str, tuple[Callable[[], Found[Any] | None], Sequence[int]]] = {
        "title": (lambda: find_title_line(page, lines, labels), all_lines),
        "authors": (authors, near_lines),
        "date": (lambda: finder("date")(page, near, near_labels), near_lines),
        "date_modified": (lambda: finder("date_modified")(page, near, near_labels), near_lines),
        "language": (lambda: language, all_lines),
        "related": (lambda: find_listed(lines, labels, spoken, kind_of_list), all_lines),
    }
    values = ((name, read(), numbers) for name, (read, numbers) in readers.items() if wanted(name))
    return {name: _with_lines(value, numbers) for name, value, numbers in values if value is not None}


def _with_lines(value: Found[Any], numbers: Sequence[int]) -> Found[Any]:
    """The same with lines in place of blocks in its evidence: `line:17`."""

    def line(source: str) -> str:
        kind, _, number = source.partition(":")
        return f"line:{numbers[int(number)]}" if kind == "block" and number.isdigit() else source

    told = value.evidence
    losers = tuple([Candidate(line(loser.source), loser.value, loser.confidence) for loser in told.losers])
    return Found(value.value, Evidence(line(told.source), told.value, told.confidence, losers))
