"""A job's report: one HTML file without scripts, fonts or pictures from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from .. import __version__
from .again import Place, Slow
from .job import Summary
from .plots import bars
from .stats import LENGTHS, by_count

STYLE = """
:root { color-scheme: light dark; --ink: #1c2024; --dim: #60666d; --line: #d9dde1; --paper: #fff; --bar: #3d6fb4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8ea; --dim: #9aa1a9; --line: #363b41; --paper: #16191c; --bar: #6f9fe0; }
}
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto;
  max-width: 75rem; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; }
p.note { color: var(--dim); margin: .2rem 0 1.2rem; overflow-wrap: anywhere; }
dl { display: flex; flex-wrap: wrap; gap: .8rem 2.2rem; margin: 0; }
dt { color: var(--dim); font-size: .85rem; } dd { margin: 0; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 1.5rem 2.5rem; }
figure { margin: 0; } figcaption { font-weight: 600; margin-bottom: .3rem; }
svg { width: 100%; height: auto; font: 12px system-ui, sans-serif; } svg text { fill: var(--ink); }
svg rect { fill: var(--bar); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
table.narrow { max-width: 34rem; } td.name, td.number { white-space: nowrap; }
th { color: var(--dim); font-weight: 500; } td.number, th.number { text-align: right; } td { overflow-wrap: anywhere; }
a { color: inherit; }
"""


@dataclass(frozen=True)
class Facts:
    """What only this run knows.

    Attributes:
        slowest: the pages that took longest.
        inspected: place of a page -> its document in the inspector, as seen from the report.
    """

    command: str
    output: str
    pages: int
    seconds: float
    slowest: Sequence[Slow] = ()
    inspected: Mapping[Place, str] = field(default_factory=dict)


def render(summary: Summary, facts: Facts) -> str:
    """The report as one HTML document."""
    parts = [
        f"<h1>{summary.stats.rows:,} pages</h1>",
        f'<p class="note">articlextract {escape(__version__)} · <code>{escape(facts.command)}</code>'
        f" · written to {escape(facts.output)}</p>",
        _figures(summary, facts),
        "<h2>What became of them</h2>",
        _adds_up(summary),
        '<h2>What they are</h2><div class="plots">',
        *_plots(summary),
        "</div>",
        *_lists(summary, facts),
    ]
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Bulk report</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n" + "\n".join(parts) + "\n</body>\n</html>\n"
    )


def _figures(summary: Summary, facts: Facts) -> str:
    stats = summary.stats
    good = stats.status.get("ok", 0)
    told = {
        "pages read": f"{stats.rows:,}",
        "ok": f"{good / stats.rows:.1%}" if stats.rows else "–",
        "errors": f"{stats.status.get('error', 0):,}",
        "damaged places": f"{summary.damaged:,}",
        "shards": f"{summary.shards:,}" + (f" of {summary.shards + summary.left:,}" if summary.left else ""),
        "pages in this run": f"{facts.pages:,}",
        "pages a second": f"{facts.pages / facts.seconds:.1f}",
    }
    return "<dl>" + "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in told.items()) + "</dl>"


def _adds_up(summary: Summary) -> str:
    """Statuses and errors; their sum is the number of pages read."""
    stats = summary.stats
    rows = [(status, count, "") for status, count in by_count(stats.status).items() if status != "error"]
    rows += [("error", count, cause) for cause, count in by_count(stats.errors).items()]
    rows += [("read", stats.rows, "the sum of these")]
    body = [(status, what, _Number(count)) for status, count, what in rows]
    body += [("passed over", what, _Number(count)) for what, count in list(by_count(summary.skipped).items())[:20]]
    return _table(("status", "", _Number("pages")), body, narrow=True)


def _plots(summary: Summary) -> list[str]:
    stats = summary.stats
    lengths = {_span(step): stats.lengths.get(str(step), 0) for step in LENGTHS}
    tenths = {f"{n / 10:.1f} to {(n + 1) / 10:.1f}": stats.confidence.get(str(n), 0) for n in range(10)}
    years = Counter({year: count for year, count in stats.years.items() if year != "none"})
    latest: dict[str, int] = dict(sorted(years.items(), reverse=True))
    dated = {"no date": stats.years.get("none", 0), **latest}
    return [
        bars(by_count(stats.status), "Status"),
        bars(by_count(stats.page_types), "Kind of page"),
        bars(by_count(stats.languages), "Language"),
        bars(lengths, "Characters of text"),
        bars(tenths, "Confidence of the text"),
        bars(dated, "Year of publication", most=14),
    ]


def _span(step: int) -> str:
    after = dict(pairwise(LENGTHS))
    return f"{step:,} to {after[step] - 1:,}" if step in after else f"{step:,} and more"


def _lists(summary: Summary, facts: Facts) -> list[str]:
    parts = []
    where = ("shard", _Number("page"), _Number("byte"), "URL", "")
    if facts.slowest:
        slow = [(_Number(f"{s.seconds:.2f}"), s.outcome, *_where(s.place, s.url, facts)) for s in facts.slowest]
        parts += ["<h2>Slowest in this run</h2>", _table((_Number("seconds"), "status", *where), slow)]
    if least := summary.stats.least:
        rows = [(_Number(f"{row['confidence']:.2f}"), *_where(Place.of(row), row["url"], facts)) for row in least]
        parts += ["<h2>Least certain texts</h2>", _table((_Number("confidence"), *where), rows)]
    if summary.failed:
        parts += ["<h2>Inputs not read</h2>", _table(("input", "why"), [(f.shard.path, f.why) for f in summary.failed])]
    return parts


def _where(place: Place, url: str | None, facts: Facts) -> tuple[str, ...]:
    offset = _Number("" if place.offset is None else place.offset)
    inspected = _Inspect(facts.inspected.get(place, ""))
    return _Name(place.source or ""), _Number(place.position or 0), offset, _Link(url), inspected


class _Number(str):
    """A cell that stands to the right."""

    def __new__(cls, value: object) -> _Number:
        return super().__new__(cls, f"{value:,}" if isinstance(value, int) else str(value))


class _Name(str):
    """A cell that stands on one line."""

    __slots__ = ()


class _Link(str):
    """A cell that leads somewhere, if it is a web address."""

    def __new__(cls, value: str | None) -> _Link:
        return super().__new__(cls, value or "")


class _Inspect(str):
    """A cell that leads to the inspector's document, if there is one."""

    __slots__ = ()


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], *, narrow: bool = False) -> str:
    top = "".join(_cell(cell, "th") for cell in head)
    body = "".join("<tr>" + "".join(_cell(cell, "td") for cell in row) + "</tr>" for row in rows)
    kind = ' class="narrow"' if narrow else ""
    return f'<div class="scroll"><table{kind}><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(value: str, tag: str) -> str:
    if isinstance(value, _Number):
        return f'<{tag} class="number">{escape(value)}</{tag}>'
    if isinstance(value, _Name):
        return f'<{tag} class="name">{escape(value)}</{tag}>'
    if isinstance(value, _Link) and value.startswith(("https://", "http://")):
        return f'<{tag}><a rel="noreferrer nofollow" href="{escape(value)}">{escape(value[:160])}</a></{tag}>'
    if isinstance(value, _Inspect) and value:
        return f'<{tag}><a href="{escape(value)}">inspect</a></{tag}>'
    return f"<{tag}>{escape(value)}</{tag}>"
