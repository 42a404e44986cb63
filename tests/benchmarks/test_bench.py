"""`python -m benchmarks.bench`: what it prints and when it fails. No figure is judged here, only that each is there."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import bench, readers
from benchmarks.corpora import Page
from benchmarks.memory import NOTHING, own_peak, peak_bytes
from benchmarks.readers import OURS, PEERS, Prediction

Pin = Callable[..., Path]


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that needs no weights, for what is measured in this process."""
    for name in ("read_as_shipped", "read_text_alone"):
        monkeypatch.setattr(readers, name, lambda page: Prediction(page.html.decode()))


@pytest.mark.usefixtures("tides")
def test_pages_that_raise_are_no_speed(
    pin: Pin, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def read(page: Page) -> Prediction:
        raise ValueError("torn page")

    monkeypatch.setattr(readers, "read_as_shipped", read)
    pin({})
    assert bench.main(["--corpus", "tides", "--limit", "2", "--peers", "none", "--no-memory"]) == 1
    assert "tides: 2 pages raised" in capsys.readouterr().out


@pytest.mark.usefixtures("tides")
def test_it_prints_the_ratio_and_the_stages(pin: Pin, capsys: pytest.CaptureFixture[str]) -> None:
    pin({})
    assert bench.main(["--corpus", "tides", "--limit", "3", "--peers", "none", "--no-memory", "--profile"]) == 0
    out = capsys.readouterr().out
    assert "tides, 3 pages" in out
    assert "lxml parse" in out
    assert "articlextract" in out
    assert "segment" in out


@pytest.mark.usefixtures("tides")
def test_several_corpora_are_added_up(pin: Pin, capsys: pytest.CaptureFixture[str]) -> None:
    pin({})
    twice = ["--corpus", "tides", "--corpus", "tides"]
    assert bench.main([*twice, "--limit", "2", "--peers", "none", "--no-memory"]) == 0
    assert "all of them, 4 pages" in capsys.readouterr().out
    assert bench.main([*twice[:2], "--limit", "2", "--peers", "none", "--no-memory"]) == 0
    assert "all of them" not in capsys.readouterr().out


@pytest.mark.usefixtures("tides")
def test_above_the_ceiling(pin: Pin, capsys: pytest.CaptureFixture[str]) -> None:
    pin({}, ratio=0.0)
    assert bench.main(["--corpus", "tides", "--limit", "2", "--peers", "none", "--no-memory"]) == 1
    assert "the ceiling is 0" in capsys.readouterr().out


def test_without_corpora_it_is_skipped_with_a_word(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main([]) == 0
    assert capsys.readouterr().out.startswith("skipped: no corpora in")


def test_a_corpus_asked_for_and_missing_is_an_error(root: Path) -> None:
    assert bench.main(["--corpus", "nowhere"]) == 2


@pytest.mark.usefixtures("tides")
def test_a_peer_that_is_not_installed_is_left_out_with_a_word(
    pin: Pin, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = dataclasses.replace(PEERS["goose3"], module="no_such_module_anywhere")
    monkeypatch.setattr(bench, "PEERS", {"goose3": absent})
    pin({})
    assert bench.main(["--corpus", "tides", "--limit", "2", "--no-memory", "--peers", "goose3"]) == 0
    assert "not installed, so not measured: goose3" in capsys.readouterr().out


def test_an_unknown_peer_is_refused(tides: list[Page]) -> None:
    with pytest.raises(SystemExit, match="no such peer: gosling"):
        bench.main(["--corpus", "tides", "--peers", "gosling"])


def test_memory_is_that_of_another_process(tides: list[Page]) -> None:
    ballast = bytearray(200_000_000)
    ballast[::4096] = b"x" * len(ballast[::4096])
    nothing, ours = peak_bytes(NOTHING, tides[:2]), peak_bytes(OURS, tides[:2])
    assert 1_000_000 < nothing < ours < own_peak()
