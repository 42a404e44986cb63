"""What kind of page this is: one linear look at `pagewide.page_words`, and at the sums of its blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .columns import MEANINGS, OUTLINE, PAGE, TEXTS
from .constants import CLIP

if TYPE_CHECKING:
    from numpy.typing import NDArray

_OWN = len(TEXTS) + len(OUTLINE)  # columns that speak of a block alone
_WIDE = slice(len(MEANINGS) - len(PAGE), len(MEANINGS))
NUMBERS = 2 * _OWN + len(PAGE) + 3


@dataclass(frozen=True, eq=False)
class KindModel:
    """Softmax regression. `words` has shape (WORD_BUCKETS, kinds), `numbers` (NUMBERS, kinds), `bias` (kinds,).

    Numbers are taken less `mean` and divided by `scale`, both of shape (NUMBERS,).
    """

    words: NDArray[np.float32]
    numbers: NDArray[np.float32]
    bias: NDArray[np.float32]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]

    def probabilities(self, words: list[int], numbers: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (kinds,), in the order of `score.KINDS`."""
        scaled = np.clip((numbers - self.mean) / self.scale, -CLIP, CLIP)
        logits = self.bias + scaled @ self.numbers + self.words[words].sum(axis=0)
        odds = np.exp(logits - logits.max())
        found: NDArray[np.float32] = odds / odds.sum()
        return found


def page_numbers(seen: NDArray[np.float32], p: NDArray[np.float64], words: NDArray[np.float64]) -> NDArray[np.float32]:
    """Shape (NUMBERS,): the blocks' own columns averaged over all words, over the expected content; the page's."""
    own = seen[:, :_OWN]
    content = p * words
    total = max(float(content.sum()), 1e-6)
    return np.concatenate(
        [
            words @ own / max(float(words.sum()), 1.0),
            content @ own / total,
            seen[0, _WIDE],
            [np.log1p(total), total / max(float(words.sum()), 1.0), np.log1p(float((p > 0.5).sum()))],
        ]
    ).astype(np.float32)
