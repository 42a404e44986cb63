"""Several sources, single fields, front matter, words for slips, colour and completion."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli.test_extract import PAGE, STORY
from click.testing import CliRunner, Result
from loopback import Server, say

from articlextract.cli import VERBS, extract, main
from articlextract.cli.document import as_yaml

OTHER = (
    PAGE.replace("Eleven boats &amp; a book", "Twelve boats").replace("Ada Quay", "Bo Pier").replace("eleven", "twelve")
)


def run(*arguments: str | Path, command: Any = extract, **options: Any) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments], **options)


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "one.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "two.html").write_text(OTHER, encoding="utf-8")
    (tmp_path / "empty.html").write_text("<p></p>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Several sources


def test_several_pages_in_the_order_given(pages: Path) -> None:
    said = run("two.html", "one.html").stdout
    assert said.startswith("==> two.html <==\n\nTwelve boats\n")
    assert said.index("\n==> one.html <==\n") > said.index("Bo Pier")


def test_several_as_json_are_a_line_each(pages: Path) -> None:
    lines = run("one.html", "two.html", "--json").stdout.splitlines()
    assert [json.loads(line)["title"] for line in lines] == ["Eleven boats & a book", "Twelve boats"]


def test_several_as_csv_have_one_header(pages: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("one.html", "two.html", "-f", "csv").stdout)))
    assert [row["authors"] for row in rows] == ["Ada Quay", "Bo Pier"]


def test_several_as_html_are_one_document(pages: Path) -> None:
    said = run("one.html", "two.html", "-f", "html").stdout
    assert (said.count("<!doctype"), said.count("<article>")) == (1, 2)


def test_one_that_fails_does_not_stop_the_others(pages: Path) -> None:
    done = run("missing.html", "empty.html", "one.html")
    assert done.exit_code == 3
    assert "Eleven boats" in done.stdout
    assert "missing.html: there is no file" in done.stderr
    assert "empty.html: the page holds no text" in done.stderr


def test_urls_are_fetched_side_by_side_and_said_in_order(pages: Path) -> None:
    with Server({"/1": say(PAGE.encode()), "/2": say(OTHER.encode())}) as server:
        sources = [server.url("/2"), "one.html", server.url("/1"), server.url("/2")]
        done = run(*sources, "--allow-private", "--field", "title")
    assert done.stdout.splitlines() == [
        "Twelve boats",
        "Eleven boats & a book",
        "Eleven boats & a book",
        "Twelve boats",
    ]


def test_several_into_a_file(pages: Path) -> None:
    assert run("one.html", "two.html", "--json", "-o", "all.jsonl").stdout == ""
    assert len((pages / "all.jsonl").read_text(encoding="utf-8").splitlines()) == 2


# Single fields


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (["title"], "Eleven boats & a book\n"),
        (["authors"], "Ada Quay\n"),
        (["date"], "2024-03-05T10:30:00+01:00\n"),
        (["title", "authors", "section", "status"], "Eleven boats & a book\tAda Quay\t\tok\n"),
    ],
)
def test_fields(pages: Path, fields: list[str], line: str) -> None:
    assert run("one.html", *[part for name in fields for part in ("--field", name)]).stdout == line


def test_a_field_that_the_page_does_not_state_is_1(pages: Path) -> None:
    done = run("one.html", "--field", "section")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "does not state its section" in done.stderr


def test_a_field_of_a_page_without_text(pages: Path) -> None:
    assert run("empty.html", "--field", "status").stdout == "empty\n"


# Front matter


def test_front_matter_is_yaml(pages: Path) -> None:
    (pages / "one.html").write_text(PAGE.replace("boats &amp; a book", 'boats: a "book" #1'), encoding="utf-8")
    said = run("one.html", "--front-matter", "--url", "https://example.org/tides").stdout
    _, front, body = said.split("---\n", 2)
    values = yaml.safe_load(front)
    assert values["title"] == 'Eleven boats: a "book" #1'
    assert values["authors"] == ["Ada Quay"]
    assert values["date"] == "2024-03-05T10:30:00+01:00"
    assert STORY in body


@pytest.mark.parametrize("text", ["a: b #c", "- x", "\u2028\x85\x7f", '"\\', "on", "2024-01-01", "\ud800", "\ufeff😀"])
def test_any_text_is_a_yaml_string(text: str) -> None:
    written = yaml.safe_load(f"title: {as_yaml(text)}\n")["title"]
    assert written == text.encode("utf-8", "replace").decode()


# Words for slips


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("example.org/story", "For the web page: https://example.org/story"),
        ("www.example.org", "For the web page: https://www.example.org"),
        ("<p>Hello <b>you</b></p>", "that is HTML"),
        ("oen.html", "Did you mean one.html?"),
        ("nothing-like-it", "Check the path"),
    ],
)
def test_slips(pages: Path, source: str, said: str) -> None:
    done = run(source)
    assert done.exit_code == 3
    assert said in done.stderr


def test_no_source_at_all_says_what_to_give() -> None:
    done = run()
    assert done.exit_code == 2
    assert "give -" in done.stderr


# Quiet, verbose, colour


def test_quiet_leaves_the_exit_code_to_tell(pages: Path) -> None:
    for sources in (["missing.html"], ["missing.html", "one.html"]):
        done = run(*sources, "--quiet")
        assert (done.exit_code, done.stderr) == (3, "")


def test_verbose_says_what_was_found_and_where(pages: Path) -> None:
    said = run("one.html", "--verbose").stderr
    assert "one.html: status ok, " in said
    assert "\nextract: title: block:" in said


def test_colour_only_where_there_is_a_terminal(pages: Path) -> None:
    assert "\x1b" not in run("missing.html").stderr
    assert "\x1b[33m" in run("missing.html", color=True).stderr
    assert "\x1b" not in run("missing.html", color=True, env={"NO_COLOR": "1"}).stderr


# The other verbs


def test_help_lists_every_verb_with_its_own_line() -> None:
    with main.make_context("articlextract", [], resilient_parsing=True) as context:
        for verb, (_, line) in VERBS.items():
            command = main.get_command(context, verb)
            assert command is not None
            assert command.get_short_help_str(limit=200).startswith(line.rstrip("."))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    said = run("completion", shell, command=main).stdout
    assert "_EXTRACT_COMPLETE" in said
    assert "_ARTICLEXTRACT_COMPLETE" in said


def test_completion_knows_the_formats() -> None:
    environment = {"_EXTRACT_COMPLETE": "bash_complete", "COMP_WORDS": "extract --format ", "COMP_CWORD": "2"}
    done = CliRunner(env=environment).invoke(extract, [], prog_name="extract")
    assert "plain,markdown" in done.stdout


def test_inspect_writes_a_report(pages: Path) -> None:
    assert run("inspect", "one.html", "-o", "report.html", command=main).exit_code == 0
    report = (pages / "report.html").read_text(encoding="utf-8")
    assert report.startswith("<!doctype html>")
    assert "Content-Security-Policy" in report
    assert "Eleven boats &amp; a book" in report


def test_inspect_opens_a_browser(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: bool(opened.append(address)))
    done = run("inspect", "one.html", "--open", command=main)
    assert done.exit_code == 0
    assert opened[0].startswith("file:///")
    assert "no browser was found" in done.stderr


@pytest.mark.parametrize(("source", "code"), [("missing.html", 3), ("example.org", 3)])
def test_inspect_fails_like_extract(pages: Path, source: str, code: int) -> None:
    assert run("inspect", source, command=main).exit_code == code
