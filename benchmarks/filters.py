"""How often each filter is right: of the words in the blocks that it finds, the share that is the story's.

A block counts as the story's by the share of its word trigrams that stand in the annotated text; one
of fewer than three words, when it is a whole line of it. `python -m benchmarks.filters --help`.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from articlextract.blocks import segment
from articlextract.filters import find_boilerplate
from articlextract.parse import parse_page
from articlextract.records import Blocks, Finding, RawPage

from .corpora import Page, corpora_root, load

CORPORA = ("wcxb-dev", "fundus")
_WORD = re.compile(r"\w+")
_MAX_BYTES = 50_000_000

Key = Callable[[Finding], str]


@dataclass
class Tally:
    """What one kind of finding covered."""

    pages: set[str] = field(default_factory=set)
    blocks: int = 0
    words: int = 0
    story: float = 0.0
    examples: list[tuple[float, str, str, str]] = field(default_factory=list)


def story_share(gold: str) -> Callable[[str], tuple[int, float]]:
    """A function from a block's text to its words and the share of them that stands in the annotated text."""
    words = _WORD.findall(gold.lower())
    trigrams = set(zip(words, words[1:], words[2:], strict=False))
    lines = {tuple(_WORD.findall(line.lower())) for line in gold.splitlines()}

    def share(text: str) -> tuple[int, float]:
        own = _WORD.findall(text.lower())
        if len(own) < 3:
            return len(own), float(tuple(own) in lines)
        runs = list(zip(own, own[1:], own[2:], strict=False))
        return len(own), sum(run in trigrams for run in runs) / len(runs)

    return share


def read(pages: list[Page]) -> Iterator[tuple[Page, Blocks, list[Finding], float]]:
    """Each page cut into blocks, with its findings and the seconds that they took."""
    for number, page in enumerate(pages):
        print(f"\r{number + 1}/{len(pages)}", end="", file=sys.stderr)
        parsed = parse_page(RawPage(page.html, url=page.url), max_bytes=_MAX_BYTES)
        blocks = segment(parsed)
        start = time.process_time()
        findings = find_boilerplate(parsed, blocks)
        yield page, blocks, findings, time.process_time() - start
    print(file=sys.stderr)


def tally(pages: list[Page], key: Key) -> tuple[dict[str, Tally], float]:
    """The tallies by kind of finding, and the mean milliseconds a page."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    seconds = 0.0
    for page, blocks, findings, took in read(pages):
        seconds += took
        share = story_share(page.gold["text"])
        shares = [share(block.text) for block in blocks]
        covered: dict[str, set[int]] = defaultdict(set)
        for finding in findings:
            covered[key(finding)].update(range(finding.first, finding.last))
        for name, indices in covered.items():
            entry = tallies[name]
            entry.pages.add(page.id)
            entry.blocks += len(indices)
            for i in indices:
                words, part = shares[i]
                entry.words += words
                entry.story += words * part
                if part > 0.5 and words > 2:
                    entry.examples.append((words * part, page.id, page.gold.get("type", ""), blocks[i].text[:110]))
    return tallies, 1000 * seconds / max(len(pages), 1)


def by_role(finding: Finding) -> str:
    return f"{finding.role.value}{' (certain)' if finding.certain else ''}"


def by_reason(finding: Finding) -> str:
    return f"{by_role(finding)}: {finding.reason}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", action="append", help=f"name of a corpus with text; default {', '.join(CORPORA)}")
    parser.add_argument("--limit", type=int, help="pages a corpus, evenly spread")
    parser.add_argument("--type", help="only pages of this type")
    parser.add_argument("--reasons", action="store_true", help="one line a reason instead of one a role")
    parser.add_argument("--examples", type=int, default=0, help="story blocks to show for each line")
    parser.add_argument("--only", default="", help="only lines that begin so")
    parser.add_argument("--least", type=int, default=1, help="only kinds found on this many pages")
    args = parser.parse_args()
    for corpus in args.corpus or CORPORA:
        pages = [page for page in load(corpus, corpora_root(), args.limit) if "text" in page.gold]
        pages = [page for page in pages if not args.type or page.gold.get("type") == args.type]
        tallies, milliseconds = tally(pages, by_reason if args.reasons else by_role)
        print(f"{corpus}: {len(pages)} pages, {milliseconds:.2f} ms a page for all filters")
        print(f"{'finding':60}{'pages':>7}{'blocks':>8}{'words':>9}{'story':>7}")
        for name, entry in sorted(tallies.items()):
            if len(entry.pages) < args.least or not name.startswith(args.only):
                continue
            part = entry.story / max(entry.words, 1)
            print(f"{name[:59]:60}{len(entry.pages):7}{entry.blocks:8}{entry.words:9}{part:7.3f}")
            step = max(1, len(entry.examples) // max(args.examples, 1))
            for example in entry.examples[::step][: args.examples]:
                print("      ", *example[1:])


if __name__ == "__main__":
    main()
