"""Whatever a page says about its charset: one bad byte costs one character, a wrong label no page."""

from __future__ import annotations

import pytest
from hostile.charsets import AFTER, BEFORE, Case, cases

from articlextract.blocks import segment
from articlextract.parse import parse_page
from articlextract.records import RawPage

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_text_comes_out_of_any_charset(case: Case) -> None:
    kind = None if case.header is None else f"text/html; charset={case.header}"
    page = parse_page(RawPage(case.data, content_type=kind), max_bytes=1_000_000)
    text = " ".join(block.text for block in segment(page))
    assert BEFORE in text
    assert AFTER in text
    assert case.text in text or not case.exact


def test_there_are_enough_cases() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 100
