"""The stretches of a page around its headline and its story."""

from __future__ import annotations

from ..records import Blocks, Labels, Role
from ._roles import story_range

_ABOVE, _BELOW = 10, 12  # blocks around the headline and the beginning of the story
_AFTER = 10  # blocks after the end of the story
_MAX_GAP = 60  # blocks between headline and story; with more, one of the two is misplaced


class Zones:
    """Where a block stands: top, end, inside or elsewhere."""

    def __init__(self, blocks: Blocks, labels: Labels) -> None:
        self.blocks = blocks
        self.first, self.last = story_range(labels)
        titles = labels.of(Role.TITLE)
        self.title = title = titles[0] if titles else self.first
        low, high = min(title, self.first), max(title, self.first)
        if high - low > _MAX_GAP:
            low = high = title
        self.top, self.top_end = low - _ABOVE, high + _BELOW

    def of(self, block: int) -> str:
        """top: around the headline and the beginning of the story; end: around its end."""
        if self.top <= block <= self.top_end:
            return "top"
        if self.last - 3 <= block <= self.last + _AFTER:
            return "end"
        return "inside" if self.first <= block < self.last else "elsewhere"
