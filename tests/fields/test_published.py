"""Dates of publication and change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from articlextract.fields.dates import find_date, find_date_modified

Read = Callable[..., Any]
When = dt.date | None
H1 = "<h1>Nine Boats Come In</h1>"
STORY = "".join(f"<p data-role=content>The harbour master of Osk counted {n} boats.</p>" for n in range(3, 9))
HEAD = "<title>Nine Boats Come In</title>"
URL = "https://www.tidewatch.example.org/boats-come-in"
DAY = dt.date(2024, 5, 4)


def dates(read: Read, body: str = H1 + STORY, head: str = "", **more: Any) -> tuple[When, When]:
    more.setdefault("url", URL)
    page = read(body, HEAD + head, **more)
    published, modified = find_date(*page), find_date_modified(*page)
    return published.value if published else None, modified.value if modified else None


def jsonld(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Nine Boats", {fields}}}</script>'


def test_most_precise_of_those_that_agree(read: Read) -> None:
    head = '<meta name="date" content="2024-05-04">' + jsonld('"datePublished": "2024-05-04T10:30:00+02:00"')
    published, _ = dates(read, f"{H1}<p>May 4, 2024</p>{STORY}", head)
    assert published == dt.datetime(2024, 5, 4, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert isinstance(published, dt.datetime) and published.utcoffset() == dt.timedelta(hours=2)


def test_day_without_a_time_is_a_date(read: Read) -> None:
    published, _ = dates(read, head='<meta property="article:published_time" content="2024-05-04">')
    assert type(published) is dt.date and published == DAY


def test_published_and_modified_apart(read: Read) -> None:
    head = '<meta property="article:published_time" content="2024-05-04">'
    head += '<meta property="article:modified_time" content="2024-06-01">'
    assert dates(read, head=head) == (DAY, dt.date(2024, 6, 1))


@pytest.mark.parametrize(
    "line",
    ["Updated: June 1, 2024 | Published: May 4, 2024", "Published May 4, 2024, updated June 1, 2024",
     "Veröffentlicht: 4. Mai 2024 · Aktualisiert: 1. Juni 2024", "Publié le 4 mai 2024, mis à jour le 1 juin 2024",
     "Опубликовано 4 мая 2024, обновлено 1 июня 2024"],
)  # fmt: skip
def test_labels_in_one_line(read: Read, line: str) -> None:
    assert dates(read, f"{H1}<p>{line}</p>{STORY}") == (DAY, dt.date(2024, 6, 1))


def test_label_stands_before_the_element(read: Read) -> None:
    changed = "<p>Updated: <time datetime='2024-06-01'>1 June</time></p>"
    printed = "<p>Published: <time datetime='2024-05-04'>4 May</time></p>"
    assert dates(read, H1 + changed + printed + STORY) == (DAY, dt.date(2024, 6, 1))


@pytest.mark.parametrize("role", ["related", "comment", "navigation", "promo", "consent", "legal", "hidden", "share"])
def test_no_date_from_blocks_of_others(read: Read, role: str) -> None:
    time = "<time datetime='2023-01-02'>January 2, 2023</time>"
    other = f"<div data-role={role}>{time}<p class=date>January 2, 2023</p></div>"
    assert dates(read, H1 + other + STORY + other) == (None, None)


def test_no_date_from_prose_scripts_and_cards(read: Read) -> None:
    prose = "<p data-role=content>In the winter of 1991, on May 4, 1991 to be exact, the assembly met in Osk.</p>"
    script = "<script>var expires = '2031-01-01'; page = {datePublished: '2020-02-02'}</script>"
    cards = "".join(
        f"<div><h3><a href='/{n}'>Story {n} of the harbour</a></h3><time datetime='2024-01-0{n}'>{n}.</time></div>"
        for n in range(1, 5)
    )
    assert dates(read, H1 + prose + STORY + script + cards) == (None, None)


def test_embedded_post_has_its_own_date(read: Read) -> None:
    quote = "<p>Look at this boat</p><a><time datetime='2019-01-01'>2019</time></a>"
    quote = f"<blockquote data-role=content>{quote}</blockquote>"
    assert dates(read, H1 + quote + STORY, '<meta name="date" content="2024-05-04">')[0] == DAY


def test_day_shown_is_not_overruled_by_a_later_edition(read: Read) -> None:
    body = f"{H1}<p>May 4, 2024</p>{STORY}"
    assert dates(read, body, jsonld('"datePublished": "2025-11-20T16:02:46Z"'))[0] == DAY


def test_moment_in_the_pages_own_zone(read: Read) -> None:
    head = '<meta property="article:published_time" content="2024-05-05T05:30:00Z">'
    published, _ = dates(read, f"{H1}<time datetime='2024-05-04T22:30:00-07:00'>May 4, 2024</time>{STORY}", head)
    assert published is not None and published.isoformat() == "2024-05-04T22:30:00-07:00"


def test_day_and_month_settled_by_another_date(read: Read) -> None:
    body = f"{H1}<p>04/05/2024</p>{STORY}"
    assert dates(read, body, url="https://www.tidewatch.example.org/2024/05/04/boats")[0] == DAY
    assert dates(read, body, url="https://www.tidewatch.example.org/2024/04/05/boats")[0] == dt.date(2024, 4, 5)


def test_day_in_the_address(read: Read) -> None:
    assert dates(read, url="https://www.tidewatch.example.org/news/2024/05/04/boats")[0] == DAY
    assert dates(read, url="https://www.tidewatch.example.org/boats-20240504.html")[0] == DAY
    assert dates(read, url="https://www.tidewatch.example.org/2024/05/boats")[0] is None
    assert dates(read, url="https://www.tidewatch.example.org/item/20249904")[0] is None


def test_archives_date_is_that_of_the_copy(read: Read) -> None:
    url = "https://web.archive.org/web/20190717140047/http://www.tidewatch.example.org/2013/05/04/boats"
    assert dates(read, url=url)[0] == dt.date(2013, 5, 4)


def test_dateline_that_opens_the_story(read: Read) -> None:
    body = f"{H1}<p data-role=content>OSK, 4 May 2024 (Agency) - Nine boats came in on Saturday.</p>{STORY}"
    assert dates(read, body)[0] == DAY


def test_never_after_the_crawl(read: Read) -> None:
    head = '<meta property="article:published_time" content="2031-05-04">'
    crawl = dt.datetime(2024, 5, 6, tzinfo=dt.timezone.utc)
    assert dates(read, f"{H1}<p>May 4, 2024</p>{STORY}", head, fetched_at=crawl)[0] == DAY
    assert dates(read, head=head, fetched_at=crawl)[0] is None


@pytest.mark.parametrize("value", ["0000-00-00", "2024-13-45", "1970-01-01T00:00:00Z", "yesterday", "-", "{{date}}"])
def test_impossible_dates(read: Read, value: str) -> None:
    head = f'<meta name="date" content="{value}">' + jsonld(f'"datePublished": "{value}"')
    assert dates(read, head=head) == (None, None)


def test_page_that_only_shows_when_it_was_changed(read: Read) -> None:
    assert dates(read, f"{H1}<p>Last updated: May 4, 2024</p>{STORY}") == (DAY, DAY)
    assert dates(read, head='<meta property="article:modified_time" content="2024-05-04">') == (None, DAY)


def test_teaser_in_json_ld_is_another_page(read: Read) -> None:
    head = jsonld('"url": "https://www.tidewatch.example.org/other", "datePublished": "2020-01-01"')
    head += jsonld(f'"url": "{URL}", "datePublished": "2024-05-04"')
    assert dates(read, head=head)[0] == DAY


def test_evidence(read: Read) -> None:
    head = '<meta property="article:published_time" content="2024-05-04T10:00:00Z">'
    found = find_date(*read(f"{H1}<p>May 4, 2024</p>{STORY}", HEAD + head, url=URL))
    assert found is not None and found.evidence.source == "meta:article:published_time"
    assert [loser.source for loser in found.evidence.losers] == ["block:1"]
