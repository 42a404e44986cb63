"""Lines that are one paragraph: texts wrapped at a width, sentences broken at a link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_MIN_WIDTH, _MAX_WIDTH = 40, 130  # characters of the longest line of a wrapped text
_MAX_TURNS = 0.2  # share of the line breaks of a wrapped paragraph where the next word would have fitted
_MIN_SMALL = 0.4  # share of wrapped lines that begin in the middle of a sentence
_LONG = 40  # characters; a line of a menu is shorter
_CLOSING = frozenset(",.;:!?)]}%’”»…、。，！？；：）」』")
_OPENING = frozenset("([{«“„‘$€£¥（「『/")
_ENDS = frozenset(".!?。！？…:")
_MARKS = frozenset("-*+•·–—>#|`~=_")


class Run(NamedTuple):
    """Lines without a blank one between: the number of the first, the blank lines above, the lines as they stand."""

    first: int
    gap: int
    lines: list[str]


def joined(run: Run) -> Iterator[tuple[int, str]]:
    """The run's paragraphs, each with the place of its first line in the run."""
    lines = run.lines
    if len(lines) == 1:
        yield 0, lines[0]
        return
    wrapped = _is_wrapped(lines)
    start, parts = 0, [lines[0]]
    for i in range(1, len(lines)):
        line = lines[i]
        if (wrapped and line.lstrip()[0] not in _MARKS) or _continues(lines[i - 1], line):
            # a fragment that touches its neighbour in the source does so here
            parts.append(line.lstrip() if _touches(parts[-1], line) else f" {line.strip()}")
            continue
        yield start, "".join(parts)
        start, parts = i, [line]
    yield start, "".join(parts)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines end where the next word did not fit, and go on in the middle of sentences.

    >>> _is_wrapped(["The boats came back in the evening with hardly", "any fish, and the market closed before five on", "Monday."])
    True
    """
    width = max(map(len, lines))
    if len(lines) < 3 or not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return False
    turns = small = 0
    for line, below in zip(lines, lines[1:], strict=False):
        word = below.split(None, 1)[0]
        turns += len(line.rstrip()) + 1 + len(word) <= width
        small += not (word[0].isupper() or word[0] in _MARKS)
    breaks = len(lines) - 1
    return turns <= breaks * _MAX_TURNS and small >= breaks * _MIN_SMALL


def _continues(above: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the line above it.

    >>> _continues("The report by the", "harbour office said in the morning that all was well"), _continues("Home", "about")
    (True, False)
    """
    first, last = line.lstrip()[0], above.rstrip()[-1]
    if first in _CLOSING or last in _OPENING:
        return len(line) > 1 or first != ":"
    if last in _ENDS and not (above[-1] == " " and first.islower()):
        return False
    if above[-1] == " " or (line[0] == " " and line[1] != " " and above[0] != " "):  # white space inside a paragraph
        return first not in _MARKS
    return first.islower() and (len(above) >= _LONG or len(line) >= _LONG)


def _touches(above: str, line: str) -> bool:
    return line.lstrip()[0] in _CLOSING and line[0] != " " and above[-1] != " "
