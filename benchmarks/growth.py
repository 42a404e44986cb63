"""Time and memory against the size of a page, 1 kB to 20 MB: `make bench ARGS=--plot`.

Two kinds of page: one written here, of sections with headings, links and lists, and the insides of corpus pages set
one after the other. Time is the least of some runs; memory is the peak of a process of its own. The bars are those
of issue 9: a page of 20 MB in less than 3 s, and no byte of it dearer than 1.5 of those of a page of 200 kB.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from math import log10
from pathlib import Path
from typing import NamedTuple

from .corpora import Page
from .memory import peak_bytes
from .readers import OURS, read_as_shipped

SIZES = (1_000, 5_000, 20_000, 50_000, 200_000, 1_000_000, 5_000_000, 20_000_000)
PLOT = Path(__file__).resolve().parents[1] / "docs" / "growth.svg"
MAX_SECONDS, MAX_GROWTH = 3.0, 1.5
_COMPARED = (200_000, 20_000_000)

_HEAD, _END = (
    b"<!doctype html><html lang=en><title>The tides</title><body><main><h1>The tides</h1>",
    b"</main></body></html>",
)
_SECTION = """<section class="part-{n}"><h2>Harbour {n}</h2><p>On day {n} the boats came back at noon with {n} crates,
and the <a href="/market/{n}">market</a> was open until <b>six</b>. Nobody had seen a morning as still as that one.</p>
<ul><li><a href="/a/{n}">The pier in {n}</a></li><li>The light on rock {n}</li></ul></section>
"""
_INSIDE = re.compile(rb"<body[^>]*>(.*)</body>", re.DOTALL | re.IGNORECASE)


class Point(NamedTuple):
    """One page: its kind, bytes, CPU seconds, and the peak of a process that reads it alone."""

    kind: str
    size: int
    seconds: float
    peak: int


def written(size: int) -> bytes:
    """A page of at least that many bytes, no two sections the same."""
    parts, length, n = [_HEAD], len(_HEAD), 0
    while length < size - len(_END):
        n += 1
        part = _SECTION.format(n=n).encode()
        parts.append(part)
        length += len(part)
    return b"".join([*parts, _END]) if n > 1 else _HEAD + _SECTION.format(n=1).encode()[: size - len(_HEAD)] + _END


def joined(pages: Sequence[Page], size: int) -> bytes:
    """The insides of corpus pages, one after the other, as many as are needed, from the first again at the end."""
    insides = [match[1] for page in pages if (match := _INSIDE.search(page.html))]
    parts: list[bytes] = []
    length = 0
    while insides and length < size:
        parts.append(insides[len(parts) % len(insides)][: size - length])
        length += len(parts[-1])
    return b"<!doctype html><html><body>" + b"".join(parts) + b"</body></html>"


def measure(pages: Sequence[Page], sizes: Sequence[int] = SIZES) -> list[Point]:
    """Both kinds at every size."""
    points = []
    for size in sizes:
        for kind, html in (("written", written(size)), ("joined", joined(pages, size))):
            page = Page(f"{kind}-{size}", "https://example.org/tides", html, {})
            least = min(_seconds(page) for _ in range(1 if size > 2_000_000 else 3))
            points.append(Point(kind, len(html), least, peak_bytes(OURS, [page])))
    return points


def _seconds(page: Page) -> float:
    start = time.process_time()
    read_as_shipped(page)
    return time.process_time() - start


def table(points: Sequence[Point]) -> str:
    """The points, and whether the bars hold."""
    lines = ["  page           bytes    seconds   µs/kB   peak MiB"]
    for point in points:
        per = 1e9 * point.seconds / point.size
        lines.append(f"  {point.kind:<8} {point.size:11,d} {point.seconds:10.4f} {per:7.1f} {point.peak / 2**20:10.0f}")
    for kind in dict.fromkeys(point.kind for point in points):
        small, large = (min((p for p in points if p.kind == kind), key=lambda p: abs(p.size - s)) for s in _COMPARED)
        growth = (large.seconds / large.size) / (small.seconds / small.size)
        good = growth <= MAX_GROWTH and large.seconds < MAX_SECONDS
        lines.append(
            f"  {kind}: {large.size / 1e6:.0f} MB in {large.seconds:.2f} s, a byte {growth:.2f} times one of"
            f" {small.size / 1e3:.0f} kB: {'holds' if good else 'FAILS'}"
        )
    return "\n".join(lines)


def plot(points: Sequence[Point], path: Path = PLOT) -> None:
    """Both figures as lines on logarithmic axes, in one SVG."""
    panes: list[tuple[str, Callable[[Point], float], float, float]] = [
        ("CPU seconds", lambda p: p.seconds, 1e-3, 10.0),
        ("peak MiB", lambda p: p.peak / 2**20, 10.0, 10_000.0),
    ]
    drawn = []
    for number, (title, value, low, high) in enumerate(panes):
        left = 60 + 330 * number
        drawn.append(f'<text x="{left}" y="18">{title} by bytes of the page</text>')
        drawn.append(f'<path d="M{left} 30V270H{left + 260}" fill="none" stroke="#888"/>')
        for exponent in range(3, 8):
            x = left + 260 * (exponent - 3) / 4.5
            drawn.append(f'<text x="{x:.0f}" y="286" text-anchor="middle">1e{exponent}</text>')
        step = low
        while step <= high:
            drawn.append(f'<text x="{left - 6}" y="{_y(step, low, high) + 4:.0f}" text-anchor="end">{step:g}</text>')
            step *= 10
        for kind, colour in (("written", "#0a7"), ("joined", "#c50")):
            places = [
                f"{left + 260 * log10(p.size / 1e3) / 4.5:.1f},{_y(value(p), low, high):.1f}"
                for p in points
                if p.kind == kind
            ]
            drawn.append(f'<polyline points="{" ".join(places)}" fill="none" stroke="{colour}" stroke-width="2"/>')
    drawn.append('<text x="70" y="46" fill="#0a7">written</text><text x="130" y="46" fill="#c50">joined</text>')
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 300" font-family="sans-serif" font-size="12">'
        '<rect width="680" height="300" fill="#fff"/>' + "".join(drawn) + "</svg>\n",
        "utf-8",
    )


def _y(value: float, low: float, high: float) -> float:
    return 270 - 240 * (log10(max(value, low) / low) / log10(high / low))
