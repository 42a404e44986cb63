"""Articles -> CSV."""

from __future__ import annotations

import csv
import io

import pytest
from render.test_json import FULL

from articlextract import Article, Status
from articlextract.render import to_csv
from articlextract.render.csv import COLUMNS


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_each_under_one_header() -> None:
    full, empty = read(to_csv([FULL, Article(Status.EMPTY)]))
    assert tuple(full) == COLUMNS
    assert full["authors"] == "Ann; The Mill"
    assert (full["date"], full["status"], full["tags"]) == ("2024-02-29", "ok", "bread; salt")
    assert full["text"] == FULL.text
    assert (empty["title"], empty["status"]) == ("", "empty")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\0=1", " =1", "\n=1"])
def test_no_cell_is_a_formula(title: str) -> None:
    (row,) = read(to_csv([Article(Status.OK, title=title)]))
    assert row["title"].startswith("'")


def test_without_header() -> None:
    assert to_csv([Article(Status.OK)], header=False).startswith(",ok,")
