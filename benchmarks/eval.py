"""Measure the quality on the annotated corpora and hold it to its floors: `python -m benchmarks.eval`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from . import corpora, flattened, floors, report
from .progress import track
from .readers import ALL_FIELDS, OURS, PEERS
from .scoring import Figure, PageScore, figures, score_pages

DEFAULT_OUT = Path(__file__).resolve().parents[1] / "work" / "eval"


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0: floors held, or nothing to measure; 1: below a floor, or another corpus than the floors'."""
    args = _parser().parse_args(argv)
    args.system = args.system or [OURS]
    if args.lower:
        _lower(args.lower)
    if args.flattened:
        return flattened.main(args.limit, args.jobs, args.in_turn)
    root = corpora.corpora_root()
    names = args.corpus or corpora.available(root)
    if not names:
        print(f"skipped: no corpora in {root}, nothing was measured.\n{corpora.WHERE_TO_GET_ONE}")
        return 0
    missing = [name for name in names if not corpora.corpus_path(name, root).exists()]
    if missing:
        print(f"no corpus {', '.join(missing)} in {root}.\n{corpora.WHERE_TO_GET_ONE}", file=sys.stderr)
        return 2
    absent = [system for system in args.system if system != OURS and not PEERS[system].installed]
    if absent:
        print(f"not installed: {', '.join(absent)}; pip install {' '.join(absent)}", file=sys.stderr)
        return 2
    if args.system == [OURS]:
        return _measure_ours(args, names, root)
    measured = {system: _measure(args, names, root, system)[0] for system in args.system}
    if len(measured) > 1:
        print("\n" + report.side_by_side(measured))
    return 0


def _measure(
    args: argparse.Namespace, names: Sequence[str], root: Path, system: str, pinned: floors.Floors | None = None
) -> tuple[list[Figure], list[PageScore]]:
    """Score every corpus, print its table, keep the results page by page."""
    all_figures: list[Figure] = []
    all_scores: list[PageScore] = []
    for name in names:
        pages = corpora.load(name, root, args.limit)
        scores = list(track(score_pages(pages, system, args.jobs), len(pages), f"{system} on {name}"))
        found = figures(name, scores)
        _keep(args.out / system / f"{name}.jsonl", scores)
        print(report.corpus_table(name, scores, found, pinned), flush=True)
        if args.worst:
            for field in args.field or _fields(scores)[:1]:
                print(report.worst_pages(scores, field, args.worst), flush=True)
        all_figures += found
        all_scores += scores
    print(f"\neach page's result is in {args.out / system}")
    return all_figures, all_scores


def _measure_ours(args: argparse.Namespace, names: Sequence[str], root: Path) -> int:
    pinned = floors.read()
    for name in args.repin:
        pinned = pinned.without(name)
    fingerprints = {name: corpora.fingerprint(name, root) for name in names}
    found, scores = _measure(args, names, root, OURS, pinned)
    if args.limit:
        print("no gate with --limit")
        return 0
    changed = [name for name in names if pinned.changed_corpus(name, fingerprints[name])]
    if (args.update_floors or args.repin) and not changed:
        pinned = pinned.raised_to(found, fingerprints)
        floors.write(pinned)
        print(f"floors written to {floors.FLOORS_FILE}")
    troubles = [_word_on_changed(name) for name in changed] + _below(pinned, found) + _above(pinned, scores)
    print("\n".join(["", "FAILED:", *troubles]) if troubles else "every floor held")
    unmeasured = [name for name in pinned.corpora if name not in names]
    if unmeasured:
        print(f"not measured: {', '.join(unmeasured)}")
    return 1 if troubles else 0


def _below(pinned: floors.Floors, found: Sequence[Figure]) -> list[str]:
    return [f"  {f.name} is {f.value:.4f}, its floor is {pinned.floors[f.name]}" for f in pinned.below(found)]


def _above(pinned: floors.Floors, scores: Sequence[PageScore]) -> list[str]:
    troubles = []
    raised = [score for score in scores if score.error]
    if len(raised) > pinned.ceilings[floors.RAISED]:
        troubles.append(f"  {len(raised)} pages raised:")
        first = {score.error: score for score in reversed(raised)}
        counts = Counter(score.error for score in raised).most_common(10)
        troubles.extend(f"    {count} x {error}, first on {first[error].id}" for error, count in counts)
    slow = [score for score in scores if score.seconds > pinned.ceilings[floors.SLOWEST]]
    limit = pinned.ceilings[floors.SLOWEST]
    troubles.extend(f"  {s.id} took {s.seconds:.2f} s, none may take more than {limit} s" for s in slow)
    return troubles


def _word_on_changed(name: str) -> str:
    return (
        f"  {name}.parquet is not the file that its floors were measured on (another SHA-256). Measure on the pinned "
        f"one, or pin this one and set its floors anew with --repin {name}"
    )


def _lower(changes: Sequence[tuple[str, float]]) -> None:
    pinned = floors.read()
    for figure, value in changes:
        print(f"floor of {figure}: {pinned.floors[figure]} lowered to {value}; say why in the CHANGELOG")
        pinned = pinned.lowered(figure, value)
    floors.write(pinned)


def _keep(path: Path, scores: Sequence[PageScore]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for score in scores:
            file.write(json.dumps(score.to_dict(), ensure_ascii=False) + "\n")


def _fields(scores: Sequence[PageScore]) -> list[str]:
    seen = {name for score in scores for name in score.scores}
    return [name for name in ALL_FIELDS if name in seen]


def _figure_and_value(text: str) -> tuple[str, float]:
    figure, _, value = text.partition("=")
    if figure not in floors.read().floors:
        raise argparse.ArgumentTypeError(f"{figure!r} has no floor")
    return figure, float(value)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.eval", description=__doc__)
    parser.add_argument("--corpus", action="append", metavar="NAME", help="only this one; may be repeated")
    parser.add_argument("--limit", type=int, metavar="N", help="N pages a corpus, evenly spread; no gate then")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes (default 2)")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="print the N worst pages of each corpus")
    parser.add_argument("--field", action="append", choices=ALL_FIELDS, help="for --worst; default: the corpus's first")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, metavar="DIR", help="where page results are kept")
    parser.add_argument(
        "--system",
        action="append",
        choices=[OURS, *PEERS],
        help="who reads the pages; may be repeated, for a table side by side (default: articlextract)",
    )
    parser.add_argument("--flattened", action="store_true", help="instead: wcxb-dev as text, in four crawlers' layouts")
    parser.add_argument("--in-turn", action="store_true", help="with --flattened: each page in one layout, in turn")
    gate = parser.add_argument_group("the gate")
    gate.add_argument("--update-floors", action="store_true", help="raise the floors to these figures; none falls")
    gate.add_argument(
        "--lower", action="append", type=_figure_and_value, metavar="FIGURE=VALUE", help="lower one floor, openly"
    )
    gate.add_argument(
        "--repin", action="append", default=[], metavar="CORPUS", help="pin this corpus file, and its floors, anew"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
