"""Measure the speed and the memory, beside a bare lxml parse and the peers: `python -m benchmarks.bench`.

Every page is read by each system in turn, so that all of them meet the same machine in the same
minute; the time is CPU time of this process. The ratio to `lxml.html.document_fromstring` on the
same bytes is the figure to quote: it hardly depends on the machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import lxml.html

from . import corpora, flattened_speed, floors, growth, profile
from .corpora import Page
from .memory import NOTHING, peak_bytes
from .peers import quiet
from .progress import track
from .readers import OURS, PEERS, TEXT_ALONE, shipped_reader_for

BARE = "lxml parse"
DEFAULT_CORPORA = ("wcxb-dev", "trafilatura", "fundus")
WARM_UP = 5  # pages read before the clock runs: imports, compiled patterns, loaded weights


@dataclass
class Timing:
    """CPU seconds of one system over the pages."""

    seconds: float = 0.0
    slowest: float = 0.0
    raised: int = 0

    def add(self, seconds: float) -> None:
        self.seconds += seconds
        self.slowest = max(self.slowest, seconds)


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 1: slower, in bare parses, than the ceiling in `floors.json`; or pages raised, which is no speed."""
    args = _parser().parse_args(argv)
    # One core is what is measured. numpy's threads, where it has more, wait for one another in busy loops: as the
    # bulk workers and the commands do, and before numpy is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if args.flattened:
        return flattened_speed.main(args.limit or None)
    root = corpora.corpora_root()
    names = args.corpus or [name for name in DEFAULT_CORPORA if corpora.corpus_path(name, root).exists()]
    if not names:
        print(f"skipped: no corpora in {root}, nothing was measured.\n{corpora.WHERE_TO_GET_ONE}")
        return 0
    missing = [name for name in names if not corpora.corpus_path(name, root).exists()]
    if missing:
        print(f"no corpus {', '.join(missing)} in {root}.\n{corpora.WHERE_TO_GET_ONE}", file=sys.stderr)
        return 2
    quiet()
    systems = [OURS, TEXT_ALONE, *_chosen_peers(args.peers)]
    ceiling = floors.read().ceilings[floors.RATIO]
    troubles = []
    measured = []
    for name in names:
        pages = corpora.load(name, root, args.limit or None)
        timings = time_all(pages, systems, name)
        measured.append((len(pages), timings))
        troubles += _troubles(name, timings, ceiling)
        memory = {} if args.no_memory else _memory([NOTHING, *systems], pages)
        print(table(name, len(pages), timings, memory), flush=True)
        if args.profile:
            print(profile.table(profile.profile(pages)), flush=True)
        if args.plot and name == names[0]:
            points = growth.measure(pages)
            print(growth.table(points), flush=True)
            growth.plot(points)
    if len(measured) > 1:
        print(table("all of them", *_in_one(measured), {}), flush=True)
    if troubles:
        print("\n".join(["", "FAILED:", *troubles]))
    return 1 if troubles else 0


def _in_one(measured: Sequence[tuple[int, dict[str, Timing]]]) -> tuple[int, dict[str, Timing]]:
    """Of several corpora: how many pages they have, and what each system took for all of them."""
    whole = {name: Timing() for name in measured[0][1]}
    for _, timings in measured:
        for name, timing in timings.items():
            whole[name].add(timing.seconds)
            whole[name].raised += timing.raised
    for name, timing in whole.items():
        timing.slowest = max(timings[name].slowest for _, timings in measured)
    return sum(pages for pages, _ in measured), whole


def _troubles(corpus: str, timings: dict[str, Timing], ceiling: float) -> list[str]:
    ours, bare = timings[OURS], timings[BARE]
    troubles = []
    if ours.raised:
        troubles.append(f"  {corpus}: {ours.raised} pages raised")
    if ours.seconds > ceiling * bare.seconds:
        ratio = ours.seconds / bare.seconds
        troubles.append(f"  {corpus}: {ratio:.1f} times the bare parse, the ceiling is {ceiling:g}")
    return troubles


def _chosen_peers(choice: str) -> list[str]:
    """`none`, `installed`, or names split by commas; those not installed are named and left out."""
    if choice == "none":
        return []
    wanted = [name for name in PEERS if name != "htmldate"] if choice == "installed" else choice.split(",")
    unknown = [name for name in wanted if name not in PEERS]
    if unknown:
        raise SystemExit(f"no such peer: {', '.join(unknown)}; there are {', '.join(PEERS)}")
    absent = [name for name in wanted if not PEERS[name].installed]
    if absent:
        print(f"not installed, so not measured: {', '.join(absent)}")
    return [name for name in wanted if name not in absent]


def time_all(pages: Sequence[Page], systems: Sequence[str], label: str = "") -> dict[str, Timing]:
    """Each page by the bare parse and by each system in turn."""
    for page in pages[:WARM_UP]:
        for system in systems:
            _time(shipped_reader_for(page, system), page)
    timings = {name: Timing() for name in (BARE, *systems)}
    for page in track(pages, len(pages), label):
        for name, timing in timings.items():
            seconds, raised = _time(_bare_parse if name == BARE else shipped_reader_for(page, name), page)
            timing.add(seconds)
            timing.raised += raised
    return timings


def _time(read: Callable[[Page], Any], page: Page) -> tuple[float, bool]:
    start = time.process_time()
    try:
        read(page)
        raised = False
    except Exception:  # counted and printed; the time until then was spent all the same
        raised = True
    return time.process_time() - start, raised


def _bare_parse(page: Page) -> None:
    lxml.html.document_fromstring(page.html)


def _memory(systems: Sequence[str], pages: Sequence[Page]) -> dict[str, int]:
    return {name: peak_bytes(name, pages) for name in track(systems, len(systems), "memory")}


def table(corpus: str, pages: int, timings: dict[str, Timing], memory: dict[str, int]) -> str:
    """Milliseconds a page, the ratio to the bare parse, the slowest page, peak memory."""
    bare = timings[BARE].seconds
    lines = [f"\n{corpus}, {pages} pages          ms a page   ratio   slowest s   raised   peak MiB"]
    for name, timing in timings.items():
        title = f"{name} {PEERS[name].version}" if name in PEERS else name
        peak = f"{memory[name] / 2**20:8.0f}" if name in memory else ""
        lines.append(
            f"  {title:<26} {1000 * timing.seconds / pages:9.2f} {timing.seconds / bare:7.1f}"
            f" {timing.slowest:11.2f} {timing.raised:8d}   {peak}"
        )
    if NOTHING in memory:
        lines.append(f"  {'(an idle interpreter)':<26} {'':9} {'':7} {'':11} {'':8}   {memory[NOTHING] / 2**20:8.0f}")
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", action="append", metavar="NAME", help="only this one; may be repeated")
    parser.add_argument(
        "--limit", type=int, default=300, metavar="N", help="N pages a corpus, evenly spread; 0 for all (default 300)"
    )
    parser.add_argument("--peers", default="installed", metavar="A,B", help="`installed` (default), `none`, or names")
    parser.add_argument("--no-memory", action="store_true", help="leave the memory out")
    parser.add_argument("--flattened", action="store_true", help="instead: texts a second of wcxb-dev without its HTML")
    parser.add_argument("--profile", action="store_true", help="also the time by stage of articlextract")
    parser.add_argument("--plot", action="store_true", help="also time and memory by page size, into docs/growth.svg")
    return parser


if __name__ == "__main__":
    sys.exit(main())
