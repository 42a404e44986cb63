"""Tags with more attributes than libxml2 can take: 10,000 on one cost it 0.09 s, 40,000 cost 1.7 s."""

from __future__ import annotations

import re

# The time grows with the square. A tag with so many leaves a stretch of this size without the start of another,
# but for those written inside quotes.
STRETCH = 8_192
MANY_ATTRIBUTES = 1_000
# The squares of so many, on one tag or added up over several, are too much: 0.3 s. Fewer are read as they are, because
# scripts look like tags of thousands of attributes on one page in three hundred, and to build those anew costs as long.
MOST_ATTRIBUTES = 16_000

_TAG_START = re.compile(rb"<[A-Za-z]")
_TAG_NAME = re.compile(rb"<[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(rb"[\s/]*[^\s=>/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*)?)?")
LONG = 3 * MANY_ATTRIBUTES  # bytes: a letter, a sign, a space for each
_TO_FIRST_END = re.compile(rb"<[A-Za-z][^>]{0,%d}" % LONG)


def spans_stretches(data: bytes) -> bool:
    """Whether tags of too many go on without the start of another. Some 40 short looks at a page of 300 kB."""
    since, looked = 0, False
    counted = squares = 0
    for start in range(0, len(data) - STRETCH, STRETCH):
        if _TAG_START.search(data, start, start + STRETCH):
            since, looked = start, False
        elif not looked:  # once for each run of such stretches: one may be most of the page
            looked = True
            tag = max(0, data.rfind(b"<", since, start))
            if tag >= counted:
                attributes, counted = count_attributes(data, tag)
                squares += attributes**2 if attributes >= MANY_ATTRIBUTES else 0
                if squares > MOST_ATTRIBUTES**2:
                    return True
    return False


def hides_in_quotes(data: bytes) -> bool:
    """Whether there are tags of too many with the starts of others written inside quotes.

    It goes on for long without a `>`, or its first one stands inside quotes. That takes a third of a bare
    parse to see; only the few tags of that kind, one in fifty, have their attributes counted.
    """
    counted = squares = 0
    for match in _TO_FIRST_END.finditer(data):
        tag = match.group()
        if match.start() >= counted and (len(tag) > LONG or _is_open(tag, b'"') or _is_open(tag, b"'")):
            attributes, counted = count_attributes(data, match.start())
            squares += attributes**2 if attributes >= MANY_ATTRIBUTES else 0
            if squares > MOST_ATTRIBUTES**2:
                return True
    return False


def _is_open(tag: bytes, quote: bytes) -> bool:
    """Whether the last such sign of a tag begins a value.

    >>> _is_open(b'<p title="one', b'"'), _is_open(b'<p title="one"', b'"'), _is_open(b"<p title= 'one", b"'")
    (True, False, True)
    """
    at = tag.rfind(quote)
    return at > 0 and tag[at - 1] in b"= \t\r\n\f"


def count_attributes(data: bytes, start: int) -> tuple[int, int]:
    """How many attributes the tag that starts here has, counted no further than needed, and where the last one ends.

    >>> count_attributes(b"<a b c = 'd' e='", 0), count_attributes(b"< a b", 0)
    ((4, 16), (0, 0))
    """
    match = _TAG_NAME.match(data, start)
    if match is None:
        return 0, start
    pos, count = match.end(), 0
    while count <= MOST_ATTRIBUTES and (match := _ATTRIBUTE.match(data, pos)):
        pos = match.end()
        count += 1
    return count, pos
