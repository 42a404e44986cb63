"""The metrics against values worked out by hand."""

from __future__ import annotations

import pytest

from benchmarks.metrics import SegCounts, authors_f1, body_f1, date_match, normalise, seg_counts, title_match


def test_body_counts_a_word_as_often_as_both_have_it() -> None:
    # gold: the x2, sea, rose (4 words); found: the x1, sea x2, fell (4 words); overlap: the, sea
    assert body_f1("The sea, sea fell", "the sea rose the") == pytest.approx(2 * 2 / (4 + 4))


def test_body_ignores_case_and_punctuation() -> None:
    assert body_f1("TIDE-tables; (2024)", "tide tables 2024") == 1.0


def test_body_of_disjoint_texts_is_zero() -> None:
    assert body_f1("one two", "three four") == 0.0


@pytest.mark.parametrize(("predicted", "score"), [("", 1.0), (" … — ", 1.0), ("word", 0.0)])
def test_empty_gold_text_wants_nothing_extracted(predicted: str, score: float) -> None:
    assert body_f1(predicted, "") == score


def test_nothing_extracted_from_a_page_with_text_is_zero() -> None:
    assert body_f1("", "three words here") == 0.0


def test_seg_folds_white_space_on_both_sides() -> None:
    counts = seg_counts(
        "The tide\n\n  came in.\nSubscribe  now", ["tide came  in", "went out"], ["Subscribe now", "Home"]
    )
    assert counts == SegCounts(found=1, wrong=1, missed=1)
    assert counts.f1 == pytest.approx(2 / 4)


def test_seg_keeps_case() -> None:
    assert seg_counts("twitter", [], ["Twitter"]) == SegCounts(0, 0, 0)


def test_seg_with_nothing_to_find() -> None:
    assert SegCounts(0, 0, 0).f1 == 1.0
    assert SegCounts(0, 2, 0).f1 == 0.0


@pytest.mark.parametrize(
    ("predicted", "gold", "score"),
    [
        ("The Tide: a History", "the tide — a history", 1.0),
        ("Ｔｉｄｅ", "tide", 1.0),
        ("STRASSE", "Straße", 1.0),
        ("The Tide | Harbour News", "The Tide", 0.0),
        (None, "The Tide", 0.0),
        ("tide table", "tidetable", 0.0),
    ],
)
def test_title(predicted: str | None, gold: str, score: float) -> None:
    assert title_match(predicted, gold) == score


def test_normalise_folds_compatibility_forms() -> None:
    assert normalise("½ ﬁsh") == normalise("1⁄2 fish")


@pytest.mark.parametrize(
    ("predicted", "gold", "score"),
    [
        (["Ana Ruiz"], ["ANA RUIZ"], 1.0),
        (["Ana Ruiz", "Bo Lind"], ["Bo Lind", "Ana Ruiz"], 1.0),
        (["Ana Ruiz", "Bo Lind"], ["Ana Ruiz"], 2 / 3),
        (["Ana Ruiz", "Ana Ruiz"], ["Ana Ruiz"], 1.0),
        (["Ana Ruiz", "Bo Lind"], ["Ana Ruiz, Bo Lind"], 1.0),  # one string in the gold: joined names are equal
        (["Bo Lind", "Ana Ruiz"], ["Ana Ruiz, Bo Lind"], 0.0),  # joined in another order
        ([], ["Ana Ruiz"], 0.0),
        ([], [], 1.0),
        (["–"], [], 1.0),  # no word character: no name
        (["Staff"], [], 0.0),
    ],
)
def test_authors(predicted: list[str], gold: list[str], score: float) -> None:
    assert authors_f1(predicted, gold) == pytest.approx(score)


@pytest.mark.parametrize(
    ("predicted", "gold", "score"),
    [
        ("2024-03-05", "2024-03-05", 1.0),
        ("2024-03-05T23:59:00+02:00", "2024-03-05", 1.0),
        ("2024-03-05", "2024-03-06", 0.0),
        (None, "2024-03-05", 0.0),
        ("2024-03-05", float("nan"), 0.0),
        (None, float("nan"), 0.0),
        ("2024-03-01", "2024-03", 0.0),  # a month is no day
    ],
)
def test_date(predicted: str | None, gold: object, score: float) -> None:
    assert date_match(predicted, gold) == score
