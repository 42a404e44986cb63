"""Pages of the corpora, damaged: cut at any byte, 1 % of bytes flipped, called by a charset that is not theirs."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from articlextract.article import Article
from articlextract.records import RawPage

from ..corpora import Page, available, load
from ..metrics import body_f1
from ..progress import track
from .promises import read_any

MAX_SECONDS = 3.0  # of processor time
MIN_F1 = 0.95  # of pages with a wrong charset in their header, against the same pages without
WRONG = ("utf-8", "iso-8859-1", "windows-1251", "shift_jis", "gb18030", "euc-kr", "utf-16", "iso-2022-jp", "no-such")


def damaged(data: bytes, cuts: int, seed: str) -> Iterator[tuple[str, bytes, str | None]]:
    """Kind, bytes and Content-Type of each damaged form; the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(cuts):
        yield "cut", data[: chance.randrange(len(data) + 1)], None
    flipped = bytearray(data)
    for _ in range(len(data) // 100):
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    yield "flipped", bytes(flipped), None
    yield "wrong charset", data, f"text/html; charset={chance.choice(WRONG)}"


def run(root: Path, corpora: Sequence[str] | None, limit: int | None, cuts: int) -> bool:
    """Read every page in all its damaged forms; print the counts, and whether all promises held."""
    counts: Counter[str] = Counter()
    slowest = 0.0
    likeness: list[float] = []
    broken: list[str] = []
    for name in corpora or available(root):
        pages = load(name, root, limit)
        for page in track(pages, len(pages), name):
            for kind, seconds, same in _try(page, cuts, broken):
                counts[kind] += 1
                slowest = max(slowest, seconds)
                if same is not None:
                    likeness.append(same)
    mean = sum(likeness) / len(likeness) if likeness else 1.0
    print(", ".join(f"{count:,} {kind}" for kind, count in counts.items()))
    print(f"slowest {slowest:.2f} s (limit {MAX_SECONDS:g}); word F1 with a wrong charset {mean:.4f} (least {MIN_F1})")
    print("\n".join(broken[:50]) or "no exception but ours")
    return not broken and mean >= MIN_F1


def _try(page: Page, cuts: int, broken: list[str]) -> Iterator[tuple[str, float, float | None]]:
    """For each damaged form its kind, its seconds, and how like the undamaged page it was read, where it should be."""
    for kind, data, content_type in damaged(page.html, cuts, page.id):
        start = time.process_time()
        article, same = None, None
        try:
            article = read_any(RawPage(data, url=page.url, content_type=content_type))
        except Exception as error:  # what must never happen is what is looked for
            broken.append(f"{page.id}, {kind}: {type(error).__name__}: {error}")
        seconds = time.process_time() - start
        if seconds > MAX_SECONDS:
            broken.append(f"{page.id}, {kind}: {seconds:.1f} s")
        if kind == "wrong charset":
            same = _likeness(article, read_any(RawPage(page.html, url=page.url)))
        yield kind, seconds, same


def _likeness(one: Article | None, other: Article | None) -> float:
    return body_f1(one.text if one else "", other.text if other else "")
