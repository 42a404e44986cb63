"""No regular expression of the package takes quadratic time on what a page can hold."""

from __future__ import annotations

import re
import time
from collections import deque
from typing import Any

import pytest
from hostile.patterns import Found, find_patterns, worst_texts

# An expression that goes through a text once takes less than a millisecond for SIZE characters, one that starts anew
# at each of them a tenth of a second and more.
SIZE = 8_000
LIMIT = 0.03  # seconds of processor time
SHORTER = (25, 35, 50, 70, 100, 150, 250, 400, 700)  # first, so that what is exponential or cubic fails, not hangs

# What is never shown a long text, or never the text that would be bad for it.
BOUNDED = {
    "articlextract.body.notes._LABEL": "texts under 20 characters",
    "articlextract.fields._names._JOINERS": "MAX_RAW characters, white space folded",
    "articlextract.fields._names._BREAK": "MAX_RAW characters, white space folded",
    "articlextract.fields._parts._AGO": "the last 12 characters",
    "articlextract.fields._pictures._NUMBER": "values under 20 characters",
    "articlextract.fields._author_alone._PART": "lines of _MAX_DATED characters",
    "articlextract.body.tex._GUARDS": "MAX_TEX characters, white space folded",
    "articlextract.fields._titles._SEPARATOR": "white space folded",
    "articlextract.fields.tags._SEPARATOR": "white space folded",
}
PATTERNS = find_patterns()


def seconds(found: Found, text: Any) -> float:
    """The least of three, for a busy machine slows some of them."""
    times = []
    for _ in range(3):
        start = time.process_time()
        for use in found.uses:
            result = getattr(found.expression, use)(text)
            if use == "finditer":
                deque(result, 0)
        times.append(time.process_time() - start)
        if times[-1] < LIMIT:
            break
    return min(times)


def slow(found: Found) -> str | None:
    """The start of a text that takes the expression too long."""
    for size in (*SHORTER, SIZE):
        for text in worst_texts(found.expression, size):
            if seconds(found, text) > LIMIT:
                return repr(text[:40])
    return None


@pytest.mark.parametrize("found", PATTERNS, ids=[found.name for found in PATTERNS])
def test_no_text_takes_long(found: Found) -> None:
    if found.name not in BOUNDED:
        assert slow(found) is None


def test_all_expressions_are_looked_at() -> None:
    assert len(PATTERNS) > 100
    assert {found.name for found in PATTERNS} >= set(BOUNDED)


@pytest.mark.parametrize(
    ("source", "use"),
    [
        (r"\s*x", "finditer"),
        (r"[ (]*end$", "finditer"),
        (r"\d+ ?\w{1,5}\.$", "finditer"),
        (r"(?:([a-z]{3,20}?)\1)+", "fullmatch"),
        (r"\w*\w*x", "match"),
    ],
)
def test_a_slow_expression_is_noticed(source: str, use: str) -> None:
    assert slow(Found(source, re.compile(source), frozenset({use}))) is not None
