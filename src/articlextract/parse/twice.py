"""UTF-8 that was encoded twice: taken for windows-1252 by a program in between, and written as UTF-8 again.

Of 1,497 pages of wcxb-dev 27 came so, whole: "â€™" for each apostrophe.
"""

from __future__ import annotations

import codecs
import re

from .charsets import UTF8

# What each character beyond ASCII then begins with: a letter for its first byte, and one for its second, which is none
# of ASCII. So the first that stands in a page tells of nearly all pages that they are as they should be.
_BEGIN = b"\xc3"
_TWICE = re.compile(rb"\xc3[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]")
_LEAST = 3  # bytes that the page must be too long by; fewer may be a page's own example


def _as_latin1(error: UnicodeError) -> tuple[bytes, int]:
    """Bytes that windows-1252 has no character for are, to browsers, the control characters of the same number."""
    assert isinstance(error, UnicodeEncodeError)
    return error.object[error.start : error.end].encode("latin-1"), error.end


codecs.register_error("articlextract.latin-1", _as_latin1)


def encoded_once(data: bytes) -> bytes:
    """The page as it was before, where all of it is UTF-8 encoded twice; else the very same.

    No text of any length is such by chance: each of its letters beyond ASCII would have to be part of a sequence
    that is UTF-8 once more.
    """
    first = data.find(_BEGIN)
    if first < 0 or not _TWICE.match(data, first):
        return data
    try:
        once = data.decode(UTF8).encode("cp1252", "articlextract.latin-1")
        text = once.decode(UTF8)
    except UnicodeError:
        return data
    return once if len(once) - len(text) >= _LEAST else data
