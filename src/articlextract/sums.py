"""How many characters stand before each block of a page, of blocks with some roles."""

from __future__ import annotations

from collections.abc import Set
from itertools import accumulate
from typing import TYPE_CHECKING

from .native import compiled
from .records import Block, Role

_kernel = compiled("_sums_kernel")


def _chars_before(items: tuple[Block, ...], roles: tuple[Role, ...], counted: Set[Role]) -> list[int]:
    """Characters before block i of those whose role is counted; one longer than the blocks."""
    counts = [len(block.text) if role in counted else 0 for block, role in zip(items, roles, strict=True)]
    return list(accumulate(counts, initial=0))


chars_before = _chars_before
if _kernel is not None and not TYPE_CHECKING:
    chars_before = _kernel.chars_before
