"""Blocks -> findings: which ranges of a page are boilerplate, of what kind, and why.

A filter is a function that looks at the survey of a page and yields findings; it knows no other
filter. Of the findings that cover a block, a certain one wins over the others, then the one with the
smallest range, then the one whose filter stands first in FILTERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..records import Blocks, Finding, Page, Role
from . import byline, caption, comments, consent, hidden, legal, navigation, promo, related, share, sidebar, title
from ._survey import Survey, survey

Filter = Callable[[Survey], Iterable[Finding]]

FILTERS: tuple[Filter, ...] = (
    consent.find_consent,
    hidden.find_hidden,
    share.find_share,
    promo.find_promo,
    title.find_title,
    byline.find_bylines,
    caption.find_captions,
    comments.find_comments,
    related.find_related,
    navigation.find_navigation,
    legal.find_legal,
    sidebar.find_sidebar,
)

_NAMED = (byline, caption, comments, consent, hidden, legal, navigation, promo, related, share, sidebar)
_NAMES: frozenset[str] = frozenset().union(*[module.NAMES for module in _NAMED])
_TAGS: frozenset[str] = frozenset().union(*[getattr(module, "TAGS", ()) for module in _NAMED])

_OF_THE_STORY = frozenset({Role.TITLE, Role.BYLINE, Role.DATE})
_OF_OTHERS = frozenset({Role.RELATED, Role.COMMENT, Role.PROMO, Role.CONSENT})


def find_boilerplate(page: Page, blocks: Blocks) -> list[Finding]:
    """All that the filters say of a page, in the order of FILTERS.

    Titles, authors and dates inside a related list, a comment, a promotion or a consent dialog are
    those of somebody else: such findings are left out.
    """
    if not len(blocks):
        return []
    seen = survey(page, blocks, _NAMES, _TAGS)
    findings = [finding for find in FILTERS for finding in find(seen)]
    foreign = bytearray(len(blocks))
    for finding in findings:
        if finding.role in _OF_OTHERS:
            foreign[finding.first : finding.last] = b"\1" * (finding.last - finding.first)
    return [f for f in findings if f.role not in _OF_THE_STORY or not any(foreign[f.first : f.last])]
