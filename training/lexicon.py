"""Log-odds of names and words, counted by site, so that one site's template has one voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articlextract.model.columns import SHORT
from articlextract.model.constants import BUCKETS
from articlextract.model.lexicon import Lexicon, name_buckets, word_bucket
from articlextract.model.marks import reason_bucket
from articlextract.model.pagewide import slug_words
from articlextract.records import Blocks, Finding

from .examples import Source, Target

SHRINK = 3.0  # sites' worth of indifference added to each name; 1 and 10 were worse

Shares = dict[int, float]


@dataclass(frozen=True)
class PageCounts:
    """For each bucket the mean share of content where the name, or the word, stands on one page."""

    site: str
    names: Shares
    words: Shares


def count_page(source: Source, blocks: Blocks, said: Sequence[Finding | None], target: Target) -> PageCounts | None:
    """What one page says; `said` is the filters' finding on each block. None when its labels are only a few strings."""
    if np.isnan(target.share).any():
        return None
    names: dict[int, list[float]] = defaultdict(list)
    words: dict[int, list[float]] = defaultdict(list)
    content = np.concatenate(([0.0], np.cumsum(target.share * target.tokens)))
    total = np.concatenate(([0], np.cumsum(target.tokens)))
    for node in blocks.nodes:
        size = total[node.last] - total[node.first]
        if size and node.words:
            for bucket in set(name_buckets(node.words).tolist()):
                names[bucket].append((content[node.last] - content[node.first]) / size)
    for inline in blocks.inlines:
        if inline.words and inline.block < len(blocks):
            for bucket in set(name_buckets(inline.words).tolist()):
                names[bucket].append(target.share[inline.block])
    for finding, share in zip(said, target.share.tolist(), strict=True):
        if finding is not None:
            names[reason_bucket(finding.reason)].append(share)
    for word in slug_words(source.url):
        names[word_bucket(word)].append(content[-1] / max(total[-1], 1))
    short = [(block.text, share) for block, share in zip(blocks, target.share, strict=True) if len(block.text) <= SHORT]
    for text, share in short:
        for word in set(text.lower().split()):
            words[word_bucket(word)].append(share)
    return PageCounts(source.site, _means(names), _means(words))


def _means(values: dict[int, list[float]]) -> Shares:
    return {bucket: float(np.mean(shares)) for bucket, shares in values.items()}


class SiteCounts:
    """Pages' counts summed over each group of sites, so that any set of groups makes a lexicon quickly."""

    def __init__(self, counts: Sequence[PageCounts | None], groups: Sequence[int]) -> None:
        self._tables = {
            group: (
                _by_site((c.site, c.names) for c, g in zip(counts, groups, strict=True) if c and g == group),
                _by_site((c.site, c.words) for c, g in zip(counts, groups, strict=True) if c and g == group),
            )
            for group in sorted(set(groups))
        }

    def lexicon(self, without: Iterable[int]) -> Lexicon:
        """Log-odds from all groups but these."""
        left_out = set(without)
        kept = [tables for group, tables in self._tables.items() if group not in left_out]
        names, words = (_log_odds(sum(tables[i] for tables in kept)) for i in (0, 1))
        return Lexicon(names=names, words=words)


def _by_site(pages: Iterable[tuple[str, Shares]]) -> NDArray[np.float64]:
    """Shape (2, BUCKETS): for and against, each site's mean counting once."""
    seen: dict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for site, shares in pages:
        for bucket, share in shares.items():
            seen[bucket][site].append(share)
    table = np.zeros((2, BUCKETS))
    for bucket, sites in seen.items():
        means = [sum(shares) / len(shares) for shares in sites.values()]
        table[:, bucket] = sum(means), len(means) - sum(means)
    return table


def _log_odds(table: NDArray[np.float64]) -> NDArray[np.float32]:
    prior = table[0].sum() / table.sum()
    odds = (table[0] + SHRINK * prior) / (table[1] + SHRINK * (1 - prior))
    found: NDArray[np.float32] = (np.log(odds) - np.log(prior / (1 - prior))).astype(np.float16).astype(np.float32)
    return found
