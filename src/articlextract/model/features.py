"""The features of all blocks of a page at once: an array of shape (blocks, features)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..records import Blocks, Page
from .columns import COUNTED, LONG, MEANINGS, OUTLINE, TEXTS
from .context import context_features
from .lexicon import Lexicon, word_bucket
from .outline import read_outline
from .pagewide import page_facts
from .texts import text_features

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MEANINGS", "block_features"]

_IN_HIDDEN = list(OUTLINE).index("in_hidden")
_LINKS = list(TEXTS).index("link_share")


def block_features(page: Page, blocks: Blocks, said: NDArray[np.float32], lexicon: Lexicon) -> NDArray[np.float32]:
    """Shape (blocks, len(MEANINGS)), columns in the order of MEANINGS.

    `said` are the filters' words on each block, from `marks.mark_features`.
    """
    lengths = np.array([len(block.text) for block in blocks.items], dtype=np.float64)
    own = text_features(page, blocks, lexicon)
    place = read_outline(blocks, lexicon)
    around = context_features(own, place, lengths)
    times = sum([inline[0] == "time" for inline in blocks.inlines])
    wide = np.array(
        [
            *page_facts(page, lambda names: lexicon.names[[word_bucket(name) for name in names]].tolist()),
            *np.log1p([times if tag == "time" else place.tags.get(tag, 0) for tag in COUNTED]),
            *_sums(lengths, own[:, _LINKS], place.columns[:, _IN_HIDDEN]),
        ],
        dtype=np.float32,
    )
    everywhere = np.broadcast_to(wide, (len(blocks), len(wide)))
    return np.hstack([own, place.columns, around, said, everywhere])


def _sums(lengths: NDArray[np.float64], links: NDArray[np.float32], hidden: NDArray[np.float32]) -> list[float]:
    """The last columns of PAGE, from the blocks' lengths and what of them is links or hidden."""
    total = max(float(lengths.sum()), 1.0)
    return [
        float(np.log(len(lengths))),
        float(np.log(total)),
        float((links * lengths).sum()) / total,
        float(lengths[lengths >= LONG].sum()) / total,
        float(np.log1p(lengths.max())),
        float((hidden * lengths).sum()) / total,
    ]
