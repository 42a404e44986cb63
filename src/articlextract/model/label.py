"""One role for each block, from the filters' findings and the model's p(content)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..options import Favour
from ..records import Blocks, Finding, Labels, Page, Role
from .decision import choose
from .kind import KINDS
from .marks import by_block, mark_features
from .score import score_page
from .weights import SHIPPED, load


def label(
    page: Page,
    blocks: Blocks,
    findings: Sequence[Finding],
    *,
    favour: Favour = "balance",
    weights: Path | None = None,
) -> Labels:
    """Give every block one role and one reason.

    A certain finding decides alone. Otherwise a block that the decision rule keeps is content, and
    any other has the role of the smallest finding that covers it. `weights` is a file other than
    the one shipped.
    """
    if not len(blocks):
        return Labels((), (), ())
    certain, likely = by_block(findings, len(blocks))
    learned = load(weights or SHIPPED)
    score = score_page(page, blocks, mark_features(certain, likely), learned)
    p = np.where([finding is None for finding in certain], score.p_content, 0.0)
    chosen, expected = choose(p, score.words, favour)
    roles: list[Role] = []
    reasons: list[str] = []
    for i, keep in enumerate(chosen.tolist()):
        finding = certain[i] or (None if keep else likely[i])
        if finding is not None:
            roles.append(finding.role)
            reasons.append(finding.reason)
        else:
            roles.append(Role.CONTENT if keep else Role.OTHER)
            reasons.append(f"p(content) {p[i]:.2f}")
    return Labels(
        tuple(roles),
        tuple(reasons),
        tuple(p.tolist()),
        confidence=float(np.interp(expected, *learned.calibration)),
        page_type=KINDS[int(score.kinds.argmax())],
    )
