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
# wcxb-dev and fundus, pages that say they are stories: from 4 blocks above the headline to 6 below it 8 of 905
# bylines and 14 of 311 dates are annotated as content; elsewhere it is one in five, in threads and listings.
_CLOSE_ABOVE, _CLOSE_BELOW = 4, 6
_MAX_SURE = 300  # characters
_MAX_WORDS = 8  # after "By"


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
        role = _line(page, i)
        if role is not None:
            yield Finding(i, i + 1, role, f"line that is a {role.value}", _is_sure(page, i, i + 1))


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
            sure = _is_sure(page, node.first, node.last)
            yield Finding(node.first, node.last, Role.BYLINE, reason(node, NAMES), sure)
    elif size <= MAX_LENGTH and any(map(str.isdigit, page.blocks.items[node.first].text)):
        sure = _is_sure(page, node.first, node.last)
        yield Finding(node.first, node.last, Role.DATE, reason(node, NAMES, TAGS), sure)


def _line(page: Survey, i: int) -> Role | None:
    """BYLINE for "By Ann Writer", DATE for a line that is one."""
    line = page.lines[i]
    if line.startswith(_OPENINGS):
        opening = next(opening for opening in _OPENINGS if line.startswith(opening))
        rest = page.blocks.items[i].text[len(opening) :].lstrip()
        # "Von der Küste bis zum Gebirge" begins a subtitle, "Von Anna Bauer" a byline.
        if rest and not rest[0].islower() and rest.count(" ") < _MAX_WORDS:
            return Role.BYLINE
    elif line and len(line) <= MAX_LENGTH and any(map(str.isdigit, line)):
        return Role.DATE if read_date(line, page.page.structured.language) else None
    return None


def _is_sure(page: Survey, first: int, last: int) -> bool:
    """Whether a range stands close to the headline of a page that says it is a story."""
    start, end = page.headline
    close = (start - _CLOSE_ABOVE <= first < start) or (end <= first < end + _CLOSE_BELOW)
    return page.is_story and close and last <= end + _BELOW and page.chars[last] - page.chars[first] <= _MAX_SURE
