"""What the elements around a block are for the body."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from .tables import Place


class Kind(Enum):
    """What an element is for the body."""

    LIST = auto()
    ITEM = auto()
    QUOTE = auto()
    TABLE = auto()
    CELL = auto()
    FIGURE = auto()
    DEFINITIONS = auto()
    DEFINITION = auto()
    DETAILS = auto()
    NOTE = auto()
    # The following hold text alone; nothing inside them is structure.
    HEADING = auto()
    CODE = auto()
    TERM = auto()
    CAPTION = auto()


class Frame(NamedTuple):
    """A structural element; `node` is its index, or the first item's when the list has no element of its own."""

    kind: Kind
    node: int
    text_only: bool = False
    grid: dict[int, Place] | None = None  # of a table


Chain = tuple[Frame, ...]

STRUCTURAL = frozenset(
    """ul ol menu dir li h1 h2 h3 h4 h5 h6 td th dt dd dl summary figcaption caption blockquote details table figure
    pre""".split()
)
"""The tags that may be structure."""
LISTS = frozenset({"ul", "ol", "menu", "dir"})
LEVELS = {f"h{level}": level for level in range(1, 7)}
MAX_DEPTH = 30  # structural elements inside one another; deeper ones are passed over, their text is not
