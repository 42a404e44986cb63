"""Links as pages write them: the quick ways mean what urljoin does."""

from __future__ import annotations

from itertools import product
from urllib.parse import urljoin

import pytest

from articlextract.urls import absolute_url

BASES = (
    "https://osk.example",
    "https://osk.example/a/b?c=/d#e",
    "http://osk.example/a;b/c",
    "https://osk.example/a//b",
    "https://osk.example?a",
    "https://osk.example/a/b/c/",
)
LINKS = (
    "tides",
    "tides/low.html",
    "t?u=1",
    "t#u",
    "./t",
    "../t",
    "../../t",
    "../?t",
    "./t/../u",
    "#t",
    "#t/u?v",
    "a/../t",
    "a//t",
    "//cdn.example/x",
    "?p=2",
    "/t;u",
    "t..u",
    "/t#",
    "/t?",
)


@pytest.mark.parametrize(("base", "link"), list(product(BASES, LINKS)))
def test_a_link_means_what_urljoin_says(base: str, link: str) -> None:
    assert absolute_url(link, base) == urljoin(base, link)


@pytest.mark.parametrize("link", ["javascript:void(0)", "data:text/plain,a", "a:b", "http://["])
def test_what_leads_nowhere_is_no_link(link: str) -> None:
    assert absolute_url(link, "https://osk.example/a/b") is None
