"""Moments as machines write them: ISO 8601 and seconds since 1970."""

from __future__ import annotations

import datetime as dt
import re

_FARTHEST = dt.timedelta(hours=14)  # from UTC
_ISO = re.compile(
    r"((?:19|20)\d\d)-(\d\d)-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?\s?(?:(Z)|([+-])(\d\d):?(\d\d))?)?",
    re.ASCII,
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?", re.ASCII)


def read_epoch(text: str) -> dt.datetime | None:
    """A time in UTC from seconds or milliseconds since 1970, as attributes hold them.

    >>> read_epoch("1713780000") == read_epoch("1713780000000")
    True
    """
    if not (text.isdecimal() and len(text) in (9, 10, 12, 13)):
        return None
    seconds = int(text) if len(text) <= 10 else int(text) / 1000
    return dt.datetime.fromtimestamp(seconds, dt.timezone.utc)


def read_stamp(text: str) -> dt.datetime | dt.date | None:
    """The day or moment that a string is, when it is nothing else; the offset is kept.

    >>> read_stamp("2024-04-22"), read_stamp("20240422T1030")
    (datetime.date(2024, 4, 22), datetime.datetime(2024, 4, 22, 10, 30))
    """
    text = text.strip()
    iso = _ISO.fullmatch(text)
    if iso is not None:
        return _iso(iso)
    compact = _COMPACT.fullmatch(text)
    return _compact(compact) if compact is not None else None


def _iso(match: re.Match[str]) -> dt.datetime | dt.date | None:
    """2024-04-22, 2024-04-22T10:30:00Z, 2024-04-22 10:30:00.123 +0200."""
    year, month, day, hour, minute, second, utc, sign, hours, minutes = match.groups()
    try:
        if hour is None:
            return dt.date(int(year), int(month), int(day))
        zone = dt.timezone.utc if utc else None
        if sign:
            offset = dt.timedelta(hours=int(hours), minutes=int(minutes))
            zone = dt.timezone(-offset if sign == "-" else offset) if offset <= _FARTHEST else None
        return dt.datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=zone)
    except ValueError:
        return None


def _compact(match: re.Match[str]) -> dt.datetime | dt.date | None:
    """20240422 and 20240422T103000Z."""
    zone = dt.timezone.utc if match[7] else None
    try:
        day = dt.date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] is None:
            return day
        return dt.datetime.combine(day, dt.time(int(match[4]), int(match[5]), int(match[6] or 0), tzinfo=zone))
    except ValueError:
        return None
