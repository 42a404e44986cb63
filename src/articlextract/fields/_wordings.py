"""All wordings of a page's headline, each with the places that state it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..records import Block, Blocks, Inline, Labels, Node, Page
from ._data import STORY_TYPES, first_string, main_nodes
from ._evidence import Offer
from ._roles import CLOSED, story_range
from ._site import SiteNames, is_front, site_names
from ._survey import asked, headings, inlines_named
from ._text import clean, key
from ._titles import MAX_TITLE, likeness, pieces, tidy, without_site
from ._urls import host, place_of

_META = (
    ("og:title", "og"),
    ("twitter:title", ""),
    ("citation_title", ""),
    ("parsely-title", ""),
    ("sailthru.title", ""),
    ("dc.title", ""),
    ("dcterms.title", ""),
    ("title", ""),
)
_HEADINGS = frozenset({"h1", "h2", "h3"})
_NAMES = frozenset({"title", "headline", "titulo", "titre", "titel", "titolo", "heading"})
_OWN = frozenset({"entry", "post", "article", "headline", "story", "content", "page", "topic", "single", "artikel"})
_KICKERS = asked("kicker overline eyebrow topline dachzeile spitzmarke roofline pretitle supertitle surtitle".split())
HOMES = frozenset(
    {
        ("home",),
        ("homepage",),
        ("home", "page"),
        ("startseite",),
        ("accueil",),
        ("inicio",),
        ("index",),
        ("main", "page"),
    }
)
"""What a site's front page is called in place of its name."""
_END_OF_WORD = re.compile(r"[^\W\d_]{3,}$")
_CAPITAL_WORD = re.compile(r"[^\W\d_]{2,}")
_MAX_WORD = 30  # characters
_MAX_LOGO = 60  # characters
_MIN_HEADLINE = 10  # characters that are left of a heading without its kicker
_MAX_HEADINGS = 30  # of each kind; pages with more are lists, their headline stands among the first
_MAX_PARTS = 5  # elements of one heading: a label, the headline, a tagline
_MIN_LIKE = 0.3  # likeness to `<title>` below which a sub-heading that nothing states was the title of 2 pages in 1,661
_NEAR = 5.0  # blocks from the first content block at which nearness counts half


@dataclass
class Wording:
    """One wording of the headline, with all that speaks for it and against it."""

    offer: Offer
    words: tuple[str, ...]
    signs: dict[str, float] = field(default_factory=dict)
    headings: int = 0

    @property
    def line(self) -> str:
        """The words with a space around each, so that one title is part of another when its line is."""
        return f" {' '.join(self.words)} "


class Wordings:
    """The wordings of a page, told apart by their words."""

    def __init__(self, page: Page, blocks: Blocks, labels: Labels) -> None:
        self._page, self._blocks, self._labels = page, blocks, labels
        marked = _headings(blocks)
        logos = _logos(marked, page, blocks)
        self.names = SiteNames(page, logos) if logos else site_names(page)
        self.front = is_front(page.url)
        self.is_story = any(not STORY_TYPES.isdisjoint(node.types) for node in main_nodes(page)[:1])
        self.is_story = self.is_story or "article" in page.structured.meta.get("og:type", ())
        self.found: dict[tuple[str, ...], Wording] = {}
        self.main_lines: list[str] = []  # each <h1> as it stands
        self._main_at = len(blocks)  # block of the first <h1>
        self._title = frozenset(key(page.structured.title or ""))
        self._add_stated()
        self._add_headings(marked)

    def _add(self, source: str, text: str, signs: Iterable[str]) -> Wording | None:
        words = key(text)
        if not words or len(text) > MAX_TITLE:
            return None
        wording = self.found.get(words)
        if wording is None:
            wording = self.found[words] = Wording(Offer(source, text, 0.0), words)
        wording.signs.update(dict.fromkeys(signs, 1.0))
        return wording

    def _add_stated(self) -> None:
        """Titles in the head of the page and its structured data: without the site's name, as they are, in parts."""
        seen: dict[str, str] = {}
        for source, sign, text in _stated(self._page):
            own = seen.get(text)
            if own is not None:
                self._add(source, own, (sign,) if sign else ())
                continue
            own = without_site(text, self.names, only_after=self.front)
            if key(own) in HOMES:
                own = next((piece.text for piece in pieces(text) if key(piece.text) not in HOMES), own)
            seen[text] = own
            self._add(source, own, (sign,) if sign else ())
            if own != text:
                self._add(source, text, ("with_site",))
            for piece in pieces(own):
                # the site's name was off already: a dash or colon that is left is the headline's own
                torn = own != text and not piece.firm
                self._add(source, piece.text, ("torn_piece",) if torn else ("first_piece",) if piece.before else ())

    def _add_headings(self, marked: list[Node]) -> None:
        main = [node for node in marked if node.tag == "h1"]
        stated = frozenset(self.found)
        kickers = inlines_named(self._blocks, _KICKERS)
        for node in marked:
            inside = _own_blocks(self._blocks, node)
            text = _without_kicker(kickers, inside, _spelling(inside, stated))
            if node.tag == "h1":
                self._add_main(node, text, inside, stated, only=len(main) == 1)
            else:
                self._add_lesser(node, text, inside)

    def _add_main(
        self, node: Node, text: str, inside: Sequence[Block], stated: frozenset[tuple[str, ...]], *, only: bool
    ) -> None:
        own = without_site(text, self.names)
        if own != text:
            self._add(f"block:{node.first}", text, ("with_site",))
        wording = self._add(f"block:{node.first}", own, ("h1",))
        if wording is None:
            return
        wording.offer = Offer(f"block:{node.first}", own, 0.0)  # as the reader sees it
        wording.headings += 1
        self._main_at = min(self._main_at, node.first)
        self.main_lines.append(f" {' '.join(key(text))} ")
        wording.signs["only_h1_of_story"] = float(self.is_story and only)
        self._place(wording, node, inside)
        for part in _parts(inside, stated):
            self._place(self.found[part], node, inside)  # it stands there as well

    def _add_lesser(self, node: Node, text: str, inside: Sequence[Block]) -> None:
        words = key(text)
        known = self.found.get(words)
        if known is not None and self._is_shown_below(node, words):
            known.signs["shown_below"] = 1.0
        named = not _NAMES.isdisjoint(node.words) and not _OWN.isdisjoint(node.words)
        is_unlike = self._title.isdisjoint(words) or likeness(words, self._title) < _MIN_LIKE
        if is_unlike and known is None and not named and self.found:
            return  # most sub-headings of most pages
        wording = self._add(f"block:{node.first}", text, ())
        if wording is None:
            return
        if known is not None and self._labels.roles[node.first] not in CLOSED:
            wording.signs["in_subheading"] = 1.0
        wording.headings += 1
        if wording.headings == 1:
            wording.signs["subheading"] = float(known is None and not named)
            self._place(wording, node, inside)

    def _is_shown_below(self, node: Node, words: tuple[str, ...]) -> bool:
        """Whether a lower heading stands between the story and an h1 that reads otherwise, for search engines."""
        start, _ = story_range(self._labels)
        if not self._main_at < node.first <= start + 1 or self._labels.roles[node.first] in CLOSED:
            return False
        return f" {' '.join(words)} " not in self.main_lines

    def _place(self, wording: Wording, node: Node, inside: Sequence[Block]) -> None:
        start, _ = story_range(self._labels)
        signs = wording.signs
        signs["closed"] = float(self._labels.roles[node.first] in CLOSED)
        signs["before_story"] = float(node.first <= start)
        signs["near_story"] = 1 / (1 + abs(node.first - start) / _NEAR)
        signs["linked"] = float(sum([block.link_chars for block in inside]) > 0.8 * len(wording.offer.raw))


def _stated(page: Page) -> Iterator[tuple[str, str, str]]:
    """Source, kind and text."""
    structured = page.structured
    if structured.title:
        yield "title", "title", tidy(structured.title)
    for node in main_nodes(page)[:2]:
        for name, kind in (("headline", "json-ld"), ("name", "")):
            text = first_string(node.data.get(name))
            if text:
                yield f"{node.path}.{name}", kind, text
    for name, kind in _META:
        for value in structured.meta.get(name, ())[:1]:
            yield f"meta:{name}", kind, tidy(value)


def _headings(blocks: Blocks) -> list[Node]:
    found = [node for node in headings(blocks) if node.tag in _HEADINGS]
    if len(found) <= _MAX_HEADINGS:
        return found
    main = [node for node in found if node.tag == "h1"][:_MAX_HEADINGS]
    return main + [node for node in found if node.tag != "h1"][:_MAX_HEADINGS]


def _logos(marked: list[Node], page: Page, blocks: Blocks) -> list[str]:
    """Headings that are a link to the front page: the site's name, written large."""
    found = []
    for node in marked:
        block = blocks.items[node.first]
        if node.last - node.first == 1 and len(block.text) <= _MAX_LOGO and block.link_chars >= 0.9 * len(block.text):
            href = next(piece.href for piece in block.pieces if piece.href)
            if _may_lead_home(href):
                place = place_of(href, page.base_url)
                if place[0] == host(page.url) and not place[1]:
                    found.append(block.text)
    return found


def _may_lead_home(href: str) -> bool:
    """Whether a link has no path to speak of; asked first, because most headings of a list are links and lead on.

    >>> _may_lead_home("/"), _may_lead_home("https://example.org/?a=b"), _may_lead_home("/boats")
    (True, True, False)
    """
    bare = href.partition("?")[0].partition("#")[0].rstrip("/ ")
    return bare.strip("./ ") == "" or ("//" in bare and bare.count("/") == 2)


def _own_blocks(blocks: Blocks, node: Node) -> Sequence[Block]:
    """A heading's blocks without the buttons and hidden notes in it."""
    inside = blocks.items[node.first : min(node.last, node.first + 4)]
    if len(inside) == 1:
        return inside
    return [b for b in inside if blocks.nodes[b.node].tag != "button" and not blocks.nodes[b.node].hidden] or inside


def _spelling(inside: Sequence[Block], stated: frozenset[tuple[str, ...]]) -> str:
    """A heading's text; with spaces between its elements where only so it is what the page states, or where they glue.

    Elements laid out one below the other: "The Best BoatsTop Ferries". What the page states is one word: "JavaScript".
    """
    text = tidy(" ".join([block.text for block in inside])).strip("¶#§ ")
    if key(text) not in stated and len(inside[0].pieces) > 1:
        spaced = tidy(" ".join([piece.text for block in inside for piece in block.pieces])).strip("¶#§ ")
        if key(spaced) in stated or _is_glued(inside, frozenset().union(*stated)):
            return spaced
    return text


def _is_glued(inside: Sequence[Block], words: frozenset[str]) -> bool:
    for block in inside:
        for before, after in pairwise([piece.text for piece in block.pieces]):
            end, start = _END_OF_WORD.search(before[-_MAX_WORD:]), _CAPITAL_WORD.match(after[:_MAX_WORD])
            meet = end and start and end[0][-1].islower() and start[0].istitle()
            if end and start and meet and words.isdisjoint(key(end[0] + start[0])):
                return True
    return False


def _without_kicker(kickers: Sequence[Inline], inside: Sequence[Block], text: str) -> str:
    """A heading's text less what stands before the headline, in an element named for it."""
    for inline in kickers:
        if inline.block == inside[0].index:
            kicker = clean("".join(inline.element.itertext()))
            rest = text.removeprefix(kicker).lstrip(" -:|/·•–—")
            return rest if len(rest) >= _MIN_HEADLINE else text
    return text


def _parts(inside: Sequence[Block], stated: frozenset[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """What the page states among the first and the last elements of a heading: it without its label or tagline."""
    texts = [text for block in inside for piece in block.pieces if (text := clean(piece.text))]
    if len(texts) > _MAX_PARTS:
        return
    for i in range(1, len(texts)):
        for part in (key(" ".join(texts[:i])), key(" ".join(texts[i:]))):
            if part in stated:
                yield part
