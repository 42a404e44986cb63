"""Lines that are one paragraph: texts wrapped at a width, sentences broken at a link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
_MIN_WIDTH, _MAX_WIDTH = 40, 130  # characters of the longest line of a wrapped text
_MIN_LINES = 3
_MAX_TURNS = 0.2  # share of the line breaks of a wrapped paragraph where the next word would have fitted
_MIN_SMALL = 0.4  # share of wrapped lines that begin in the middle of a sentence
_LONG = 40  # characters; a line of a menu is shorter
_CLOSING = frozenset(",.;:!?)]}%’”»…、。，！？；：）」』")
_OPENING = frozenset("([{«“„‘$€£¥（「『/")
_ENDS = frozenset(".!?。！？…:")
_MARKS = frozenset("-*+•·–—#>|`~=_")


Paragraph = tuple[int, int, int, str]
"""A line, or several that are one: the first one's number, the blank lines above, its indentation, the text."""


def paragraphs(raw: Sequence[str]) -> Iterator[Paragraph]:
    """The paragraphs of a text's lines, numbered from 1, white space folded."""
    folded = [" ".join(line.split()) for line in raw]
    count = len(raw)
    at = gap = 0
    while at < count:
        if not folded[at]:
            at += 1
            gap += 1
            continue
        end = at + 1
        while end < count and folded[end]:
            end += 1
        if end == at + 1:
            line = raw[at]
            yield end, gap, len(line) - len(line.lstrip()), folded[at]
        else:
            yield from _joined(raw, folded, at, end, gap)
        at, gap = end, 0


def _joined(raw: Sequence[str], folded: list[str], first: int, end: int, gap: int) -> Iterator[Paragraph]:
    """The paragraphs of lines that no blank line parts."""
    wrapped = _is_wrapped(raw[first:end])
    start, text = first, folded[first]
    for i in range(first + 1, end):
        line, above = folded[i], raw[i - 1]
        initial = line[0]
        if wrapped:
            goes_on = initial not in _MARKS
        elif initial.isupper() and above[-1] != " " and raw[i][0] != " " and above[-1] not in _OPENING:
            goes_on = False  # most lines
        else:
            goes_on = _continues(above, raw[i])
        if goes_on:
            # a sign that touches the word before it in the source does so here
            touches = initial in _CLOSING and raw[i][0] != " " and above[-1] != " "
            text = f"{text}{line}" if touches else f"{text} {line}"
            continue
        yield start + 1, gap, len(raw[start]) - len(raw[start].lstrip()), text
        start, text, gap = i, line, 0
    yield start + 1, gap, len(raw[start]) - len(raw[start].lstrip()), text


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines end where the next word did not fit, and go on in the middle of sentences.

    >>> _is_wrapped(["The boats came back in the evening with hardly", "any fish, and the market closed before five on", "Monday."])
    True
    """
    if len(lines) < _MIN_LINES:
        return False
    width = max(map(len, lines))
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
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
