"""One role for each line of flattened text, from the model and what the filters found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..native import compiled
from ..options import Favour
from ..records import Finding, Labels, Lines, Role
from .constants import SCALE
from .decision import BETA, FEW_WORDS, LEAST_P, REASONS, choose
from .lines_features import MEANINGS, line_features
from .lines_weights import SHIPPED, load
from .repeats import find_repeated_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .lines_weights import LineWeights

_kernel = compiled("model._lines_kernel")
_CHARS, _WORDS, _ECHO = map(list(MEANINGS).index, ("chars", "words", "echo"))  # rows; the first two log
_MAX_TITLE = np.log1p(220)  # characters, log as the features have them
_TOP, _ABOVE, _BELOW = 3, 60, 6  # lines from the top, and around the beginning of the content
_BEGUN = 0.05  # share of the expected content above which it has begun
_LEAST_TITLE, _SURE_TITLE = 0.25, 0.6  # p(headline) from which the likeliest line is one, and surely is


@dataclass(frozen=True, eq=False)
class LineScore:
    """`p_content`, `p_title` and `words` have shape (lines,)."""

    p_content: NDArray[np.float64]
    p_title: NDArray[np.float64]
    words: NDArray[np.float64]
    calibration: NDArray[np.float32]
    echoes: Sequence[int] | None = None
    """Lines that may have stood before; None where that is not known."""

    @property
    def headline(self) -> int | None:
        """The line that is most likely the headline, where one is likely enough."""
        if not len(self.p_title):
            return None
        best = int(self.p_title.argmax())
        return best if self.p_title[best] >= _LEAST_TITLE else None

    @property
    def is_sure(self) -> bool:
        """Whether that line is the headline whatever else is known of it."""
        best = self.headline
        return best is not None and bool(self.p_title[best] >= _SURE_TITLE)


def score_lines(lines: Lines, weights: Path | None = None) -> LineScore:
    """What the model makes of each line.

    `weights` is a file other than the one shipped.
    """
    learned = load(weights or SHIPPED)
    if not len(lines):
        empty = np.zeros(0)
        return LineScore(empty, empty, empty, learned.calibration)
    return _score(lines, learned)


def _score(lines: Lines, learned: LineWeights) -> LineScore:
    rows = line_features(lines, learned.lexicon)
    odds = learned.network.log_odds(rows)
    if _kernel is None:
        content, title, words = chances(rows, odds)
    else:
        content, title, words = scores = np.empty((3, len(lines)))
        _kernel.chances(rows, odds, scores, _TOP, _ABOVE, _BELOW, _BEGUN, _MAX_TITLE)
    return LineScore(content, title, words, learned.calibration, np.flatnonzero(rows[_ECHO]).tolist())


def chances(rows: NDArray[np.float32], odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """p(content), p(headline) and words, shape (3, lines), from the features of lines and their log-odds."""
    words = np.rint(np.expm1(rows[_WORDS].astype(np.float64)) * 2) / 2  # of which the logarithm is a feature
    content, title = np.rint(_chance(odds) * SCALE) / SCALE
    title *= _able(rows[_CHARS], content * words)
    return np.array((content, title, words))


def _able(chars: NDArray[np.float32], expected: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which lines may be the headline: short, the first of all or around the beginning of the expected content."""
    mass = np.cumsum(expected)
    start = int(np.searchsorted(mass, _BEGUN * mass[-1]))
    near = np.zeros(len(chars), dtype=bool)
    near[:_TOP] = True
    near[max(start - _ABOVE, 0) : start + _BELOW + 1] = True
    near &= chars <= _MAX_TITLE
    return near


def _chance(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-odds))


def _choose(p: NDArray[np.float64], words: NDArray[np.float64], favour: Favour) -> tuple[list[bool], float]:
    if _kernel is None:
        return choose(p.tolist(), words.tolist(), favour)
    chosen: tuple[list[bool], float] = _kernel.choose(p, words, BETA[favour] ** 2, LEAST_P, FEW_WORDS)
    return chosen


def name_lines(
    kept: Sequence[bool], p: NDArray[np.float64], reasons: Sequence[str], content: Role, other: Role
) -> tuple[list[Role], list[str]]:
    """The role and the reason of each line as the model has it."""
    roles = [content if keep else other for keep in kept]
    return roles, [reasons[hundredths] for hundredths in np.rint(p * 100).astype(int).tolist()]


def label_lines(lines: Lines, score: LineScore, findings: Sequence[Finding], *, favour: Favour = "balance") -> Labels:
    """Give every line one role and one reason, as `label` does for the blocks of a page."""
    count = len(lines)
    if not count:
        return Labels((), (), ())
    p = score.p_content.copy()
    for finding in findings:
        if finding.certain:
            p[finding.first : finding.last] = 0
    kept, expected = _choose(p, score.words, favour)
    may_repeat = score.echoes is None or any(map(kept.__getitem__, score.echoes))
    again = find_repeated_lines(lines.texts, [i for i, keep in enumerate(kept) if keep]) if may_repeat else {}
    for i in again:
        kept[i] = False
    name = name_lines if _kernel is None else _kernel.name_lines
    roles, reasons = name(kept, p, REASONS, Role.CONTENT, Role.OTHER)
    for i, at in again.items():
        reasons[i] = f"the same as line {lines.numbers[at]}"
    # the last to write wins: what is certain, of that the smallest range, of that the first named
    for _, finding in sorted(enumerate(findings), key=lambda f: (f[1].certain, f[1].first - f[1].last, -f[0])):
        first, last, role, reason, certain = finding
        for i in range(first, last):
            if certain or not kept[i]:
                roles[i], reasons[i] = role, reason
    confidence = round(float(np.interp(expected, *score.calibration)) * SCALE) / SCALE
    return Labels(tuple(roles), tuple(reasons), tuple(p.tolist()), confidence=confidence)
