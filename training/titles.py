"""The weights of the title's signs: `python -m training.titles` fits them, prints them and what they are worth.

A softmax over the wordings of each page, in numpy, the same on every machine. Pages of a fold are judged by weights
that saw no page of their sites; roles and page types are those of the held-out body models too. The weights, rounded to
one decimal, are then copied into `articlextract.fields.title` by hand: they are few enough to be read. Those of each
fold go to `training/folds/titles.json`, for `python -m benchmarks.eval`; not with `--limit`. Run it again when the body
model, a sign or a corpus has changed.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
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
from benchmarks.readers import TITLE_FOLDS
from benchmarks.sites import FOLDS, fold_of, held_out_weights, site_of

SIGNS = tuple(WEIGHTS)
_STEPS = 15  # of Newton's method; the tenth changes nothing any more
_SHRINK = 3.0  # of the weights towards 0; at 30 wcxb-dev lost nine held-out pages
_SHARE = {"wcxb-dev": 1.0, "fundus": 5.0, "postlight": 5.0}
"""What a page counts: nine in ten are of wcxb-dev, four in ten of these shops, lists and services. Counting like these,
news lost two pages in a hundred; counting five times, wcxb-dev lost two in a thousand."""

_SHARED = (
    ("og", "json-ld"),
    ("like_title", "like_own_title", "like_h1"),
    ("with_site", "barred", "title_in_parts", "torn_piece"),
)
"""Signs of one kind have one weight. Each with its own, fundus lost four held-out pages of 103 and wcxb-dev six of
1,497; no other _SHRINK brought them back."""

Weights = NDArray[np.float64]


class Example(NamedTuple):
    """A page: its wordings' signs, shape (wordings, signs), and which of them are the annotated title."""

    corpus: str
    fold: int
    signs: NDArray[np.float64]
    right: NDArray[np.bool_]


def main() -> int:
    """Fit, print what the weights are worth, shipped and fitted anew, in sample and held out, and write the folds'."""
    parser = argparse.ArgumentParser(prog="python -m training.titles", description=__doc__)
    parser.add_argument("--limit", type=int, metavar="N", help="N pages a corpus, evenly spread")
    parser.add_argument("--only", action="append", choices=SIGNS, help="fit this sign, keep the others' weights")
    args = parser.parse_args()
    examples = [
        example
        for name in _SHARE
        for example in _examples(name, corpora.load(name, corpora.corpora_root(), args.limit))
    ]
    shipped = np.array([WEIGHTS[sign] for sign in SIGNS])
    fitted, folds = fit(examples, only=args.only), fit_folds(examples, only=args.only)
    print(_line("a right wording is there", examples, [1.0 if e.right.any() else 0.0 for e in examples]))
    print(_line("weights that ship, in sample", examples, [hit(e, shipped) for e in examples]))
    print(_line("fitted anew, in sample", examples, [hit(e, fitted.round(1)) for e in examples]))
    print(_line("fitted without the page's fold", examples, [hit(e, folds[e.fold]) for e in examples]))
    spread = np.std(folds, axis=0)
    for sign, weight, deviation in zip(SIGNS, fitted, spread, strict=True):
        print(f'    "{sign}": {weight:.1f},  # {weight:.2f}, folds differ by {deviation:.2f}')
    if args.limit is None:
        write_folds(folds, TITLE_FOLDS)
        print(f"weights of the folds written to {TITLE_FOLDS}")
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


def fit(
    examples: Iterable[Example], known_weights: Mapping[str, float] = WEIGHTS, only: Sequence[str] | None = None
) -> Weights:
    """The weights under which the annotated wordings are most probable, by Newton's method; all, or `only` some."""
    known = [example for example in examples if example.right.any()]
    shared = _shared()
    given = np.zeros(len(SIGNS))
    if only:
        shared = np.array([[float(sign == free) for free in only] for sign in SIGNS])
        given = np.array([0.0 if sign in only else known_weights[sign] for sign in SIGNS])
    weights = np.zeros(shared.shape[1])
    for _ in range(_STEPS):
        slope = -_SHRINK * weights
        curve = -_SHRINK * np.eye(len(weights))
        for example in known:
            signs = example.signs @ shared
            p = _softmax(signs @ weights + example.signs @ given)
            mean = p @ signs
            q = np.where(example.right, p, 0.0)
            share = _SHARE[example.corpus]
            slope += share * ((q / q.sum()) @ signs - mean)
            curve -= share * ((signs * p[:, None]).T @ signs - np.outer(mean, mean))
        weights = weights - np.linalg.solve(curve, slope)
    return shared @ weights + given


def _shared() -> NDArray[np.float64]:
    """Which sign has which weight, shape (signs, weights)."""
    first = {sign: group[0] for group in _SHARED for sign in group}
    weights = list(dict.fromkeys(first.get(sign, sign) for sign in SIGNS))
    return np.array([[float(first.get(sign, sign) == weight) for weight in weights] for sign in SIGNS])


def fit_folds(examples: Sequence[Example], only: Sequence[str] | None = None) -> list[Weights]:
    """For each fold the weights that saw none of its pages, rounded like those that ship."""
    before: list[dict[str, float]] = json.loads(TITLE_FOLDS.read_text("utf-8")) if only else [{}] * FOLDS
    return [fit([e for e in examples if e.fold != k], before[k], only).round(1) for k in range(FOLDS)]


def write_folds(folds: Sequence[Weights], path: Path) -> None:
    """One object of sign and weight a fold, in the order of the folds."""
    rows = [dict(zip(SIGNS, weights.tolist(), strict=True)) for weights in folds]
    path.write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n", "utf-8")


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
