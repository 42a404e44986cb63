"""Words and digits in lines: the compiled twins against those of Python."""

from __future__ import annotations

import random

import pytest
from twins import ODD_TEXTS, flat_texts, twin

from articlextract.wordsets import _has_digit, _WordSet

WORDS = frozenset("may mai märz june mars by a updated veröffentlicht".split())
LINES = [line for text in flat_texts().values() for line in text.splitlines()[:3000]] + list(ODD_TEXTS.values())


def in_other(text: str) -> bool:
    return "märz" in text


def test_the_same_lines_have_a_digit_or_a_word() -> None:
    kernel = twin("_wordset_kernel")
    if kernel is None:
        return
    known, expected = kernel.WordSet(WORDS, in_other), _WordSet(WORDS, in_other)
    dice = random.Random(2)
    made = ["".join(dice.choice("MmaAyYbB  -_4\0") for _ in range(dice.randint(0, 12))) for _ in range(20_000)]
    for line in [*LINES, *made, "٤", "４ ", "²", "by", "BY:", "_by_", "4may", "x" * 40 + " may"]:
        assert kernel.has_digit(line) == _has_digit(line), repr(line)
        assert known.in_line(line) == expected.in_line(line), repr(line)


def test_words_that_do_not_fit_are_refused() -> None:
    kernel = twin("_wordset_kernel")
    for words in (["x" * 40], [""]) if kernel else ():
        with pytest.raises(ValueError, match="too long a word"):
            kernel.WordSet(words, in_other)
