"""One role for each block, from the filters' findings and the model's p(content)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..options import Favour
from ..records import Blocks, Finding, Labels, Page, Role
from .decision import choose
from .kind import KINDS
from .marks import by_block, mark_features
from .score import score_page
from .weights import SHIPPED, load

if TYPE_CHECKING:
    from numpy.typing import NDArray


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
    score = score_page(page, blocks, mark_features(certain, likely, learned.lexicon), learned)
    p = np.where([finding is None for finding in certain], score.p_content, 0.0)
    chosen, expected = choose(p, score.words, favour)
    _complete_tables(blocks, chosen, [finding is not None for finding in certain])
    roles: list[Role] = []
    reasons: list[str] = []
    likelihoods = p.tolist()
    for i, keep in enumerate(chosen.tolist()):
        finding = certain[i] or (None if keep else likely[i])
        if finding is not None:
            roles.append(finding.role)
            reasons.append(finding.reason)
        else:
            roles.append(Role.CONTENT if keep else Role.OTHER)
            reasons.append(f"p(content) {likelihoods[i]:.2f}")
    return Labels(
        tuple(roles),
        tuple(reasons),
        tuple(likelihoods),
        confidence=float(np.interp(expected, *learned.calibration)),
        page_type=KINDS[int(score.kinds.argmax())],
    )


# Kept cells of a table in which the others would leave holes; on wcxb-dev worth -0.0004 word F1, and a whole table.
_MOST = 0.5
_MIN_CELLS = 4
_MAX_CELL = 300  # characters; longer ones are those of a layout


def _complete_tables(blocks: Blocks, chosen: NDArray[np.bool_], vetoed: Sequence[bool]) -> None:
    """Take all cells of a data table of which most are taken."""
    tables = [node for node in blocks.nodes if node.tag == "table" and node.last - node.first >= _MIN_CELLS]
    for node in tables:
        kept = chosen[node.first : node.last]
        holds_table = any(node.first < other.first < node.last for other in tables)
        if _MOST <= kept.mean() < 1 and not holds_table:
            cells = range(node.first, node.last)
            if all(len(blocks[i].text) <= _MAX_CELL for i in cells):
                chosen[node.first : node.last] = [not vetoed[i] for i in cells]
