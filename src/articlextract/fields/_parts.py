"""The parts of a card that offers another page: its title, excerpt, date and picture."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from ..article import RelatedKind
from ..dates import MAX_LENGTH, may_state_day, read_date
from ..records import Block, Blocks, Inline, Labels, Media, Page, Role
from ..urls import absolute
from ..wordsets import has_digit
from ._buttons import is_button
from ._cards import HEADINGS, MAX_CLIMB, MIN_TITLE, Card
from ._neighbours import neighbour_label
from ._pictures import picture_address
from ._survey import asked, times_and_named
from ._text import clean
from ._urls import path_key

_HEADLINE_NAMES = frozenset({"title", "headline", "heading"})
_BEFORE, _AFTER = frozenset({"prev", "previous", "older"}), frozenset({"next", "newer"})
_PAGING = frozenset({"nav", "navigation", "post", "article", "pager", "link"})
_TELLING_NAMES = asked(_HEADLINE_NAMES | {"prev", "next"})
_DURATION = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)? ?(?:min|mins|minutes|Min\.?|Minuten|мин)\b")
_AGO = re.compile(r"\d+ ?\w{1,5}\.$")  # "24 min."
_MIN_MARKED = 3  # characters of a title that is marked as a heading
_MAX_EXCERPT = 1000
_MAX_DATELINE = 80
_EXCERPT_BLANKS = 3
_MIN_EXCERPT = 40  # characters; shorter lines beside a headline are labels
_MAX_MARKS = 8  # inline elements of one line that are looked at
_MAX_TITLE = 300
_MIN_SENTENCE = 20  # characters; of an excerpt that ends as a sentence does
_SLUG_WORD = re.compile(r"[a-z0-9]+")
_TO_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "å": "a"})
_MIN_SPELT = 3  # words of an address that a line must have to be taken for the headline that it was made from
_MAX_HEADLINE = 160  # characters


class Parts:
    """Reads them; holds where the times, the named inlines and the pictures of the page stand."""

    def __init__(self, page: Page, blocks: Blocks, labels: Labels) -> None:
        self.blocks = blocks
        self.base = page.base_url or page.url
        self.language = page.structured.language
        self.now = page.fetched_at
        self.roles = labels.roles
        self.times: dict[int, list[Inline]] = {}
        self.named: dict[int, list[Inline]] = {}
        for inline in times_and_named(blocks, _TELLING_NAMES):
            known = (self.times if inline.tag == "time" else self.named).setdefault(inline.block, [])
            if len(known) < _MAX_MARKS:
                known.append(inline)
        self.pictures: dict[int, list[Media]] = {}
        for media in blocks.media:
            if media.tag == "img":
                self.pictures.setdefault(media.before, []).append(media)

    def neighbour(self, card: Card) -> RelatedKind | None:
        """NEXT or PREVIOUS by a label of the card's own, or by the rel of its link."""
        for block in self.blocks.items[card.first : card.last][:2]:
            kind = neighbour_label(block.text)
            if kind is not None:
                return kind
        for inline in self.named.get(card.link.block, ()):
            rel = (inline.element.get("rel") or "").split()
            if "prev" in rel or "next" in rel:
                return RelatedKind.NEXT if "next" in rel else RelatedKind.PREVIOUS
        names = self.blocks.nodes[card.node].words
        before, after = not _BEFORE.isdisjoint(names), not _AFTER.isdisjoint(names)
        if before is not after and not _PAGING.isdisjoint(names):
            return RelatedKind.PREVIOUS if before else RelatedKind.NEXT
        return None

    def excerpt(self, card: Card, title: str) -> str | None:
        """The longest of its lines that is prose."""
        items = self.blocks.items[card.first : card.last]
        prose = [block.text for block in items if self._is_excerpt(block, title, card)]
        return max(prose, key=len)[:_MAX_EXCERPT] if prose else None

    def _is_excerpt(self, block: Block, title: str, card: Card) -> bool:
        text = block.text
        sentence = text[-1] in ".!?…" and text.count(" ") >= _EXCERPT_BLANKS and not _AGO.search(text[-12:])
        long = len(text) >= _MIN_EXCERPT or (len(text) >= _MIN_SENTENCE and sentence)
        if not long or title[:_MIN_EXCERPT] in text or self.roles[block.index] is not Role.RELATED:
            return False
        # A line that is all link leads to the card's own story, or is another's headline.
        return block.link_chars * 2 < len(text) or any(
            piece.href and path_key(absolute(piece.href, self.base)) == card.link.key[:2] for piece in block.pieces
        )

    def is_headed(self, card: Card) -> bool:
        """Whether a heading without a link stands in the card."""
        items = self.blocks.items[card.first : card.last]
        return any(not b.link_chars and self.blocks.nodes[b.node].tag in HEADINGS for b in items)

    def title(self, card: Card, headed: bool) -> str:
        """The card's headline; "" when it has none."""
        title = clean(self._spelt_title(card, self._found_title(card, headed)))
        return "" if has_digit(title) and may_state_day(title, None) and read_date(title) is not None else title

    def _found_title(self, card: Card, headed: bool) -> str:
        """The card's heading, else the line named for it, else the link's own text.

        A heading without a link is the list's, unless each card is `headed` so.
        """
        items = self.blocks.items[card.first : card.last]
        button = is_button(card.link.text)
        for block in items:
            if block.link_chars or block.index == card.link.block or button or headed:
                title = self._marked_title(block)
                if title:
                    return title
        text = card.link.text
        if button:
            text = next((block.text for block in items if _is_title(block.text)), "")
        return text[:_MAX_TITLE]

    def _spelt_title(self, card: Card, title: str) -> str:
        """The line that the link's address spells, where that is plainly another than the one found so far.

        A kicker is often marked as the heading and the headline as something else: "Netlist vs. Samsung".
        """
        others = [
            block.text
            for block in self.blocks.items[card.first : card.last]
            if block.link_chars and MIN_TITLE <= len(block.text) <= _MAX_HEADLINE and block.text != title
        ]
        if not others:
            return title
        slug = {word for word in _SLUG_WORD.findall(card.link.key[1].rpartition("/")[2].casefold()) if len(word) > 2}
        if len(slug) < _MIN_SPELT:
            return title
        best, most = title, _spelt(title, slug) + 1
        for other in others:
            spelt = _spelt(other, slug)
            if spelt > most and spelt >= _MIN_SPELT:
                best, most = other, spelt
        return best

    def _marked_title(self, block: Block) -> str | None:
        """The headline in a block that is one, or that holds an element named for it."""
        node = self.blocks.nodes[block.node]
        above = self.blocks.nodes[node.parent] if node.parent >= 0 else node
        if (not block.link_chars and node.tag not in HEADINGS) or is_button(block.text):
            return None
        for inline in self.named.get(block.index, ()):
            if not _HEADLINE_NAMES.isdisjoint(inline.words):
                text = " ".join("".join(inline.element.itertext()).split())
                if MIN_TITLE <= len(text) <= len(block.text):
                    return text[:_MAX_TITLE]
        named = node.tag in HEADINGS or above.tag in HEADINGS or not _HEADLINE_NAMES.isdisjoint(node.words)
        long = len(block.text) >= (_MIN_MARKED if node.tag in HEADINGS else MIN_TITLE)
        return block.text[:_MAX_TITLE] if named and long else None

    def date(self, card: Card) -> dt.datetime | dt.date | None:
        """The card's `<time>`, else the first of its lines that is a date."""
        for i in range(card.first, card.last):
            for inline in self.times.get(i, ()):
                stamp = inline.element.get("datetime")
                date = read_date(stamp) if stamp else None
                if date is not None:
                    return date
        for block in self.blocks.items[card.first : card.last]:
            if has_digit(block.text[:_MAX_DATELINE]):
                line = _DURATION.sub("", block.text[:_MAX_DATELINE]) if ":" in block.text else block.text
                if len(line) > MAX_LENGTH or (self.now is None and not may_state_day(line, self.language)):
                    continue
                date = read_date(line, self.language, self.now)
                if date is not None:
                    return date
        return None

    def image(self, card: Card) -> str | None:
        """The first picture inside the card's element."""
        nodes = self.blocks.nodes
        for before in range(card.first, card.last + 1):
            for media in self.pictures.get(before, ()):
                node = media.node
                for _ in range(MAX_CLIMB):
                    if node <= card.node:
                        break
                    node = nodes[node].parent
                picture = picture_address(media.element, self.base) if node == card.node else None
                if picture is not None:
                    return picture
        return None


def _spelt(line: str, slug: set[str]) -> int:
    """How many words of an address a line has."""
    words = line.casefold()
    if not words.isascii():
        words = unicodedata.normalize("NFKD", words.translate(_TO_ASCII)).encode("ascii", "ignore").decode()
    return len(slug.intersection(_SLUG_WORD.findall(words)))


def _is_title(line: str) -> bool:
    return MIN_TITLE <= len(line) <= _MAX_TITLE and not is_button(line)
