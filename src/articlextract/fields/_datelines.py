"""The days that a page shows to its reader."""

from __future__ import annotations

import datetime as dt
import re

from ..dates import MAX_OTHER_WORDS, read_date, read_dateline
from ..records import Blocks, Labels, Role
from ..wordsets import has_digit
from ._date_labels import Says, has_label, labelled
from ._date_reader import BYLINE_WORDS, MAX_LABEL, MAX_LINE, SAID, ZONE_TRUST, Dateline, DateReader
from ._passes import find_numbered
from ._roles import CLOSED
from ._survey import asked, nodes_named, times_and_named

_NAMED = asked(
    """date dates datetime dateline published publish pubdate publishdate publication posted timestamp time updated
    update modified created datum fecha veröffentlicht erstellt dtstamp authored""".split()
)
_DATELINE_END = re.compile(r"[)\u2013\u2014|]|\.\s|:\s|\s-\s")  # "LYON, 4 May 2024 (Agency) - The story begins"
_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)  # what follows is of the site
_MAX_LINES = 120
_MAX_ELEMENTS = 500
_MAX_SEARCHED = 2000  # blocks
_OPENING = 5  # paragraphs in which the dateline that opens a story stands
_SHORTEST_NAME = 8  # characters beside a date that are more than a mark
_CLOSE = 3  # blocks from the headline or the beginning of the story
_MANY = 3  # lines with a day each, unlabelled and not all the same, are those of a list
_ENOUGH = 0.45  # belief from which no further search is made
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_NEVER = frozenset({Role.COMMENT, Role.HIDDEN, Role.CONSENT})
_UNLABELLED = _NEVER | {Role.CONTENT, Role.RELATED}  # where a label with a date may be of anything


def datelines(blocks: Blocks, labels: Labels, language: str | None, now: dt.datetime | None) -> list[Dateline]:
    """Dates in elements named for them, in lines around the headline and the end, and in bylines.

    Only a page without any is searched further: for the dateline that opens the story, for one beside the
    headline in a block that a filter took for another, for lines anywhere that say what their date is, and
    for the first post of a thread.
    """
    reader = DateReader(blocks, labels, language, now)
    _read_elements(reader)
    _read_lines(reader)
    for search in (_read_story, _read_beside_headline, _read_labelled, _read_posts):
        found = _without_lists(reader)
        if any(line.offer.confidence >= _ENOUGH for line in found):
            return found
        search(reader)
    return _without_lists(reader)


def _without_lists(reader: DateReader) -> list[Dateline]:
    """What was found, the nearest to the headline first; less the many days of a list of other pages."""
    for zone in ("elsewhere", "end"):
        days = [line.when for line in reader.found if line.zone == zone and not line.labelled]
        if len(days) >= _MANY and len(set(days)) > 1:
            reader.found = [line for line in reader.found if line.zone != zone or line.labelled]
    return sorted(reader.found, key=lambda line: abs(line.block - reader.zones.title))


def _read_elements(reader: DateReader) -> None:
    """`<time>` and inline elements, by attribute and else by text; block-level elements are only noted."""
    for inline in times_and_named(reader.blocks, _NAMED)[:_MAX_ELEMENTS]:
        if len(reader.done) < _MAX_LINES and reader.is_open(inline.block) and not reader.is_quoted(inline.block):
            reader.element(inline)
    for node in nodes_named(reader.blocks, _NAMED):
        if 0 < node.last - node.first <= 3:
            reader.named.update(dict.fromkeys(range(node.first, node.last), node.words))


def _read_lines(reader: DateReader) -> None:
    """The lines in the zones where datelines stand, and those named for dates or bylines anywhere."""
    near = range(max(0, reader.zones.top), min(len(reader.blocks), reader.zones.top_end + 1))
    after = range(max(0, reader.zones.last - 3), min(len(reader.blocks), reader.zones.last + 11))
    items, may_hold = reader.blocks.items, reader.may_hold_date
    for i in sorted({*near, *after, *reader.named, *reader.dated} - reader.done)[: 2 * _MAX_LINES]:
        if may_hold(items[i].text) and reader.is_open(i):
            reader.block(items[i])


def _read_story(reader: DateReader) -> None:
    """The dateline that opens the story: "LYON, 4 May 2024 (Agency) - ..."."""
    for i in range(reader.zones.first, min(reader.zones.first + _OPENING, len(reader.blocks))):
        text = reader.blocks[i].text[:80]
        if not has_digit(text):
            continue
        start = 0
        for match in list(_DATELINE_END.finditer(text))[:3]:
            when = read_date(text[start : match.start()], reader.language)
            if when is not None:
                reader.keep(text[: match.start()], when, Says.NOTHING, i, 0.4 / ZONE_TRUST["top"], zone="top")
                return
            start = 0 if match[0] == ")" else start


def _read_beside_headline(reader: DateReader) -> None:
    """A dateline right beside the headline whose block was taken for a menu, a card or a share bar.

    Above it only with a label or a name, since a bare date there is today's.
    """
    title, first = reader.zones.title, reader.zones.first
    near = {*range(title - _CLOSE, title + _CLOSE + 1), *range(first - _CLOSE, first + 1)}
    between = range(title, min(first, reader.zones.top_end))
    for i in sorted({*near, *between} - reader.zones.cards):
        if not 0 <= i < len(reader.blocks) or reader.roles[i] not in CLOSED or reader.roles[i] in _NEVER:
            continue
        if reader.blocks.nodes[reader.blocks[i].node].tag in _HEADINGS:
            continue
        text = reader.blocks[i].text[:MAX_LINE]
        for part, line in reader.dates(labelled(text), BYLINE_WORDS):
            is_said = part.says in SAID
            is_bare = i < title and len(text) - len(part.text) < _SHORTEST_NAME and not line.strange
            if is_said or (i in near and not is_bare):
                reader.keep(part.text, line.when, part.says, i, 0.8, is_labelled=is_said)


def _read_labelled(reader: DateReader) -> None:
    """Lines anywhere but in the story that say what their date is: "Last updated: ..."."""
    items = reader.blocks.items
    for i in find_numbered(items, reader.roles, _UNLABELLED, 2 * MAX_LINE, max(0, len(items) - _MAX_SEARCHED)):
        text = items[i].text[: 2 * MAX_LINE]
        if i in reader.zones.cards or not has_label(text):
            continue
        text = _COPYRIGHT.split(text, maxsplit=1)[0]
        said = (part for part in labelled(text) if part.says in SAID)
        for part, line in reader.dates(said, MAX_OTHER_WORDS):
            reader.keep(part.text, line.when, part.says, i, 1.5, is_labelled=True)


def _read_posts(reader: DateReader) -> None:
    """The first line in the story that is a moment and nothing else, as above the posts of a thread."""
    for block in reader.blocks.items[reader.zones.first : reader.zones.last][:_MAX_SEARCHED]:
        line = read_dateline(block.text, reader.language, others=0) if len(block.text) <= MAX_LABEL else None
        if line is not None and isinstance(line.when, dt.datetime) and reader.roles[block.index] not in CLOSED:
            reader.keep(block.text, line.when, Says.NOTHING, block.index, 1.0)
            return
