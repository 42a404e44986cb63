"""Lines that are one paragraph: texts wrapped at a width, sentences broken at a link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

_MIN_WIDTH, _MAX_WIDTH = 40, 130  # characters of the longest line of a wrapped text
_MIN_LINES = 3
_MAX_TURNS = 0.2  # share of the line breaks of a wrapped paragraph where the next word would have fitted
_MIN_SMALL = 0.4  # share of wrapped lines that begin in the middle of a sentence
_LONG = 40  # characters; a line of a menu is shorter
_CLOSING = frozenset(",.;:!?)]}%’”»…、。，！？；：）」』")
_OPENING = frozenset("([{«“„‘$€£¥（「『/")
_ENDS = frozenset(".!?。！？…:")
_MARKS = frozenset("-*+•·–—#>|`~=_")


Columns = tuple[list[int], list[int], list[int], list[str]]
"""Paragraphs, of a line or several: the first one's number, the blank lines above, its indentation, the text."""


def paragraphs(raw: Sequence[str], most: int) -> Columns:
    """The first `most` paragraphs of a text's lines, numbered from 1, white space folded."""
    # no white space but the blank counts as printable: most lines are folded as they are, and need no splitting
    folded = [
        line if not line or (line.isprintable() and "  " not in line) else " ".join(line.split())
        for line in map(str.strip, raw)
    ]
    runs = list(_runs(folded))
    width = max([_wrapped_width(raw[first:end]) for first, end, _ in runs if end - first >= _MIN_LINES], default=0)
    found: list[tuple[int, int, str]] = []
    for first, end, gap in runs:
        if end == first + 1:
            found.append((first, gap, folded[first]))
        else:
            _join(raw, folded, (first, end, gap), width, found)
        if len(found) >= most:
            break
    del found[most:]
    indents = [0 if raw[i][0] == text[0] else len(raw[i]) - len(raw[i].lstrip()) for i, _, text in found]
    return [i + 1 for i, _, _ in found], [gap for _, gap, _ in found], indents, [text for _, _, text in found]


def _runs(folded: list[str]) -> Iterator[tuple[int, int, int]]:
    """Lines that no blank line parts: the first, the one after the last, the blank lines above."""
    first = gap = 0
    inside = False
    for i, line in enumerate(folded):
        if line:
            if not inside:
                first, inside = i, True
        elif inside:
            yield first, i, gap
            inside, gap = False, 1
        else:
            gap += 1
    if inside:
        yield first, len(folded), gap


def _join(
    raw: Sequence[str], folded: list[str], run: tuple[int, int, int], width: int, found: list[tuple[int, int, str]]
) -> None:
    """Add the paragraphs of a run. `width` is that of the text's wrapped paragraphs, 0 where none is wrapped."""
    first, end, gap = run
    wrapped = width > 0 and (_wrapped_width(raw[first:end]) > 0 or _fills(raw[first:end], width))
    start, above, text = first, raw[first], folded[first]
    parts: list[str] = []  # of a paragraph of several lines
    for i in range(first + 1, end):
        line, below = folded[i], raw[i]
        initial, last = line[0], above[-1]
        if wrapped:
            goes_on = initial not in _MARKS
        elif (
            last != " "
            and below[0] != " "
            and not initial.islower()
            and initial not in _CLOSING
            and last not in _OPENING
            and (initial.isupper() or not last.isspace())
        ):
            goes_on = False  # most lines
        else:
            goes_on = _continues(above, below)
        if goes_on:
            # a sign that touches the word before it in the source does so here
            touches = initial in _CLOSING and below[0] != " " and above[-1] != " "
            parts = parts or [text]
            parts += [line] if touches else [" ", line]
        else:
            found.append((start, gap, "".join(parts) if parts else text))
            start, text, parts, gap = i, line, [], 0
        above = below
    found.append((start, gap, "".join(parts) if parts else text))


def _wrapped_width(lines: Sequence[str]) -> int:
    """The width at which lines are wrapped, 0 where they are not.

    They are where they end because the next word did not fit, and go on in the middle of sentences.

    >>> _wrapped_width(["The boats came back at nine with hardly any", "fish, and the market closed at five.", "Home."])
    0
    """
    if len(lines) < _MIN_LINES:
        return 0
    width = max(map(len, lines))
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return 0
    turns = small = 0
    for line, below in pairwise(lines):
        word = below.split(None, 1)[0]
        turns += len(line.rstrip()) + 1 + len(word) <= width
        small += not (word[0].isupper() or word[0] in _MARKS)
    breaks = len(lines) - 1
    return width if turns <= breaks * _MAX_TURNS and small >= breaks * _MIN_SMALL else 0


def _fills(lines: Sequence[str], width: int) -> bool:
    """Whether two lines are wrapped at the width that the text's longer paragraphs have."""
    if len(lines) >= _MIN_LINES or max(map(len, lines)) > width:
        return False
    return len(lines[0].rstrip()) + 1 + len(lines[1].split(None, 1)[0]) > width


def _continues(above: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the line above it.

    >>> _continues("Home", "about"), _continues("The report by the", "harbour office said that all was well indeed")
    (False, True)
    """
    first, last = line.lstrip()[0], above.rstrip()[-1]
    if first in _CLOSING or last in _OPENING:
        return len(line) > 1 or first != ":"
    if last in _ENDS and not (above[-1] == " " and first.islower()):
        return False
    if above[-1] == " " or (line[0] == " " and line[1] != " " and above[0] != " "):  # white space inside a paragraph
        return first not in _MARKS
    return first.islower() and (len(above) >= _LONG or len(line) >= _LONG)
