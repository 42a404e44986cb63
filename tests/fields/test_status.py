from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from articlextract.article import Status
from articlextract.fields import read_status

Read = Callable[..., Any]
PARAGRAPH = "<p data-role=content>The harbour master of Osk counted nine boats before noon, and all had dry nets.</p>"
SHORT, LONG = PARAGRAPH * 3, PARAGRAPH * 60
NOT_FREE = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'


def test_story(read: Read) -> None:
    assert read_status(*read(SHORT)) is Status.OK


def test_nothing_there(read: Read) -> None:
    assert read_status(*read("<p>Menu</p>")) is Status.EMPTY


def test_cut_off_input(read: Read) -> None:
    page, blocks, labels = read(SHORT)
    assert read_status(dataclasses.replace(page, truncated=True), blocks, labels) is Status.TRUNCATED


def test_application_that_a_script_fills(read: Read) -> None:
    assert read_status(*read("<div id='root'></div><script src='/main.js'></script>")) is Status.NEEDS_JAVASCRIPT
    guard = f"<script>{'var a = 1;' * 600}</script>"
    assert read_status(*read("", guard)) is Status.NEEDS_JAVASCRIPT
    assert read_status(*read("", "<script>var a = 1;</script>")) is Status.EMPTY
    noscript = "<noscript>You need to enable JavaScript to run this app.</noscript>"
    assert read_status(*read(noscript)) is Status.NEEDS_JAVASCRIPT


def test_consent_instead_of_a_story(read: Read) -> None:
    assert (
        read_status(*read(f"<div data-role=consent>{'<p>We value your privacy.</p>' * 20}</div>"))
        is Status.CONSENT_WALL
    )
    assert read_status(*read(f"<div class='consent-page'>{LONG}</div>")) is Status.CONSENT_WALL


@pytest.mark.parametrize("around", ["div class='cmp-container'", "article class='post tag-gdpr'", "main id='consent'"])
def test_a_story_in_an_element_of_such_a_name_is_no_wall(read: Read, around: str) -> None:
    assert read_status(*read(f"<{around}>{LONG}</{around.split()[0]}>")) is Status.OK


def test_banner_beside_a_story_is_no_wall(read: Read) -> None:
    banner = f"<div class='consent-banner' data-role=consent>{'<p>We value your privacy.</p>' * 40}</div>"
    assert read_status(*read(banner + SHORT)) is Status.OK


def test_paywall(read: Read) -> None:
    assert read_status(*read(SHORT, NOT_FREE)) is Status.PAYWALLED
    assert read_status(*read(SHORT + "<div class='paywall'><p>Subscribe to go on</p></div>")) is Status.PAYWALLED


def test_whole_story_though_it_is_sold(read: Read) -> None:
    assert read_status(*read(LONG, NOT_FREE)) is Status.OK
