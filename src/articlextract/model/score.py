"""p(content) of each block: a first look at the block and its place, a second at what the first saw around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..records import Blocks, Page
from .features import block_features
from .second import second_features
from .texts import word_counts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .weights import Weights


def score_blocks(page: Page, blocks: Blocks, weights: Weights) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """p(content) and the number of words of each block, both of shape (blocks,)."""
    seen, outline = block_features(page, blocks, weights.lexicon)
    words = word_counts(seen)
    rows = np.ascontiguousarray(seen.T)
    first = weights.first.log_odds(rows)
    again = second_features(first, words, outline)
    second = weights.second.log_odds(np.vstack([rows, again.T]))
    return 1 / (1 + np.exp(-second)), words
