"""Annotated pages as training examples: cut by the package itself, labelled by alignment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from articlextract.blocks import segment
from articlextract.errors import ParseError
from articlextract.parse import parse_page
from articlextract.records import Blocks, Page, RawPage
from benchmarks.sites import fold_of, site_of

from .labels import align, tokens

CORPORA = ("wcxb-dev", "fundus", "trafilatura")
"""Those that say which text is content; the last by a few strings a page, which label a few blocks."""


@dataclass(frozen=True)
class Source:
    """One annotated page as it lies in its corpus."""

    corpus: str
    id: str
    url: str
    html: bytes
    gold: dict[str, Any]

    @property
    def site(self) -> str:
        """Registered domain; a page without URL is a site of its own."""
        return site_of(self.url) or self.id

    @property
    def fold(self) -> int:
        return fold_of(self.site)


@dataclass(frozen=True)
class Target:
    """Labels of a page's blocks, each of shape (blocks,).

    `share` is the part of the block that is content, NaN where the corpus does not say; `tokens`
    the block's number of tokens.
    """

    share: NDArray[np.float64]
    tokens: NDArray[np.int64]


def read_sources(root: Path) -> list[Source]:
    """All pages of the corpora that say something about the body."""
    return [source for corpus in CORPORA for source in _corpus(root, corpus)]


def _corpus(root: Path, corpus: str) -> Iterator[Source]:
    table = pq.read_table(root / f"{corpus}.parquet", columns=["id", "url", "html", "gold"])
    for row in table.to_pylist():
        gold = json.loads(row["gold"])
        if "text" in gold or gold.get("with"):  # an empty text says that nothing on the page belongs
            yield Source(corpus, row["id"], row["url"] or "", row["html"], gold)


def cut(source: Source) -> tuple[Page, Blocks] | None:
    """The page and its blocks, as the pipeline makes them; None when there are none."""
    try:
        page = parse_page(RawPage(source.html, url=source.url or None), max_bytes=len(source.html))
    except ParseError:
        return None
    blocks = segment(page)
    return (page, blocks) if len(blocks) else None


def target(source: Source, blocks: Blocks) -> Target:
    """Labels by alignment with the annotated text, or by the strings that must and must not be there."""
    texts = [block.text for block in blocks]
    if "text" in source.gold:
        share, counts = align(texts, source.gold["text"])
        return Target(share, counts)
    share = np.full(len(texts), np.nan)
    folded = [" ".join(text.split()) for text in texts]
    for wanted, strings in ((0.0, source.gold.get("without", ())), (1.0, source.gold.get("with", ()))):
        for string in strings:
            probe = " ".join(string.split())
            for i, text in enumerate(folded):
                if probe in text:
                    share[i] = wanted
    return Target(share, np.array([len(tokens(text)) for text in texts], dtype=np.int64))
