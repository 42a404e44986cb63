"""Many pages read side by side, by threads and by processes, against one loop."""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import articlextract

from .growth import fixtures, varied

THREADS = 16
PROCESSES = 4


def read(page: bytes) -> str:
    """The whole Article as JSON, or why there is none."""
    try:
        return articlextract.extract_html(page, "https://example.org/2024/05/17/story").to_json()
    except articlextract.ParseError as error:
        return str(error)


def differing(pages: Sequence[bytes]) -> tuple[int, int]:
    """How many pages threads, and how many processes, read in another way than one loop."""
    alone = [read(page) for page in pages]
    with ThreadPoolExecutor(THREADS) as threads:
        beside = list(threads.map(read, pages))
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as processes:
        apart = list(processes.map(read, pages, chunksize=20))
    return _unlike(alone, beside), _unlike(alone, apart)


def _unlike(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def run(count: int) -> bool:
    """Print how many of `count` pages, each with words of its own, were read otherwise; whether none was."""
    sources, chance = fixtures(), random.Random(11)
    pages = [varied(sources[n % len(sources)], chance) for n in range(count)]
    by_threads, by_processes = differing(pages)
    print(
        f"{count:,} pages, {len(set(pages)):,} of them different: {by_threads} read otherwise by {THREADS} threads, "
        f"{by_processes} by {PROCESSES} processes"
    )
    return by_threads == by_processes == 0
