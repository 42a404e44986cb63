"""Days that are written in another calendar, or in a script whose words are not set apart."""

from __future__ import annotations

import datetime as dt
import re

# Year of the common era before the era's first year.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_ERA_DAY = re.compile(r"(令和|平成|昭和|民國|民国)\s?(\d{1,3}|元)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_BUDDHIST = 543
_THAI_MONTHS = {
    name: number
    for number, names in enumerate(
        """มกราคม ม.ค.|กุมภาพันธ์ ก.พ.|มีนาคม มี.ค.|เมษายน เม.ย.|พฤษภาคม พ.ค.|มิถุนายน มิ.ย.|กรกฎาคม ก.ค.|สิงหาคม ส.ค.
        กันยายน ก.ย.|ตุลาคม ต.ค.|พฤศจิกายน พ.ย.|ธันวาคม ธ.ค.""".replace("\n", "|").split("|"),
        1,
    )
    for name in names.split()
}
_THAI_DAY = re.compile(
    rf"(\d{{1,2}})\s?({'|'.join(map(re.escape, _THAI_MONTHS))})\s?(?:พ\.ศ\.\s?)?(\d{{4}}|\d{{2}})(?!\d)"
)
_VIETNAMESE_DAY = re.compile(r"(\d{1,2})\stháng\s(\d{1,2})(?:,|\snăm)?\s(\d{4})(?!\d)", re.IGNORECASE)
_PERSIAN_START = (1399, dt.date(2020, 3, 20))  # a first of Farvardin to count from
_PERSIAN_YEARS = range(1300, 1500)


def find_written_day(text: str) -> tuple[dt.date, int, int] | None:
    """A day of a Japanese or Taiwanese era, in Thai or in Vietnamese, and where it stands.

    >>> find_written_day("令和2年7月12日")[0], find_written_day("22 เม.ย. 2568")[0]
    (datetime.date(2020, 7, 12), datetime.date(2025, 4, 22))
    """
    if max(text) < "\u0e00" and "th" not in text.lower():
        return None
    for pattern, order in ((_ERA_DAY, _of_era), (_THAI_DAY, _of_thai), (_VIETNAMESE_DAY, _of_vietnamese)):
        match = pattern.search(text)
        if match:
            try:
                return dt.date(*order(match)), *match.span()
            except ValueError:
                return None
    return None


def from_persian(year: int, month: int, day: int) -> dt.date | None:
    """A day of the solar calendar of Iran: six months of 31 days, five of 30, and one of 29 or 30.

    >>> from_persian(1399, 4, 2), from_persian(1403, 12, 30), from_persian(1402, 12, 30)
    (datetime.date(2020, 6, 22), datetime.date(2025, 3, 20), None)
    """
    longest = 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29
    if year not in _PERSIAN_YEARS or not 1 <= month <= 12 or not 1 <= day <= longest:
        return None
    first, start = _PERSIAN_START
    low, high = min(first, year), max(first, year)
    days = 365 * (high - low) + sum(map(_is_leap, range(low, high)))
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return start + dt.timedelta(days=(days if year >= first else -days) + before + day - 1)


def from_buddhist(year: int) -> int:
    """The common era's year; one that no Buddhist calendar has come to yet is left as it is.

    >>> from_buddhist(2568), from_buddhist(2025)
    (2025, 2025)
    """
    return year - _BUDDHIST if year > 2400 else year


def _is_leap(year: int) -> bool:
    return (25 * year + 11) % 33 < 8  # eight leap years in 33, as the astronomers' calendar has them from 1300 to 1500


def _of_era(match: re.Match[str]) -> tuple[int, int, int]:
    year = 1 if match[2] == "元" else int(match[2])
    return _ERAS[match[1]] + year, int(match[3]), int(match[4])


def _of_thai(match: re.Match[str]) -> tuple[int, int, int]:
    year = int(match[3])
    if year < 100:  # 63 is 2563, as a rule
        year += 2500 if year > 40 else 2000
    return from_buddhist(year), _THAI_MONTHS[match[2]], int(match[1])


def _of_vietnamese(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match[3]), int(match[2]), int(match[1])
