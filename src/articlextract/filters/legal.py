"""The page's footer, copyright lines, terms."""

from __future__ import annotations

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

_MAX_PART = 0.5


def find_legal(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """The footer by tag or name, and copyright lines wherever they stand."""
    end = 0
    for node in named:
        if node.last <= end or not page.within(node, _MAX_PART) or not _OF_A_POST.isdisjoint(node.words):
            continue
        end = node.last
        yield Finding(node.first, node.last, Role.LEGAL, reason(node, NAMES, TAGS))
    for i in [i for i, line in enumerate(page.lines) if line and ("©" in line or line[-5:] in _ENDS)]:
        if "©" in page.lines[i] or page.lines[i].endswith(_RIGHTS):
            yield Finding(i, i + 1, Role.LEGAL, "copyright line", certain=True)
