"""Names of people out of the strings that pages put them in."""

from __future__ import annotations

import re
from functools import lru_cache

from ..wordsets import WordSet
from ._name_kinds import bare, is_account, is_full_name, is_name, is_organisation, person_key
from ._name_words import (
    BEFORE_BY,
    BY,
    COLLECTIVES,
    CREDENTIALS,
    JOB_WORDS,
    KEPT_SUFFIXES,
    LEADS,
    MARKS,
    MONTHS,
    NAME_STARTS,
    NOT_BY,
    SMALL_STOPS,
    STOPS,
)
from ._text import clean

MAX_RAW = 300  # characters of a byline that are looked at
_MAX_WITH_LETTERS = 68  # characters
_WORDS_OF_A_NAME = 2
_MAX_ABBREVIATION = 4  # characters with its full stop

_JOINERS = re.compile(
    r"\s*[;&\n•·⋅、，]\s*|\s/\s*|/\s|,\s*(?:and|und|et|y|e|i|en|og|och|ja|и|with|mit|avec|con)\s|,\s*"
    r"|\s(?:and|und|et|y|e|og|och|ja|oraz|и|with|mit|avec|con)\s",
    re.IGNORECASE,
)
_TWO_SURNAMES = re.compile(r"[^\s,;]+(?: [^\s,;]+){1,2} [ey] [^\s,;]+")  # "José Ortega y Gasset"
_JOINT = re.compile(r"[;&\n•·⋅、，,/]")
_AND = frozenset("and und et y e i en og och ja oraz и with mit avec con".split())
_BREAK = re.compile(r"\s[-\u2013\u2014|\u2022\u00b7\u22c5:→›»]+\s|\s*[(\[<\u2014|\uff08]|\s@|\sIn\s")
_GLUED_DATE = re.compile(r"(?<=\D)\d{4}[-/.年]\d.*")
_FOOTNOTE = re.compile(r"(?<=[a-zà-ÿ])\d{1,2}\*?$")  # "Jane Doe1", as papers number their authors' addresses
_GLUED_LEAD = re.compile(r"^(?:(?:作者|記者|记者|撰文|投稿者|執筆者?|执笔|取材)\s*[:：/／]?|文\s*[\s:：/／])\s*(?=\S)")
_GLUED_BY = re.compile(
    r"^(?:By|BY|Von|Par|Por)(?=[A-Z][a-zà-ÿ]+\s[A-Z]|[A-Z]\.)"
)  # "ByJane Doe": two elements, no space
_WITH_PICTURES = re.compile(
    r"^(?:text|texte|texto|testo|tekst|words|story|article|bericht|report|reportage)\s?(?:&|\+|/|,|und|and|et|y|e|og|och|en)\s?"
    r"(?:foto|photo|bild|picture|image|zdjęcia|illustration|video)\w{0,12}\s?(?::|by|von|par|por)\s*",
    re.IGNORECASE,
)
_BY_OR_COLON = BY | {f"{word}:" for word in BY}
_MAIL = re.compile(r"\S{1,80}@\S{1,80}")
_LETTERS_AFTER = re.compile(r"[A-Z][A-Z.®-]{1,9}\*?")


def read_names(raw: object, *, visible: bool = False) -> list[str]:
    """The names in a byline or an author's attribute, without "By", dates, jobs and outlets; in order.

    `visible` text, as opposed to an attribute, must look like a name to be taken for one.

    >>> read_names("By Jane van Doe, Jr. and Émile O'Neil, PhD, senior editor")
    ['Jane van Doe, Jr.', "Émile O'Neil, PhD"]
    >>> read_names("Byron Smith | The Example"), read_names("View all posts")
    (['Byron Smith'], [])
    """
    if not visible and isinstance(raw, str) and "\n" in raw:
        lines = [line.strip() for line in raw[:MAX_RAW].split("\n") if line.strip()]
        raw = ";".join(lines) if all(map(is_full_name, lines)) else raw
    return list(_read(clean(raw)[:MAX_RAW], visible))


@lru_cache(maxsize=4096)
def _read(text: str, visible: bool) -> tuple[str, ...]:
    """The names in a cleaned string; a page shows the same line through several of its elements."""
    if not text or text.startswith(("http:", "https:", "www.", "@", "//", "{", "[")):
        return ()
    if "@" in text:
        text = _MAIL.sub(" ", text).strip()
    text = _without_lead(_GLUED_BY.sub("", _GLUED_LEAD.sub("", text, count=1), count=1))
    if "," not in text and is_name(text) and (_is_collective(text) if visible else is_organisation(text)):
        return (text,)
    names = _names_in(_split_names(_split_slashes(_before_break(text))), visible)
    if len(names) > 1 and names[0].isupper() and len(names[0]) <= 3:
        del names[0]  # initials in place of a portrait
    return tuple(names)


def _split_names(text: str) -> list[str]:
    if _TWO_SURNAMES.fullmatch(text):
        return [text]
    if _JOINT.search(text) is None and _AND.isdisjoint(text.casefold().split()):
        return [text]
    return _JOINERS.split(text)


def _names_in(parts: list[str], visible: bool) -> list[str]:
    """The names among the parts of a byline, up to the first that is a job, an outlet, a place."""
    names: list[str] = []
    is_cut = False
    for part in parts:
        letters, rest = _letters_after(part, more="," in names[-1]) if names else ("", part)
        if letters and not _starts_with_job(rest):
            if len(names[-1]) + len(letters) < _MAX_WITH_LETTERS:
                names[-1] = f"{names[-1]}, {letters}"
            if rest:
                break
            continue
        words = _name_words(part)
        name = " ".join(words).strip(" ,;:-\u2013\u2014'\"*#")
        if name.endswith(".") and words and len(words[-1]) > _MAX_ABBREVIATION:
            name = name[:-1]
        if names and is_cut and len(words) < _WORDS_OF_A_NAME:
            break  # "Jane Doe for Land and Sea"
        is_cut = len(words) < len(part.split())
        if names and _is_outlet_beside(name, names[0]):
            continue
        if names and _starts_with_job(part):
            break
        if is_name(name, visible=visible) and not (names and is_account(name) and not is_account(names[0])):
            if all(person_key(name) != person_key(other) for other in names):
                names.append(name)
            if is_organisation(name):
                break  # a place or a department follows
        elif names and part.strip():
            break
    return names


def _starts_with_job(part: str) -> bool:
    return not JOB_WORDS.isdisjoint(map(bare, part.split()[:2]))


def _is_outlet_beside(name: str, first: str) -> bool:
    """Whether a part in capitals beside a name that is not is an agency's or a broadcaster's: "Jane Doe, RADIO OSK"."""
    return name.isupper() and not first.isupper() and len(name) > 1


def _split_slashes(text: str) -> str:
    """Names on both sides of a slash apart; agencies that signed together stay one.

    >>> _split_slashes("Jane Doe/Bo Oak"), _split_slashes("APA/AFP")
    ('Jane Doe;Bo Oak', 'APA/AFP')
    """
    if "/" not in text or "://" in text:
        return text
    parts = [part.strip() for part in text.split("/")]
    if is_organisation(parts[0]) or not any(is_full_name(part) and not part.isupper() for part in parts):
        return text
    return ";".join(parts)


def _letters_after(part: str, *, more: bool = False) -> tuple[str, str]:
    """Letters after a name, and what follows them; with `more`, such as are not known, since others stood before.

    >>> _letters_after("MD gastroenterologist"), _letters_after("Bo Oak"), _letters_after("Jr.")
    (('MD', 'gastroenterologist'), ('', 'Bo Oak'), ('Jr.', ''))
    """
    words = part.split()
    letters: list[str] = []
    for word in words:
        if (
            bare(word) in KEPT_SUFFIXES
            or _is_credential(word)
            or ((letters or more) and _LETTERS_AFTER.fullmatch(word) and not is_organisation(word))
        ):
            letters.append(word.strip(",;:*"))
        else:
            break
    return " ".join(letters), " ".join(words[len(letters) :]).strip(" .,;:*")


def _is_credential(word: str) -> bool:
    """
    >>> _is_credential("Ph.D."), _is_credential("MS"), _is_credential("Ma")
    (True, True, False)
    """
    plain = bare(word).strip("*®")
    return plain in CREDENTIALS and (sum(map(str.isupper, word)) > 1 or plain == "esq")


def _is_collective(text: str) -> bool:
    """
    >>> _is_collective("Example Staff"), _is_collective("Jane Doe Staff Writer")
    (True, False)
    """
    words = text.split()
    return (
        len(words) <= 5
        and bare(words[-1]) in COLLECTIVES
        and (words[0] == "the" or "." in words[0] or not words[0].islower())
    )


def _without_lead(text: str) -> str:
    """Without "By", "Posted by:", "Von", "Text & photos:" and their like."""
    text = _WITH_PICTURES.sub("", text, count=1)
    while True:
        first, _, rest = text.partition(" ")
        head, colon, tail = first.replace("：", ":").partition(":")
        if colon and head.casefold() in LEADS:
            text = f"{tail} {rest}".strip()
            continue
        if not rest or head.casefold() not in LEADS:
            return text
        if head.casefold() in NAME_STARTS and not head.islower() and len(rest.split()) < 2:
            return text
        text = rest.lstrip(" :-")


def _before_break(text: str) -> str:
    """Up to the first bracket, bar or spaced dash: the rest is an outlet, a job, a date."""
    end = _BREAK.search(text, 1)
    return text[: end.start()] if end else text


def _name_words(part: str) -> list[str]:
    """The words of a name, after the job before it, up to a date, a job or another word that ends it."""
    given = part.split()
    while len(given) > 2 and bare(given[0]) in JOB_WORDS:
        del given[0]
    words: list[str] = []
    for word in given:
        plain = bare(word)
        if words and (
            plain in STOPS
            or plain in MARKS
            or word in SMALL_STOPS
            or word in ("In", "IN")
            or (plain in JOB_WORDS and len(words) > 1)
            or "//" in word
        ):
            break
        if words and word[0].isdigit():
            if bare(words[-1]) in MONTHS:
                words.pop()
            break
        word = _GLUED_DATE.sub("", word)
        words.append(_FOOTNOTE.sub("", word) if words else word)
    while words and not any(map(str.isalnum, words[-1])):
        words.pop()
    half = len(words) // 2
    if half and words[:half] == words[half:]:
        words = words[:half]  # said twice, for two widths of the screen
    return words


def lead_only(text: str) -> bool:
    """Whether a line only announces a name: "Written by:".

    >>> lead_only("Written by:"), lead_only("Written")
    (True, True)
    """
    words = text.replace(":", " ").split()
    return 0 < len(words) <= 4 and all(word.casefold() in LEADS for word in words)


def says_by(text: str) -> bool:
    """Whether a line has a word for "by" at all; asked first, since few do.

    >>> says_by("May 3, 2024 by Jane Doe"), says_by("Byron Smith")
    (True, False)
    """
    return _NAMED_BY.in_line(text) and _has_by(text)


def _has_by(text: str) -> bool:
    return not _BY_OR_COLON.isdisjoint(text.casefold().split())


_NAMED_BY = WordSet(BY, _has_by)


def after_by(text: str) -> str | None:
    """What follows "by" inside a line: "May 3, 2024 by Jane Doe", "Blog Beitrag von Jane Doe".

    >>> after_by("Posted on May 3, 2024 by Jane Doe"), after_by("Photo by John Doe")
    ('Jane Doe', None)
    """
    if not says_by(text):
        return None
    words = text.split()
    for i in range(1, min(len(words) - 1, 16)):
        word = words[i].rstrip(":").casefold()
        if word not in BY:
            continue
        before = words[i - 1].casefold().rstrip(":,.")
        if before in NOT_BY:
            return None
        if before in LEADS or before in BEFORE_BY or not before.isalpha():
            rest = " ".join(words[i + 1 :])
            return rest.partition(" mit ")[0] if before == "interview" else rest
        return None
    return None
