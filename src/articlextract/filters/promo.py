"""Newsletters, subscriptions, advertising, calls to act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import reason

_LETTERS = frozenset(
    {"newsletter", "newsletters", "subscribe", "mailchimp", "signup", "optin", "klaviyo", "convertkit"}
)
_ADVERTS = frozenset(
    """advert adverts advertisement advertising adsense adslot adunit adcontainer sponsor sponsored promo promos
    promotion promoted cta donate donation upsell""".split()
)
_WALLS = frozenset({"paywall", "barrier", "regwall", "paygate", "piano", "subscription", "subscriber", "gate"})
NAMES = _LETTERS | _ADVERTS | _WALLS
# What an offer behind a wall speaks of; the story behind it often bears the same names.
_OFFERS = (
    "subscri", "sign in", "log in", "sign up", "register", "unlock", "membership", "abonn", "abo ", "abos", "anmelden",
    "registrier", "freischalten", "abonnez", "connectez", "suscr", "suscrí", "inicia sesión", "assin", "assine",
    "abbon", "accedi", "inloggen", "prenumer", "subskry", "zaloguj", "подпис", "войти", "logga in",
    "購読", "订阅", "구독",
)  # fmt: skip
_MAX_OFFER = 1200  # characters
_PEEK = 3  # blocks

_MAX_PART = 0.3
_MAX_LETTER = 600  # characters; a longer element named for a newsletter holds more than its form


def find_promo(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Elements named for newsletters and advertising, and the labels above advertisements."""
    for node in named:
        if not page.within(node, _MAX_PART):
            continue
        word = next(word for word in node.words if word in NAMES)
        certain = word in _LETTERS and page.size(node) <= _MAX_LETTER
        if _LETTERS.isdisjoint(node.words) and _ADVERTS.isdisjoint(node.words):
            if page.size(node) > _MAX_OFFER or not _offers(page, node):
                continue
            certain = True
        yield Finding(node.first, node.last, Role.PROMO, reason(node, NAMES), certain)
    yield from page.lines_known(Role.PROMO)


def _offers(page: Survey, node: Node) -> bool:
    text = " ".join(
        [b.text[:200] for b in page.blocks.items[node.first : min(node.last, node.first + _PEEK)]]
    ).casefold()
    return any(offer in text for offer in _OFFERS)
