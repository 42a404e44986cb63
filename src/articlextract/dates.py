"""Read one stated date from a short string: by hand where the form is common, else with dateparser."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from typing import Any

MAX_LENGTH = 60  # characters; a longer line is prose that happens to name a day
MAX_OTHER_WORDS = 2  # "Jane Doe, 4 May 2024" is a byline with its date, "in May 2024 the town voted" is not
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_THAI_OFFSET = 543

# The twelve months of each language, with their cases and short forms.
_MONTH_NAMES = """
    january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, september sep sept,
        october oct, november nov, december dec;
    januar jänner, februar feber, märz mär mrz, april, mai, juni, juli, august, september, oktober okt, november,
        dezember dez;
    janvier janv, février févr fév, mars, avril avr, mai, juin, juillet juil, août, septembre, octobre, novembre,
        décembre déc;
    enero ene, febrero, marzo, abril abr, mayo, junio, julio, agosto ago, septiembre setiembre, octubre, noviembre,
        diciembre dic;
    gennaio gen, febbraio, marzo, aprile, maggio mag, giugno giu, luglio lug, agosto, settembre set, ottobre ott,
        novembre, dicembre;
    janeiro, fevereiro fev, março, abril, maio, junho, julho, agosto, setembro, outubro out, novembro, dezembro;
    januari, februari, maart mrt, april, mei, juni, juli, augustus, september, oktober, november, december;
    styczeń stycznia sty, luty lutego lut, marzec marca, kwiecień kwietnia kwi, maj maja, czerwiec czerwca cze,
        lipiec lipca lip, sierpień sierpnia sie, wrzesień września wrz, październik października paź, listopad
        listopada lis, grudzień grudnia gru;
    январь января янв, февраль февраля фев февр, март марта мар, апрель апреля апр, май мая, июнь июня июн, июль
        июля июл, август августа авг, сентябрь сентября сен сент, октябрь октября окт, ноябрь ноября ноя нояб,
        декабрь декабря дек;
    січня січ, лютого лют, березня бер, квітня кві, травня тра, червня чер, липня лип, серпня сер, вересня вер,
        жовтня жов, листопада лис, грудня гру;
    януари, февруари, март, април, май, юни, юли, август, септември, октомври, ноември, декември;
    leden ledna, únor února, březen března, duben dubna, květen května, červen června, červenec července, srpen
        srpna, září, říjen října, listopad listopadu, prosinec prosince;
    januari januar, februari februar, mars marts, april, maj mai, juni, juli, augusti august, september, oktober,
        november, december desember des;
    ocak, şubat, mart, nisan, mayıs, haziran, temmuz, ağustos, eylül, ekim, kasım, aralık;
    január, február, március, április, május, június, július, augusztus, szeptember, október, november, december;
    ianuarie, februarie, martie, aprilie, mai, iunie, iulie, august, septembrie, octombrie, noiembrie, decembrie;
    tammikuuta, helmikuuta, maaliskuuta, huhtikuuta, toukokuuta, kesäkuuta, heinäkuuta, elokuuta, syyskuuta,
        lokakuuta, marraskuuta, joulukuuta;
    ιανουαρίου ιαν, φεβρουαρίου φεβ, μαρτίου μαρ, απριλίου απρ, μαΐου μάι, ιουνίου ιουν, ιουλίου ιουλ, αυγούστου
        αυγ, σεπτεμβρίου σεπ, οκτωβρίου οκτ, νοεμβρίου νοε, δεκεμβρίου δεκ;
    januari, februari, maret, april, mei, juni, juli, agustus, september, oktober, november, desember;
    يناير, فبراير, مارس, أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر;
"""

# Words that may stand beside a date without making it prose.
_LABELS = """
    a am an and at by created date dated edited first from in last modified of on posted publication published
    release released since the th st nd rd time updated update written
    aktualisiert bearbeitet datum erstellt geändert stand uhr um veröffentlicht vom von zuletzt am den der
    à le du mis jour modifié mise par publié publie
    a actualizado actualización creado de del el en fecha las hora publicado por
    aggiornato alle il ore pubblicato
    às atualizado atualização em publicada
    bijgewerkt door gepubliceerd geplaatst laatst om op uur
    aktualizacja data dodano godz opublikowano
    в г года добавлено дата обновлено опубликовано от
    kl publicerad publisert udgivet opdateret uppdaterad
"""
_WEEKDAYS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
    lunes martes miércoles jueves viernes sábado domingo
    lunedì martedì mercoledì giovedì venerdì
    segunda terça quarta quinta sexta feira
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    poniedziałek wtorek środa czwartek piątek sobota niedziela
    понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
    måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
"""

# Hours from UTC; only names with one meaning (IST and CST alone have three and two: CST is read as American).
_ZONES = {
    **dict.fromkeys(("z", "utc", "gmt", "wet"), 0.0),
    **dict.fromkeys(("bst", "cet", "mez", "west"), 1.0),
    **dict.fromkeys(("cest", "mesz", "eet", "sast"), 2.0),
    **dict.fromkeys(("eest", "msk"), 3.0),
    **dict.fromkeys(("jst", "kst"), 9.0),
    "aest": 10.0,
    "aedt": 11.0,
    "edt": -4.0,
    **dict.fromkeys(("est", "cdt"), -5.0),
    **dict.fromkeys(("cst", "mdt"), -6.0),
    **dict.fromkeys(("mst", "pdt"), -7.0),
    "pst": -8.0,
}

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?:\s?[日일]|(?!\d))\.?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
_YEAR_LAST = re.compile(r"(?<![\d.:/-])(\d{1,2})(\s?[./-]\s?)(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?![\d:])")
_TIME = re.compile(
    r"(?<![\d:.])(\d{1,2})"
    r"(?:\s?(?:[:h時시点點]|[.](?=\d\d\s?(?:uhr|[ap]\.?m)))\s?(\d{2})(?!\d)(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r"|(?=\s?[ap]\.?m\b))(?:\s?([ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\s?\(?([a-z]{1,4})?(?![a-z])\)?\s?(?:([+\-\u2212])(\d{2}):?(\d{2})?(?!\d))?", re.IGNORECASE)
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")


def _fold(text: str) -> str:
    """Lower case without accents, so that "Fevrier" and "février" are one.

    >>> _fold("Février"), _fold("МАЙ") == _fold("май")
    ('fevrier', True)
    """
    text = text.casefold()
    if text.isascii():
        return text
    return "".join([c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)])


_MONTHS = {
    _fold(name): number
    for language in _MONTH_NAMES.split(";")
    for number, names in enumerate(language.split(","), 1)
    for name in names.split()
}
_TABLED = frozenset("en de fr es it pt nl pl ru uk bg cs da sv no nb nn tr hu ro fi el id zh ja ko".split())
"""Languages whose months are all in the table (or are numbers): nothing is left for dateparser to know."""
_CONNECTORS = frozenset(_fold(word) for word in "de del of the th st nd rd er a г g den d º ª . , ' \u2019 - /".split())
_PLAIN_WORDS = frozenset(_fold(word) for word in (_LABELS + _WEEKDAYS).split()) | frozenset(_ZONES)


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
    if not 6 <= len(text) <= MAX_LENGTH:
        text = text.strip()
        if not 6 <= len(text) <= MAX_LENGTH:
            return None
    known = _read(text, (language or "").lower(), day_first, others)
    if known is None and now is not None:
        return _relative(text, (language or "").lower(), now)
    return known


def read_epoch(text: str) -> dt.datetime | None:
    """A time in UTC from seconds or milliseconds since 1970, as attributes hold them.

    >>> read_epoch("1713780000") == read_epoch("1713780000000")
    True
    """
    if not (text.isdecimal() and len(text) in (9, 10, 12, 13)):
        return None
    seconds = int(text) if len(text) <= 10 else int(text) / 1000
    return dt.datetime.fromtimestamp(seconds, dt.timezone.utc)


@lru_cache(maxsize=4096)
def _read(text: str, language: str, day_first: bool | None, others: int) -> dt.datetime | dt.date | None:
    if not any(map(str.isdigit, text)):
        return None
    compact = _COMPACT.fullmatch(text.strip())
    if compact:
        return _compact(compact)
    found = _find_day(text, language, day_first)
    if found is None:
        return _with_dateparser(text, language)
    day, rest = found
    if _find_day(rest, language, day_first) is not None:
        return None
    time, rest = _find_time(rest)
    strange = [w for w in _WORD.findall(rest) if _fold(w) not in _PLAIN_WORDS]
    if len(strange) > others:
        return None
    return dt.datetime.combine(day, time) if time is not None else day


def _compact(match: re.Match[str]) -> dt.datetime | dt.date | None:
    """20240422 and 20240422T103000Z."""
    day = _day(int(match[1]), int(match[2]), int(match[3]), "")
    if day is None or match[4] is None:
        return day
    zone = dt.timezone.utc if match[7] else None
    try:
        return dt.datetime.combine(day, dt.time(int(match[4]), int(match[5]), int(match[6] or 0), tzinfo=zone))
    except ValueError:
        return None


def _find_day(text: str, language: str, day_first: bool | None) -> tuple[dt.date, str] | None:
    """The first day stated and the text without it."""
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
    if language.startswith("th") and year > _LAST_YEAR:
        year -= _THAI_OFFSET
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
    tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
    for at, (token, start, end) in enumerate(tokens):
        month = _MONTHS.get(_fold(token)) if token[0].isalpha() else None
        if month is None:
            continue
        before, after = _numbers(tokens, at, -1), _numbers(tokens, at, 1)
        # Day and year stand on both sides of the month, or both after it, or (Hungarian) the year before.
        for days, years, short in ((before, after, 2), (after, after[1:], 4), (after, before, 4)):
            if not days or not years or len(days[0][0]) > 2 or len(years[0][0]) not in (short, 4):
                continue
            value = _day(int(years[0][0]), month, int(days[0][0]), language)
            if value is not None:
                start, end = min(start, days[0][1], years[0][1]), max(end, days[0][2], years[0][2])
                return value, text[:start] + " | " + text[end:]
    return None


def _numbers(tokens: list[tuple[str, int, int]], at: int, step: int) -> list[tuple[str, int, int]]:
    """Up to two numbers beside a token, with nothing but connectors between; a clock time is none."""
    found: list[tuple[str, int, int]] = []
    index = at + step
    while 0 <= index < len(tokens) and len(found) < 2 and abs(index - at) <= 8:
        token = tokens[index]
        if token[0].isdigit():
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if following and following[0] in (":", "h") and following[1] == token[2]:
                break
            found.append(token)
        elif token[0].casefold() not in _CONNECTORS:
            break
        index += step
    return found


def _find_time(text: str) -> tuple[dt.time | None, str]:
    """The first clock time with its zone, and the text without them."""
    match = _TIME.search(text)
    if match is None:
        return None, text
    hour, half = int(match[1]), (match[4] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = _ZONE.match(text, match.end())
    end = match.end()
    offset: float | None = None
    if zone is not None:
        name = (zone[1] or "").lower()
        if name in _ZONES:
            offset, end = _ZONES[name], zone.end(1)
        if zone[2] and (name in _ZONES or not name):
            hours = int(zone[3]) + int(zone[4] or 0) / 60
            offset, end = hours if zone[2] == "+" else -hours, zone.end()
    tzinfo = None if offset is None or abs(offset) > 14 else dt.timezone(dt.timedelta(hours=offset))
    try:
        time = dt.time(hour, int(match[2] or 0), int(match[3] or 0), tzinfo=tzinfo)
    except ValueError:
        return None, text
    return time, text[: match.start()] + " | " + text[end:]


def _with_dateparser(text: str, language: str) -> dt.datetime | dt.date | None:
    """Month names that the table lacks; asked only for short text with a year in it."""
    primary = language.partition("-")[0]
    if not primary or primary in _TABLED or len(_WORD.findall(text)) > 5:
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
    """ "3 hours ago" is a moment, "3 days ago" a day: it keeps the time of `now` to the second."""
    base = now.replace(tzinfo=None)
    settings = {"PARSERS": ["relative-time"], "RELATIVE_BASE": base}
    found = _parse(text, language.partition("-")[0], settings) if len(_WORD.findall(text)) <= 4 else None
    if found is None:
        return None
    found = found.replace(tzinfo=None)
    return found.date() if found.time() == base.time() else found.replace(tzinfo=now.tzinfo)


def _parse(text: str, language: str, settings: dict[str, Any]) -> dt.datetime | None:
    import dateparser

    try:
        found = dateparser.parse(text, languages=[language or "en"], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None  # a language that dateparser does not know, or a number out of range
    return found if isinstance(found, dt.datetime) else None
