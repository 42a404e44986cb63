"""Blocks -> findings: which ranges of a page are boilerplate, of what kind, and why.

A filter is a function that looks over a page and the nodes that bear one of its names or tags, and
yields findings; it knows no other filter. Of the findings that cover a block, a certain one wins over
the others, then the one with the smallest range, then the one whose filter stands first in FILTERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..records import Blocks, Finding, Node, Page, Role
from . import (
    byline,
    caption,
    comments,
    consent,
    hidden,
    legal,
    navigation,
    promo,
    related,
    share,
    sidebar,
    title,
)  # fmt: skip
from ._survey import Survey, survey


class Filter(NamedTuple):
    """A filter and what it wants to see: the nodes with one of these names or tags that have text."""

    find: Callable[[Survey, Sequence[Node]], Iterable[Finding]]
    names: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()


FILTERS: tuple[Filter, ...] = (
    Filter(consent.find_consent, consent.NAMES),
    Filter(hidden.find_hidden, hidden.NAMES),
    Filter(share.find_share, share.NAMES),
    Filter(promo.find_promo, promo.NAMES),
    Filter(title.find_title),
    Filter(byline.find_bylines, byline.NAMES, byline.TAGS),
    Filter(caption.find_captions, caption.NAMES, caption.TAGS),
    Filter(comments.find_comments, comments.NAMES),
    Filter(related.find_related, related.NAMES),
    Filter(navigation.find_navigation, navigation.NAMES, navigation.TAGS),
    Filter(legal.find_legal, legal.NAMES, legal.TAGS),
    Filter(sidebar.find_sidebar, sidebar.NAMES, sidebar.TAGS),
)

_NAMES: frozenset[str] = frozenset().union(*[filter_.names for filter_ in FILTERS])
_OF_THE_STORY = frozenset({Role.TITLE, Role.BYLINE, Role.DATE})
_OF_OTHERS = frozenset({Role.RELATED, Role.COMMENT, Role.PROMO, Role.CONSENT})


def find_boilerplate(page: Page, blocks: Blocks) -> list[Finding]:
    """All that the filters say of a page, in the order of FILTERS.

    Titles, authors and dates inside a related list, a comment, a promotion or a consent dialog are
    those of somebody else: such findings are left out. Of two findings with one range the first is kept.
    """
    if not len(blocks):
        return []
    seen, named = survey(page, blocks, _wanted_by, _NAMES)
    findings = [finding for i, filter_ in enumerate(FILTERS) for finding in filter_.find(seen, named.get(i, ()))]
    foreign = bytearray(len(blocks))
    for finding in findings:
        if finding.role in _OF_OTHERS:
            foreign[finding.first : finding.last] = b"\1" * (finding.last - finding.first)
    kept: dict[tuple[int, int, bool], Finding] = {}
    for finding in findings:
        if finding.role not in _OF_THE_STORY or not any(foreign[finding.first : finding.last]):
            kept.setdefault((finding.first, finding.last, finding.certain), finding)
    return list(kept.values())


@lru_cache(maxsize=65536)
def _wanted_by(tag: str, words: tuple[str, ...]) -> tuple[int, ...]:
    """Numbers of the filters that want to see a node with this tag and these names."""
    return tuple(i for i, f in enumerate(FILTERS) if tag in f.tags or not f.names.isdisjoint(words))
