"""One element, one block, one line: which dates stand in it, and what is said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..dates import MAX_LENGTH, MAX_OTHER_WORDS, Line, may_state_day, read_date, read_dateline
from ..records import Block, Blocks, Inline, Labels, Role
from ..timestamps import read_epoch
from ..wordsets import has_digit
from ._date_labels import Part, Says, label_in, labelled, pieces_of
from ._evidence import Offer
from ._roles import CLOSED
from ._told_times import When
from ._zones import zones_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_LINE = 200  # characters of a line that may hold a date among other things
MAX_LABEL = 30  # characters of a line that only says "Updated:"
BYLINE_WORDS = 8  # in a byline, names and jobs may stand beside the date
SAID = frozenset({Says.PUBLISHED, Says.CHANGED})
ZONE_TRUST = {"top": 0.75, "above": 0.5, "end": 0.4, "inside": 0.25, "elsewhere": 0.2}

_MODIFIED_NAMES = frozenset("updated update modified modification lastmod edited revised".split())
_PUBLISHED_NAMES = frozenset("published publish pubdate publishdate publication posted created".split())
_ATTRIBUTES = ("datetime", "content", "data-datetime", "data-date", "data-time", "data-timestamp", "title")
_MAX_BLOCK = 2000  # characters of a block in which an element's text is looked for
_LABELLED_WORDS = 4  # "published on 4 May 2024 but has been revised since"
_BESIDE = 40  # characters in which the date after a label ends, whatever comes then
_CLOSE = 3  # blocks from the headline or the beginning of the story
_LABELLED_TRUST = 1.1  # of its zone's
_PER_STRANGE_WORD = 0.93
_IN_STORY = 0.6  # of a line that is part of the story and says more than its date
_OWN = frozenset({Role.DATE, Role.BYLINE})


class Dateline(NamedTuple):
    """A date that stands in a readable block, in which stretch of the page, and what is said of it."""

    offer: Offer
    zone: str
    when: When
    modified: bool
    block: int
    labelled: bool


class DateReader:
    """Reads the blocks of one page; what it is told to read goes to `found`."""

    def __init__(self, blocks: Blocks, labels: Labels, language: str | None, now: dt.datetime | None) -> None:
        self.blocks, self.size = blocks, len(blocks)
        self.roles = labels.roles
        self.dated = (*labels.of(Role.DATE), *labels.of(Role.BYLINE))
        self.language = language
        self.now = now
        self.zones = zones_of(labels, blocks)
        self.named: dict[int, tuple[str, ...]] = {}  # block -> words of the element named for a date
        self.done: set[int] = set()
        self.found: list[Dateline] = []

    def is_open(self, block: int) -> bool:
        """Whether a date may be read from this block: it is the page's own, and not a card's."""
        return block < self.size and self.roles[block] not in CLOSED and block not in self.zones.cards

    def is_quoted(self, block: int) -> bool:
        """Whether it stands in a quotation: an embedded post has its own date."""
        return any(node.tag == "blockquote" for node in self.blocks.ancestors(self.blocks[block].node))

    def may_hold_date(self, text: str) -> bool:
        """Whether a line is worth reading: short, with a digit where no day of reading is known."""
        return len(text) <= MAX_LINE and (self.now is not None or has_digit(text))

    def block(self, block: Block) -> None:
        """A line as a whole, else by pieces: "Apr", "04", "2013" are one date, "Jane Doe", "4 May 2013" two things."""
        before = self.blocks[block.index - 1].text if block.index else ""
        names = self.named.get(block.index)
        default = _says(names, "") if names else label_in(before) if len(before) <= MAX_LABEL else Says.NOTHING
        factor = 0.95 if names or self.roles[block.index] in _OWN else 0.8
        pieces = [piece.text for piece in block.pieces if not piece.text.isspace()]
        text = " ".join(" ".join(pieces).split()) if len(pieces) > 1 else block.text
        is_prose = self.roles[block.index] is Role.CONTENT and len(text) > MAX_LENGTH
        if not self._line(text, default, block.index, factor) and len(pieces) > 1 and not is_prose:
            for piece in pieces:
                self._line(piece, default, block.index, factor)

    def element(self, inline: Inline) -> None:
        """By attribute; by text, where that states another day: the attribute is of the last change, or in UTC."""
        text = _text_of(inline.element)
        label = self.blocks[inline.block].text[:_MAX_BLOCK].partition(text)[0][-MAX_LABEL:] if text else ""
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
            self.keep(raw, when, says, inline.block, factor, is_labelled=is_said)
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
        """Whether an element's text names another day and says that it is that of publication, or is a day away."""
        for part in labelled(text):
            shown = read_date(part.text, self.language)
            if shown is not None:
                days = abs((_day(shown) - _day(when)).days)
                return days == 1 or (days > 1 and part.says is Says.PUBLISHED)
        return False

    def _line(self, text: str, default: Says, block: int, factor: float) -> bool:
        """The dates in a dateline or a byline, each with the label before it."""
        if not 2 <= len(text) <= MAX_LINE or (self.now is None and not may_state_day(text, self.language)):
            return False
        others = BYLINE_WORDS if self.roles[block] is Role.BYLINE else MAX_OTHER_WORDS
        is_read = False
        parts: Iterable[Part] = labelled(text)
        if self.now is not None and len(text) <= MAX_LABEL and not has_digit(text):
            said = label_in(text)
            is_dateline = said in SAID or self.roles[block] in _OWN or block in self.named
            parts = [Part(text, said)] if is_dateline else ()  # "Posted yesterday", no "Today" of a menu
        is_prose = self.roles[block] is Role.CONTENT and len(text) > MAX_LENGTH
        for part, line in self.dates(parts, others):
            is_read = True
            is_said = part.says is not Says.NOTHING
            is_stamp = line.strange == 0 and isinstance(line.when, dt.datetime)  # above a post, even with its text
            if not self.is_quoted(block) and (is_said or is_stamp or not is_prose):
                trust = factor if is_said else factor * self._plainness(block, line)
                self.keep(part.text, line.when, part.says if is_said else default, block, trust, is_labelled=is_said)
        return is_read

    def dates(self, parts: Iterable[Part], others: int) -> Iterator[tuple[Part, Line]]:
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
        if part.says not in SAID:
            return read_dateline(part.text, self.language, self.now, others=others)
        for size in (MAX_LINE, MAX_LENGTH, _BESIDE):
            text = part.text[:size]
            line = read_dateline(text, self.language, self.now, others=max(others, _LABELLED_WORDS))
            if line is not None or len(text) == len(part.text) <= _BESIDE:
                return line
        return None

    def keep(
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
        trust = ZONE_TRUST[zone] * factor
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


def _text_of(element: Element) -> str:
    """The beginning of an element's text, white space folded."""
    found, size = [], 0
    for text in element.itertext():
        found.append(text)
        size += len(text)
        if size > 2 * MAX_LINE:
            break
    return " ".join("".join(found)[: 2 * MAX_LINE].split())


def _says(names: Sequence[str], label: str) -> Says:
    """What the label before a date says of it, else the names of its element."""
    says = label_in(label)
    if says is Says.NOTHING and not _MODIFIED_NAMES.isdisjoint(names) and _PUBLISHED_NAMES.isdisjoint(names):
        return Says.CHANGED
    return says
