"""Blocks -> findings: which ranges of a page are boilerplate, of what kind, and why.

A filter is a function that looks over a page and the nodes that bear one of its names or tags, and
yields findings; it knows no other filter. Of the findings that cover a block, a certain one wins over
the others, then the one with the smallest range, then the one whose filter stands first in FILTERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
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
from ._look import TAGS
from ._survey import Survey, survey


class Filter(NamedTuple):
    """A filter and what it wants to see: the nodes with one of these names or tags that have text."""

    find: Callable[[Survey, Sequence[Node]], Iterable[Finding]]
    names: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()


FILTERS: tuple[Filter, ...] = (
    Filter(consent.find_consent, consent.NAMES),
    Filter(hidden.find_hidden, hidden.NAMES, hidden.TAGS),
    Filter(share.find_share, share.NAMES),
    Filter(title.find_title),
    Filter(byline.find_bylines, byline.NAMES, byline.TAGS),
    Filter(promo.find_promo, promo.NAMES),
    Filter(feedback.find_feedback),
    Filter(caption.find_captions, caption.NAMES, caption.TAGS),
    Filter(comments.find_comments, comments.NAMES),
    Filter(signature.find_signatures, signature.NAMES),
    Filter(stories.find_stories, tags=stories.TAGS),
    Filter(related.find_related, related.NAMES),
    Filter(navigation.find_navigation, navigation.NAMES, navigation.TAGS),
    Filter(legal.find_legal, legal.NAMES, legal.TAGS),
    Filter(sidebar.find_sidebar, sidebar.NAMES, sidebar.TAGS),
)

_NAMES: frozenset[str] = frozenset().union(*[filter_.names for filter_ in FILTERS])
# The numbers of the filters by the names and the tags that they want to see: 40 nodes of a page are like none before.
_BY_NAME = {name: [i for i, filter_ in enumerate(FILTERS) if name in filter_.names] for name in _NAMES}
_BY_TAG = {tag: [i for i, filter_ in enumerate(FILTERS) if tag in filter_.tags] for tag in TAGS}
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
    seen, named = survey(page, blocks, _wanted_by, _NAMES)
    findings = [finding for i, filter_ in enumerate(FILTERS) for finding in filter_.find(seen, named.get(i, ()))]
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


@lru_cache(maxsize=65536)
def _wanted_by(tag: str, words: tuple[str, ...]) -> tuple[int, ...]:
    """Numbers of the filters that want to see a node with this tag and these names."""
    found = [number for word in words if word in _BY_NAME for number in _BY_NAME[word]]
    return tuple(sorted({*found, *_BY_TAG.get(tag, ())}))
