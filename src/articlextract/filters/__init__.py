"""Blocks -> findings: which ranges of a page are boilerplate, of what kind, and why.

A filter is a function that looks over a page and the nodes that bear one of its names or tags, and
yields findings; it knows no other filter. Of the findings that cover a block, a certain one wins over
the others, then the one with the smallest range, then the one whose filter stands first in FILTERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..records import Blocks, Finding, Node, Page, Role
from . import (
    byline,
    caption,
    comments,
    consent,
    feedback,
    hidden,
    legal,
    navigation,
    promo,
    related,
    share,
    sidebar,
    signature,
    stories,
    title,
)  # fmt: skip
from ._begins import Begins
from ._look import Wanted
from ._survey import Survey, survey


class Filter(NamedTuple):
    """A filter and what it wants to see.

    The nodes with one of these names or tags that have text; and, from `lines_with`, the lines whose first three
    characters in lower case are one of `starts`.
    """

    find: Callable[[Survey, Sequence[Node]], Iterable[Finding]]
    names: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()


FILTERS: tuple[Filter, ...] = (
    Filter(consent.find_consent, consent.NAMES),
    Filter(hidden.find_hidden, hidden.NAMES, hidden.TAGS),
    Filter(share.find_share, share.NAMES, starts=share.STARTS),
    Filter(title.find_title),
    Filter(byline.find_bylines, byline.NAMES, byline.TAGS, byline.STARTS),
    Filter(promo.find_promo, promo.NAMES),
    Filter(feedback.find_feedback),
    Filter(caption.find_captions, caption.NAMES, caption.TAGS),
    Filter(comments.find_comments, comments.NAMES, starts=comments.STARTS),
    Filter(signature.find_signatures, signature.NAMES),
    Filter(stories.find_stories, tags=stories.TAGS),
    Filter(related.find_related, related.NAMES),
    Filter(navigation.find_navigation, navigation.NAMES, navigation.TAGS),
    Filter(legal.find_legal, legal.NAMES, legal.TAGS),
    Filter(sidebar.find_sidebar, sidebar.NAMES, sidebar.TAGS, sidebar.STARTS),
)

_STARTS = tuple([filter_.starts for filter_ in FILTERS if filter_.starts])


def _numbers(sets: Sequence[frozenset[str]]) -> dict[str, int]:
    """For each word the numbers, as bits, of the sets that have it."""
    return {word: sum([1 << i for i, own in enumerate(sets) if word in own]) for word in frozenset().union(*sets)}


_WANTED = Wanted(
    _numbers([filter_.names for filter_ in FILTERS]),
    _numbers([filter_.tags for filter_ in FILTERS]),
    Begins(_STARTS),
    len(FILTERS),
    len(_STARTS),
)
# Whose parts speak for themselves: the date in a card is the card's, the button in a comment the comment's.
_WHOLES = frozenset({Role.RELATED, Role.COMMENT, Role.CONSENT})
_PARTS = frozenset({Role.TITLE, Role.BYLINE, Role.DATE, Role.CAPTION, Role.NAVIGATION, Role.LEGAL, Role.OTHER})


def find_boilerplate(page: Page, blocks: Blocks) -> list[Finding]:
    """All that the filters say of a page, in the order of FILTERS.

    Left out is what lies inside a list of related pages, a comment or a consent dialog, yet names the
    role of its parts by their place alone: the date in a card is not the page's, the `<header>` in a
    card no menu. Of two findings with one range the first is kept.
    """
    if not len(blocks):
        return []
    seen, named = survey(page, blocks, _WANTED, _STARTS)
    findings = [finding for filter_, nodes in zip(FILTERS, named, strict=True) for finding in filter_.find(seen, nodes)]
    wholes = bytearray(len(blocks))
    for finding in findings:
        if finding.role in _WHOLES:
            wholes[finding.first : finding.last] = b"\1" * (finding.last - finding.first)
    kept: dict[tuple[int, int, bool], Finding] = {}
    for finding in findings:
        if finding.certain or finding.role not in _PARTS or wholes.find(0, finding.first, finding.last) >= 0:
            kept.setdefault((finding.first, finding.last, finding.certain), finding)
    return list(_sure_outside(seen, kept.values())) if seen.story.why else list(kept.values())


def _sure_outside(page: Survey, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those certain that stand where nothing of the story does; the rest there is OTHER."""
    first, last, why = page.story
    for finding in findings:
        outside = finding.first >= last or finding.last <= first
        yield finding._replace(certain=True) if outside else finding
    for start, end in ((0, first), (last, len(page.lines))):
        if start < end:
            yield Finding(start, end, Role.OTHER, why, certain=True)
