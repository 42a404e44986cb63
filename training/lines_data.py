"""Annotated pages, flattened in several ways, as rows of line features with labels, kept on disk."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articlextract.blocks.lines import cut_lines
from articlextract.model.lines_chars import read_chars, read_words
from articlextract.model.lines_features import MEANINGS, line_features
from articlextract.model.lines_lexicon import LineLexicon
from benchmarks import corpora
from benchmarks.flatteners import SCORED, flattened
from benchmarks.progress import track
from benchmarks.sites import FOLDS, fold_of, site_of

from .labels import align, tokens
from .lines_lexicon import PageCounts, count_lines, lexicons

CORPORA = ("wcxb-dev", "fundus", "trafilatura")
VARIANTS = (*SCORED, "cropped", "clean")
"""The layouts that are scored; one of them with little of what stands around the story; the annotated text alone."""
PER_PAGE = 2  # of the scored layouts, so that lines of many pages fit into memory and time
_CROP_ABOVE, _CROP_BELOW = 12, 40  # lines at most that a crop leaves


@dataclass(frozen=True)
class Text:
    """One page in one layout. `share` is each block's part of content, NaN where nobody says."""

    corpus: str
    id: str
    site: str
    type: str
    variant: str
    text: str
    gold: str | None
    share: NDArray[np.float32]
    tokens: NDArray[np.int32]

    @property
    def fold(self) -> int:
        return fold_of(self.site)


@dataclass(frozen=True)
class Dataset:
    """All lines of all texts in one row order; text i covers rows `starts[i]` to `starts[i + 1]`."""

    texts: list[Text]
    starts: NDArray[np.int64]
    features: NDArray[np.float32]
    lexicons: list[LineLexicon]  # of each fold, then that of all

    @property
    def shares(self) -> NDArray[np.float32]:
        """Shape (lines,), NaN where nobody says."""
        return np.concatenate([text.share for text in self.texts])

    @property
    def folds(self) -> NDArray[np.int64]:
        """Shape (lines,)."""
        return np.repeat([text.fold for text in self.texts], np.diff(self.starts))

    def rows(self, i: int) -> slice:
        return slice(int(self.starts[i]), int(self.starts[i + 1]))


def build(folder: Path, jobs: int) -> Dataset:
    """Labels, lexicons and features; taken from `folder` where they are there already."""
    texts = kept(folder / "texts.pickle", lambda: list(_texts(folder, jobs)))
    tables = kept(folder / "lexicons.pickle", lambda: _count(texts, jobs))
    starts = np.concatenate(([0], np.cumsum([len(text.share) for text in texts])))
    path = folder / "features.f32"
    if not path.exists():
        _write_features(texts, tables, path, jobs)
    features = np.memmap(path, dtype=np.float32, mode="r").reshape(-1, len(MEANINGS))
    return Dataset(texts, starts, features, tables)


def kept(path: Path, make: Callable[[], Any]) -> Any:
    """What a step made, from its file where that is there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        value = make()
        with path.with_suffix(".part").open("wb") as file:
            pickle.dump(value, file)
        path.with_suffix(".part").rename(path)
    with path.open("rb") as file:
        return pickle.load(file)


def _texts(folder: Path, jobs: int) -> Iterator[Text]:
    root = corpora.corpora_root()
    for corpus in CORPORA:
        pages = corpora.load(corpus, root)
        flat = flattened(corpus, pages, folder / "flat", jobs)
        tasks = [(corpus, page.id, page.url or "", page.gold, flat[page.id]) for page in pages]
        with Pool(jobs) as pool:
            for found in track(pool.imap(_page_texts, tasks, chunksize=8), len(tasks), f"labels of {corpus}"):
                yield from found


def _page_texts(task: tuple[str, str, str, dict[str, Any], dict[str, str]]) -> list[Text]:
    corpus, page_id, url, gold, flat = task
    if "text" not in gold and not gold.get("with"):
        return []
    site = site_of(url) or page_id
    found: list[Text] = []
    chance = random.Random(page_id)
    for variant in chance.sample(SCORED, PER_PAGE):
        found += _text(corpus, page_id, site, gold, variant, flat[variant])
    if "text" in gold and found:
        whole = chance.choice(found)
        found += _text(corpus, page_id, site, gold, "cropped", _cropped(whole, chance))
        found += _text(corpus, page_id, site, gold, "clean", gold["text"])
    return found


def _text(corpus: str, page_id: str, site: str, gold: dict[str, Any], variant: str, text: str) -> list[Text]:
    lines = cut_lines(text)
    if not len(lines):
        return []
    blocks = list(lines.texts)
    if variant == "clean":
        share, counts = np.ones(len(blocks)), np.array([len(tokens(block)) for block in blocks])
    elif "text" in gold:
        share, counts = align(blocks, gold["text"])
    else:
        share, counts = _by_strings(blocks, gold), np.array([len(tokens(block)) for block in blocks])
    kind = gold.get("type", "")
    return [
        Text(corpus, page_id, site, kind, variant, text, gold.get("text"),
             share.astype(np.float32), counts.astype(np.int32))
    ]  # fmt: skip


def _by_strings(blocks: list[str], gold: dict[str, Any]) -> NDArray[np.float64]:
    share = np.full(len(blocks), np.nan)
    for wanted, strings in ((0.0, gold.get("without", ())), (1.0, gold.get("with", ()))):
        for string in strings:
            probe = " ".join(string.split())
            for i, block in enumerate(blocks):
                if probe in block or (len(block) > 20 and block in probe):
                    share[i] = wanted
    return share


def _cropped(text: Text, chance: random.Random) -> str:
    """The story with a few lines around it, as people copy pages."""
    lines = cut_lines(text.text)
    content = np.flatnonzero(text.share > 0.5)
    if not len(content):
        return ""
    first = max(int(content[0]) - chance.randint(0, _CROP_ABOVE), 0)
    last = min(int(content[-1]) + 1 + chance.randint(0, _CROP_BELOW), len(lines))
    rows = text.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    end = lines.numbers[last] - 1 if last < len(lines) else len(rows)
    return "\n".join(rows[lines.numbers[first] - 1 : end])


def _count(texts: Sequence[Text], jobs: int) -> list[LineLexicon]:
    groups: dict[str, list[Text]] = {}
    for text in texts:
        if text.gold is not None and text.variant in SCORED:
            groups.setdefault(text.site, []).append(text)
    counted: list[tuple[int, PageCounts]] = []
    with Pool(jobs) as pool:
        sites = list(groups)
        for site, counts in zip(
            sites, track(pool.imap(_count_site, groups.values(), chunksize=8), len(sites), "words"), strict=True
        ):
            counted.append((fold_of(site), counts))
    return lexicons(counted, FOLDS)


def _count_site(texts: list[Text]) -> PageCounts:
    return count_lines([(read_words(read_chars(cut_lines(text.text).texts)), text.share) for text in texts])


_LEXICONS: list[LineLexicon] = []


def _write_features(texts: Sequence[Text], tables: list[LineLexicon], path: Path, jobs: int) -> None:
    """A page's features under the lexicon that its fold did not speak in."""
    global _LEXICONS  # noqa: PLW0603 - what forked workers inherit
    _LEXICONS = tables
    part = path.with_suffix(".part")
    with Pool(jobs) as pool, part.open("wb") as file:
        tasks = ((text.text, text.fold) for text in texts)
        for found in track(pool.imap(_features, tasks, chunksize=16), len(texts), "features"):
            file.write(found)
    part.rename(path)


def _features(task: tuple[str, int]) -> bytes:
    text, fold = task
    return line_features(cut_lines(text), _LEXICONS[fold]).T.tobytes()


def cut(text: Text) -> Sequence[str] | None:
    """The lines of a text again; None where another version of the package cut it when it was labelled."""
    lines = cut_lines(text.text).texts
    return lines if len(lines) == len(text.share) else None
