"""Who reads a page, and with which weights."""

from __future__ import annotations

import pytest

from articlextract.fields.title import WEIGHTS
from benchmarks import readers
from benchmarks.corpora import Page
from benchmarks.sites import FOLDS, fold_of

_HTML = b"""<title>Boats of Osk</title><meta property="og:title" content="Harbour Diary"><h1>Nine Boats Come In</h1>
<p>The harbour master of Osk counted nine boats before noon, and none of them had a herring aboard.</p>"""


def test_a_page_is_read_with_the_title_weights_of_its_own_fold(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = dict(WEIGHTS)
    folds = [{**shipped, "og": -50.0, "h1": 50.0} for _ in range(FOLDS)]
    folds[fold_of("osk.example")] = {**shipped, "og": 50.0, "h1": -50.0}
    monkeypatch.setattr(readers, "_title_folds", lambda: folds)
    other = next(f"page {i}" for i in range(99) if fold_of(f"page {i}") != fold_of("osk.example"))
    assert readers.read_with_articlextract(Page("osk.example", None, _HTML, {})).title == "Harbour Diary"
    assert readers.read_with_articlextract(Page(other, None, _HTML, {})).title == "Nine Boats Come In"
    assert shipped == WEIGHTS  # nobody else reads with them


def test_every_fold_weighs_the_signs_of_now() -> None:
    """Else `python -m training.titles` has to run again."""
    folds = [readers.held_out_title_weights(None, f"page {i}") for i in range(99)]
    assert len({id(fold) for fold in folds}) == FOLDS
    assert all(list(fold) == list(WEIGHTS) for fold in folds)
