"""What the filters say, as evidence for the model: it learns how far each role can be believed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..records import Finding, Role
from .columns import MARKS
from .lexicon import Lexicon, word_bucket

if TYPE_CHECKING:
    from numpy.typing import NDArray

_COLUMN = {role: i for i, role in enumerate(Role)}

Said = Sequence["Finding | None"]


def by_block(findings: Sequence[Finding], count: int) -> tuple[Said, Said]:
    """For each block the certain and the likely finding with the smallest range; the first named wins a tie."""
    certain: list[Finding | None] = [None] * count
    likely: list[Finding | None] = [None] * count
    widest_first = sorted(enumerate(findings), key=lambda item: (item[1].first - item[1].last, -item[0]))
    for _, finding in widest_first:  # the last to write wins
        target = certain if finding.certain else likely
        target[finding.first : finding.last] = [finding] * (finding.last - finding.first)
    return certain, likely


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
