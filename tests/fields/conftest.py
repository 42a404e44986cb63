from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from articlextract.blocks import segment
from articlextract.parse import parse_page
from articlextract.records import Blocks, Labels, Page, RawPage, Role

Read = tuple[Page, Blocks, Labels]
STORY = "".join(
    f"<p data-role=content>The harbour master of Osk counted {n} boats before noon.</p>" for n in range(3, 9)
)
_ROLES = {role.value: role for role in Role}


def _roles(blocks: Blocks) -> tuple[Role, ...]:
    """The role that the nearest `data-role` names, so that fields are tested without filters and model."""
    found = []
    for block in blocks:
        names = (node.element.get("data-role") for node in blocks.ancestors(block.node))
        found.append(_ROLES[next((name for name in names if name), "other")])
    return tuple(found)


@pytest.fixture
def read() -> Callable[..., Read]:
    """A page with `head` and `body`; blocks have the role that `data-role` gives them, else other."""

    def build(
        body: str = STORY,
        head: str = "",
        *,
        url: str | None = "https://www.tidewatch.example.org/2024/boats-come-in",
        lang: str = "en",
        fetched_at: dt.datetime | None = None,
    ) -> Read:
        html = f"<!DOCTYPE html><html lang='{lang}'><head>{head}</head><body>{body}</body></html>"
        raw = RawPage(html.encode(), url=url, content_type="text/html; charset=utf-8", fetched_at=fetched_at)
        page = parse_page(raw, max_bytes=10**6)
        blocks = segment(page)
        roles = _roles(blocks)
        return page, blocks, Labels(roles, ("",) * len(roles), (0.5,) * len(roles))

    return build
