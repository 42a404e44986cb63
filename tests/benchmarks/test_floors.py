"""The floors: what fails, what rises, what falls."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import floors
from benchmarks.floors import MIN_PAGES, Floors
from benchmarks.scoring import Figure

PINNED = Floors({"tides": "aa"}, {"tides/body": 0.8, "sands/body": 0.5}, {"raised": 0})


def test_a_figure_at_its_floor_holds_and_one_without_a_floor_too() -> None:
    figures = [Figure("tides/body", 0.8, 99), Figure("tides/title", 0.1, 99)]
    assert PINNED.below(figures) == []


def test_a_figure_below_its_floor_is_named() -> None:
    low = Figure("tides/body", 0.7999, 99)
    assert PINNED.below([low, Figure("sands/body", 0.9, 99)]) == [low]


def test_update_raises_adds_and_never_lowers() -> None:
    figures = [Figure("tides/body", 0.8567, 99), Figure("sands/body", 0.4, 99), Figure("tides/title", 0.9, MIN_PAGES)]
    raised = PINNED.raised_to(figures, {"tides": "bb", "sands": "cc"})
    assert raised.floors == {"tides/body": 0.856, "sands/body": 0.5, "tides/title": 0.9}
    assert raised.corpora == {"tides": "aa", "sands": "cc"}  # a pinned corpus stays pinned


def test_no_floor_for_a_handful_of_pages() -> None:
    assert "tides/body/forum" not in PINNED.raised_to([Figure("tides/body/forum", 1.0, MIN_PAGES - 1)], {}).floors


def test_cutting_keeps_a_round_value() -> None:
    assert PINNED.raised_to([Figure("x/title", 0.29, 99)], {}).floors["x/title"] == 0.29


def test_lowering_is_by_name() -> None:
    assert PINNED.lowered("tides/body", 0.7).floors["tides/body"] == 0.7
    with pytest.raises(KeyError):
        PINNED.lowered("tides/bdoy", 0.7)


def test_another_file_is_noticed_and_a_new_corpus_is_not_another() -> None:
    assert PINNED.changed_corpus("tides", "bb")
    assert not PINNED.changed_corpus("tides", "aa")
    assert not PINNED.changed_corpus("sands", "cc")


def test_forgetting_a_corpus_takes_its_floors_along() -> None:
    rest = PINNED.without("tides")
    assert (rest.corpora, rest.floors) == ({}, {"sands/body": 0.5})


def test_floors_come_back_as_they_were_written(tmp_path: Path) -> None:
    floors.write(PINNED, tmp_path / "f.json")
    assert floors.read(tmp_path / "f.json") == PINNED


def test_the_projects_own_floors_can_be_read() -> None:
    pinned = floors.read()
    assert {name.split("/")[0] for name in pinned.floors} <= set(pinned.corpora)
    assert set(pinned.ceilings) == {floors.RAISED, floors.SLOWEST, floors.RATIO}
