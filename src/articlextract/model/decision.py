"""From p(content) to the body: the set of blocks whose expected word F-score is highest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..native import compiled

if TYPE_CHECKING:
    from ..options import Favour

BETA: dict[Favour, float] = {"precision": 0.5, "balance": 1.0, "recall": 2.0}
"""How many times as much recall counts as precision (van Rijsbergen's F-beta)."""

LEAST_P = 0.3
"""Where no block is as likely as this, nothing is: wcxb-dev and fundus, held out: mean F1 +0.003, 0.4 gives +0.002."""

FEW_WORDS = 60
"""A page of fewer words is a snippet, not a page full of boilerplate: what is likeliest there is taken."""


REASONS = tuple([f"p(content) {hundredths / 100:.2f}" for hundredths in range(101)])
"""Why a block of which no finding speaks has its role, by its probability in hundredths."""


def choose(p: Sequence[float], words: Sequence[float], favour: Favour) -> tuple[list[bool], float]:
    """Whether to keep each block, and the expected F-score of keeping those.

    `p` is the probability that a block is content and `words` its word count. The expected score of a
    set is approximated by the ratio of expectations, (1 + b²)·Σ p·w over the chosen / (Σ w of the
    chosen + b²·Σ p·w of all); the best set is then a prefix of the blocks in order of p (Ye et al.,
    "Optimizing F-measures", ICML 2012). A page of more than a few words without any likely block has
    no body, and a score of 0.
    """
    kernel = compiled("model._kernel")
    pick = _choose if kernel is None else kernel.choose
    kept: tuple[list[bool], float] = pick(list(p), list(words), BETA[favour] ** 2, LEAST_P, FEW_WORDS)
    return kept


def _choose(
    p: Sequence[float], words: Sequence[float], beta2: float, least_p: float, few_words: float
) -> tuple[list[bool], float]:
    chosen = [False] * len(p)
    total = sum([likelihood * count for likelihood, count in zip(p, words, strict=True)])
    if total <= 0 or (max(p) < least_p and sum(words) >= few_words):
        return chosen, 0.0
    order = sorted(range(len(p)), key=p.__getitem__, reverse=True)
    gained = kept = highest = 0.0
    best = 0
    for place, i in enumerate(order):
        gained += p[i] * words[i]
        kept += words[i]
        score = (1 + beta2) * gained / (kept + beta2 * total)
        if score > highest:
            best, highest = place, score
    for i in order[: best + 1]:
        chosen[i] = True
    return chosen, highest
