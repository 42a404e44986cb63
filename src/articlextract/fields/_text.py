"""Short strings as pages write them -> clean text."""

from __future__ import annotations

import re
from functools import lru_cache

from ..records import Blocks
from ._memo import once

MAX_VALUE = 5000  # characters; a field is a line or a paragraph, longer values are whole articles put in an attribute

_TAG = re.compile(r"<[^<>]{0,300}>")
_WORD = re.compile(r"\w+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a\u202c\u2066\u2069]+")
# Between letters of Persian, Urdu or an Indic script the non-joiner is spelling; elsewhere it is nothing.
_JOINED = "[\u0600-\u06ff\u0750-\u077f\u0900-\u0dff]"
_STRAY_NON_JOINER = re.compile(f"(?<!{_JOINED})\u200c|\u200c(?!{_JOINED})")


def clean(value: object) -> str:
    """Text of a structured value: entities resolved, tags and invisible characters out, white space folded.

    >>> clean("Fish &amp;amp; Chips <b>now</b> ")
    'Fish & Chips now'
    """
    if not isinstance(value, str):
        return ""
    text = value[:MAX_VALUE]
    # most values have nothing to clean: no white space but the blank is printable, nor what is invisible
    if text.isprintable() and "&" not in text and "<" not in text and "  " not in text:
        return text.strip(" ")
    if "&" in text:
        from html import unescape  # with the names of all entities, two milliseconds that few short pages need

        text = unescape(unescape(text))  # CMSs escape once for JSON and once for HTML
    if "<" in text:
        text = _TAG.sub(" ", text)
    if not text.isascii():
        text = _INVISIBLE.sub("", text)  # a third of the time of str.translate
        if "\u200c" in text:
            text = _STRAY_NON_JOINER.sub("", text)
    return " ".join(text.split())


@once
def text_of(blocks: Blocks) -> str:
    """All lines of the page."""
    return "\n".join([block.text for block in blocks.items])


@lru_cache(maxsize=8192)
def key(text: str) -> tuple[str, ...]:
    """The words by which two spellings of the same thing are equal.

    >>> key("Don’t Stop!") == key("don't stop")
    True
    """
    return tuple(_WORD.findall(text.casefold()))
