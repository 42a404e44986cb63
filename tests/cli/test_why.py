"""`extract --why`: reasons for people."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from articlextract.cli import extract

STORY = "".join(
    f"<p>The harbour master counted {n} boats at the quay, and wrote the number into the grey book of his father.</p>"
    for n in range(3, 12)
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Boats \x1b[31m&amp; books</title>
<meta property="article:published_time" content="2024-03-05T10:30:00+01:00"><meta name="date" content="2024-03-04">
</head><body><nav><a href="/">Home</a></nav><article><h1>Boats &amp; books</h1>{STORY}</article></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(extract, arguments)


def test_winner_and_losers_of_a_field(page: str) -> None:
    lines = run(page, "--why", "date").output.splitlines()
    assert lines[0] == "date: 2024-03-05T10:30:00+01:00"
    assert lines[1].split() == ["won", lines[1].split()[1], "meta:article:published_time", "2024-03-05T10:30:00+01:00"]
    assert any(line.split()[0] == "lost" and "2024-03-04" in line for line in lines[2:] if line)


def test_field_that_is_not_stated(page: str) -> None:
    assert run(page, "--why", "license").output == "license: the page does not say\n"


def test_body_by_blocks(page: str) -> None:
    lines = run(page, "--why", "body").output.splitlines()
    assert lines[0].startswith("body: 9 of ")
    assert [line[0] for line in lines[1:] if "harbour master" in line] == ["+"] * 9
    assert any(" navigation " in line and "Home" in line and line.startswith(" ") for line in lines)


def test_all_is_each_field_and_the_body(page: str) -> None:
    result = run(page, "--why", "all")
    assert result.exit_code == 0
    assert {"title:", "authors:", "date:", "body:"} <= {line.split()[0] for line in result.output.splitlines() if line}
    assert "\x1b" not in result.output


def test_text_without_markup_has_no_blocks(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("Boats and books\n\nThe harbour master counted nine boats.\n", encoding="utf-8")
    assert run(str(path), "--input", "text", "--why", "body").output.startswith("body: ")


def test_reasons_are_no_document(page: str) -> None:
    assert run(page, "--why", "date", "--format", "json").exit_code == 2
    assert run(page, "--why", "nonsense").exit_code == 2
