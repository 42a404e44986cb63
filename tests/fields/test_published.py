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


def test_only_a_change_is_shown_and_one_object_knows_of_an_earlier_day(read: Read) -> None:
    head = jsonld('"datePublished": "2017-03-08", "dateModified": "2024-05-04T10:00:00Z"')
    body = f"{H1}<p>Updated May 4, 2024</p>{STORY}"
    published, modified = dates(read, body, head)
    assert published == modified == dt.datetime(2024, 5, 4, 10, tzinfo=dt.timezone.utc)
    meta = '<meta property="article:published_time" content="2017-03-08">'
    assert dates(read, body, head + meta)[0] == dt.date(2017, 3, 8)


def test_change_within_a_week_is_no_new_edition(read: Read) -> None:
    head = jsonld('"datePublished": "2024-05-01", "dateModified": "2024-05-04"')
    assert dates(read, f"{H1}<p>Updated May 4, 2024</p>{STORY}", head)[0] == dt.date(2024, 5, 1)


def test_day_shown_and_told_against_one_that_is_only_told(read: Read) -> None:
    head = jsonld('"datePublished": "2025-11-20"') + '<meta name="date" content="2024-05-04">'
    assert dates(read, f"{H1}<p>May 4, 2024</p>{STORY}", head)[0] == DAY


def test_no_change_before_it_was_published(read: Read) -> None:
    body = f"{H1}<p>Updated: May 4, 2024</p>{STORY}"
    assert dates(read, body, '<meta name="date" content="2024-05-05">')[0] == DAY


def test_midnight_in_utc_is_the_day_shown(read: Read) -> None:
    head = '<meta property="article:published_time" content="2024-05-03T22:00Z">'
    head += '<meta property="article:modified_time" content="2024-05-04T08:12Z">'
    assert dates(read, f"{H1}<p>May 4, 2024</p>{STORY}", head)[0] == DAY


def test_attribute_of_the_change_under_a_text_of_publication(read: Read) -> None:
    time = "<p><time datetime='2024-06-01T10:18:46Z'>Published May 4, 2024</time></p>"
    assert dates(read, H1 + time + STORY)[0] == DAY
    time = "<p><time datetime='2024-05-04'>June 1, 2024</time></p>"
    assert dates(read, H1 + time + STORY)[0] == DAY


def test_attribute_in_utc_under_the_day_before(read: Read) -> None:
    time = "<p><time datetime='2024-05-05T02:30:00Z'>May 4, 2024</time></p>"
    assert dates(read, H1 + time + STORY)[0] == DAY


def test_epoch_in_attributes(read: Read) -> None:
    for value in ("1714816800", "1714816800000"):
        published, _ = dates(read, f"{H1}<p><span class=timestamp data-timestamp={value}>Saturday</span></p>{STORY}")
        assert published == dt.datetime(2024, 5, 4, 10, tzinfo=dt.timezone.utc)


def test_attribute_of_an_element_around_the_headline(read: Read) -> None:
    post = f"<x-post created-timestamp='2024-05-04T09:47:05.754000+0000'><div>{H1}{STORY}</div></x-post>"
    published, _ = dates(read, post)
    assert published == dt.datetime(2024, 5, 4, 9, 47, 5, tzinfo=dt.timezone.utc)


@pytest.mark.parametrize("name", ["w-published-date", "ms.date", "sw-pubdate", "x:uploaded", "Article-Created-At"])
def test_meta_names_by_their_words(read: Read, name: str) -> None:
    assert dates(read, head=f'<meta name="{name}" content="2024-05-04">') == (DAY, None)


@pytest.mark.parametrize("name", ["og:expires", "event-date", "unpublish_date", "build.date", "review-date", "format"])
def test_meta_names_of_other_days(read: Read, name: str) -> None:
    assert dates(read, head=f'<meta name="{name}" content="2024-05-04">') == (None, None)


def test_meta_name_of_a_change(read: Read) -> None:
    assert dates(read, head='<meta name="x-last-updated" content="2024-05-04">') == (None, DAY)


@pytest.mark.parametrize("role", ["navigation", "related", "share"])
def test_dateline_beside_the_headline_in_a_block_taken_for_another(read: Read, role: str) -> None:
    below = f"{H1}<p data-role={role}>Posted by Ann Writer on May 4, 2024 from the harbour dept.</p>{STORY}"
    assert dates(read, below)[0] == DAY
    above = f"<p data-role={role}>Ann Writer / 04.05.2024 / 09:30 / Photo: Bo Lens</p>{H1}{STORY}"
    published, _ = dates(read, above, lang="de")
    assert published == dt.datetime(2024, 5, 4, 9, 30)


def test_day_above_the_headline_is_todays(read: Read) -> None:
    assert dates(read, f"<p data-role=navigation>Saturday, May 4, 2024</p>{H1}{STORY}") == (None, None)
    top = "<p class=date>Sunday, May 5, 2024</p>" + "<p>Menu</p>" * 5
    assert dates(read, f"{top}{H1}<p>May 4, 2024</p>{STORY}")[0] == DAY


@pytest.mark.parametrize(
    ("line", "expected"),
    [("This page was last edited on May 4, 2024, at 13:22.", dt.datetime(2024, 5, 4, 13, 22)),
     ("Diese Seite wurde zuletzt am 4. Mai 2024 bearbeitet.", DAY),
     ("最終更新日：2024年5月4日", DAY)],
)  # fmt: skip
def test_labelled_line_far_from_the_story(read: Read, line: str, expected: When) -> None:
    filler = "<p>More</p>" * 20
    assert dates(read, f"{H1}{STORY}{filler}<div data-role=legal><p>{line}</p></div>") == (expected, expected)


def test_copyright_line(read: Read) -> None:
    line = "<p data-role=legal>© 2019-2024 The Harbour. Last updated on May 4, 2024.</p>"
    assert dates(read, H1 + STORY + line) == (None, None)


def test_days_of_other_things(read: Read) -> None:
    lines = "<p>Joined: May 4, 2015</p><p>Last reply: May 9, 2024</p><p>Expires May 4, 2031</p>"
    assert dates(read, H1 + lines + STORY) == (None, None)


def test_list_of_other_days(read: Read) -> None:
    shop = "".join(f"<div class=widget><time datetime='2024-05-0{n}'>{n} May</time></div>" for n in range(1, 6))
    assert dates(read, H1 + STORY + "<p>More</p>" * 20 + shop) == (None, None)


def test_first_post_of_a_thread(read: Read) -> None:
    posts = "".join(
        f"<table><tr><td data-role=content>{n}th May 2024, 16:26</td></tr><tr><td>{STORY}</td></tr></table>"
        for n in range(4, 8)
    )
    published, _ = dates(read, "<p>Welcome to the board</p>" * 30 + posts)
    assert published == dt.datetime(2024, 5, 4, 16, 26)


def test_day_and_month_settled_by_the_pages_other_dates(read: Read) -> None:
    other = "<div data-role=related><p>28/04/2024</p><p>21/04/2024</p></div>"
    assert dates(read, f"{H1}<p>04/05/2024</p>{STORY}{other}")[0] == DAY
    other = "<div data-role=related><a href=/x>Boats</a> <time datetime='2024-05-04'>Saturday</time></div>"
    assert dates(read, f"{H1}<p>04/05/2024</p>{STORY}{other}")[0] == DAY
    crawl = dt.datetime(2024, 4, 20, tzinfo=dt.timezone.utc)
    assert dates(read, f"{H1}<p>05/04/2024</p>{STORY}", fetched_at=crawl)[0] == dt.date(2024, 4, 5)


def test_day_and_month_by_the_country_of_the_address(read: Read) -> None:
    body = f"{H1}<p>04/05/2024</p>{STORY}"
    assert dates(read, body, url="https://www.tidewatch.co.uk/boats")[0] == DAY
    assert dates(read, body, url="https://www.tidewatch.com/boats")[0] == dt.date(2024, 4, 5)


def test_named_month_in_the_address(read: Read) -> None:
    assert dates(read, url="https://www.tidewatch.example.org/blog/2024/may/04/boats")[0] == DAY


def test_relative_to_the_crawl(read: Read) -> None:
    crawl = dt.datetime(2024, 5, 6, 12, tzinfo=dt.timezone.utc)
    assert dates(read, f"{H1}<p>Posted 2 days ago</p>{STORY}", fetched_at=crawl)[0] == DAY
    assert dates(read, f"{H1}<p>Posted yesterday</p>{STORY}", fetched_at=crawl)[0] == dt.date(2024, 5, 5)
    assert dates(read, f"{H1}<p>Today</p><p>Weather today</p>{STORY}", fetched_at=crawl)[0] is None
    assert dates(read, f"{H1}<p>Posted 2 days ago</p>{STORY}")[0] is None


def test_change_shown_is_a_witness(read: Read) -> None:
    head = jsonld('"datePublished": "2018-01-01"') + '<meta property="article:published_time" content="2024-05-04">'
    assert dates(read, f"{H1}<p>Updated: May 4, 2024</p>{STORY}", head)[0] == DAY


def test_page_that_only_shows_a_change_far_from_its_headline(read: Read) -> None:
    assert dates(read, f"{H1}{STORY * 3}<p class=byline data-role=byline>Updated May 4, 2024</p>{STORY * 2}")[0] == DAY
