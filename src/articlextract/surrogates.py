"""Halves of characters, which a str can hold and no file in UTF-8 can."""

from __future__ import annotations


def whole(text: str) -> str:
    r"""The text with a question mark for each lone surrogate, as HTML given as a str is read too.

    >>> whole("caf\u00e9 \ud83d")
    'café ?'
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
