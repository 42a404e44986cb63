"""Log-odds of words and lines from labelled texts, each site counting once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from articlextract.model.lines_chars import LineWords
from articlextract.model.lines_lexicon import BUCKETS, LineLexicon

SHRINK = 3.0  # sites' worth of indifference added to each word, as in `lexicon.py`
TABLES = ("words", "long_words", "lines")

PageCounts = list[tuple[NDArray[np.int32], NDArray[np.float32]]]
"""For each table the buckets seen on a site and the mean share of content there."""


def count_lines(pages: Sequence[tuple[LineWords, NDArray[np.float32]]]) -> PageCounts:
    """What one site's pages say, in all their layouts."""
    sums = np.zeros((len(TABLES), 2, BUCKETS))
    for words, share in pages:
        per_word = np.repeat(share, np.diff(words.starts))
        short = np.repeat(words.short, np.diff(words.starts))
        for t, (buckets, kept, shares) in enumerate(
            (
                (words.words[:-1], short, per_word),
                (words.words[:-1], ~short, per_word),
                (words.lines, words.short, share),
            )
        ):
            chosen = (buckets[kept] % BUCKETS).astype(np.int64)
            sums[t, 0] += np.bincount(chosen, shares[kept], BUCKETS)
            sums[t, 1] += np.bincount(chosen, None, BUCKETS)
    found: PageCounts = []
    for content, count in sums:
        seen = np.flatnonzero(count)
        found.append((seen.astype(np.int32), (content[seen] / count[seen]).astype(np.float32)))
    return found


def lexicons(sites: Sequence[tuple[int, PageCounts]], folds: int) -> list[LineLexicon]:
    """For each fold the lexicon of all others, then that of all."""
    sums = np.zeros((folds, len(TABLES), 2, BUCKETS))
    for fold, counts in sites:
        for t, (buckets, share) in enumerate(counts):
            sums[fold, t, 0, buckets] += share
            sums[fold, t, 1, buckets] += 1 - share
    total = sums.sum(axis=0)
    return [_lexicon(total - sums[fold]) for fold in range(folds)] + [_lexicon(total)]


def _lexicon(tables: NDArray[np.float64]) -> LineLexicon:
    return LineLexicon(*(_log_odds(table) for table in tables))


def _log_odds(table: NDArray[np.float64]) -> NDArray[np.float32]:
    prior = table[0].sum() / max(table.sum(), 1e-9)
    odds = (table[0] + SHRINK * prior) / (table[1] + SHRINK * (1 - prior))
    found: NDArray[np.float32] = (np.log(odds) - np.log(prior / (1 - prior))).astype(np.float16).astype(np.float32)
    return found
