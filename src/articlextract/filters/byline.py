"""Who wrote it and when: bylines, author boxes, datelines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..dates import MAX_LENGTH, read_date
from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import reason

_AUTHOR = frozenset(
    """byline bylines author authors writer writers contributor contributors vcard bio biography autor autores auteur
    auteurs autore verfasser redakteur""".split()
)
_META = frozenset({"meta", "metadata", "dateline", "posted", "byline"})
_DATE = frozenset(
    {"date", "datetime", "dateline", "published", "pubdate", "publishdate", "timestamp", "updated", "datum", "fecha"}
)
_NOT_OURS = frozenset({"comment", "comments", "card", "related", "teaser", "reply", "form", "footer", "nav", "menu"})
NAMES = _AUTHOR | _META | _DATE
TAGS = frozenset({"address", "time"})

_OPENINGS = (
    "by ", "written by", "words by", "posted by", "author:", "von ", "text:", "autor:", "par ", "auteur:", "por ",
    "escrito por", "di ", "autore:", "door ", "tekst:", "przez ", "av ", "af ", "автор:", "автор ", "文/", "作者",
)  # fmt: skip

_MAX_BYLINE = 200  # characters
_MAX_BOX = 1500  # characters of an author box with its biography
_MAX_PART = 0.4
_MAX_SAME = 2  # elements of one shape; more of them are the cards' own dates and authors
_ABOVE, _BELOW = 8, 14  # blocks around the headline in which bylines and datelines stand


def find_bylines(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Elements named for authors and dates, lines beginning with "By", and lines that are a date."""
    start, end = _zone(page)
    shapes = Counter([node.words for node in named])
    for node in named:
        words = node.words
        if not _NOT_OURS.isdisjoint(words) or not page.within(node, _MAX_PART):
            continue
        near = start <= node.first and node.last <= end
        if near or shapes[words] <= _MAX_SAME:
            yield from _named(page, node, near)
    for i in range(start, end):
        yield from _line(page, i)


def _zone(page: Survey) -> tuple[int, int]:
    first, last = page.headline
    if first == last:
        return 0, 0
    return max(0, first - _ABOVE), min(len(page.lines), last + _BELOW)


def _named(page: Survey, node: Node, near: bool) -> Iterator[Finding]:
    size = page.size(node)
    words = node.words
    if not _AUTHOR.isdisjoint(words) or (near and not _META.isdisjoint(words)):
        if size <= (_MAX_BOX if not _AUTHOR.isdisjoint(words) else _MAX_BYLINE):
            yield Finding(node.first, node.last, Role.BYLINE, reason(node, NAMES))
    elif size <= MAX_LENGTH and any(map(str.isdigit, page.blocks.items[node.first].text)):
        yield Finding(node.first, node.last, Role.DATE, reason(node, NAMES, TAGS))


def _line(page: Survey, i: int) -> Iterator[Finding]:
    line = page.lines[i]
    if not line:
        return
    if line.startswith(_OPENINGS):
        yield Finding(i, i + 1, Role.BYLINE, f"line begins '{line[:12]}'")
    elif len(line) <= MAX_LENGTH and any(map(str.isdigit, line)) and read_date(line, page.page.structured.language):
        yield Finding(i, i + 1, Role.DATE, "line that is a date")
