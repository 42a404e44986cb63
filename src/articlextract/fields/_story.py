"""Where the story is, for what stands among its blocks: pictures, films, posts."""

from __future__ import annotations

from bisect import bisect_left

from ..records import Blocks, Labels, Media
from ._memo import once
from ._roles import content_blocks, is_open, story_range

REACH = 6  # blocks before the first content block in which a lead picture may stand


def is_in_story(blocks: Blocks, labels: Labels, before: int) -> bool:
    """Whether what stands before a block is in the story or right above it, not in a card or a comment there."""
    first, last = story_range(labels)
    if first == last or not first - REACH <= before <= last:
        return False
    return is_open(labels, before if before < last else last - 1)


@once
def media_of_story(labels: Labels, blocks: Blocks) -> list[Media]:
    """Pictures, films and frames that stand there."""
    first, last = story_range(labels)
    near = [media for media in blocks.media if first - REACH <= media.before <= last]
    return [media for media in near if is_in_story(blocks, labels, media.before)]


def story_before(labels: Labels, before: int) -> int:
    """How many of the story's blocks stand before a block."""
    return bisect_left(content_blocks(labels), before)
