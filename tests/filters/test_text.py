"""What flattened text says line by line is what the filters for pages make of the same lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from articlextract.blocks.lines import cut_lines, line_blocks, text_page
from articlextract.filters import find_boilerplate
from articlextract.filters.text import find_in_text
from articlextract.records import Finding, Role

FIXTURES = Path(__file__).parents[1] / "fixtures"
OF_TEXT = ("share row", "line like a headline", "heading '", "name with a paragraph")
PARAGRAPH = "The dredger has been at work in the outer basin since Monday, and what it brings up is mostly mud."
MADE = f"""Skip to content
Facebook
Twitter
Email
Was this helpful?
The bell of Osk
By Ida Brandt
12 March 2023
{PARAGRAPH}
Advertisement
12 likes
★★★★
12 May 2019 Author: Ida Brandt Views: 12
FacebookTwitterEmail
All Rights Reserved
Copyright, harbour office 2023, and of those who wrote
© The Lamp"""


def found_in(text: str, headline: int | None) -> list[Finding]:
    lines = cut_lines(text)
    return find_in_text(lines, text_page(lines, headline, None), headline, sure=True)


@pytest.mark.parametrize("case", ["recent-posts-flattened", "wet-menus-flattened", "made"])
@pytest.mark.parametrize("headline", [None, 0, 5])
def test_lines_are_known_without_a_tree_as_with_one(case: str, headline: int | None) -> None:
    text = MADE if case == "made" else (FIXTURES / case / "page.txt").read_text("utf-8")
    lines = cut_lines(text)
    page = text_page(lines, headline, None)
    with_tree = find_boilerplate(page, line_blocks(lines, range(len(lines))))
    without: dict[tuple[int, int, bool], set[Finding]] = {}
    for finding in found_in(text, headline):
        without.setdefault((finding.first, finding.last, finding.certain), set()).add(finding)
    assert [f for f in with_tree if f not in without.get((f.first, f.last, f.certain), ())] == []
    ranges = {(f.first, f.last, f.certain) for f in with_tree}
    more = {f.reason for key, found in without.items() if key not in ranges for f in found}
    assert {reason for reason in more if not reason.startswith(OF_TEXT)} == set()


def test_the_made_page_says_what_it_should() -> None:
    roles = {finding.reason: finding.role for finding in found_in(MADE, 5) if finding.certain}
    assert roles == {
        "line like a headline": Role.TITLE,
        "run of lines about sharing": Role.SHARE,
        "share row": Role.SHARE,
        "line that counts": Role.SHARE,
        "line of author, date, readers": Role.BYLINE,
        "<p> like the page's title": Role.TITLE,
        "line that leads around the page": Role.NAVIGATION,
        "asks whether it was of use": Role.OTHER,
        "a rating in stars": Role.OTHER,
        "label of an advertisement": Role.PROMO,
        "copyright line": Role.LEGAL,
        "notice of the publisher": Role.LEGAL,
    }
