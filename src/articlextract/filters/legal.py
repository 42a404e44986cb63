"""The page's footer, copyright lines, terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._fixed_lines import LAST_LINES, NOTICE, find_notices
from ._survey import Survey
from ._vocabulary import reason

NAMES = frozenset({"footer", "copyright", "colophon", "contentinfo", "disclaimer", "imprint", "impressum", "siteinfo"})
TAGS = frozenset({"footer"})
_OF_A_POST = frozenset({"entry", "post", "article", "card", "comment", "modal", "story", "meta", "item"})

_MAX_PART = 0.5


def find_legal(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """The footer by tag or name, copyright lines wherever they stand, lines about the publisher and the page."""
    end = 0
    for node in named:
        if node.last <= end or not page.within(node, _MAX_PART) or not _OF_A_POST.isdisjoint(node.words):
            continue
        end = node.last
        yield Finding(node.first, node.last, Role.LEGAL, reason(node, NAMES, TAGS))
    yield from page.lines_known(Role.LEGAL)
    first = max(page.headline.last, len(page.lines) - LAST_LINES)
    for i in find_notices([block.text for block in page.blocks.items[first:]]):
        yield Finding(first + i, first + i + 1, Role.LEGAL, NOTICE, certain=True)
