"""A reader for JSON that is not quite JSON.

Pages write comments, trailing commas, bare or single-quoted values, raw quotes inside strings, several objects in
a row, or stop in the middle. This reads what is there, in one pass and to a bounded depth, and never fails.
It is used only where the standard parser has refused (1.3 % of the scripts in the corpora).
"""

from __future__ import annotations

import re
from typing import Any

MAX_CHARS = 200_000
MAX_DEPTH = 64

_SKIP = re.compile(r"(?:[\s,;\ufeff]|//[^\n]*|/\*.*?\*/|<!--|-->)+", re.DOTALL)
_PLAIN = re.compile(r"[^\"'\\]+")
_BARE = re.compile(r"[^,\[\]{}\n\"]{1,300}")
_BARE_KEY = re.compile(r"[\w@$.-]{1,100}")
_ESCAPE = re.compile(r"u[0-9a-fA-F]{4}")
_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,18})?")
_SPACE = re.compile(r"\s*")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_WORDS = {"true": True, "false": False, "null": None}
# What may follow a string when the comma is forgotten: a comment, or the next key.
_NEXT_KEY = re.compile(r"//|/\*|\"[^\"\n]{1,60}\"\s{0,10}:")
# What may follow the comma after a string: anything else, and the quote before it was inside the text.
_AFTER_COMMA = frozenset("\"'{[]}/-0123456789")


def read_all(text: str) -> list[Any]:
    """All objects and lists at the top level, in order; what stands between them is passed over.

    >>> read_all('{"a": "she said "no", twice", /* c */ "b": [1, 2,],}, {c: Jane Doe')
    [{'a': 'she said "no", twice', 'b': [1, 2]}, {'c': 'Jane Doe'}]
    """
    reader = _Reader(text[:MAX_CHARS])
    found = []
    while reader.to_container():
        found.append(reader.value(0))
    return found


class _Reader:
    """A cursor on the text. Every method moves it forward or to the end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pos = 0

    def to_container(self) -> bool:
        """Move to the next opening bracket."""
        starts = [at for at in (self.text.find("{", self.pos), self.text.find("[", self.pos)) if at >= 0]
        self.pos = min(starts, default=len(self.text))
        return bool(starts)

    def next_char(self) -> str:
        """The next character that means something, "" at the end."""
        if match := _SKIP.match(self.text, self.pos):
            self.pos = match.end()
        return self.text[self.pos : self.pos + 1]

    def value(self, depth: int) -> Any:
        char = self.next_char()
        if char in ("{", "["):
            if depth >= MAX_DEPTH:  # a bomb: keep what was read before it
                self.pos = len(self.text)
                return None
            self.pos += 1
            return self.members(depth) if char == "{" else self.items(depth)
        if char in ('"', "'"):
            return self.string(char)
        return self.bare()

    def members(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while (char := self.next_char()) not in ("}", "]", ""):
            key = self.string(char) if char in ('"', "'") else self.bare_key()
            if self.next_char() != ":":
                continue  # not a member; `bare_key` has moved on
            self.pos += 1
            self.pos = self.after_space(self.pos)
            found[key] = None if self.text[self.pos : self.pos + 1] in (",", "}", "]") else self.value(depth + 1)
        self.pos += char == "}"
        return found

    def items(self, depth: int) -> list[Any]:
        found = []
        while (char := self.next_char()) not in ("]", "}", ""):
            found.append(self.value(depth + 1))
        self.pos += char == "]"
        return found

    def string(self, quote: str) -> str:
        parts: list[str] = []
        self.pos += 1
        while self.pos < len(self.text):
            if match := _PLAIN.match(self.text, self.pos):
                parts.append(match.group())
                self.pos = match.end()
                continue
            char = self.text[self.pos]
            self.pos += 1
            if char == "\\":
                parts.append(self.escape())
            elif char == quote and self.closes():
                break
            else:
                parts.append(char)
        return "".join(parts)

    def escape(self) -> str:
        if match := _ESCAPE.match(self.text, self.pos):
            self.pos = match.end()
            return chr(int(match.group()[1:], 16))
        char = self.text[self.pos : self.pos + 1]
        self.pos += 1
        return _ESCAPES.get(char, char)

    def closes(self) -> bool:
        """Whether the quote just passed ends its string, by what follows it."""
        after = self.after_space(self.pos)
        char = self.text[after : after + 1]
        if char != ",":
            return char in ("", ":", "]", "}") or bool(_NEXT_KEY.match(self.text, after))
        after = self.after_space(after + 1)
        return self.text[after : after + 1] in _AFTER_COMMA or after >= len(self.text)

    def after_space(self, pos: int) -> int:
        match = _SPACE.match(self.text, pos)
        return match.end() if match else pos

    def bare(self) -> Any:
        """A number, a literal, or words that someone forgot to quote."""
        match = _BARE.match(self.text, self.pos)
        if not match:  # a closing bracket, which is its owner's
            return None
        self.pos = match.end()
        word = match.group().strip()
        if word in _WORDS:
            return _WORDS[word]
        if number := _NUMBER.fullmatch(word):
            return float(word) if number.group(1) else int(word)
        return word

    def bare_key(self) -> str:
        match = _BARE_KEY.match(self.text, self.pos)
        self.pos = match.end() if match else self.pos + 1
        return match.group() if match else ""
