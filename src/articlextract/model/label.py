"""One role for each block, from the filters' findings and the model's p(content)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from ..article import PageType
from ..native import compiled
from ..options import Favour
from ..records import Blocks, Finding, Labels, Node, Page, Role
from .decision import REASONS, choose
from .repeats import find_repeats, find_retold
from .said import Said, by_block
from .score import KINDS, SHIPPED, load_scorer


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
    scorer = load_scorer(weights or SHIPPED)
    score = scorer.score(page, blocks, certain, likely)
    p = [likelihood if finding is None else 0.0 for likelihood, finding in zip(score.p_content, certain, strict=True)]
    chosen, expected = choose(p, score.words, favour)
    _close_gaps(blocks, chosen, p)
    _complete(blocks, chosen, [finding is not None for finding in certain])
    kind = KINDS[max(range(len(KINDS)), key=score.kinds.__getitem__)]
    again = _leave_out_repeats(blocks, chosen, kind)
    kernel = compiled("model._kernel")
    name = name_blocks if kernel is None else kernel.name_blocks
    roles, reasons = name(certain, likely, chosen, p, again, Role.CONTENT, Role.OTHER, REASONS)
    return Labels(
        tuple(roles),
        tuple(reasons),
        tuple(p),
        confidence=scorer.confidence(expected),
        page_type=kind,
    )


def name_blocks(
    certain: Said,
    likely: Said,
    chosen: Sequence[bool],
    p: Sequence[float],
    again: dict[int, str],
    content: Role,
    other: Role,
    reasons_of: Sequence[str],
) -> tuple[list[Role], list[str]]:
    """The role and the reason of each block; `again` says why those that repeat others were left out."""
    roles: list[Role] = []
    reasons: list[str] = []
    for i, keep in enumerate(chosen):
        finding = certain[i] or (None if keep or i in again else likely[i])
        if finding is not None:
            roles.append(finding.role)
            reasons.append(finding.reason)
        else:
            roles.append(content if keep else other)
            reasons.append(again.get(i) or reasons_of[round(p[i] * 100)])
    return roles, reasons


def with_tags(nodes: Sequence[Node], tags: Collection[str]) -> list[Node]:
    """The nodes that have one of some tags."""
    return [node for node in nodes if node[0] in tags]


# A paragraph this likely, next to something taken in the same element, is taken too: a story that stops a line early
# reads worse than one with a line too many. Held out -0.0004 word F1 on wcxb-dev and on fundus.
_LIKELY_BESIDE = 0.25


def _close_gaps(blocks: Blocks, chosen: list[bool], p: Sequence[float]) -> None:
    taken = chosen.copy()
    for i, likelihood in enumerate(p):
        if likelihood >= _LIKELY_BESIDE and not taken[i]:
            here = blocks.nodes[blocks.items[i].node]
            if here.tag == "p":
                outer = blocks.nodes[max(here.parent, 0)]
                if any(taken[j] for j in (i - 1, i + 1) if outer.first <= j < outer.last):
                    chosen[i] = True


# The share of a table's cells, and of a list's lines, that must be taken for the rest to follow: a table with holes is
# worse than one too many. Held out, together +0.0002 word F1 on wcxb-dev, documentation +0.0007.
_MOST = {"table": 1 / 3, "ol": 1 / 2, "ul": 1 / 2}
_MIN_BLOCKS = {"table": 4, "ol": 2, "ul": 2}
_MAX_CHARS = {"table": 120, "ol": 300, "ul": 300}  # of a cell or line; longer ones are those of a layout


def _complete(blocks: Blocks, chosen: list[bool], vetoed: Sequence[bool]) -> None:
    """Take all of a table or list of which much is taken; only the innermost, since outer ones lay out the page."""
    found: dict[str, list[tuple[int, int]]] = {tag: [] for tag in _MOST}
    kernel = compiled("model._kernel")
    for node in (with_tags if kernel is None else kernel.with_tags)(blocks.nodes, _MOST):
        if node.last - node.first >= _MIN_BLOCKS[node.tag]:
            found[node.tag].append((node.first, node.last))
    for tag, ranges in found.items():
        starts = [*(first for first, _ in ranges[1:]), len(blocks)]
        for (first, last), next_start in zip(ranges, starts, strict=False):  # in document order: an inner one is next
            much = last <= next_start and _MOST[tag] <= sum(chosen[first:last]) / (last - first) < 1
            if much and all(len(block.text) <= _MAX_CHARS[tag] for block in blocks.items[first:last]):
                chosen[first:last] = [not veto for veto in vetoed[first:last]]


def _leave_out_repeats(blocks: Blocks, chosen: list[bool], kind: PageType) -> dict[int, str]:
    """Unchoose what the page says twice; why, of each such block. A reference repeats its paragraphs on purpose."""
    taken = [i for i, keep in enumerate(chosen) if keep]
    again = dict.fromkeys(find_retold(blocks, taken), "what other blocks say, in one piece")
    if kind is not PageType.DOCUMENTATION:
        rest = [i for i in taken if i not in again] if again else taken
        again |= {i: f"the same as block {at}" for i, at in find_repeats(blocks, rest).items()}
    for i in again:
        chosen[i] = False
    return again
