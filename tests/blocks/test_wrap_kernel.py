"""The compiled paragraphs against those of Python."""

from __future__ import annotations

import random

import pytest
from twins import flat_texts, twin

from articlextract.blocks.lines import _has_pair_in_python, _long_lines_in_python
from articlextract.blocks.text_marks import may_be_marked
from articlextract.blocks.text_wrap import paragraphs

TEXTS = flat_texts()
PIECES = [
    *"aAb.,:;()-  \t\n\n\n\u3000…。’“\u2028\x1e\x85🙂é\0(#*[{“\u00a0",
    "\n \u00a0",
    "the sentence goes on for a while ",
]


@pytest.mark.parametrize("name", TEXTS)
def test_paragraphs_are_those_of_python(name: str) -> None:
    kernel, text = twin("blocks._wrap_kernel"), TEXTS[name]
    for most in (10**6, 3):
        assert kernel.paragraphs(text, most) == paragraphs(text.split("\n"), most)


def test_made_up_texts_have_the_paragraphs_of_python() -> None:
    kernel, dice = twin("blocks._wrap_kernel"), random.Random(5)
    for _ in range(2000):
        text = "".join(dice.choice(PIECES) for _ in range(dice.randint(0, 60)))
        assert kernel.paragraphs(text, 10**6) == paragraphs(text.split("\n"), 10**6), repr(text)


def test_the_same_lines_may_be_marked() -> None:
    kernel, dice = twin("blocks._wrap_kernel"), random.Random(7)
    lines = [line for text in TEXTS.values() for line in paragraphs(text.split("\n")[:3000], 10**6)[3]]
    made = ("".join(dice.choice("-*#>=_~•1２3.) \u00a0ab") for _ in range(dice.randint(1, 6))) for _ in range(20_000))
    lines += [folded for line in made if (folded := " ".join(line.split()))]
    if kernel is not None:
        assert kernel.may_be_marked(lines) == may_be_marked(lines)


@pytest.mark.parametrize(
    "text", ["", "]", "](", "a ] (", "]]](", "x" * 99 + "](", "é](", "海](", "](🙂", "(]", "**", "* *"]
)
def test_pairs_are_found_as_in_python(text: str) -> None:
    kernel = twin("blocks._wrap_kernel")
    for pair in ("](", "**") if kernel else ():
        assert kernel.has_pair(text, *pair) == _has_pair_in_python(text, *pair)


def test_long_lines_are_those_of_python() -> None:
    kernel, lines = twin("blocks._wrap_kernel"), ["", "a", "ab", "海海", "abc"]
    if kernel is not None:
        assert kernel.long_lines(lines, 2) == _long_lines_in_python(lines, 2) == [2, 3, 4]
