"""Memory over many pages: the fixtures, each with words, names and classes of its own, so that no cache can know it."""

from __future__ import annotations

import random
import re
from pathlib import Path

from articlextract.records import RawPage

from .promises import read_any

FIXTURES = Path(__file__).resolve().parents[2] / "tests" / "fixtures"
MAX_MIB = 20  # after the first pages, which fill caches and load what is loaded when needed

_WORD = re.compile(rb"[a-z]{5,}(?=[ .,])")


def run(pages: int, after: int) -> bool:
    """Print by how many MiB the process grew after the first `after` of `pages` pages; whether that is allowed."""
    sources = fixtures()
    chance = random.Random(7)
    start = 0
    for count in range(pages):
        if count == after:
            start = resident()
        read_any(RawPage(varied(sources[count % len(sources)], chance), url=f"https://example.org/{count}"))
    grown = (resident() - start) >> 20
    print(f"{grown} MiB more after {pages:,} pages than after {after:,} (limit {MAX_MIB})")
    return grown <= MAX_MIB


def fixtures() -> list[bytes]:
    """The handwritten pages of the tests."""
    return [path.read_bytes() for path in sorted(FIXTURES.glob("*/page.html"))]


def varied(page: bytes, chance: random.Random) -> bytes:
    """The page with one word in ten its own."""

    def own(word: re.Match[bytes]) -> bytes:
        return b"%s%x" % (word[0], chance.getrandbits(20)) if chance.random() < 0.1 else word[0]

    return _WORD.sub(own, page)


def resident() -> int:
    """Bytes of this process in memory now; Linux only."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS"))
