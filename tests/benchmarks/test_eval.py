"""`python -m benchmarks.eval`, from its arguments to its exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import corpora, floors
from benchmarks import eval as evaluation
from benchmarks.corpora import Page
from benchmarks.readers import Prediction

Pin = Callable[..., Path]
Put = Callable[[Callable[[Page], Prediction]], None]


def perfect(page: Page) -> Prediction:
    return Prediction(page.gold["text"], page.gold["title"])


def run(tmp_path: Path, *args: str) -> int:
    return evaluation.main(["--jobs", "1", "--out", str(tmp_path / "work"), *args])


def test_without_corpora_it_is_skipped_with_a_word(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path) == 0
    out = capsys.readouterr().out
    assert out.startswith("skipped: no corpora in")
    assert "benchmarks.import_checkout" in out


def test_a_corpus_asked_for_and_missing_is_an_error(root: Path, tmp_path: Path) -> None:
    assert run(tmp_path, "--corpus", "nowhere") == 2


@pytest.mark.usefixtures("tides")
def test_floors_held(answer: Put, pin: Pin, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(perfect)
    pin({"tides/body": 1.0, "tides/title/forum": 0.9})
    assert run(tmp_path) == 0
    out = capsys.readouterr().out
    assert "every floor held" in out
    assert "1.000 (0.900)" in out
    assert "forum (20)" in out


@pytest.mark.usefixtures("tides")
def test_below_a_floor(answer: Put, pin: Pin, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(lambda page: perfect(page)._replace(title="Ebb"))
    pin({"tides/body": 1.0, "tides/title": 0.9})
    assert run(tmp_path) == 1
    out = capsys.readouterr().out
    assert "tides/title is 0.0000, its floor is 0.9" in out
    assert "0.000 (0.900)!" in out


@pytest.mark.usefixtures("tides")
def test_another_corpus_file(answer: Put, pin: Pin, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(perfect)
    path = pin({"tides/body": 0.5}, {"tides": "another"})
    assert run(tmp_path, "--update-floors") == 1
    assert "--repin tides" in capsys.readouterr().out
    assert floors.read(path).floors == {"tides/body": 0.5}


@pytest.mark.usefixtures("tides")
def test_repin_takes_the_new_file_and_its_figures(answer: Put, pin: Pin, root: Path, tmp_path: Path) -> None:
    answer(lambda page: perfect(page)._replace(text=""))
    path = pin({"tides/body": 0.5, "sands/body": 0.4}, {"tides": "another"})
    assert run(tmp_path, "--repin", "tides") == 0
    assert floors.read(path).corpora == {"tides": corpora.fingerprint("tides", root)}
    assert floors.read(path).floors == {"tides/body": 0.0, "tides/title": 1.0, "sands/body": 0.4}


@pytest.mark.usefixtures("tides")
def test_a_page_that_raises_fails_the_gate(
    answer: Put, pin: Pin, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def read(page: Page) -> Prediction:
        if page.id == "07":
            raise RuntimeError("torn")
        return perfect(page)

    answer(read)
    pin({})
    assert run(tmp_path) == 1
    assert "RuntimeError: torn" in capsys.readouterr().out


@pytest.mark.usefixtures("tides")
def test_a_slow_page_fails_the_gate(answer: Put, pin: Pin, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(perfect)
    pin({}, slowest=-1.0)
    assert run(tmp_path) == 1
    assert "none may take more than -1.0 s" in capsys.readouterr().out


@pytest.mark.usefixtures("tides")
def test_update_raises_and_lower_lowers(answer: Put, pin: Pin, tmp_path: Path) -> None:
    answer(perfect)
    path = pin({"tides/body": 0.5})
    assert run(tmp_path, "--update-floors") == 0
    assert floors.read(path).floors == {"tides/body": 1.0, "tides/title": 1.0}

    answer(lambda page: perfect(page)._replace(title=None))
    assert run(tmp_path, "--update-floors") == 1
    assert run(tmp_path, "--lower", "tides/title=0") == 0
    assert floors.read(path).floors == {"tides/body": 1.0, "tides/title": 0.0}


@pytest.mark.usefixtures("tides")
def test_a_typo_in_lower_is_a_usage_error(pin: Pin, tmp_path: Path) -> None:
    pin({"tides/body": 0.5})
    with pytest.raises(SystemExit) as exit_info:
        run(tmp_path, "--lower", "tides/bdoy=0.1")
    assert exit_info.value.code == 2


@pytest.mark.usefixtures("tides")
def test_a_limit_has_no_gate(answer: Put, pin: Pin, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(lambda page: Prediction())
    path = pin({"tides/body": 0.5})
    assert run(tmp_path, "--limit", "4", "--update-floors") == 0
    assert "tides: 4 pages" in capsys.readouterr().out
    assert floors.read(path).floors == {"tides/body": 0.5}


@pytest.mark.usefixtures("tides")
def test_the_worst_pages_and_what_was_kept(
    answer: Put, pin: Pin, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(lambda page: Prediction("Home Login", "Ebb") if page.id == "11" else perfect(page))
    pin({})
    run(tmp_path, "--worst", "1", "--field", "body", "--field", "title")
    out = capsys.readouterr().out
    assert "0.000  11  forum" in out
    assert "- The sea rose by 11 feet." in out
    assert "+ Home Login" in out
    assert "- Tide 11" in out
    lines = (tmp_path / "work" / "articlextract" / "tides.jsonl").read_text("utf-8").splitlines()
    kept = [json.loads(line) for line in lines]
    assert [row["id"] for row in kept if row["scores"]["title"] == 0.0] == ["11"]
    assert kept[11]["predicted"]["title"] == "Ebb"
    assert kept[11]["gold"]["title"] == "Tide 11"
