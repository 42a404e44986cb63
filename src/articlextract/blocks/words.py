"""The words in class, id and other naming attributes."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LOWER_WORD = re.compile(r"[a-z]+")
MAX_NAME = 400  # characters; utility-class soups run longer and say no more

HIDDEN_NAMES = (
    ("sr", "only"),
    ("screen", "reader"),
    ("visually", "hidden"),
    ("visuallyhidden",),
    ("assistive", "text"),
)
"""Names of text meant for screen readers alone."""
_FIRST_OF_HIDDEN = frozenset(name[0] for name in HIDDEN_NAMES)


@lru_cache(maxsize=32768)
def split_words(value: str) -> tuple[str, ...]:
    """Lower-cased words of an attribute's value, cut at punctuation, digits and camel case.

    >>> split_words("share-bar SocialLinks js2")
    ('share', 'bar', 'social', 'links', 'js')
    """
    value = value[:MAX_NAME]
    if value.islower():  # nine in ten have no camel case
        return tuple(_LOWER_WORD.findall(value))
    return tuple(" ".join(_WORD.findall(value)).lower().split())


@lru_cache(maxsize=32768)
def names_hidden_text(value: str) -> bool:
    """Whether a class value says that its text is for screen readers only.

    >>> names_hidden_text("screen-reader-text"), names_hidden_text("reader-comments")
    (True, False)
    """
    return name_hidden_text(split_words(value))


def name_hidden_text(words: tuple[str, ...]) -> bool:
    """The same of its words."""
    if _FIRST_OF_HIDDEN.isdisjoint(words):  # nearly always
        return False
    pairs = set(pairwise(words))
    return any(name in pairs if len(name) == 2 else name[0] in words for name in HIDDEN_NAMES)
