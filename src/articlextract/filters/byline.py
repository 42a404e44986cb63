"""Who wrote it and when: bylines, author boxes, datelines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from ..dates import MAX_LENGTH, read_date
from ..records import Finding, Node, Role
from ._byline_lines import ABOUT_STARTS, ABOVE, BELOW, heads_author, line_role, may_have_role
from ._labels import is_labelled
from ._survey import MAX_CLIMB, Survey
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
STARTS = frozenset([line[:3] for line in ABOUT_STARTS])
_SIGNED = frozenset({"author", "creator", "username"})

_MAX_BYLINE = 200  # characters
_MAX_BOX = 1500  # characters of an author box with its biography
_ABOVE_BOX = 2  # lines that may stand above its heading
_MAX_PART = 0.4
_MAX_SAME = 2  # elements of one shape; more of them are the cards' own dates and authors
# wcxb-dev and fundus, pages that say they are stories: from 4 blocks above the headline to 6 below it 8 of 905
# bylines and 14 of 311 dates are annotated as content; elsewhere it is one in five, in threads and listings.
_CLOSE_ABOVE, _CLOSE_BELOW = 4, 6
_MAX_SURE = 300  # characters
_POST_DATE_WORDS = 8  # of other words beside the date above a post: its author and number


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
        line, block = page.line(i), page.blocks.items[i]
        role = line_role(line, block.text, page.page.structured.language) if may_have_role(line) else None
        if role is not None:
            yield Finding(i, i + 1, role, f"line that is a {role.value}", _is_sure(page, i, i + 1))
        elif is_labelled(block):
            # Its text tells it from all else, so that the page need not say that it is a story.
            sure = page.states_title and not page.is_thread and not page.is_product and i >= page.headline.last
            yield Finding(i, i + 1, Role.BYLINE, "line of author, date, readers", sure or _is_sure(page, i, i + 1))
    yield from _boxes(page)
    if page.is_thread:
        yield from _posts(page)


def _boxes(page: Survey) -> Iterator[Finding]:
    """What stands with a line such as "About the author"; wcxb-dev: on stories 2 % of 3462 words are content."""
    for i in page.lines_with(STARTS):
        line = page.lines[i]
        if i >= page.headline.last and heads_author(line):
            for node in islice(page.blocks.ancestors(page.blocks.items[i].node), MAX_CLIMB):
                if node.last - node.first > 1:
                    if i - node.first <= _ABOVE_BOX and page.size(node) <= _MAX_BOX and not page.holds_headline(node):
                        yield Finding(node.first, node.last, Role.BYLINE, f"heading '{line}'", page.is_story)
                    break


def _posts(page: Survey) -> Iterator[Finding]:
    """The lines of a thread that name a post's author and its time, with its number at most.

    wcxb-dev: of the words in them that the model takes as content, 46 % are annotated as such, on some sites all
    and on others none; a post's text they never are.
    """
    dated = {inline.block for inline in page.blocks.inlines if inline.tag == "time"}
    signed = {inline.block for inline in page.blocks.inlines if not _SIGNED.isdisjoint(inline.words)}
    for i in sorted(dated & signed):
        line = page.line(i) if i < len(page.lines) else ""
        if line and read_date(line, page.page.structured.language, others=_POST_DATE_WORDS):
            yield Finding(i, i + 1, Role.BYLINE, "author and time of a post", certain=True)


def _zone(page: Survey) -> tuple[int, int]:
    first, last, _ = page.headline
    if first == last:
        return 0, 0
    return max(0, first - ABOVE), min(len(page.lines), last + BELOW)


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


def _is_sure(page: Survey, first: int, last: int) -> bool:
    """Whether a range stands close to the headline of a page that says it is a story."""
    start, end, _ = page.headline
    close = (start - _CLOSE_ABOVE <= first < start) or (end <= first < end + _CLOSE_BELOW)
    return page.is_story and close and last <= end + BELOW and page.chars[last] - page.chars[first] <= _MAX_SURE
