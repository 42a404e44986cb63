"""The compiled features of lines against those of Python."""

from __future__ import annotations

import numpy as np
import pytest
from twins import flat_texts, twin

from articlextract.blocks.lines import cut_lines
from articlextract.model.lines_features import MEANINGS, line_features, rows_in_python
from articlextract.model.lines_lexicon import BUCKETS
from articlextract.model.lines_weights import load

TEXTS = flat_texts()
LEXICON = load().lexicon


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
