from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from training.titles import SIGNS, Example, fit, fit_folds, hit, write_folds


def _page(right: int, *wordings: str) -> Example:
    signs = np.array([[float(sign == name) for sign in SIGNS] for name in wordings])
    return Example("wcxb-dev", 0, signs, np.arange(len(wordings)) == right)


def test_the_sign_of_annotated_wordings_gets_the_weight() -> None:
    pages = [_page(0, "og", "subheading"), _page(1, "subheading", "og"), _page(0, "h1", "subheading")]
    weights = dict(zip(SIGNS, fit(pages), strict=True))
    assert weights["og"] > 0 > weights["subheading"]
    assert abs(weights["linked"]) < 1e-9


def test_pages_without_a_right_wording_teach_nothing_and_count_as_missed() -> None:
    lost = _page(-1, "og", "h1")
    assert not fit([lost]).any()
    assert hit(lost, np.ones(len(SIGNS))) == 0.0


def test_the_weights_of_a_fold_saw_none_of_its_pages(tmp_path: Path) -> None:
    own, others = _page(0, "linked", "h1"), _page(0, "og", "subheading")
    folds = fit_folds([own._replace(fold=2), *[others._replace(fold=k) for k in (0, 1, 3, 4)]])
    write_folds(folds, tmp_path / "titles.json")
    read = json.loads((tmp_path / "titles.json").read_text("utf-8"))
    assert [weights["linked"] > 0 for weights in read] == [True, True, False, True, True]
    assert all(list(weights) == list(SIGNS) and weights["og"] > 0 for weights in read)


def test_a_sign_is_fitted_alone() -> None:
    known = dict.fromkeys(SIGNS, 0.5)
    weights = dict(zip(SIGNS, fit([_page(0, "linked", "h1")], known, only=["linked"]), strict=True))
    assert weights["linked"] > 0
    assert all(weight == 0.5 for sign, weight in weights.items() if sign != "linked")
