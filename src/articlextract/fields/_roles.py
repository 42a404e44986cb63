"""Which blocks a field may read, and where the story stands."""

from __future__ import annotations

from ..records import Labels, Role
from ._memo import once

CLOSED = frozenset(
    {
        Role.RELATED,
        Role.COMMENT,
        Role.NAVIGATION,
        Role.PROMO,
        Role.CONSENT,
        Role.LEGAL,
        Role.HIDDEN,
        Role.SHARE,
    }
)
"""Roles whose text says nothing about the page's own story."""


def is_open(labels: Labels, block: int) -> bool:
    """Whether a field may be read from this block; an element without text after it has none."""
    return block >= len(labels.roles) or labels.roles[block] not in CLOSED


@once
def content_blocks(labels: Labels) -> tuple[int, ...]:
    """The blocks of the story."""
    return labels.of(Role.CONTENT)


@once
def story_range(labels: Labels) -> tuple[int, int]:
    """First and last (exclusive) content block; (0, 0) when the page has no body."""
    content = content_blocks(labels)
    return (content[0], content[-1] + 1) if content else (0, 0)
