"""A small network over the features of a line: what speaks for content, and what for a headline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..native import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

_kernel = compiled("model._lines_kernel")
_AT_ONCE = 28  # lines; OpenBLAS starts threads from 262,144 products on, which took 12 ms where one took 0.03


@dataclass(frozen=True, eq=False)
class LineNetwork:
    """One hidden layer of H units.

    Features are held between `low` and `high` and told in `scale` from `mean`, all of shape (features,). `mix` has
    shape (H, features), `mix_bias` (H,), `out` (2, H) and `out_bias` (2,): of content, and of being the headline.
    """

    low: NDArray[np.float32]
    high: NDArray[np.float32]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    mix: NDArray[np.float32]
    mix_bias: NDArray[np.float32]
    out: NDArray[np.float32]
    out_bias: NDArray[np.float32]

    @cached_property
    def _first(self) -> tuple[Rows, Rows]:
        """`mix` and `mix_bias` for features as they are."""
        mix: Rows = self.mix / self.scale
        return mix, self.mix_bias - mix @ self.mean

    def log_odds(self, rows: Rows) -> NDArray[np.float64]:
        """Shape (2, lines), for `rows` of shape (features, lines)."""
        if _kernel is None:
            return self.in_python(rows)
        found = np.empty((2, rows.shape[1]))
        _kernel.log_odds(rows, self.low, self.high, *self._first, self.out, self.out_bias, found)
        return found

    def in_python(self, rows: Rows) -> NDArray[np.float64]:
        """The same in numpy alone."""
        held = np.maximum(rows, self.low[:, None])
        np.minimum(held, self.high[:, None], out=held)  # a third of the time of `np.clip`
        mix, bias = self._first
        hidden = np.empty((len(mix), rows.shape[1]), dtype=np.float32)
        for first in range(0, rows.shape[1], _AT_ONCE):
            np.matmul(mix, held[:, first : first + _AT_ONCE], out=hidden[:, first : first + _AT_ONCE])
        hidden += bias[:, None]
        np.maximum(hidden, 0, out=hidden)
        found: NDArray[np.float64] = (self.out @ hidden).astype(np.float64)
        found += self.out_bias[:, None]
        return found
