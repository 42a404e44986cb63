"""Text from a page or a server, made fit for a terminal or a message."""

from __future__ import annotations

import re

# C0 but tab and newline, DEL, C1 (U+009B alone starts an escape sequence), and every Bidi_Control character.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def safe_text(text: str) -> str:
    r"""The text without control characters; tabs and newlines stay.

    >>> safe_text("red: \x1b[31m\tend\r\n")
    'red: [31m\tend\n'
    """
    return _CONTROLS.sub("", text)


def safe_json(text: str) -> str:
    r"""JSON that means the same, with the control characters that JSON allows bare written as escapes.

    >>> safe_json('{"title": "\x9b31m"}')
    '{"title": "\\u009b31m"}'
    """
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def safe_line(text: str, limit: int = 300) -> str:
    r"""The text on one line without control characters, cut at `limit` characters.

    >>> safe_line("two\nlines\x07", limit=6)
    'two l…'
    """
    line = safe_text(" ".join(text[: 4 * limit].split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"
