"""Which blocks are content, from the annotated text by alignment."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

_TOKEN = re.compile(r"\w+")
_MIN_RUN = 3  # matched tokens in a row that a longer block must show; scattered words match by chance


def tokens(text: str) -> list[str]:
    """The metric's tokens: runs of word characters, lower-cased."""
    return _TOKEN.findall(text.lower())


def align(texts: list[str], gold: str) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The share of each block that the annotated text holds, and each block's number of tokens.

    Both have shape (blocks,). The blocks' tokens in page order are aligned with the gold tokens by
    their longest common subsequence, so that a menu word that the story also uses stays outside.
    """
    per_block = [tokens(text) for text in texts]
    counts = np.array([len(found) for found in per_block], dtype=np.int64)
    page = [token for found in per_block for token in found]
    wanted = tokens(gold)
    matched = np.zeros(len(page), dtype=bool)
    if page and wanted:
        for op in LCSseq.opcodes(page, wanted):
            if op.tag == "equal":
                matched[op.src_start : op.src_end] = True
    _slide(matched, page)
    shares = np.zeros(len(texts))
    start = 0
    for i, count in enumerate(counts.tolist()):
        run = matched[start : start + count]
        start += count
        if count:
            shares[i] = run.mean() if count < _MIN_RUN else _in_runs(run).mean()
    return shares, counts


def _slide(matched: NDArray[np.bool_], page: list[str]) -> None:
    """Of equal alignments take the one that keeps runs together.

    The subsequence may match a word in a menu and the rest of its sentence in the story; where the
    whole run before a gap stands at the gap's end again, it is taken there.
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], matched.view(np.int8), [0])))).tolist()
    runs = list(zip(edges[::2], edges[1::2], strict=True))
    for (first, last), (start, _) in zip(reversed(runs[:-1]), reversed(runs[1:]), strict=True):
        size = last - first
        while start > 0 and matched[start - 1] and start - 1 >= last:
            start -= 1  # a later run already slid up to here
        if start - size >= last and page[start - size : start] == page[first:last]:
            matched[first:last] = False
            matched[start - size : start] = True


def _in_runs(matched: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Only those matches that stand in runs of at least `_MIN_RUN`."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], matched.view(np.int8), [0]))))
    kept = np.zeros(len(matched), dtype=bool)
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        if last - first >= _MIN_RUN:
            kept[first:last] = True
    return kept
