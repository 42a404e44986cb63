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
_MIN_NOTICE, _MAX_NOTICE = 20, 300  # characters
_LAST = 40  # blocks of the page among which notices are looked for
# Below the headline nobody but the publisher says this of himself. wcxb-dev: no word of 17 such blocks is content.
_PUBLISHER = (
    "registered office:", "company number", "company registration", "registered charity", "handelsregister", "ust-id",
    "siège social :", "siret", "partita iva", "p.iva", "kvk-nummer", "免责声明", "版权所有", "著作权所有",
)  # fmt: skip
_OF_PAGES = (
    "this page will be archived", "this page was archived", "you are visitor", "visitor number", "visitors since",
    "best viewed ",
)  # fmt: skip
_OF_PAGES_STARTS = frozenset(line[:3] for line in _OF_PAGES)

_MAX_PART = 0.5


def find_legal(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """The footer by tag or name, copyright lines wherever they stand, lines about the publisher and the page."""
    end = 0
    for node in named:
        if node.last <= end or not page.within(node, _MAX_PART) or not _OF_A_POST.isdisjoint(node.words):
            continue
        end = node.last
        yield Finding(node.first, node.last, Role.LEGAL, reason(node, NAMES, TAGS))
    yield from _lines(page)
    yield from _notices(page)


def _lines(page: Survey) -> Iterator[Finding]:
    lines = page.lines
    rights = [i for i, line in enumerate(lines) if line and ("©" in line or line[-5:] in _ENDS)]
    for i in sorted({*rights, *page.lines_with(_OF_PAGES_STARTS)}):
        line = lines[i]
        if "©" in line or line.endswith(_RIGHTS):
            yield Finding(i, i + 1, Role.LEGAL, "copyright line", certain=True)
        elif line.startswith(_OF_PAGES):
            yield Finding(i, i + 1, Role.LEGAL, "line about the page", certain=True)


def _notices(page: Survey) -> Iterator[Finding]:
    """Near the page's end, lines that begin as copyright notices do, and what publishers say of themselves."""
    last = page.blocks.items[max(page.headline.last, len(page.lines) - _LAST) :]
    last = tuple([block for block in last if _MIN_NOTICE <= len(block.text) <= _MAX_NOTICE])
    joined = "\n".join([block.text for block in last]).casefold()
    known = [phrase for phrase in _PUBLISHER if phrase in joined]
    for block in last:
        text = block.text
        if (text[0] in _NOTICE_STARTS and _NOTICE.match(text[:60])) or (
            known and any(phrase in text.casefold() for phrase in known)
        ):
            yield Finding(block.index, block.index + 1, Role.LEGAL, "notice of the publisher", certain=True)
