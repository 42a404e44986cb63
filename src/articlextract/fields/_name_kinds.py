"""Whether a string is a name, and whose: a person's, an account's, an organisation's."""

from __future__ import annotations

import re
from functools import lru_cache

from ._name_words import (
    ACCOUNTS,
    ARTICLES,
    COMPOUNDS,
    CREDENTIALS,
    JOB_WORDS,
    LABELS,
    LEADS,
    NO_NAMES,
    ORGANISATION_WORDS,
    PARTICLES,
    SMALL_STOPS,
    STOPS,
    TITLES,
)
from ._text import key

_MAX_NAME = 60  # characters
_MAX_WORDS = 6
_NO_NAME_SIGN = re.compile(r"[?!\"<>{}\[\]()=%$€\u201c\u201d\u201e«»]")


def bare(word: str) -> str:
    """A word without full stops and marks around it, in small letters."""
    return word.replace(".", "").strip(",:;()").casefold()


@lru_cache(maxsize=8192)
def person_key(name: str) -> tuple[str, ...]:
    """The words by which two spellings of one person's name are equal: no titles before it, no letters after it.

    >>> person_key("Dr. Jane Doe, MD") == person_key("Jane Doe") == person_key("JANE DOE PhD")
    True
    """
    words = list(key(name.partition(",")[0]))
    while len(words) > 1 and words[0] in TITLES:
        del words[0]
    while len(words) > 2 and words[-1] in CREDENTIALS:
        del words[-1]
    return tuple(words)


def is_name(text: str, *, visible: bool = False) -> bool:
    """Whether a cleaned string can be someone's name.

    >>> is_name("Jane Doe"), is_name("3 hours ago"), is_name("Read more"), is_name("Phone")
    (True, False, False, False)
    """
    words = text.split()
    if not 2 <= len(text) <= _MAX_NAME or not 0 < len(words) <= _MAX_WORDS or not any(map(str.isalpha, text)):
        return False
    if _NO_NAME_SIGN.search(text) or not text[0].isalnum():
        return False
    plain = [bare(word) for word in words]
    if (
        not NO_NAMES.isdisjoint(plain)
        or plain[0] in STOPS
        or words[0] in SMALL_STOPS
        or JOB_WORDS.issuperset(plain)
        or (text[0].isdigit() and (len(words) > 3 or (plain[1:2] and plain[1] in STOPS)))
    ):
        return False
    if len(words) == 1 and (
        plain[0] in ACCOUNTS or plain[0] in LABELS or plain[0] in LEADS or "admin" in plain[0] or text.count(".") > 2
    ):
        return False
    if not all(word[0].isalnum() or any(map(str.isalnum, word)) for word in words):
        return False
    return not visible or _looks_like_name(words)


def _looks_like_name(words: list[str]) -> bool:
    """Visible words: each begins with a capital (or a letter without case), but for particles."""
    plain = [word for word in words if word.casefold() not in PARTICLES]
    if len(words) == 1:
        return bool(plain)
    if words[-1].casefold() in PARTICLES and words[-1].islower():
        return False  # "Recipe by" in a language whose "by" is a particle too
    return bool(plain) and all(not word[0].islower() and not word.isdigit() and ":" not in word for word in plain)


def is_full_name(text: str) -> bool:
    """Two to four capitalised words that are neither a label nor an organisation.

    >>> is_full_name("Jane van Doe"), is_full_name("Health News"), is_full_name("Doe")
    (True, False, False)
    """
    words = text.split()
    counted = (
        [word for word in words if word not in PARTICLES and bare(word) not in TITLES] if len(words) > 4 else words
    )
    if not 2 <= len(counted) <= 4 or not is_name(text, visible=True) or is_organisation(text):
        return False
    return not any(map(str.isdigit, text)) and text[-1] not in ".:" and LEADS.isdisjoint(map(str.casefold, words))


def is_account(name: str) -> bool:
    """Whether a name is rather that of an account: one word, no capital at its beginning.

    >>> is_account("jdoe"), is_account("Jane"), is_account("山田")
    (True, False, False)
    """
    return " " not in name and (name[0].islower() or name[0].isdigit())


@lru_cache(maxsize=8192)
def is_organisation(name: str) -> bool:
    """Whether a name is that of a newsroom, a company or a department rather than of a person.

    >>> is_organisation("Editorial Team"), is_organisation("HARBOUR.de"), is_organisation("Jane Doe")
    (True, True, False)
    """
    words = [bare(word) for word in name.split()]
    host, _, domain = name.rpartition(".")
    is_host = " " not in name and len(host) > 1 and 2 <= len(domain) <= 4 and domain.isalpha() and domain.islower()
    if is_host or (words and words[0] in ARTICLES and (words[0] == "the" or name[0].isupper())):
        return True
    if not ORGANISATION_WORDS.isdisjoint(words) or any(word.endswith(COMPOUNDS) for word in words):
        return True
    return ("/" in name or "-" in name) and any(p in ORGANISATION_WORDS for w in words for p in re.split(r"[/-]", w))
