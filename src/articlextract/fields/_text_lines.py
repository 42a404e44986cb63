"""What the lines of a flattened text state: headline, authors with their boxes, lists of other pages, language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from ..article import Author, RelatedKind, RelatedLink
from ..native import compiled
from ..records import Block, Blocks, Found, Labels, Lines, Node, Page, Piece, Role
from ._evidence import Offer, found
from ._name_kinds import is_name
from ._names import read_names
from ._roles import story_range
from ._site import site_names
from ._spoken import MAX_SAMPLE, language_of
from ._text_cards import Card, read_cards
from ._titles import pieces, without_site

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_kernel = compiled("fields._near_kernel")
_new = tuple.__new__  # twice as fast as a named tuple's own constructor
_MAX_HEADING = 60  # characters
_MIN_BIO, _MAX_BIO = 40, 2000  # characters
_MAX_RECORDS = 100
_MOST_LINES = 100  # of the story, from whose beginning its language is read
_ABOVE, _BELOW = 15, 20  # lines around the headline and the beginning of the story
_ABOVE_END, _BELOW_END = 5, 30  # around its end
_MAX_GAP = 60  # lines between headline and story; with more, one of the two is misplaced
_MIN_TITLE_WORDS, _MAX_SITE_WORDS = 3, 5


def around_story(page: Page, lines: Lines, labels: Labels) -> tuple[Blocks, Labels, list[int]]:
    """The lines where names and dates of the story stand, as blocks of their own, and which lines they are.

    Around the headline, the beginning and the end of the story; of a text without either, the first ones.
    A text without markup has nothing elsewhere that would tell its own date from another's.
    """
    count = len(lines)
    first, last = story_range(labels)
    titles = labels.of(Role.TITLE)
    top = [*titles[-1:], *([first] if first < last else [])] or [_ABOVE]
    places = sorted(
        {
            *range(max(0, min(top) - _ABOVE), min(count, max(top) + _BELOW)),
            *(range(max(0, last - _ABOVE_END), min(count, last + _BELOW_END)) if first < last else ()),
        }
        if max(top) - min(top) <= _MAX_GAP
        else {i for at in top for i in range(max(0, at - _ABOVE), min(count, at + _BELOW))}
    )
    items, own_nodes = (plain_blocks if _kernel is None else _kernel.plain_blocks)(
        lines.texts, lines.tags, places, page.root
    )
    for k, i in enumerate(places if lines.pieces else ()):
        pieces = lines.pieces.get(i)
        if pieces:
            linked = sum([len(piece.text) for piece in pieces if piece.href])
            items[k] = items[k]._replace(pieces=pieces, link_chars=linked)
    nodes = [Node("html", (), -1, 0, 0, len(places), page.root), *own_nodes]
    picked = ([column[i] for i in places] for column in (labels.roles, labels.reasons, labels.p_content))
    roles, reasons, p_content = map(tuple, picked)
    return Blocks(tuple(items), tuple(nodes)), Labels(roles, reasons, p_content, labels.confidence), places


def plain_blocks(
    texts: Sequence[str], tags: Sequence[str], places: Sequence[int], root: Element
) -> tuple[list[Block], list[Node]]:
    """The blocks of the lines at those places, and a node for each; their links are left out."""
    items = [
        _new(Block, (k, texts[i], (_new(Piece, (texts[i], None, ())),), k + 1, 0)) for k, i in enumerate(places)
    ]  # fmt: skip
    nodes = [_new(Node, (tags[i], (), 0, 1, k, k + 1, root, False)) for k, i in enumerate(places)]
    return items, nodes


def find_title_line(page: Page, lines: Lines, labels: Labels) -> Found[str] | None:
    """The line with that role, without the site's name."""
    offers = []
    for i in labels.of(Role.TITLE):
        text = lines.texts[i]
        own = without_site(text, site_names(page))
        offers.append((Offer(f"block:{i}", text, 0.8 if i else 0.7), _without_tail(own) if i == 0 else own))
    if not offers:
        return None
    winner, title = max(offers, key=lambda offer: offer[0].confidence)
    return found(title, winner, [offer for offer, _ in offers if offer is not winner])


def _without_tail(title: str) -> str:
    """A text's first line is often `<title>`: the headline, a sign, the site.

    >>> _without_tail("The sea took the pier | Harbour News"), _without_tail("Apples - a short guide")
    ('The sea took the pier', 'Apples - a short guide')
    """
    for piece in pieces(title):
        rest = title[len(piece.text) :].strip(" |-–—·•«»")
        words = len(piece.text.split())
        others = len(rest.split())
        is_title = piece.before and words >= _MIN_TITLE_WORDS and 0 < others <= min(_MAX_SITE_WORDS, words)
        if is_title and (piece.firm or (rest[0].isupper() and words > others)):
            return piece.text
    return title


def with_boxes(
    named: Found[tuple[Author, ...]] | None, blocks: Blocks, labels: Labels
) -> Found[tuple[Author, ...]] | None:
    """The authors with the biographies that stand below their names; where nobody is named, the one so described."""
    boxes = list(_boxes(blocks, labels))
    if named is None:
        for at, name, bio in boxes[:1]:
            return found((Author(name, bio=bio),), Offer(f"block:{at}", name, 0.5))
        return None
    bios = {name.casefold(): bio for _, name, bio in boxes}
    return Found(
        tuple(a if a.bio else replace(a, bio=bios.get(a.name.casefold())) for a in named.value), named.evidence
    )


def _boxes(blocks: Blocks, labels: Labels) -> Iterator[tuple[int, str, str]]:
    """Index, name and biography where the filters saw a name with a paragraph below."""
    items = blocks.items
    for i in labels.of(Role.BYLINE):
        if i + 1 < len(items) and labels.roles[i + 1] is Role.BYLINE and len(items[i + 1].text) >= _MIN_BIO:
            text = items[i].text
            names = [text] if is_name(text, visible=True) else read_names(text, visible=True)
            if len(text) < _MIN_BIO and names:
                yield i, names[0], items[i + 1].text[:_MAX_BIO]


def find_listed(
    lines: Lines, labels: Labels, language: str | None, kind_of: Callable[[str | None], RelatedKind]
) -> Found[tuple[RelatedLink, ...]] | None:
    """The lists of other pages as records; without addresses, which the text has lost."""
    records: list[RelatedLink] = []
    first: Card | None = None
    seen: set[str] = set()
    for heading, cards in _lists(lines, labels, language):
        for card in cards:
            if card.title not in seen and len(records) < _MAX_RECORDS:
                seen.add(card.title)
                first = first or card
                records.append(RelatedLink(card.title, None, card.excerpt, card.date, kind_of(heading), heading))
    return found(tuple(records), Offer(f"block:{first.at}", first.title, 0.6)) if first else None


def _lists(lines: Lines, labels: Labels, language: str | None) -> Iterator[tuple[str | None, list[Card]]]:
    """Each run of related lines with one reason: its heading and its cards."""
    related = labels.of(Role.RELATED)
    runs = groupby(enumerate(related), key=lambda pair: (pair[1] - pair[0], labels.reasons[pair[1]]))
    for (_, reason), group in runs:
        texts = [(i, lines.texts[i]) for _, i in group]
        heading = None
        if reason.startswith("heading ") and len(texts[0][1]) <= _MAX_HEADING:
            heading = texts[0][1].rstrip(" :")
            texts = texts[1:]
        yield heading, list(read_cards(texts, language))


def find_language_of_text(lines: Lines, labels: Labels) -> Found[str] | None:
    """That of the story, else of all the text."""
    places = labels.of(Role.CONTENT) or range(min(len(lines), _MOST_LINES))
    sample = ""
    for i in places[:_MOST_LINES]:
        sample += f"{lines.texts[i][:MAX_SAMPLE]} "
        if len(sample) > MAX_SAMPLE:
            break
    known = language_of(sample)
    return found(known.language, Offer("text", sample[:80].rstrip(), known.confidence)) if known else None
