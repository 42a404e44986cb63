"""Whose site it is: a personal one names its writer once for all its pages, in its title, logo or copyright line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..article import PageType
from ..records import Blocks, Labels, Page, Role
from ._claims import Claim
from ._evidence import Offer
from ._name_kinds import is_full_name
from ._roles import content_blocks
from ._site import publishers, site_offers
from ._text import key, text_of
from ._titles import pieces
from ._urls import host
from ._zones import zones_of

_TRUST = 0.45
_WORDS_OF_A_NAME = 2
_MIN_WORD = 4  # letters of a name's word that an address must hold
_MIN_SHARE = 0.5  # of the letters of the part of the address that holds them; an institute's town is less of its own
_MAX_LINE = 100  # characters of a line that names the owner
_FIRST, _LAST = 12, 30  # blocks at the beginning and the end of a page in which it names itself
_MARK = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
_NOTICE = re.compile(r"(?:©|\(c\)|\bcopyright\b|\bby\b|\d{4}|[\s,–—-])+", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:[.|,·•–—/©]|\s-\s|\ball\b|\btheme\b|\d{4}|$)", re.IGNORECASE)
_NAME = re.compile(r"\w[\w'’-]+(?: \w\.)?(?: \w[\w'’-]+)")
_TAIL = re.compile(
    r"(?:['’]s)? (?:blog|weblog|site|website|homepage|notes|journal)$|(?<!['’ /])['’ ]*/+$", re.IGNORECASE
)
_ARTICLES = frozenset("the The a im Im der die das dem des vom zum le la les du au el los del al il".split())
"""Before the name of a thing, never of a person who writes in the same language."""
_OWNED = frozenset({None, PageType.ARTICLE})
_I = frozenset(
    """I I'm I've I'd I'll my me ich mir mich mein meine meinen je j'ai moi mon ma mes yo mi mis io mio mia eu meu minha
    ik mijn jag jeg min mitt я мне меня мой моя""".replace("'", "’").split()
)
"""The writer's own words for the writer, as written inside a sentence."""
_MIN_I, _SHARE_OF_I = 3, 0.0045
"""Of the story's words: a share of 0.005 to 0.04 on ten personal blogs, of 0 to 0.003 on sites of brands."""


def find_owner(page: Page, blocks: Blocks, labels: Labels) -> Claim | None:
    """The person whose name the address bears and the page shows as its own; asked only where no author is named."""
    if labels.page_type not in _OWNED:
        return None
    address = host(page.url).replace("-", "")
    if not address:
        return None
    text = text_of(blocks)
    organisations = {key(name) for name in publishers(page)}
    for source, stated in _stated(page, blocks, labels):
        name = _TAIL.sub("", stated.strip()) if len(stated) <= _MAX_LINE else ""
        if _is_in(address, name) and _is_person(name, text) and key(name) not in organisations:
            if not _is_told_by_its_writer(blocks, labels):
                return None
            return Claim(Offer(source, stated, _TRUST), "owner", (name,))
    return None


def _stated(page: Page, blocks: Blocks, labels: Labels) -> Iterator[tuple[str, str]]:
    """What the page calls its site or its owner, and where."""
    for offer in site_offers(page):
        yield offer.source, offer.raw
    for piece in pieces(page.structured.title or "")[-2:]:
        yield "title", piece.text
    headline = min(zones_of(labels, blocks).title, _FIRST)
    for block in blocks.items[: max(headline, 0)]:
        yield f"block:{block.index}", block.text
    for block in blocks.items[max(0, len(blocks) - _LAST) :]:
        if labels.roles[block.index] is not Role.COMMENT:
            mark = _MARK.search(block.text[:_MAX_LINE])
            found = _NAME.match(block.text, _end_of_notice(block.text, mark.start())) if mark else None
            if found is not None and _AFTER.match(block.text, found.end()):
                yield f"block:{block.index}", found[0]


def _end_of_notice(text: str, start: int) -> int:
    found = _NOTICE.match(text, start)
    return found.end() if found else start


def _is_person(name: str, text: str) -> bool:
    """A first and a last name in letters; a brand is often longer, in capitals, or of words that the page writes small.

    >>> _is_person("Jane Doe", ""), _is_person("Jane A. Doe", ""), _is_person("Osk Boat Works", "")
    (True, True, False)
    """
    words = [word for word in name.split() if len(word.rstrip(".")) > 1]
    if len(words) != _WORDS_OF_A_NAME or not is_full_name(name):
        return False
    if not all(word.replace("-", "").replace("'", "").isalpha() and not word.isupper() for word in words):
        return False
    if any(f" {article} {words[0]} " in text for article in _ARTICLES):
        return False
    return not any(f" {word.lower()} " in text for word in words)


def _is_told_by_its_writer(blocks: Blocks, labels: Labels) -> bool:
    """Whether the story says "I" as often as one who writes on a site of their own does."""
    words = [word for i in content_blocks(labels) for word in blocks.items[i].text.replace("'", "’").split()]
    said = sum([word in _I for word in words])
    return said >= max(_MIN_I, _SHARE_OF_I * len(words))


def _is_in(address: str, name: str) -> bool:
    """Whether the address is made of the name: of its first or last word, or of both."""
    words = name.split()
    if not _WORDS_OF_A_NAME <= len(words) <= _WORDS_OF_A_NAME + 1:
        return False
    plain = [word for word in map(_plain, words) if len(word) >= _MIN_WORD]
    for label in address.split("."):
        if label and sum([len(word) for word in plain if word in label]) >= _MIN_SHARE * len(label):
            return bool(plain)
    return False


def _plain(word: str) -> str:
    return "".join(filter(str.isalnum, word.casefold()))
