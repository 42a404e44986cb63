"""What a reader knows beside its pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ...errors import ArticlextractError


class InputError(ArticlextractError):
    """An input cannot be read at all. Of one that is damaged in parts, the rest is read."""


@dataclass
class Tally:
    """Filled while a shard is read.

    Attributes:
        share: 0 to 1, how much of the shard has been read.
        pages: read so far; those that have their rows are fewer.
        skipped: what was in it and is no page, such as an image or a redirect -> how many.
        damaged: where records could not be read: their offsets in the file.
    """

    share: float = 0.0
    pages: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    damaged: list[int] = field(default_factory=list)
