"""From pages to figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.corpora import Page
from benchmarks.readers import Prediction
from benchmarks.scoring import Figure, figures, score_page, score_pages


def page(name: str, **gold: Any) -> Page:
    return Page(name, None, b"<p>", gold)


def test_only_annotated_fields_are_scored(answer: Callable[..., None]) -> None:
    answer(lambda page: Prediction("low tide", "Tide", ("Ana Ruiz",), "2024-05-01"))
    score = score_page(page("a", title="tide", date="2024-05-02"))
    assert score.scores == {"title": 1.0, "date": 0.0}
    assert score.seg is None


def test_a_reader_that_raises_scores_nothing_even_where_nothing_was_to_be_found(answer: Callable[..., None]) -> None:
    def read(page: Page) -> Prediction:
        raise ValueError("torn page")

    answer(read)
    score = score_page(page("a", text="", title="Tide", authors=[], date="2024-05-01"))
    assert score.error == "ValueError: torn page"
    assert score.scores == {"body": 0.0, "title": 0.0, "authors": 0.0, "date": 0.0}


def test_body_is_the_mean_and_seg_the_f1_of_the_totals(answer: Callable[..., None]) -> None:
    texts = {"a": "tide menu", "b": "", "c": "sea"}
    answer(lambda page: Prediction(texts[page.id]))
    pages = [
        page("a", **{"with": ["tide"], "without": ["menu", "login"]}, type="forum"),  # 1 found, 1 wrong
        page("b", **{"with": ["sun", "moon", "star"], "without": []}, type="article"),  # 3 missed
        page("c", text="sea sand", type="forum"),
    ]
    found = {figure.name: figure for figure in figures("it", score_pages(pages))}
    assert found["it/seg"].value == pytest.approx(2 * 1 / (2 * 1 + 1 + 3))
    assert found["it/seg"].pages == 2
    assert found["it/seg/forum"].value == pytest.approx(2 / 3)
    assert found["it/seg/article"].value == 0.0
    assert found["it/body"] == Figure("it/body", pytest.approx(2 / 3), 1)
    assert "it/body/article" not in found


def test_figures_by_language(answer: Callable[..., None]) -> None:
    answer(lambda page: Prediction(title="Tide"))
    pages = [
        Page("a", None, b"<!doctype html><html lang=no><p>", {"title": "Tide"}),
        Page("b", None, b'<HTML class="x" lang="de-AT"><p>', {"title": "Flut"}),
        Page("c", None, b"<p lang=fr>", {"title": "Tide"}),
    ]
    assert figures("it", score_pages(pages)) == [
        Figure("it/title", pytest.approx(2 / 3), 3),
        Figure("it/title/de", 0.0, 1),
        Figure("it/title/no", 1.0, 1),
        Figure("it/title/no language stated", 1.0, 1),
    ]


def test_several_processes_give_the_same_scores_in_the_same_order(tides: list[Page]) -> None:
    def told(jobs: int) -> list[tuple[Any, ...]]:
        return [(s.id, s.scores, s.predicted, s.error) for s in score_pages(tides[:9], jobs=jobs)]

    assert told(1) == told(2)
    assert [row[0] for row in told(2)] == [page.id for page in tides[:9]]
