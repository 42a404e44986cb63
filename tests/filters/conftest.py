from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from articlextract.blocks import segment
from articlextract.filters import find_boilerplate
from articlextract.parse import parse_page
from articlextract.records import Finding, RawPage, Role

STORY = "".join(
    f"<p>The harbour master of Osk counted {n} boats before noon, and every one of them had come in with its nets "
    "dry, which he wrote down in the ledger that his grandmother had begun when the quay was still made of wood.</p>"
    for n in range(3, 15)
)


@dataclass(frozen=True)
class Found:
    """What the filters say of a page, by the text of its blocks."""

    lines: tuple[str, ...]
    findings: tuple[Finding, ...]

    def roles(self, text: str) -> set[Role]:
        """Roles of all findings that cover the block with this text."""
        at = self.lines.index(text)
        return {f.role for f in self.findings if f.first <= at < f.last}

    def certain(self, text: str) -> Role | None:
        at = self.lines.index(text)
        return next((f.role for f in self.findings if f.certain and f.first <= at < f.last), None)

    def best(self, text: str) -> Role | None:
        """The role that the block gets when it is no content: certain first, then the smallest range."""
        at = self.lines.index(text)
        covering = [f for f in self.findings if f.first <= at < f.last]
        return min(covering, key=lambda f: (not f.certain, f.last - f.first)).role if covering else None


@pytest.fixture
def find() -> Callable[..., Found]:
    def run(body: str, *, head: str = "", story: bool = True) -> Found:
        text = f"<h1>Boats come in dry</h1>{STORY}" if story else ""
        html = f"<html><head><title>Boats come in dry - Osk Post</title>{head}</head><body>"
        html += body.replace("{story}", text) if "{story}" in body else text + body
        page = parse_page(RawPage(html.encode(), content_type="text/html; charset=utf-8"), max_bytes=10**6)
        blocks = segment(page)
        return Found(tuple(block.text for block in blocks), tuple(find_boilerplate(page, blocks)))

    return run
