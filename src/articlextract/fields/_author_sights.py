"""One name shown on a page: what it was, where it stood, and whose it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from ..records import Blocks, Labels, Node, Page
from ..urls import absolute
from ._memo import once
from ._name_kinds import is_account
from ._names import after_by, read_names
from ._roles import CLOSED
from ._site import domain_labels
from ._survey import asked, nodes_named
from ._urls import host
from ._zones import Zones

_AUTHOR_STEPS = frozenset(
    """author authors autor autoren autores autori auteur auteurs autore redakteur redakteure profile profiles people
    person by staff writer writers contributor contributors journalist journalists columnist columnists u user users
    member members bio reporter reporters editor editors expert experts team""".split()
)
"""Steps of an address after which a person's name or number comes."""
_MEMBER = re.compile(r"[?&;]u(?:id)?=\d")  # how forums number theirs
_MAX_HREF = 300  # characters
NAMED = asked(
    """author authors byline bylines writer writers contributor contributors authorname creator autor autores auteur
    auteurs autore verfasser redakteur vcard username bigusername interviewer""".split()
)
PEOPLE = NAMED | asked("bio biography biographical authorbio profile".split())
MAX_BOX = 12  # blocks in an element about a person; a larger one holds the story or several people's cards
_OTHER_HANDS = frozenset(
    """reviewed edited checked photo photos photography photographer illustration illustrations translated verified
    approved editor reviewer foto fotos bild bilder lektorat redaktion schnitt kamera © credit theme template
    webdesign powered hosted""".split()
)
"""Words before the name of somebody who is not the author."""
_CONTACTS = frozenset("contact contacts kontakt pressekontakt contacto contatto ansprechpartner".split())
"""The same, but only in the name's own line: alone in the line before they are a menu's."""
_HANDS_OF_AUTHORS = frozenset("text texte texto testo tekst words written story".split())
HINTS = frozenset({"alone", "signed", "repeated"})
"""Kinds of sightings in which nothing but the place says that it is an author."""
_SAYING = frozenset({"line", "by"})  # kinds in which a word says that somebody wrote it
_FIGURES, _MAX_FIGURE = frozenset({"figure", "figcaption"}), 4
_SHORT_KINDS = frozenset({"line", "by", "role"})  # where two letters are rather the rest of something else
_MAX_BEFORE = 40  # characters before a name that can say whose it is


class Sighting(NamedTuple):
    """A name seen on the page: how it was marked, where it stood (top, end, inside, elsewhere, caption), its link."""

    kind: str
    zone: str
    block: int
    raw: str
    names: tuple[str, ...]
    url: str | None


@once
def people_nodes(blocks: Blocks) -> tuple[Node, ...]:
    """Small elements named for people, in page order."""
    return tuple([node for node in nodes_named(blocks, PEOPLE) if 0 < node.last - node.first <= MAX_BOX])


def readable(labels: Labels, block: int, zones: Zones) -> bool:
    """Whether an author may be read from a block: of an open role, and no card."""
    if block >= len(labels.roles) or labels.roles[block] in CLOSED or block in zones.cards:
        return False
    return zones.blocks.nodes[zones.blocks.items[block].node].tag != "button"


def sight(kind: str, block: int, raw: str, page: Page, zones: Zones, href: str | None = None) -> Iterator[Sighting]:
    """The sighting of the names in `raw`; none where it holds none, or another hand's."""
    rest = after_by(raw)
    names = (read_names(rest, visible=True) if rest else []) or read_names(raw, visible=True)
    if not names or is_other_hand(names[0], zones.blocks, block):
        return
    if kind == "by" and is_account(names[0]) and zones.of(block) != "top":
        return
    by_account = kind == "line" and len(raw.split()) == 2 and zones.of(block) == "top"
    if is_account(names[0]) and names[0] not in (raw.strip(), rest) and not by_account:
        return  # the first word of something else
    if kind in _SHORT_KINDS and len(names[0]) <= 2 and names[0].isascii():
        return
    yield Sighting(kind, _zone(kind, block, zones), block, raw, tuple(names), absolute(href, page.base_url))


def _zone(kind: str, block: int, zones: Zones) -> str:
    """Where a name stands; below a story that is short, it is below it all the same."""
    if block in zones.captions and kind not in _SAYING and _is_in_figure(zones.blocks, block):
        return "caption"
    zone = zones.of(block)
    return "end" if zone == "top" and zones.first < zones.last <= block else zone


def _is_in_figure(blocks: Blocks, block: int) -> bool:
    """Whether a block is a picture's caption by its tags; what is only named "credit" can be a byline."""
    return any(node.tag in _FIGURES for node in islice(blocks.ancestors(blocks[block].node), _MAX_FIGURE))


def is_other_hand(name: str, blocks: Blocks, block: int) -> bool:
    """Whether the words before a name say that it is a reviewer's, a translator's, a photographer's."""
    text = blocks[block].text
    at = text.find(name)
    before = text[max(0, at - _MAX_BEFORE) : at] if at > 0 else blocks[block - 1].text if block else ""
    words = before.casefold().replace(":", " ").split() if len(before) <= _MAX_BEFORE else []
    near = words[-4:] if at > 0 else words[-2:]
    if at > 0 and not _CONTACTS.isdisjoint(near):
        return True
    return not _OTHER_HANDS.isdisjoint(near) and _HANDS_OF_AUTHORS.isdisjoint(near)


def is_profile(href: str) -> bool:
    """Whether an address is a person's page.

    >>> is_profile("/Author/jane-doe"), is_profile("/author/"), is_profile("/authority/jane-doe")
    (True, False, False)
    """
    href = href[:_MAX_HREF].lower()
    if "=" in href and _MEMBER.search(href):
        return True
    steps = href.split("/")
    return any(step in _AUTHOR_STEPS and after != "" for step, after in pairwise(steps[1:]))


def is_own(href: str, page: Page) -> bool:
    """Whether a link leads to the page's own site: a licence's and a network's address hold /by/ and /user/ too."""
    there = host(absolute(href, page.base_url))
    return not there or not host(page.url) or bool(set(domain_labels(there)) & set(domain_labels(host(page.url))))
