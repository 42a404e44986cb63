"""`extract --input`: text is told from markup, and standard error says which was assumed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from articlextract.cli import extract

TEXT = Path(__file__).parents[1] / "fixtures" / "wet-menus-flattened" / "page.txt"
TITLE = "Salt Marsh at Venn Gives Its First Lambs in Forty Years"
FRAGMENT = "<p>The sea went out at noon and came back at six, as the master wrote down.</p><p>Nobody saw it.</p>"


def run(*arguments: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(extract, [str(argument) for argument in arguments], input=stdin)


@pytest.mark.parametrize("source", [TEXT, "-"])
def test_text_is_read_as_text_and_said_to_be(source: str | Path) -> None:
    result = run(source, stdin=TEXT.read_text("utf-8"))
    assert result.exit_code == 0
    assert result.stdout.startswith(TITLE)
    assert "Privacy policy" not in result.stdout
    assert "read as text; --input html" in result.stderr


def test_a_fragment_is_read_as_html_and_said_to_be() -> None:
    result = run("-", stdin=FRAGMENT)
    assert "<p>" not in result.stdout
    assert "read as HTML; --input text" in result.stderr


def test_a_document_needs_no_word() -> None:
    assert run("-", stdin=f"<!doctype html><title>Tides</title>{FRAGMENT}").stderr == ""


def test_the_option_decides_without_a_word() -> None:
    result = run("-", "--input", "text", stdin=TEXT.read_text("utf-8") + FRAGMENT)
    assert result.stdout.startswith(TITLE)
    assert result.stderr == ""
    assert run(TEXT, "--input", "html").stderr == ""


def test_quiet_is_quiet() -> None:
    assert run(TEXT, "--quiet").stderr == ""
