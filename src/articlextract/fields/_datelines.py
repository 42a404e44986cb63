"""The days that a page shows to its reader."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..dates import read_date
from ..records import Block, Blocks, Labels, Role
from ..timestamps import read_epoch
from ._evidence import Offer
from ._roles import CLOSED
from ._zones import zones_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

When = dt.datetime | dt.date

_NAMED = frozenset(
    """date dates datetime dateline published publish pubdate publishdate publication posted timestamp time updated
    update modified created datum fecha veröffentlicht erstellt dtstamp authored""".split()
)
_MODIFIED_NAMES = frozenset("updated update modified modification lastmod edited revised".split())
_PUBLISHED_NAMES = frozenset("published publish pubdate publishdate publication posted created".split())
_ATTRIBUTES = ("datetime", "content", "data-datetime", "data-date", "data-time", "data-timestamp", "title")

_LABELS = {
    **dict.fromkeys(
        """updated update modified edited revised reviewed aktualisiert geändert stand bearbeitet aktualisierung modifié
        modifiée jour actualizado actualizada actualización modificado aggiornato modificato aggiornamento atualizado
        atualizada atualização bijgewerkt gewijzigd zaktualizowano aktualizacja обновлено обновлён изменено uppdaterad
        opdateret oppdatert endret päivitetty muokattu güncelleme güncellenme 更新""".split(),
        True,
    ),
    **dict.fromkeys(
        """published posted created publication veröffentlicht erstellt erschienen publié publiée publicado publicada
        publicación pubblicato pubblicata gepubliceerd geplaatst opublikowano dodano utworzono опубликовано создано
        publicerad publisert publiceret udgivet julkaistu yayınlanma 公開 投稿 发布 發布""".split(),
        False,
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_CUT = re.compile(r"[|•·●()]|\s[\u2013\u2014-]\s")  # between the parts of a byline
_DATELINE_END = re.compile(r"[)\u2013\u2014|]|\.\s|:\s|\s-\s")  # "LYON, 4 May 2024 (Agency) - The story begins"
_MAX_LINE = 200  # characters of a line that may hold a date among other things
_MAX_LABELLED = 80  # characters of a line that says what its date is
_MAX_LABEL = 30  # characters of a line that only says "Updated:"
_MAX_LINES = 120
_OTHER_WORDS = 8  # in a byline, names and jobs may stand beside the date
_ZONE_TRUST = {"top": 0.7, "end": 0.4, "inside": 0.25, "elsewhere": 0.2}


class Dateline(NamedTuple):
    """A date that stands in a readable block: published or modified, and in which stretch of the page."""

    offer: Offer
    zone: str
    when: When
    modified: bool


def datelines(blocks: Blocks, labels: Labels, language: str | None) -> list[Dateline]:
    """Dates in elements named for them, in lines around the headline and the end, and in bylines."""
    reader = _Reader(blocks, labels, language)
    reader.read_elements()
    reader.read_lines()
    if not reader.found:
        reader.read_story()
    if not reader.found:
        reader.read_labelled()
    return reader.found


class _Reader:
    def __init__(self, blocks: Blocks, labels: Labels, language: str | None) -> None:
        self.blocks = blocks
        self.roles = labels.roles
        self.language = language
        self.zones = zones_of(labels, blocks)
        self.named: dict[int, tuple[str, ...]] = {}  # block -> words of the element named for a date
        self.done: set[int] = set()
        self.found: list[Dateline] = []

    def read_labelled(self) -> None:
        """Lines anywhere that say what their date is: "Last updated: ..."."""
        for block in self.blocks:
            if len(block.text) > _MAX_LABELLED or self.roles[block.index] in CLOSED or block.index in self.zones.cards:
                continue
            if any(word.strip(":") in _LABELS for word in block.text.lower().split()[:3]):
                self._block(block, (), 0.9)

    def read_elements(self) -> None:
        """`<time>` and inline elements, by attribute and else by text; block-level elements are only noted."""
        for inline in self.blocks.inlines:
            if inline.tag != "time" and (not inline.words or _NAMED.isdisjoint(inline.words)):
                continue
            if len(self.done) < _MAX_LINES and self._is_own(inline.block):
                self._element(inline.element, inline.words, inline.block)
        for node in self.blocks.nodes:
            if node.words and not _NAMED.isdisjoint(node.words) and 0 < node.last - node.first <= 3:
                self.named.update(dict.fromkeys(range(node.first, node.last), node.words))

    def _is_own(self, block: int) -> bool:
        """Whether a block may be read and is not a quotation: an embedded post has its own date."""
        if block >= len(self.blocks) or self.roles[block] in CLOSED or block in self.zones.cards:
            return False
        node = self.blocks[block].node
        return self.roles[block] is not Role.CONTENT or all(
            ancestor.tag != "blockquote" for ancestor in self.blocks.ancestors(node)
        )

    def read_lines(self) -> None:
        """The lines in the zones where datelines stand, and those named for dates or bylines anywhere."""
        near = range(max(0, self.zones.top), min(len(self.blocks), self.zones.top_end + 1))
        after = range(max(0, self.zones.last - 3), min(len(self.blocks), self.zones.last + 11))
        marked = [i for i, role in enumerate(self.roles) if role is Role.DATE or role is Role.BYLINE]
        for i in sorted({*near, *after, *self.named, *marked} - self.done)[: 2 * _MAX_LINES]:
            if self.roles[i] in CLOSED or i in self.zones.cards:
                continue
            words, factor = self.named.get(i), 0.9
            if words is None:
                before = self.blocks[i - 1].text if i else ""
                words, factor = tuple(before.lower().strip(" :").split()) if len(before) <= _MAX_LABEL else (), 0.8
            self._block(self.blocks[i], words, factor)

    def _block(self, block: Block, words: tuple[str, ...], factor: float) -> None:
        """A line as a whole, else by pieces: "Apr", "04", "2013" are one date, "Jane Doe", "4 May 2013" two things."""
        if len(block.text) > _MAX_LINE:
            return
        pieces = [piece.text for piece in block.pieces if not piece.text.isspace()]
        text = " ".join(" ".join(pieces).split()) if len(pieces) > 1 else block.text
        if not self._line(text, words, block.index, factor) and len(pieces) > 1:
            for piece in pieces:
                self._line(piece, words, block.index, factor)

    def read_story(self) -> None:
        """The dateline that opens the story: "LYON, 4 May 2024 (Agency) - ..."."""
        for i in range(self.zones.first, min(self.zones.first + 3, len(self.blocks))):
            text = self.blocks[i].text[:80]
            start = 0
            for match in list(_DATELINE_END.finditer(text))[:3]:
                when = read_date(text[start : match.start()], self.language)
                if when is not None:
                    self.found.append(Dateline(Offer(f"block:{i}", text[: match.start()], 0.4), "top", when, False))
                    return
                start = 0 if match[0] == ")" else start

    def _element(self, element: Element, words: tuple[str, ...], block: int) -> None:
        text = " ".join("".join(element.itertext())[:400].split())
        for name in _ATTRIBUTES:
            value = element.get(name)
            if not value or not 6 <= len(value) < 60:
                continue
            when = read_epoch(value) or read_date(value, self.language)
            if when is not None:
                self._add(value, when, self._speaks_of_change(text, words, block), block, 1.0)
                self.done.add(block)
                return
        if self._line(text, (*words, *self._label_before(text, block)), block, 0.95):
            self.done.add(block)

    def _label_before(self, text: str, block: int) -> tuple[str, ...]:
        """The words that stand right before an element's text in its block: "Updated:"."""
        before = self.blocks[block].text.partition(text)[0] if text else ""
        words = [word for word in _WORD.findall(before[-_MAX_LABEL:].lower()) if word in _LABELS]
        return tuple(words[-1:])

    def _speaks_of_change(self, text: str, words: tuple[str, ...], block: int) -> bool:
        label = self._label_before(text, block)
        return _LABELS[label[0]] if label else _is_modified(words)

    def _line(self, text: str, words: tuple[str, ...], block: int, factor: float) -> bool:
        """The dates in a dateline or a byline, each with the label before it."""
        if not 6 <= len(text) <= _MAX_LINE or not any(map(str.isdigit, text)):
            return False
        others = _OTHER_WORDS if self.roles[block] is Role.BYLINE else 2
        default = _is_modified(words) or any(_LABELS.get(word) is True for word in words)
        found = False
        for part, modified in labelled(text, default):
            when = read_date(part, self.language, others=others)
            if when is not None:
                self._add(part, when, modified, block, factor)
                found = True
        return found

    def _add(self, raw: str, when: When, modified: bool, block: int, factor: float) -> None:
        zone = self.zones.of(block)
        offer = Offer(f"block:{block}", raw, _ZONE_TRUST[zone] * factor)
        self.found.append(Dateline(offer, zone, when, modified))


def _is_modified(words: tuple[str, ...]) -> bool:
    return not _MODIFIED_NAMES.isdisjoint(words) and _PUBLISHED_NAMES.isdisjoint(words)


def labelled(text: str, default: bool) -> Iterator[tuple[str, bool]]:
    """Parts of a line with whether each speaks of a change.

    >>> list(labelled("Posted May 1, 2020 | Updated May 3, 2020", False))
    [('Posted May 1, 2020 ', False), ('Updated May 3, 2020', True)]
    """
    starts, kinds = [0], [default]
    for match in _WORD.finditer(text):
        kind = _LABELS.get(match[0].lower())
        if kind is not None:
            starts.append(match.start())
            kinds.append(kind)
    for start, end, kind in zip(starts, [*starts[1:], len(text)], kinds, strict=True):
        for part in _CUT.split(text[start:end]):
            if len(part) >= 6:
                yield part, kind
