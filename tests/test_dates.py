from __future__ import annotations

import datetime as dt

import pytest

from articlextract.dates import read_date, read_dateline
from articlextract.timestamps import read_epoch

DAY = dt.date(2025, 4, 22)
OTHER_DAY = dt.date(2024, 3, 5)
UTC = dt.timezone.utc


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-04-22", DAY),
        ("20250422", DAY),
        ("2025/04/22", DAY),
        ("2025年4月22日", DAY),
        ("2025년 4월 22일", DAY),
        ("2025. április 22.", DAY),
        ("April 22, 2025", DAY),
        ("Apr. 22nd, 2025", DAY),
        ("22 April 2025", DAY),
        ("Tuesday, 22nd of April 2025", DAY),
        ("22.04.2025", DAY),
        ("22. 4. 2025", DAY),
        ("04/22/2025", DAY),
        ("22/04/25", DAY),
        ("Veröffentlicht am 5. März 2024", OTHER_DAY),
        ("le 5 mars 2024", OTHER_DAY),
        ("5 de marzo de 2024", OTHER_DAY),
        ("5 марта 2024 г.", OTHER_DAY),
        ("5 marca 2024", OTHER_DAY),
        ("MARCH 5, 2024", OTHER_DAY),
        ("5 Mar '24", OTHER_DAY),
        ("٥ مارس ٢٠٢٤", OTHER_DAY),
        ("Ann Writer | March 5, 2024", OTHER_DAY),
        ("5. ožujka 2024.", OTHER_DAY),
        ("5 במרץ 2024", OTHER_DAY),
        ("5 tháng 3, 2024", OTHER_DAY),
        ("5 มีนาคม 2567", OTHER_DAY),
        ("۱۵ اسفند ۱۴۰۲", OTHER_DAY),
        ("15 اسفند 1402", OTHER_DAY),
        ("令和6年3月5日", OTHER_DAY),
        ("民國113年3月5日", OTHER_DAY),
        ("2024-03-05 (5 Mar 2024)", OTHER_DAY),
    ],
)
def test_a_day_is_a_date(text: str, expected: dt.date) -> None:
    found = read_date(text)
    assert found == expected
    assert type(found) is dt.date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-04-22T10:30:00Z", dt.datetime(2025, 4, 22, 10, 30, tzinfo=UTC)),
        ("2025-04-22T10:30:00.123+0200", dt.datetime(2025, 4, 22, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))),
        ("2025-04-22 10:30", dt.datetime(2025, 4, 22, 10, 30)),
        ("20250422T103000Z", dt.datetime(2025, 4, 22, 10, 30, tzinfo=UTC)),
        ("April 22, 2025 at 12:05 am", dt.datetime(2025, 4, 22, 0, 5)),
        ("April 22, 2025 9 p.m.", dt.datetime(2025, 4, 22, 21, 0)),
        ("22.04.2025, 9.15 Uhr", dt.datetime(2025, 4, 22, 9, 15)),
        ("22 avril 2025 à 9h15", dt.datetime(2025, 4, 22, 9, 15)),
        ("Tue, 22 Apr 2025 10:30:00 GMT", dt.datetime(2025, 4, 22, 10, 30, tzinfo=UTC)),
        ("22 Apr 2025 10:30 EDT", dt.datetime(2025, 4, 22, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=-4)))),
        ("2025年4月22日 10:30", dt.datetime(2025, 4, 22, 10, 30)),
        ("2025年4月22日 下午3:30", dt.datetime(2025, 4, 22, 15, 30)),
        ("2025년 4월 22일 오전 12:05", dt.datetime(2025, 4, 22, 0, 5)),
        ("22/04/2025, 3:30 μ.μ.", dt.datetime(2025, 4, 22, 15, 30)),
        ("22 أبريل 2025 3:30 م", dt.datetime(2025, 4, 22, 15, 30)),
        ("22/4/2025 3:30 p. m.", dt.datetime(2025, 4, 22, 15, 30)),
        ("2025-04-22 10:30:00 +0530", dt.datetime(2025, 4, 22, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=5.5)))),
    ],
)
def test_a_time_keeps_its_offset(text: str, expected: dt.datetime) -> None:
    found = read_date(text)
    assert isinstance(found, dt.datetime)
    assert found == expected
    assert found.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "April 2025",
        "April 22",
        "22.13.2025",
        "31 February 2025",
        "version 10.2.3",
        "9.7 /10 stars",
        "2025-02-30T10:00:00Z",
        "30 اسفند 1402",
        "May 5 seats were sold in 2024",
        "On March 5, 2024 the two towns signed a treaty",
        "March 5, 2024 - March 9, 2024",
        "Call 555-2024 for details",
        "3 hours ago",
        "\u00b3 May 2024 and \u2460 June 2024",  # signs that are digits to str.isdigit and no numbers to int
        "a line that goes on and on before it comes to name 22 April 2025",
    ],
)
def test_no_date_is_stated(text: str) -> None:
    assert read_date(text) is None


def test_order_of_day_and_month() -> None:
    fourth_of_may, fifth_of_april = dt.date(2024, 5, 4), dt.date(2024, 4, 5)
    assert read_date("04/05/2024", "en-US") == fifth_of_april
    assert read_date("04/05/2024", "en-GB") == fourth_of_may
    assert read_date("04/05/2024", "fr") == fourth_of_may
    assert read_date("04.05.2024") == fourth_of_may
    assert read_date("04/05/2024", "en", day_first=True) == fourth_of_may
    assert read_date("04/05/2024", "fr", day_first=False) == fifth_of_april


def test_other_languages_come_from_dateparser() -> None:
    assert read_date("22 Ebrill 2025", "cy") == DAY
    assert read_date("22 अप्रैल 2025", "hi") == DAY


def test_buddhist_year() -> None:
    assert read_date("22/04/2568", "th") == DAY
    assert read_date("22/04/2568", "en") is None


def test_year_of_iran_in_numbers() -> None:
    assert read_date("1404/02/02", "fa") == DAY
    assert read_date("1404/02/02", "en") is None


def test_words_that_no_dateline_needs_are_counted() -> None:
    plain, wordy = read_dateline("Tuesday, 22 April 2025"), read_dateline("Letter to Jane of 22 April 2025", others=9)
    assert plain is not None and wordy is not None
    assert (plain.strange, wordy.strange) == (0, 3)


def test_relative_times_need_a_now() -> None:
    now = dt.datetime(2025, 4, 24, 12, 0, tzinfo=UTC)
    assert read_date("yesterday", "en", now) == dt.date(2025, 4, 23)
    assert read_date("2 日前", "ja", now) == DAY
    assert read_date("2 boats", "en", now) is None
    assert read_date("2 months ago", "en", now) is None
    assert read_date("1 year ago", "en", now) is None
    assert read_date("3 hours ago", "en", now) == dt.datetime(2025, 4, 24, 9, 0, tzinfo=UTC)
    assert read_date("vor 2 Tagen", "de", now) == DAY


def test_epoch() -> None:
    moment = dt.datetime(2025, 4, 22, 10, 30, tzinfo=UTC)
    assert read_epoch(str(int(moment.timestamp()))) == moment
    assert read_epoch(str(int(moment.timestamp()) * 1000)) == moment
    assert read_epoch("2025") is None
