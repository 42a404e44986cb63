"""Signs that flattened text keeps of its structure: bullets, numbers, Markdown's headings, quotes, links, emphasis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..article import Mark
from ..records import Piece

SIGNS = frozenset("-*+•·◦▪●○‣∙–—#>=_~0123456789")
_BULLET = re.compile(r"[-*+•·◦▪●○‣∙–—]\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_new = tuple.__new__
_RULES = {"=": "h1", "-": "h2"}
_MIN_RULE = 3
_LINK = r"""!?\[([^\[\]]{0,500})\]\(\s{0,3}<?([^()\s<>]{0,2000}(?:\([^()\s<>]{0,200}\)[^()\s<>]{0,500})?)>?"""
_LINK_TITLE = r"""(?:\s+["'][^"']{0,300}["'])?\s{0,3}\)"""
_INLINE = re.compile(rf"{_LINK}{_LINK_TITLE}|\*\*(?=\S)([^*]{{0,1000}}[^*\s])\*\*|`([^`]{{1,500}})`")


class Marked(NamedTuple):
    """A line without its sign: the tag that it stands for, the text, the number of an ordered item."""

    tag: str
    text: str
    number: int


def may_be_marked(texts: Sequence[str]) -> list[int]:
    """Which lines may begin with a mark: a sign and white space, or the same sign, numbers with their point.

    >>> may_be_marked(["- Mussels", "-5 at noon", "1.5 km", "1. Cod", "----", "2024. A year"])
    [0, 3, 4]
    """
    return [i for i, text in enumerate(texts) if text[0] in SIGNS and _may_be_marked(text)]


def _may_be_marked(line: str) -> bool:
    first = line[0]
    if first.isdigit():
        return _NUMBER.match(line) is not None
    return first in "#>" or line[1:2] == first or line[1:2].isspace()


def read_mark(line: str) -> Marked:
    """What a line's first signs say, white space folded beforehand; a rule has no text.

    >>> read_mark("- Mussels"), read_mark("12. Cod").tag, read_mark("## The coast").tag, read_mark("2024 was dry").tag
    (Marked(tag='li', text='Mussels', number=0), 'oli', 'h2', 'p')
    """
    first = line[0]
    if first not in SIGNS:
        return Marked("p", line, 0)
    if first.isdigit():
        match = _NUMBER.match(line)
        if match:
            return Marked("oli", line[match.end() :], int(match[1]))
        return _new(Marked, ("p", line, 0))  # half the time of the constructor
    if first == "#":
        match = _HEADING.match(line)
        if match:
            text = line[match.end() :]
            return Marked(f"h{len(match[1])}", text.rstrip("# ") or text, 0)
        return Marked("p", line, 0)
    if first == ">":
        text = line.lstrip("> ")
        return Marked("quote", text, 0) if text else Marked("p", "", 0)
    match = _BULLET.match(line)
    if match and line.strip("*-_ "):
        return Marked("li", line[match.end() :], 0)
    if len(line) >= _MIN_RULE and not line.strip(first + " "):
        return Marked(_RULES.get(first, "p"), "", 0)
    return Marked("p", line, 0)


def read_pieces(text: str) -> tuple[Piece, ...]:
    """A text by its Markdown links, strong words and code; pictures go.

    >>> [(piece.text, piece.href) for piece in read_pieces("See [the map](https://example.org/m).")]
    [('See ', None), ('the map', 'https://example.org/m'), ('.', None)]
    """
    pieces: list[Piece] = []
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            pieces.append(Piece(text[at : match.start()], None, ()))
        at = match.end()
        if match[3]:
            pieces.append(Piece(match[3], None, (Mark.STRONG,)))
        elif match[4]:
            pieces.append(Piece(match[4], None, (Mark.CODE,)))
        elif match[0][0] != "!" and match[1]:
            pieces.append(Piece(match[1], match[2] or None, ()))
    if at < len(text):
        pieces.append(Piece(text[at:], None, ()))
    return tuple(pieces) if any(not piece.text.isspace() for piece in pieces) else (Piece(text, None, ()),)
