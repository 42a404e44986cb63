"""The features of all blocks of a page at once: an array of shape (blocks, features)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..records import Blocks, Page
from . import context, marks, outline, pagewide, texts
from .lexicon import Lexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray

MEANINGS: dict[str, str] = {
    **texts.MEANINGS,
    **outline.MEANINGS,
    **context.MEANINGS,
    **marks.MEANINGS,
    **pagewide.MEANINGS,
}
"""Name -> meaning of every feature, in column order."""

_IN_HIDDEN = list(outline.MEANINGS).index("in_hidden")


def block_features(page: Page, blocks: Blocks, said: NDArray[np.float32], lexicon: Lexicon) -> NDArray[np.float32]:
    """Shape (blocks, len(MEANINGS)), columns in the order of MEANINGS.

    `said` are the filters' words on each block, from `marks.mark_features`.
    """
    lengths = np.array([len(block.text) for block in blocks.items], dtype=np.float64)
    own = texts.text_features(page, blocks, lexicon)
    place = outline.read_outline(blocks, lexicon)
    around = context.context_features(own, place, lengths)
    wide = pagewide.pagewide_features(
        page, blocks, lexicon, place.tags, lengths, own[:, 3], place.columns[:, _IN_HIDDEN]
    )
    everywhere = np.broadcast_to(wide, (len(blocks), len(wide)))
    return np.hstack([own, place.columns, around, said, everywhere])
