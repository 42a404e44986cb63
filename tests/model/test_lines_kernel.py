"""The compiled features of lines against those of Python."""

from __future__ import annotations

import numpy as np
import pytest
from twins import flat_texts, twin

from articlextract.blocks.lines import cut_lines
from articlextract.model.decision import BETA, FEW_WORDS, LEAST_P, choose
from articlextract.model.lines import _ABOVE, _BEGUN, _BELOW, _MAX_TITLE, _TOP, chances, name_lines
from articlextract.model.lines_features import MEANINGS, line_features, rows_in_python
from articlextract.model.lines_lexicon import BUCKETS
from articlextract.model.lines_weights import load

TEXTS = flat_texts()
LEXICON, NETWORK = load().lexicon, load().network


@pytest.mark.parametrize("name", TEXTS)
def test_features_are_those_of_python(name: str) -> None:
    lines = cut_lines(TEXTS[name])
    twin("model._lines_kernel")
    if not len(lines):
        return
    found = line_features(lines, LEXICON)
    expected = np.empty_like(found)
    rows_in_python(lines, LEXICON, expected)
    apart = np.abs(found - expected) / np.maximum(np.abs(expected), 1)
    worst = {feature: float(row.max()) for feature, row in zip(MEANINGS, apart, strict=True) if row.max() > 1e-5}
    assert worst == {}


def test_what_does_not_fit_together_is_refused() -> None:
    kernel = twin("model._lines_kernel")
    classes, values = np.zeros(1 << 16, dtype=np.uint8), np.zeros(1 << 16, dtype=np.uint32)
    words, lines = np.zeros(2 * BUCKETS, dtype=np.float32), np.zeros(BUCKETS, dtype=np.float32)
    rows = np.zeros((len(MEANINGS), 1), dtype=np.float32)
    line = (("a",), ("p",), (0,), (0,))
    kernel.fill_rows(*line, classes, values, words, lines, rows)
    for wrong in (
        (*line, classes, values, words, lines, rows[:-1].copy()),
        (*line, classes, values, words, lines, np.zeros((len(MEANINGS), 2), dtype=np.float32)),
        (("a",), (), (0,), (0,), classes, values, words, lines, rows),
        (*line, classes[:-1], values, words, lines, rows),
        (*line, classes, values, lines, lines, rows),
    ):
        with pytest.raises(ValueError, match=r"row for each feature|too short"):
            kernel.fill_rows(*wrong)
    with pytest.raises(TypeError):
        kernel.fill_rows((b"a",), *line[1:], classes, values, words, lines, rows)


@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 100])
def test_log_odds_are_those_of_python(count: int) -> None:
    if twin("model._lines_kernel") is None:
        return
    rows = np.random.default_rng(3).normal(scale=4, size=(len(MEANINGS), count)).astype(np.float32)
    before = rows.copy()
    assert np.abs(NETWORK.log_odds(rows) - NETWORK.in_python(rows)).max(initial=0) < 1e-4
    assert np.array_equal(rows, before)


def test_parts_that_do_not_fit_together_are_refused() -> None:
    kernel = twin("model._lines_kernel")
    if kernel is None:
        return
    mix, bias = NETWORK._first
    rows, found = np.zeros((len(MEANINGS), 3), dtype=np.float32), np.zeros((2, 3))
    parts = [rows, NETWORK.low, NETWORK.high, mix, bias, NETWORK.out, NETWORK.out_bias, found]
    kernel.log_odds(*parts)
    for at in range(len(parts)):
        with pytest.raises(ValueError, match="do not fit together"):
            kernel.log_odds(*parts[:at], parts[at][:-1].copy(), *parts[at + 1 :])


@pytest.mark.parametrize("seed", range(30))
def test_what_is_chosen_is_what_python_chooses(seed: int) -> None:
    kernel = twin("model._lines_kernel")
    dice = np.random.default_rng(seed)
    p = dice.random(dice.integers(1, 200)).round(dice.integers(1, 4)) * dice.choice([0.2, 1])  # many are equal
    words = dice.integers(0, 60, len(p)).astype(float)
    for beta in BETA.values() if kernel else ():
        kept, expected = kernel.choose(p, words, beta**2, LEAST_P, FEW_WORDS)
        favour = next(name for name, value in BETA.items() if value == beta)
        assert (kept, pytest.approx(expected)) == choose(p.tolist(), words.tolist(), favour)


@pytest.mark.parametrize("count", [1, 2, 100, 400])
def test_chances_are_those_of_python(count: int) -> None:
    kernel, dice = twin("model._lines_kernel"), np.random.default_rng(count)
    rows = dice.random((len(MEANINGS), count), dtype=np.float32) * 7
    found = np.empty((3, count))
    for mean in (-8, 0, 3) if kernel else ():
        odds = dice.normal(mean, 3, (2, count))
        kernel.chances(rows, odds, found, _TOP, _ABOVE, _BELOW, _BEGUN, _MAX_TITLE)
        assert np.allclose(found, chances(rows, odds), rtol=0, atol=1.01e-4)


def test_lines_are_named_as_in_python() -> None:
    kernel = twin("model._lines_kernel")
    p = np.array([0, 0.004, 0.005, 0.015, 0.5, 0.995, 1])
    kept = [True, False, True, False, True, False, True]
    reasons = tuple(map(str, range(101)))
    if kernel is not None:
        assert kernel.name_lines(kept, p, reasons, "content", "other") == name_lines(
            kept, p, reasons, "content", "other"
        )
        with pytest.raises(ValueError, match="so many probabilities"):
            kernel.name_lines(kept[:-1], p, reasons, "content", "other")
