"""The page's footer, copyright lines, terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import reason

NAMES = frozenset({"footer", "copyright", "colophon", "contentinfo", "disclaimer", "imprint", "impressum", "siteinfo"})
TAGS = frozenset({"footer"})
_OF_A_POST = frozenset({"entry", "post", "article", "card", "comment", "modal", "story", "meta", "item"})

_RIGHTS = (
    "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
    "todos os direitos reservados", "tutti i diritti riservati", "alle rechten voorbehouden",
    "wszelkie prawa zastrzeżone", "все права защищены", "alla rättigheter förbehållna",
    "all rights reserved.", "alle rechte vorbehalten.", "tous droits réservés.", "todos los derechos reservados.",
)  # fmt: skip
_ENDS = frozenset(line[-5:] for line in _RIGHTS)

# A notice in more than one line's length begins with the sign or the word, and a year follows.
_NOTICE = re.compile(r"(?:©|\(c\)|copyright)\W{0,3}.{0,20}(?:19|20)\d\d", re.IGNORECASE)
_NOTICE_STARTS = frozenset("©(cC")
_MAX_NOTICE = 300  # characters
_LAST = 40  # blocks of the page among which notices are looked for
# Below the headline nobody but the publisher says this of himself. wcxb-dev: no word of 17 such blocks is content.
_PUBLISHER = (
    "registered office:", "company number", "company registration", "registered charity", "handelsregister", "ust-id",
    "siège social :", "siret", "partita iva", "p.iva", "kvk-nummer",
)  # fmt: skip
_OF_PAGES = (
    "this page will be archived", "this page was archived", "you are visitor", "visitor number", "visitors since",
    "best viewed ",
)  # fmt: skip

_MAX_PART = 0.5


def find_legal(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """The footer by tag or name, copyright lines wherever they stand, lines about the publisher and the page."""
    end = 0
    for node in named:
        if node.last <= end or not page.within(node, _MAX_PART) or not _OF_A_POST.isdisjoint(node.words):
            continue
        end = node.last
        yield Finding(node.first, node.last, Role.LEGAL, reason(node, NAMES, TAGS))
    for i, line in enumerate(page.lines):
        if not line:
            continue
        if "©" in line or (line[-5:] in _ENDS and line.endswith(_RIGHTS)):
            yield Finding(i, i + 1, Role.LEGAL, "copyright line", certain=True)
        elif line.startswith(_OF_PAGES):
            yield Finding(i, i + 1, Role.LEGAL, "line about the page", certain=True)
    for block in page.blocks.items[max(page.headline.last, len(page.lines) - _LAST) :]:
        if len(block.text) <= _MAX_NOTICE and _is_notice(block.text):
            yield Finding(block.index, block.index + 1, Role.LEGAL, "notice of the publisher", certain=True)


def _is_notice(text: str) -> bool:
    """
    >>> _is_notice("© 1999-2001 Ann Writer. Best viewed at 800 x 600."), _is_notice("Copyright laws, a history")
    (True, False)
    """
    if text[0] in _NOTICE_STARTS and _NOTICE.match(text[:60]):
        return True
    low = text.casefold()
    return any(phrase in low for phrase in _PUBLISHER)
