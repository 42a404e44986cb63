"""The days that a page shows to its reader."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..dates import MAX_LENGTH, MAX_OTHER_WORDS, Line, read_date, read_dateline
from ..records import Block, Blocks, Inline, Labels, Role
from ..timestamps import read_epoch
from ._date_labels import Part, Says, label_in, labelled, pieces_of
from ._evidence import Offer
from ._roles import CLOSED
from ._told_times import When
from ._zones import zones_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMED = frozenset(
    """date dates datetime dateline published publish pubdate publishdate publication posted timestamp time updated
    update modified created datum fecha veröffentlicht erstellt dtstamp authored""".split()
)
_MODIFIED_NAMES = frozenset("updated update modified modification lastmod edited revised".split())
_PUBLISHED_NAMES = frozenset("published publish pubdate publishdate publication posted created".split())
_ATTRIBUTES = ("datetime", "content", "data-datetime", "data-date", "data-time", "data-timestamp", "title")

_DATELINE_END = re.compile(r"[)\u2013\u2014|]|\.\s|:\s|\s-\s")  # "LYON, 4 May 2024 (Agency) - The story begins"
_MAX_LINE = 200  # characters of a line that may hold a date among other things
_MAX_LABEL = 30  # characters of a line that only says "Updated:"
_MAX_LINES = 120
_BYLINE_WORDS = 8  # in a byline, names and jobs may stand beside the date
_LABELLED_WORDS = 4  # "published on 4 May 2024 but has been revised since"
_BESIDE = 40  # characters in which the date after a label ends, whatever comes then
_OPENING = 5  # paragraphs in which the dateline that opens a story stands
_SHORTEST_NAME = 8  # characters beside a date that are more than a mark
_CLOSE = 3  # blocks from the headline or the beginning of the story
_MANY = 3  # days, each by itself and unlabelled, are those of a list
_ZONE_TRUST = {"top": 0.75, "above": 0.5, "end": 0.4, "inside": 0.25, "elsewhere": 0.2}
_LABELLED_TRUST = 1.1  # of its zone's
_PER_STRANGE_WORD = 0.93
_IN_STORY = 0.6  # of a line that is part of the story and says more than its date
_ENOUGH = 0.45  # belief from which no further search is made
_OWN = frozenset({Role.DATE, Role.BYLINE})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_SAID = frozenset({Says.PUBLISHED, Says.CHANGED})
_NEVER = frozenset({Role.COMMENT, Role.HIDDEN, Role.CONSENT})


class Dateline(NamedTuple):
    """A date that stands in a readable block, in which stretch of the page, and what is said of it."""

    offer: Offer
    zone: str
    when: When
    modified: bool
    block: int
    labelled: bool


def datelines(blocks: Blocks, labels: Labels, language: str | None, now: dt.datetime | None) -> list[Dateline]:
    """Dates in elements named for them, in lines around the headline and the end, and in bylines.

    Only a page without any is searched further: for the dateline that opens the story, for one beside the
    headline in a block that a filter took for another, for lines anywhere that say what their date is, and
    for the first post of a thread.
    """
    reader = _Reader(blocks, labels, language, now)
    reader.read_elements()
    reader.read_lines()
    for search in (reader.read_story, reader.read_beside_headline, reader.read_labelled, reader.read_posts):
        found = reader.without_lists()
        if any(line.offer.confidence >= _ENOUGH for line in found):
            return found
        search()
    return reader.without_lists()


class _Reader:
    def __init__(self, blocks: Blocks, labels: Labels, language: str | None, now: dt.datetime | None) -> None:
        self.blocks = blocks
        self.roles = labels.roles
        self.language = language
        self.now = now
        self.zones = zones_of(labels, blocks)
        self.named: dict[int, tuple[str, ...]] = {}  # block -> words of the element named for a date
        self.done: set[int] = set()
        self.found: list[Dateline] = []

    def without_lists(self) -> list[Dateline]:
        """What was found, the nearest to the headline first; less the many days of a list of other pages."""
        for zone in ("elsewhere", "end"):
            days = {line.when for line in self.found if line.zone == zone and not line.labelled}
            if len(days) >= _MANY:
                self.found = [line for line in self.found if line.zone != zone or line.labelled]
        return sorted(self.found, key=lambda line: abs(line.block - self.zones.title))

    def read_elements(self) -> None:
        """`<time>` and inline elements, by attribute and else by text; block-level elements are only noted."""
        for inline in self.blocks.inlines:
            if inline.tag != "time" and (not inline.words or _NAMED.isdisjoint(inline.words)):
                continue
            if len(self.done) < _MAX_LINES and self._is_open(inline.block) and not self._is_quoted(inline.block):
                self._element(inline)
        for node in self.blocks.nodes:
            if node.words and not _NAMED.isdisjoint(node.words) and 0 < node.last - node.first <= 3:
                self.named.update(dict.fromkeys(range(node.first, node.last), node.words))

    def _is_open(self, block: int) -> bool:
        return block < len(self.blocks) and self.roles[block] not in CLOSED and block not in self.zones.cards

    def _is_quoted(self, block: int) -> bool:
        """Whether it stands in a quotation: an embedded post has its own date."""
        return any(node.tag == "blockquote" for node in self.blocks.ancestors(self.blocks[block].node))

    def read_lines(self) -> None:
        """The lines in the zones where datelines stand, and those named for dates or bylines anywhere."""
        near = range(max(0, self.zones.top), min(len(self.blocks), self.zones.top_end + 1))
        after = range(max(0, self.zones.last - 3), min(len(self.blocks), self.zones.last + 11))
        marked = [i for i, role in enumerate(self.roles) if role is Role.DATE or role is Role.BYLINE]
        for i in sorted({*near, *after, *self.named, *marked} - self.done)[: 2 * _MAX_LINES]:
            if self._is_open(i):
                self._block(self.blocks[i])

    def _block(self, block: Block) -> None:
        """A line as a whole, else by pieces: "Apr", "04", "2013" are one date, "Jane Doe", "4 May 2013" two things."""
        if len(block.text) > _MAX_LINE or (not any(map(str.isdigit, block.text)) and self.now is None):
            return
        before = self.blocks[block.index - 1].text if block.index else ""
        names = self.named.get(block.index)
        default = _says(names, "") if names else label_in(before) if len(before) <= _MAX_LABEL else Says.NOTHING
        factor = 0.95 if names or self.roles[block.index] in _OWN else 0.8
        pieces = [piece.text for piece in block.pieces if not piece.text.isspace()]
        text = " ".join(" ".join(pieces).split()) if len(pieces) > 1 else block.text
        in_prose = self.roles[block.index] is Role.CONTENT and len(text) > MAX_LENGTH
        if not self._line(text, default, block.index, factor) and len(pieces) > 1 and not in_prose:
            for piece in pieces:
                self._line(piece, default, block.index, factor)

    def read_story(self) -> None:
        """The dateline that opens the story: "LYON, 4 May 2024 (Agency) - ..."."""
        for i in range(self.zones.first, min(self.zones.first + _OPENING, len(self.blocks))):
            text = self.blocks[i].text[:80]
            start = 0
            for match in list(_DATELINE_END.finditer(text))[:3]:
                when = read_date(text[start : match.start()], self.language)
                if when is not None:
                    self._keep(text[: match.start()], when, Says.NOTHING, i, 0.4 / _ZONE_TRUST["top"], zone="top")
                    return
                start = 0 if match[0] == ")" else start

    def read_beside_headline(self) -> None:
        """A dateline right beside the headline whose block was taken for a menu, a card or a share bar.

        Above it only with a label or a name, since a bare date there is today's.
        """
        title, first = self.zones.title, self.zones.first
        near = {*range(title - _CLOSE, title + _CLOSE + 1), *range(first - _CLOSE, first + 1)}
        between = range(title, min(first, self.zones.top_end))
        for i in sorted({*near, *between} - self.zones.cards):
            if not 0 <= i < len(self.blocks) or self.roles[i] not in CLOSED or self.roles[i] in _NEVER:
                continue
            if self.blocks.nodes[self.blocks[i].node].tag in _HEADINGS:
                continue
            text = self.blocks[i].text[:_MAX_LINE]
            for part, line in self._dates(labelled(text), _BYLINE_WORDS):
                is_said = part.says in _SAID
                is_bare = i < title and len(text) - len(part.text) < _SHORTEST_NAME and not line.strange
                if is_said or (i in near and not is_bare):
                    self._keep(part.text, line.when, part.says, i, 0.8, is_labelled=is_said)

    def read_labelled(self) -> None:
        """Lines anywhere but in the story that say what their date is: "Last updated: ..."."""
        for block in self.blocks:
            role = self.roles[block.index]
            if role is Role.CONTENT or role in _NEVER or role is Role.RELATED or block.index in self.zones.cards:
                continue
            if not any(map(str.isdigit, block.text)):
                continue
            said = (part for part in labelled(block.text[: 2 * _MAX_LINE]) if part.says in _SAID)
            for part, line in self._dates(said, MAX_OTHER_WORDS):
                self._keep(part.text, line.when, part.says, block.index, 1.5, is_labelled=True)

    def read_posts(self) -> None:
        """The first line in the story that is a moment and nothing else, as above the posts of a thread."""
        for block in self.blocks.items[self.zones.first : self.zones.last]:
            line = read_dateline(block.text, self.language, others=0) if len(block.text) <= _MAX_LABEL else None
            if line is not None and isinstance(line.when, dt.datetime) and self.roles[block.index] not in CLOSED:
                self._keep(block.text, line.when, Says.NOTHING, block.index, 1.0)
                return

    def _element(self, inline: Inline) -> None:
        """By attribute; by text, where that says another day than the attribute, which then is of the last change."""
        text = " ".join("".join(inline.element.itertext())[:400].split())
        label = self.blocks[inline.block].text.partition(text)[0][-_MAX_LABEL:] if text else ""
        raw, when = self._attribute(inline.element)
        if when is None or self._contradicts(text, when):
            is_read = self._line(text, _says(inline.words, label), inline.block, 0.95 if when is None else 1.0)
        else:
            is_read = True
            own = next(labelled(text), None)
            said = label_in(label) if own is None or own.says is Says.NOTHING else own.says
            is_said = said is not Says.NOTHING
            says = said if is_said else _says(inline.words, "")
            factor = 1.0 if is_said or self.roles[inline.block] in _OWN else 0.85
            self._keep(raw, when, says, inline.block, factor, is_labelled=is_said)
        if is_read:
            self.done.add(inline.block)

    def _attribute(self, element: Element) -> tuple[str, When | None]:
        for name in _ATTRIBUTES:
            value = element.get(name)
            if value and 6 <= len(value) < 60:
                when = read_epoch(value) or read_date(value, self.language)
                if when is not None:
                    return value, when
        return "", None

    def _contradicts(self, text: str, when: When) -> bool:
        """Whether an element's text says of a day that it is that of publication, and no time zone explains it."""
        for part in labelled(text):
            shown = read_date(part.text, self.language) if part.says is Says.PUBLISHED else None
            if shown is not None:
                return abs((_day(shown) - _day(when)).days) > 1
        return False

    def _line(self, text: str, default: Says, block: int, factor: float) -> bool:
        """The dates in a dateline or a byline, each with the label before it."""
        if not 2 <= len(text) <= _MAX_LINE:
            return False
        others = _BYLINE_WORDS if self.roles[block] is Role.BYLINE else MAX_OTHER_WORDS
        is_read = False
        parts: Iterable[Part] = labelled(text)
        if self.now is not None and len(text) <= _MAX_LABEL and not any(map(str.isdigit, text)):
            parts = [Part(text, label_in(text))]  # "Posted yesterday"
        for part, line in self._dates(parts, others):
            is_read = True
            if not self._is_quoted(block):
                is_said = part.says is not Says.NOTHING
                trust = factor if is_said else factor * self._plainness(block, line)
                self._keep(part.text, line.when, part.says if is_said else default, block, trust, is_labelled=is_said)
        return is_read

    def _dates(self, parts: Iterable[Part], others: int) -> Iterator[tuple[Part, Line]]:
        """The dates of some parts, each whole or else by pieces."""
        for part in parts:
            line = self._part(part, others)
            if line is not None:
                yield part, line
                continue
            for piece in pieces_of(part):
                line = self._part(piece, others)
                if line is not None:
                    yield piece, line

    def _plainness(self, block: int, line: Line) -> float:
        """How much a line is a dateline; one that is part of the story's text and says more hardly is."""
        in_story = self.roles[block] is Role.CONTENT and line.strange > 0
        return _PER_STRANGE_WORD**line.strange * (_IN_STORY if in_story else 1.0)

    def _part(self, part: Part, others: int) -> Line | None:
        """The date of a part; after a label it may be followed by anything."""
        if part.says not in _SAID:
            return read_dateline(part.text, self.language, self.now, others=others)
        for size in (_MAX_LINE, MAX_LENGTH, _BESIDE):
            text = part.text[:size]
            line = read_dateline(text, self.language, self.now, others=max(others, _LABELLED_WORDS))
            if line is not None or len(text) == len(part.text) <= _BESIDE:
                return line
        return None

    def _keep(
        self,
        raw: str,
        when: When,
        says: Says,
        block: int,
        factor: float,
        *,
        is_labelled: bool = False,
        zone: str | None = None,
    ) -> None:
        if says is Says.OTHER:
            return
        zone, modified = zone or self._zone(block), says is Says.CHANGED
        if is_labelled:
            zone = "top" if zone == "above" else zone
            factor *= 1.0 if modified else _LABELLED_TRUST
        trust = _ZONE_TRUST[zone] * factor
        offer = Offer(f"block:{block}", raw, min(trust, 0.85))
        self.found.append(Dateline(offer, "top" if zone == "above" else zone, when, modified, block, is_labelled))

    def _zone(self, block: int) -> str:
        """The zone, the top without what stands well above the headline, where a site shows today's date."""
        zone = self.zones.of(block)
        if zone == "top" and block < min(self.zones.title, self.zones.first) - _CLOSE:
            return "above"
        if zone == "top" and block >= self.zones.last > self.zones.title and block > self.zones.title + _CLOSE:
            return "end"
        return zone


def _day(when: When) -> dt.date:
    return when.date() if isinstance(when, dt.datetime) else when


def _says(names: Sequence[str], label: str) -> Says:
    """What the label before a date says of it, else the names of its element."""
    says = label_in(label)
    if says is Says.NOTHING and not _MODIFIED_NAMES.isdisjoint(names) and _PUBLISHED_NAMES.isdisjoint(names):
        return Says.CHANGED
    return says
