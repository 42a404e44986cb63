"""Classes of characters."""

from __future__ import annotations

from unicodedata import category

import pytest

from articlextract.model.characters import CURRENCIES, LETTER, PLANE, UNSPACED, UPPER, class_of


@pytest.mark.parametrize(
    ("char", "kind"), [("É", UPPER), ("ǅ", LETTER), ("م", LETTER), ("中", UNSPACED), ("ก", UNSPACED)]
)
def test_letters(char: str, kind: int) -> None:
    assert class_of(char) == kind


def test_every_currency_symbol_is_money() -> None:
    assert {chr(code) for code in range(PLANE) if category(chr(code)) == "Sc"} <= set(CURRENCIES)
