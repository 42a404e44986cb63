"""Other pages that the page offers to its reader."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ..article import RelatedKind, RelatedLink
from ..dates import MAX_LENGTH, read_date
from ..records import Block, Blocks, Found, Inline, Labels, Media, Page, Role
from ._cards import MAX_CLIMB, MIN_TITLE, Card, find_cards
from ._evidence import Offer, found
from ._neighbours import neighbour_label, split_neighbour
from ._pictures import read_picture
from ._roles import story_range

_KINDS: tuple[tuple[RelatedKind, tuple[str, ...]], ...] = (
    (
        RelatedKind.POPULAR,
        ("popular", "most read", "most popular", "most viewed", "most commented", "most shared", "trending",
         "top stories", "top posts", "beliebt", "meist", "meistgelesen", "meist gelesen", "les plus lus",
         "le plus lu", "populaire", "lo más leído", "lo más visto", "más leíd", "más vist", "più letti", "i più letti",
         "mais lid", "mais vist", "meest gelezen", "populair", "najczęściej czytane", "popularne",
         "самое читаемое", "популярн", "mest läst",
         "mest lest", "人気", "热门", "الأكثر"),
    ),
    (
        RelatedKind.RECENT,
        ("recent", "latest", "newest", "new posts", "most recent", "neueste", "neuste", "aktuelle", "letzte beiträge",
         "derniers", "dernières", "récent", "articles récents", "últimas", "últimos", "entradas recientes",
         "más reciente", "ultime", "ultimi", "articoli recenti", "posts recentes", "mais recente", "recente",
         "laatste", "najnowsze", "ostatnie", "последние", "свежие", "senaste", "siste", "seneste", "最新", "新着"),
    ),
)  # fmt: skip
"""How the line above a list begins -> what kind of list it is; the first that fits counts."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HEADLINE_NAMES = frozenset({"title", "headline", "heading"})
_BEFORE, _AFTER = frozenset({"prev", "previous", "older"}), frozenset({"next", "newer"})
_PAGING = frozenset({"nav", "navigation", "post", "article", "pager", "link"})
_TELLING_NAMES = _HEADLINE_NAMES | {"prev", "next"}
_BUTTON_MARKS = " »›→…."
_BUTTONS = frozenset(
    " ".join(phrase.split())
    for phrase in """read more|more|read now|learn more|continue reading|keep reading|full story|read article|view
    see more
    weiterlesen|mehr|mehr lesen|lire la suite|en savoir plus|leer más|leer mas|leggi tutto|leia mais|lees meer
    lees verder|czytaj więcej|читать далее|подробнее""".replace("\n", "|").split("|")
)
# Lists under these lead to lists, not to stories.
_SHELVES = frozenset(
    """archive archives categories category tags topics blogroll meta links archiv kategorien schlagwörter catégories
    étiquettes categorías archivos etiquetas categorie archivi categorias arquivo arquivos categorieën archief kategorie
    archiwum рубрики архив архивы カテゴリー カテゴリ アーカイブ バックナンバー 分类 归档""".split()
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MAX_RECORDS = 100
_MAX_GAP = 3  # blocks of another role, such as a button or a date, inside one list
_MAX_MARKS = 8  # inline elements of one line that are looked at
_MAX_HEADING = 80  # characters
_MAX_TITLE = 300
_MIN_EXCERPT = 40  # characters; shorter lines beside a headline are labels
_MIN_SENTENCE = 20  # characters; of an excerpt that ends as a sentence does
_MAX_INLINE = 3  # links; a longer list inside the story is a list, not an insert
_CLOSED = frozenset({Role.CONTENT, Role.TITLE, Role.COMMENT, Role.CONSENT, Role.LEGAL})


def find_related(page: Page, blocks: Blocks, labels: Labels) -> Found[tuple[RelatedLink, ...]] | None:
    """Lists, card grids, inserts, the next and the previous post, as records; each address once."""
    records: list[RelatedLink] = []
    if Role.RELATED not in labels.roles:
        return None
    reader = _Reader(page, blocks, labels)
    seen: set[str] = set()
    first_block: int | None = None
    for first, last in _runs(labels):
        for record, block in reader.read(first, last):
            if record.url not in seen and len(records) < _MAX_RECORDS:
                seen.add(record.url or "")
                records.append(record)
                first_block = block if first_block is None else first_block
    if first_block is None:
        return None
    return found(tuple(records), Offer(f"block:{first_block}", records[0].title, 0.8))


def _runs(labels: Labels) -> Iterator[tuple[int, int]]:
    """Ranges of related blocks, small gaps closed."""
    start = end = -1
    for i, role in enumerate(labels.roles):
        if role is not Role.RELATED:
            if role in _CLOSED and start >= 0:
                yield start, end
                start = -1
            continue
        if start >= 0 and i - end > _MAX_GAP:
            yield start, end
            start = -1
        start = i if start < 0 else start
        end = i + 1
    if start >= 0:
        yield start, end


class _Reader:
    """Reads cards; holds where the times, the named inlines and the pictures of the page stand."""

    def __init__(self, page: Page, blocks: Blocks, labels: Labels) -> None:
        self.blocks = blocks
        self.base = page.base_url or page.url
        self.here = page.url
        self.language = page.structured.language
        self.now = page.fetched_at
        self.related = frozenset(labels.of(Role.RELATED))
        self.story = story_range(labels)
        self.own_titles = {blocks.items[i].text for i in labels.of(Role.TITLE)}
        self.times: dict[int, list[Inline]] = {}
        self.named: dict[int, list[Inline]] = {}
        for inline in blocks.inlines:
            if inline.tag == "time" or not _TELLING_NAMES.isdisjoint(inline.words):
                known = (self.times if inline.tag == "time" else self.named).setdefault(inline.block, [])
                if len(known) < _MAX_MARKS:
                    known.append(inline)
        self.pictures: dict[int, list[Media]] = {}
        for media in blocks.media:
            if media.tag == "img":
                self.pictures.setdefault(media.before, []).append(media)

    def read(self, first: int, last: int) -> Iterator[tuple[RelatedLink, int]]:
        """The records of one run of related blocks, each with the block of its link."""
        cards = find_cards(self.blocks, self.related, first, last, self.base, self.here)
        inline = self.story[0] < first and last < self.story[1] and len(cards) <= _MAX_INLINE
        heading: str | None = None
        at = first
        targets = {card.link.text for card in cards}
        # A line above the link in each card is the card's own; above the first link alone, it heads the list.
        kickers = len(cards) > 1 and all(card.first < card.link.block for card in cards[1:])
        for card in cards:
            above = self.blocks.items[at : card.first]
            if card is cards[0] and not kickers:
                above = self.blocks.items[first : card.link.block]
            lines = [block for block in above if block.text not in targets and self._is_heading(block)]
            # A line between a heading and its list, such as a table's own, is no heading.
            marked = [block for block in lines if self.blocks.nodes[block.node].tag in _HEADINGS]
            if lines:
                heading = (marked or lines)[-1].text.rstrip(" :").strip()
            at = card.last
            place = self._neighbour(card)
            title, neighbour = split_neighbour(self._title(card) or "", labelled=place is not None)
            if title and not _is_month(title) and (heading or "").casefold() not in _SHELVES:
                kind = neighbour or place or _kind(heading)
                if kind is RelatedKind.RELATED and inline:
                    kind = RelatedKind.INLINE
                yield self._record(card, title, heading, kind), card.link.block

    def _is_heading(self, block: Block) -> bool:
        tag = self.blocks.nodes[block.node].tag
        text = block.text
        return (
            len(text) <= _MAX_HEADING
            and (tag in _HEADINGS or not block.link_chars)
            and text[0].isalpha()
            and text not in self.own_titles
            and read_date(text, self.language) is None
        )

    def _neighbour(self, card: Card) -> RelatedKind | None:
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

    def _record(self, card: Card, title: str, heading: str | None, kind: RelatedKind) -> RelatedLink:
        items = self.blocks.items[card.first : card.last]
        excerpt = max((block.text for block in items if _is_excerpt(block, title)), key=len, default=None)
        return RelatedLink(title, card.link.url, excerpt, self._date(card), kind, heading, self._image(card))

    def _title(self, card: Card) -> str | None:
        """The card's heading, else the line named for it, else the link's own text."""
        items = self.blocks.items[card.first : card.last]
        nodes = self.blocks.nodes
        for block in items:
            node = nodes[block.node]
            above = nodes[node.parent] if node.parent >= 0 else node
            if not block.link_chars and node.tag not in _HEADINGS:
                continue
            for inline in self.named.get(block.index, ()):
                if _HEADLINE_NAMES.isdisjoint(inline.words):
                    continue
                text = " ".join("".join(inline.element.itertext()).split())
                if MIN_TITLE <= len(text) <= len(block.text):
                    return text[:_MAX_TITLE]
            named = node.tag in _HEADINGS or above.tag in _HEADINGS or not _HEADLINE_NAMES.isdisjoint(node.words)
            if named and len(block.text) >= MIN_TITLE:
                return block.text[:_MAX_TITLE]
        text = card.link.text
        if text.casefold().strip(_BUTTON_MARKS) in _BUTTONS:
            text = next((block.text for block in items if _is_title(block.text)), "")
        return text[:_MAX_TITLE] or None

    def _date(self, card: Card) -> dt.datetime | dt.date | None:
        """The card's `<time>`, else the first of its lines that is a date."""
        for i in range(card.first, card.last):
            for inline in self.times.get(i, ()):
                stamp = inline.element.get("datetime")
                date = read_date(stamp) if stamp else None
                if date is not None:
                    return date
        for block in self.blocks.items[card.first : card.last]:
            if len(block.text) <= MAX_LENGTH and any(map(str.isdigit, block.text)):
                date = read_date(block.text, self.language, self.now)
                if date is not None:
                    return date
        return None

    def _image(self, card: Card) -> str | None:
        """The first picture inside the card's element."""
        nodes = self.blocks.nodes
        for before in range(card.first, card.last + 1):
            for media in self.pictures.get(before, ()):
                node = media.node
                for _ in range(MAX_CLIMB):
                    if node <= card.node:
                        break
                    node = nodes[node].parent
                picture = read_picture(media.element, self.base) if node == card.node else None
                if picture is not None:
                    return picture.url
        return None


def _is_title(line: str) -> bool:
    return MIN_TITLE <= len(line) <= _MAX_TITLE and line.casefold().strip(_BUTTON_MARKS) not in _BUTTONS


def _is_month(title: str) -> bool:
    """Whether a title is but a month of an archive.

    >>> _is_month("Juli 2020"), _is_month("2020年07月"), _is_month("Review of 2020")
    (True, True, False)
    """
    return len(title) <= 20 and title.count(" ") <= 1 and _YEAR.search(title) is not None


def _kind(heading: str | None) -> RelatedKind:
    """
    >>> _kind("Recent Posts"), _kind("Mehr zum Thema")
    (<RelatedKind.RECENT: 'recent'>, <RelatedKind.RELATED: 'related'>)
    """
    line = (heading or "").casefold()
    for kind, openings in _KINDS:
        if line.startswith(openings) or (not line.isascii() and any(o in line for o in openings if o[0] > "\u2e80")):
            return kind  # a script without spaces has the word in the middle
    return RelatedKind.RELATED


def _is_excerpt(block: Block, title: str) -> bool:
    text = block.text
    long = len(text) >= _MIN_EXCERPT or (len(text) >= _MIN_SENTENCE and text[-1] in ".!?…" and text.count(" ") >= 3)
    return long and title[:_MIN_EXCERPT] not in text
