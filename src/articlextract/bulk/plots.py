"""Bars in SVG, drawn with the page's own colours so that they follow its light or dark."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

BAR = 22
LABEL = 150
WIDTH = 560


def bars(counts: Mapping[str, int], title: str, *, most: int = 12) -> str:
    """One bar for each name, in the order given, with its count and share; what is beyond `most` is summed up."""
    if not counts:
        return f"<figure><figcaption>{escape(title)}</figcaption><p>none</p></figure>"
    shown = _shown(counts, most)
    total = sum(counts.values())
    longest = max(1, *(count for _, count in shown))
    room = WIDTH - LABEL - 110
    rows = []
    for number, (name, count) in enumerate(shown):
        y = number * BAR
        width = max(1.0, room * count / longest) if count else 0.0
        rows.append(
            f'<text x="{LABEL - 8}" y="{y + 15}" text-anchor="end">{escape(name[:24])}</text>'
            f'<rect x="{LABEL}" y="{y + 3}" width="{width:.1f}" height="{BAR - 6}" rx="2"/>'
            f'<text x="{LABEL + width + 6:.1f}" y="{y + 15}">{count:,} · {count / max(1, total):.1%}</text>'
        )
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {WIDTH} {len(shown) * BAR}" role="img" '
        f'aria-label="{escape(title)}">{"".join(rows)}</svg></figure>'
    )


def _shown(counts: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    items = list(counts.items())
    if len(items) <= most:
        return items
    rest = sum(count for _, count in items[most - 1 :])
    return [*items[: most - 1], (f"{len(items) - most + 1} others", rest)]
