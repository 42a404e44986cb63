from __future__ import annotations

import numpy as np

from training.titles import SIGNS, Example, fit, hit


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
