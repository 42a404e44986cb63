"""What the filters said, block by block."""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Finding

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
