"""Full-size page bombs, and every page of the corpora damaged.

    python -m benchmarks.hostile bombs                 # each family in three sizes, each in a process of its own
    python -m benchmarks.hostile bombs --size 300000 --family links
    python -m benchmarks.hostile mutate --limit 100    # pages cut, flipped, and with a charset that is not theirs
    python -m benchmarks.hostile growth                # memory over 20,000 pages
    python -m benchmarks.hostile beside                # 1,000 pages by 16 threads and by 4 processes

Exit code 1 when a promise was broken.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..corpora import corpora_root
from . import beside, bombs, growth, mutate, run


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.hostile", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    bomb = verbs.add_parser("bombs", help="page bombs")
    bomb.add_argument("--family", action="append", choices=bombs.FAMILIES, metavar="NAME")
    bomb.add_argument("--size", action="append", type=int, metavar="BYTES")
    damage = verbs.add_parser("mutate", help="damaged pages of the corpora")
    damage.add_argument("--corpus", action="append")
    damage.add_argument("--root", type=Path, default=corpora_root())
    damage.add_argument("--limit", type=int, help="pages of each corpus")
    damage.add_argument("--cuts", type=int, default=10, help="places at which each page is cut")
    flat = verbs.add_parser("growth", help="memory over many pages")
    flat.add_argument("--pages", type=int, default=20_000)
    flat.add_argument("--after", type=int, default=2_000)
    side = verbs.add_parser("beside", help="pages by threads and by processes against one loop")
    side.add_argument("--pages", type=int, default=1_000)
    given = parser.parse_args()
    if given.verb == "bombs":
        held = run.run_all(given.family or list(bombs.FAMILIES), given.size or list(bombs.SIZES))
    elif given.verb == "growth":
        held = growth.run(given.pages, given.after)
    elif given.verb == "beside":
        held = beside.run(given.pages)
    else:
        held = mutate.run(given.root, given.corpus, given.limit, given.cuts)
    sys.exit(not held)


if __name__ == "__main__":
    main()
