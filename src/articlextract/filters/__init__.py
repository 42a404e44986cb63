"""Blocks -> findings: which ranges of a page are boilerplate, of what kind, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..records import Blocks, Finding, Page, Role

Filter = Callable[[Page, Blocks], Iterable[Finding]]

_WORDS: dict[Role, frozenset[str]] = {
    Role.SHARE: frozenset({"share", "sharing", "sharedaddy", "social", "addtoany"}),
    Role.NAVIGATION: frozenset({"nav", "navbar", "menu", "breadcrumb", "breadcrumbs", "pagination"}),
    Role.CONSENT: frozenset({"cookie", "cookies", "consent", "gdpr"}),
    Role.RELATED: frozenset({"related", "recommended", "recent", "popular", "trending"}),
    Role.COMMENT: frozenset({"comments", "comment", "disqus", "respond"}),
    Role.PROMO: frozenset({"newsletter", "subscribe", "promo", "advert", "advertisement"}),
}
_TAGS = {"nav": Role.NAVIGATION, "footer": Role.LEGAL, "aside": Role.OTHER}


def _by_name(page: Page, blocks: Blocks) -> Iterable[Finding]:
    total = sum(len(block.text) for block in blocks) or 1
    for node in blocks.nodes:
        if node.first == node.last:
            continue
        role = _TAGS.get(node.tag)
        word = node.tag
        for candidate, words in _WORDS.items():
            if not words.isdisjoint(node.words):
                role, word = candidate, next(w for w in node.words if w in words)
        if role is None or sum(len(b.text) for b in blocks.items[node.first : node.last]) > total / 3:
            continue
        yield Finding(node.first, node.last, role, f"word '{word}' on <{node.tag}>")


FILTERS: tuple[Filter, ...] = (_by_name,)


def find_boilerplate(page: Page, blocks: Blocks) -> list[Finding]:
    """All that the filters say of a page, in the order of FILTERS."""
    return [finding for find in FILTERS for finding in find(page, blocks)]
