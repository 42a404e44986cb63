"""The page's footer, copyright lines, terms."""

from __future__ import annotations

from collections.abc import Iterator

from ..records import Finding, Role
from ._survey import Survey
from ._vocabulary import reason

NAMES = frozenset({"footer", "copyright", "colophon", "contentinfo", "disclaimer", "imprint", "impressum", "siteinfo"})
TAGS = frozenset({"footer"})
_OF_A_POST = frozenset({"entry", "post", "article", "card", "comment", "modal", "story", "meta", "item"})

_RIGHTS = (
    "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
    "todos os direitos reservados", "tutti i diritti riservati", "alle rechten voorbehouden",
    "wszelkie prawa zastrzeżone", "все права защищены", "alla rättigheter förbehållna",
)  # fmt: skip
_MAX_PART = 0.5
_MAX_LINE = 300  # characters of a copyright line


def find_legal(page: Survey) -> Iterator[Finding]:
    """The footer by tag or name, and copyright lines wherever they stand."""
    for node in page.named:
        by_tag = node.tag in TAGS
        if not by_tag and NAMES.isdisjoint(node.words):
            continue
        if page.part(node) > _MAX_PART or page.holds_headline(node) or not _OF_A_POST.isdisjoint(node.words):
            continue
        yield Finding(node.first, node.last, Role.LEGAL, reason(node, NAMES, TAGS))
    for block in page.blocks.items:
        if len(block.text) <= _MAX_LINE and ("©" in block.text[:80] or "rights reserved" in block.text):
            yield Finding(block.index, block.index + 1, Role.LEGAL, "copyright line", certain=True)
