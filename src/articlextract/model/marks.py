"""What the filters say, as evidence for the model: it learns how far each role can be believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..records import Role
from .columns import MARKS
from .lexicon import Lexicon, word_bucket
from .said import Said

if TYPE_CHECKING:
    from numpy.typing import NDArray

_COLUMN = {role: i for i, role in enumerate(Role)}


def mark_features(certain: Said, likely: Said, lexicon: Lexicon) -> NDArray[np.float32]:
    """Shape (blocks, len(MARKS)), columns in the order of MARKS."""
    out = np.zeros((len(certain), len(MARKS)), dtype=np.float32)
    odds: dict[str, float] = {}
    for strength, said in ((1, likely), (2, certain)):
        for i, finding in enumerate(said):
            if finding is not None:
                out[i, _COLUMN[finding.role]] = strength
                if finding.reason not in odds:
                    odds[finding.reason] = float(lexicon.names[reason_bucket(finding.reason)])
                out[i, -1] = odds[finding.reason]
    return out


def reason_bucket(reason: str) -> int:
    """Where the lexicon of names keeps what a reason speaks for."""
    return word_bucket(f"reason:{reason}")
