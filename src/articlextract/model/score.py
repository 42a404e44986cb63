"""p(content) of each block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..records import Blocks, Page

if TYPE_CHECKING:
    from numpy.typing import NDArray


def score_blocks(page: Page, blocks: Blocks) -> NDArray[np.float64]:
    length = np.array([len(b.text) for b in blocks], dtype=np.float64)
    links = np.array([b.link_chars for b in blocks]) / length
    z = np.log1p(length) * 1.5 - 6 - 4 * links
    smooth = np.convolve(z, [0.15, 0.2, 0.3, 0.2, 0.15], mode="same") if len(z) > 5 else z
    return np.asarray(1 / (1 + np.exp(-smooth)))
