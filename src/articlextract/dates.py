"""Read one stated date from a short string: by hand where the form is common, else with dateparser."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Any, NamedTuple

from .date_words import (
    CONNECTORS,
    MONTHS,
    PERSIAN_MONTHS,
    PLAIN_WORDS,
    RELATIVE,
    RELATIVE_FRAGMENTS,
    TABLED,
    ZONES,
    fold,
)
from .timestamps import read_stamp
from .wordsets import WordSet, has_digit

MAX_LENGTH = 60  # characters; a longer line is prose that happens to name a day
MAX_OTHER_WORDS = 2  # "Jane Doe, 4 May 2024" is a byline with its date, "in May 2024 the town voted" is not
_RELATIVE_WORDS = 8  # "Posted 3 hours ago by Jane Doe", "il y a 3 heures"
_SHORTEST = 6  # characters; "4/5/24"
_FIRST_YEAR, _LAST_YEAR = 1900, 2100

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?:\s?[日일]|(?!\d))\.?")
_YEAR_LAST = re.compile(r"(?<![\d.:/-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d:])")
_NUMBERS = re.compile(r"\d\s?[-/.年년]\s?\d")  # what both have, found five times as quickly
_EIGHT = re.compile(r"\d{8}")  # 20240422
_MORNING, _EVENING = r"a\.?\s?m|π\.?\s?μ|ق\.\s?ظ|صباحا|ص", r"p\.?\s?m|μ\.?\s?μ|ب\.\s?ظ|مساء|م"
_TIME = re.compile(
    r"(?:(午前|上午|오전)|(午後|下午|오후))?\s?(?<![\d:.])(\d{1,2})"
    r"(?:\s?(?:[:h時时시點点]|[.](?=\d\d\s?(?:uhr|[ap]\.?\s?m\b)))\s?(\d{2})(?!\d)(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r"|(?=\s?[ap]\.?\s?m\b))(?:\s?(?:({0})|({1}))(?!\w)\.?)?".replace("{0}", _MORNING).replace("{1}", _EVENING),
    re.IGNORECASE,
)
_ZONE = re.compile(r"\s?\(?([a-z]{1,4})?(?![a-z])\)?\s?(?:([+\-\u2212])(\d{2}):?(\d{2})?(?!\d))?", re.IGNORECASE)
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_MONTHS = frozenset(MONTHS) | frozenset(PERSIAN_MONTHS)
_NAMED_MONTHS = WordSet(_MONTHS, lambda text: not _MONTHS.isdisjoint(_WORD.findall(fold(text))))
_WORD_OR_NUMBER = re.compile(r"[^\W\d_]+|\d+")

_LANGUAGES: dict[str | None, str] = {"en": "", "en-US": ""}
"""Read as if no language were known; lines of text are asked for without it first, and what was read is kept."""


def read_date(
    text: str,
    language: str | None = None,
    now: dt.datetime | None = None,
    *,
    day_first: bool | None = None,
    others: int = MAX_OTHER_WORDS,
) -> dt.datetime | dt.date | None:
    """The one date that a short text states, or None.

    A day without a time is a `date`; a time keeps the offset that is stated. Text that is longer
    than MAX_LENGTH, names two days, or holds more than a few other words is no dateline. `language`
    (a BCP 47 tag) and `day_first` settle what 04/05/2024 means; relative times ("3 hours ago")
    are read only when `now` is given. `others` is how many other words may stand beside the date.

    >>> read_date("Posted on April 22, 2025")
    datetime.date(2025, 4, 22)
    >>> read_date("In April 2025 the council met 22 times")
    """
    line = read_dateline(text, language, now, day_first=day_first, others=others)
    return line.when if line is not None else None


class Line(NamedTuple):
    """A date in a line, and how many words beside it no dateline needs."""

    when: dt.datetime | dt.date
    strange: int


def read_dateline(
    text: str,
    language: str | None = None,
    now: dt.datetime | None = None,
    *,
    day_first: bool | None = None,
    others: int = MAX_OTHER_WORDS,
) -> Line | None:
    """As `read_date`, with what tells a plain dateline from one that says more."""
    if not _SHORTEST <= len(text) <= MAX_LENGTH:
        text = text.strip()
        if len(text) > MAX_LENGTH:
            return None
    is_numbered = len(text) >= _SHORTEST and has_digit(text)
    known = _read(text, _LANGUAGES.get(language, language or "").lower(), day_first) if is_numbered else None
    if known is None and now is not None:
        when = _relative(text, (language or "").lower(), now)
        return Line(when, 0) if when is not None else None
    return known if known is not None and known.strange <= others else None


@lru_cache(maxsize=4096)
def _read(text: str, language: str, day_first: bool | None) -> Line | None:
    exact = read_stamp(text)
    if exact is not None:
        return Line(exact, 0)
    found = _find_day(text, language, day_first)
    if found is None:
        when = _with_dateparser(text, language)
        return Line(when, 0) if when is not None else None
    day, rest = found
    second = _find_day(rest, language, day_first)
    if second is not None and second[0] != day:
        return None
    time, rest = _find_time(second[1] if second is not None else rest)
    strange = sum(1 for word in _WORD.findall(rest) if fold(word) not in PLAIN_WORDS)
    return Line(dt.datetime.combine(day, time) if time is not None else day, strange)


def _find_day(text: str, language: str, day_first: bool | None) -> tuple[dt.date, str] | None:
    """The first day stated and the text without it."""
    if not text.isascii():
        from .calendars import find_written_day

        written = find_written_day(text)
        if written is not None:
            return written[0], text[: written[1]] + " | " + text[written[2] :]
    if _NUMBERS.search(text) is None:
        return _named(text, language)
    match = _YEAR_FIRST.search(text)
    day = _day(int(match[1]), int(match[2]), int(match[3]), language) if match else None
    if match is None or day is None:
        match = _YEAR_LAST.search(text)
        day = _numeric(match, language, day_first) if match else None
    if match is not None and day is not None:
        start, end = match.span()
        if text[end : end + 1] in ("T", "t") and text[end + 1 : end + 2].isdigit():
            end += 1
        return day, text[:start] + " | " + text[end:]
    return _named(text, language)


def _day(year: int, month: int, day: int, language: str) -> dt.date | None:
    if year < 100:
        year += 1900 if year >= 70 else 2000
    if language.startswith("th"):
        from .calendars import from_buddhist

        year = from_buddhist(year)
    elif language.startswith("fa") and year < _FIRST_YEAR:
        from .calendars import from_persian

        return from_persian(year, month, day)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _numeric(match: re.Match[str], language: str, day_first: bool | None) -> dt.date | None:
    """22.04.2025 or 04/22/2025: a number above 12 settles it, then the caller, then the language."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if day_first is None:
        # The United States, Canada and the Philippines write the month first, and only with a slash or hyphen.
        american = not language or language in ("en", "en-us", "en-ca", "en-ph") or language.startswith("es-us")
        day_first = not american or "." in match[2]
    if second > 12 or (not day_first and first <= 12):
        first, second = second, first
    return _day(year, second, first, language)


def _named(text: str, language: str) -> tuple[dt.date, str] | None:
    """22 April 2025, April 22nd, 2025, 22 de abril de 2025, 2025. április 22."""
    if not _names_month(text):
        return None
    tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
    for at, (token, start, end) in enumerate(tokens):
        name = fold(token) if token[0].isalpha() else ""
        month = MONTHS.get(name)
        persian = month is None and name in PERSIAN_MONTHS
        if persian:
            month = PERSIAN_MONTHS[name]
        if month is None:
            continue
        before, after = _numbers(tokens, at, -1, month), _numbers(tokens, at, 1, month)
        # Day and year stand on both sides of the month, or both after it, or (Hungarian) the year before.
        for days, years, short in ((before, after, 2), (after, after[1:], 4), (after, before, 4)):
            if not days or not years or len(days[0][0]) > 2 or len(years[0][0]) not in (short, 4):
                continue
            value = _day(int(years[0][0]), month, int(days[0][0]), "fa" if persian else language)
            if value is not None:
                start, end = min(start, days[0][1], years[0][1]), max(end, days[0][2], years[0][2])
                return value, text[:start] + " | " + text[end:]
    return None


def may_state_day(text: str, language: str | None) -> bool:
    """False where no part of a line, however it is cut, can be read as a day; a sixth of the time of reading it.

    >>> may_state_day("12 comments, 3 shares", "en"), may_state_day("Posted 4 May 2024 by Jane", "en")
    (False, True)
    """
    if _NUMBERS.search(text) or _EIGHT.search(text) or not text.isascii() or _names_month(text):
        return True
    primary = (language or "").lower().partition("-")[0]
    return primary != "" and primary not in TABLED


def _names_month(text: str) -> bool:
    return _NAMED_MONTHS.in_line(text)


def _numbers(tokens: list[tuple[str, int, int]], at: int, step: int, month: int) -> list[tuple[str, int, int]]:
    """Up to two numbers beside a month, with nothing but connectors or its other name between; a clock time is none."""
    found: list[tuple[str, int, int]] = []
    index = at + step
    while 0 <= index < len(tokens) and len(found) < 2 and abs(index - at) <= 8:
        token = tokens[index]
        if token[0].isdecimal():  # which ³ is not, nor is it a number for int()
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if following and following[0] in (":", "h") and following[1] == token[2]:
                break
            found.append(token)
        elif token[0].casefold() not in CONNECTORS and MONTHS.get(fold(token[0])) != month:
            break
        index += step
    return found


def _find_time(text: str) -> tuple[dt.time | None, str]:
    """The first clock time with its zone, and the text without them."""
    match = _TIME.search(text)
    if match is None:
        return None, text
    hour, morning, evening = int(match[3]), match[1] or match[6], match[2] or match[7]
    if (morning or evening) and 1 <= hour <= 12:
        hour = hour % 12 + (12 if evening else 0)
    zone = _ZONE.match(text, match.end())
    end = match.end()
    offset: float | None = None
    if zone is not None:
        name = (zone[1] or "").lower()
        if name in ZONES:
            offset, end = ZONES[name], zone.end(1)
        if zone[2] and (name in ZONES or not name):
            hours = int(zone[3]) + int(zone[4] or 0) / 60
            offset, end = hours if zone[2] == "+" else -hours, zone.end()
    tzinfo = None if offset is None or abs(offset) > 14 else dt.timezone(dt.timedelta(hours=offset))
    try:
        time = dt.time(hour, int(match[4] or 0), int(match[5] or 0), tzinfo=tzinfo)
    except ValueError:
        return None, text
    return time, text[: match.start()] + " | " + text[end:]


def _with_dateparser(text: str, language: str) -> dt.datetime | dt.date | None:
    """Month names that the table lacks; asked only for short text with a year in it."""
    primary = language.partition("-")[0]
    if not primary or primary in TABLED or len(_WORD.findall(text)) > 5:
        return None  # without a language all two hundred are loaded: 1.2 s, once, for what is mostly no date
    numbers = _NUMBER.findall(text)
    if len(numbers) < 2 or not any(len(number) == 4 for number in numbers):
        return None
    settings = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    found = _parse(text, primary, settings)
    if found is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return None
    return found if _TIME.search(text) else found.date()


def _relative(text: str, language: str, now: dt.datetime) -> dt.datetime | dt.date | None:
    """ "3 hours ago" is a moment, "3 days ago" a day (dateparser adds the time of `now`), "3 months ago" neither."""
    text = _relative_part(text)
    if not text:
        return None
    base = now.replace(tzinfo=None)
    settings = {"PARSERS": ["relative-time"], "RELATIVE_BASE": base}
    found = _parse(text, language.partition("-")[0], settings)
    if found is None:
        return None
    found = found.replace(tzinfo=None)
    if found.time() != base.time():
        return found.replace(tzinfo=now.tzinfo)
    days, number = (base - found).days, _NUMBER.search(text)
    return found.date() if days <= 1 or (number is not None and int(number[0]) == days) else None


def _relative_part(text: str) -> str:
    """The words from the number, or from "vor", to "ago" or the unit; "" where none of them is there.

    >>> _relative_part("Posted 3 hours ago by Jane"), _relative_part("2 boats")
    ('3 hours ago', '')
    """
    words = [(fold(match[0]), match.start(), match.end()) for match in _WORD_OR_NUMBER.finditer(text)]
    telling = [i for i, (word, _, _) in enumerate(words) if word in RELATIVE]
    if not telling and not (not text.isascii() and any(fragment in text for fragment in RELATIVE_FRAGMENTS)):
        return ""
    numbers = [i for i, (word, _, _) in enumerate(words) if word.isdecimal()]
    if len(words) > _RELATIVE_WORDS:
        return ""
    if not numbers:  # "Posted yesterday", not "Weather today"
        others = [word for word, _, _ in words if word not in RELATIVE]
        if telling and not PLAIN_WORDS.issuperset(others):
            return ""
    if not telling:
        return text[words[numbers[0]][1] :] if numbers else text
    first = min(telling + numbers)
    last = min(max(telling + [i + 1 for i in numbers]), len(words) - 1)
    return text[words[first][1] : words[last][2]]


def _parse(text: str, language: str, settings: dict[str, Any]) -> dt.datetime | None:
    import dateparser

    try:
        found = dateparser.parse(text, languages=[language or "en"], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None  # a language that dateparser does not know, or a number out of range
    return found if isinstance(found, dt.datetime) else None
