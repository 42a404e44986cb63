"""The weights of the title's signs: `python -m training.titles` fits them, prints them and what they are worth.

A softmax over the wordings of each page, in numpy, the same on every machine. Pages of a fold are judged by weights
that saw no page of their sites; roles and page types are those of the held-out body models too. The weights, rounded to
one decimal, are then copied into `articlextract.fields.title` by hand: they are few enough to be read.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from articlextract.blocks import segment
from articlextract.errors import ArticlextractError
from articlextract.fields.title import WEIGHTS, read_wordings
from articlextract.filters import find_boilerplate
from articlextract.model import label
from articlextract.parse import parse_page
from articlextract.records import RawPage
from benchmarks import corpora
from benchmarks.metrics import normalise
from benchmarks.progress import track
from benchmarks.sites import FOLDS, fold_of, held_out_weights, site_of

SIGNS = tuple(WEIGHTS)
_STEPS = 15  # of Newton's method; the tenth changes nothing any more
_SHRINK = 3.0  # of the weights towards 0; fundus lost three pages at 10
_SHARE = {"wcxb-dev": 1.0, "fundus": 5.0, "postlight": 5.0}
"""What a page counts: nine in ten are of wcxb-dev, four in ten of these shops, lists and services. Counting like these,
news lost two pages in a hundred; counting five times, wcxb-dev lost two in a thousand."""

Weights = NDArray[np.float64]


class Example(NamedTuple):
    """A page: its wordings' signs, shape (wordings, signs), and which of them are the annotated title."""

    corpus: str
    fold: int
    signs: NDArray[np.float64]
    right: NDArray[np.bool_]


def main() -> int:
    """Fit, and print the figures of the weights that ship, in sample, held out, and fitted anew."""
    parser = argparse.ArgumentParser(prog="python -m training.titles", description=__doc__)
    parser.add_argument("--limit", type=int, metavar="N", help="N pages a corpus, evenly spread")
    args = parser.parse_args()
    examples = [
        example
        for name in _SHARE
        for example in _examples(name, corpora.load(name, corpora.corpora_root(), args.limit))
    ]
    shipped = np.array([WEIGHTS[sign] for sign in SIGNS])
    fitted = fit(examples)
    folds = [fit([e for e in examples if e.fold != k]) for k in range(FOLDS)]
    print(_line("a right wording is there", examples, [1.0 if e.right.any() else 0.0 for e in examples]))
    print(_line("weights that ship, in sample", examples, [hit(e, shipped) for e in examples]))
    print(_line("fitted anew, in sample", examples, [hit(e, fitted.round(1)) for e in examples]))
    print(_line("fitted without the page's fold", examples, [hit(e, folds[e.fold].round(1)) for e in examples]))
    spread = np.std(folds, axis=0)
    for sign, weight, deviation in zip(SIGNS, fitted, spread, strict=True):
        print(f'    "{sign}": {weight:.1f},  # {weight:.2f}, folds differ by {deviation:.2f}')
    return 0


def _examples(corpus: str, pages: Sequence[corpora.Page]) -> Iterable[Example]:
    for page in track(pages, len(pages), corpus):
        if "title" in page.gold:
            example = read_example(corpus, page)
            if example is not None:
                yield example


def read_example(corpus: str, source: corpora.Page) -> Example | None:
    """A page's wordings; None where there is none to choose from."""
    try:
        page = parse_page(RawPage(source.html, url=source.url), max_bytes=50_000_000)
    except ArticlextractError:
        return None
    blocks = segment(page)
    weights = held_out_weights(source.url, source.id)
    wordings = read_wordings(page, blocks, label(page, blocks, find_boilerplate(page, blocks), weights=weights))
    if not wordings:
        return None
    signs = np.array([[wording.signs.get(sign, 0.0) for sign in SIGNS] for wording in wordings])
    gold = normalise(source.gold["title"])
    right = np.array([normalise(wording.offer.raw) == gold for wording in wordings])
    return Example(corpus, fold_of(site_of(source.url) or source.id), signs, right)


def fit(examples: Iterable[Example]) -> Weights:
    """The weights under which the annotated wordings are most probable, by Newton's method."""
    known = [example for example in examples if example.right.any()]
    weights = np.zeros(len(SIGNS))
    for _ in range(_STEPS):
        slope = -_SHRINK * weights
        curve = -_SHRINK * np.eye(len(SIGNS))
        for example in known:
            p = _softmax(example.signs @ weights)
            mean = p @ example.signs
            q = np.where(example.right, p, 0.0)
            share = _SHARE[example.corpus]
            slope += share * ((q / q.sum()) @ example.signs - mean)
            curve -= share * ((example.signs * p[:, None]).T @ example.signs - np.outer(mean, mean))
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(scores - scores.max())
    found: NDArray[np.float64] = powers / powers.sum()
    return found


def hit(example: Example, weights: Weights) -> float:
    """1 where the heaviest wording is the annotated title."""
    return float(example.right[int(np.argmax(example.signs @ weights))])


def _line(name: str, examples: Sequence[Example], hits: Sequence[float]) -> str:
    found = defaultdict(list)
    for example, value in zip(examples, hits, strict=True):
        found[example.corpus].append(value)
    return f"{name}: " + ", ".join(f"{corpus} {np.mean(values):.4f}" for corpus, values in found.items())


if __name__ == "__main__":
    raise SystemExit(main())
