"""p(content) of each block, and the page's kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..records import Blocks, Page
from .features import block_features
from .kind import page_numbers
from .pagewide import page_words
from .texts import word_counts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .weights import Weights


@dataclass(frozen=True, eq=False)
class Score:
    """`p_content` and `words` have shape (blocks,), `kinds` (kinds,) in the order of `kind.KINDS`."""

    p_content: NDArray[np.float64]
    words: NDArray[np.float64]
    kinds: NDArray[np.float32]


def score_page(page: Page, blocks: Blocks, said: NDArray[np.float32], weights: Weights) -> Score:
    """What the model makes of a page; `said` are the filters' words on each block, from `marks.mark_features`."""
    features = block_features(page, blocks, said, weights.lexicon)
    words = word_counts(features)
    p = 1 / (1 + np.exp(-weights.log_odds(features, words)))
    kinds = weights.kind.probabilities(page_words(page, blocks), page_numbers(features, p, words))
    return Score(p, words, kinds)
