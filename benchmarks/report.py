"""Scores as text: the table of a corpus, the worst pages, several systems side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .floors import MIN_PAGES, Floors
from .readers import ALL_FIELDS
from .scoring import Figure, PageScore

Cell = Mapping[str, Figure]
LINE = 110  # characters of a value that are shown


def corpus_table(corpus: str, scores: Sequence[PageScore], figures: Sequence[Figure], floors: Floors | None) -> str:
    """Fields across, page types and languages down, each figure with its floor in parentheses; `!` is below it."""
    by_name = {figure.name: figure for figure in figures}
    fields = [name for name in ALL_FIELDS if f"{corpus}/{name}" in by_name]
    groups = sorted({f.name.split("/")[2] for f in figures if f.name.count("/") == 2}, key=lambda g: _rank(g, by_name))
    rows = [["", *fields], ["pages", *(str(by_name[f"{corpus}/{name}"].pages) for name in fields)]]
    for group in ["", *groups]:
        keys = [f"{corpus}/{name}" + (f"/{group}" if group else "") for name in fields]
        pages = max((by_name[key].pages for key in keys if key in by_name), default=0)
        rows.append([f"{group} ({pages})" if group else "all", *(_cell(key, by_name, floors) for key in keys)])
    return "\n".join([_heading(corpus, scores), *_aligned(rows)])


def _rank(group: str, by_name: Cell) -> tuple[int, str]:
    """Large groups first."""
    return -max(f.pages for name, f in by_name.items() if name.endswith(f"/{group}")), group


def _heading(corpus: str, scores: Sequence[PageScore]) -> str:
    slowest = max(scores, key=lambda score: score.seconds)
    raised = sum(score.error is not None for score in scores)
    mean = 1000 * sum(score.seconds for score in scores) / len(scores)
    return (
        f"\n{corpus}: {len(scores)} pages, {mean:.1f} ms a page, {raised} raised, "
        f"slowest {slowest.seconds:.2f} s ({slowest.id})"
    )


def _cell(key: str, by_name: Cell, floors: Floors | None) -> str:
    if key not in by_name:
        return "·"
    value = by_name[key].value
    floor = floors.floors.get(key) if floors else None
    if floor is None:
        return f"{value:.3f}        "
    return f"{value:.3f} ({floor:.3f}){'!' if value < floor else ' '}"[: len("0.000 (0.000)!")]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    first = widths[0]
    return [
        "  " + row[0].ljust(first) + "".join(f"  {cell:<{w}}" for cell, w in zip(row[1:], widths[1:], strict=True))
        for row in rows
    ]


def worst_pages(scores: Iterable[PageScore], field: str, count: int) -> str:
    """The pages with the lowest score in a field, each with what was found beside what was wanted."""
    scored = sorted((s for s in scores if field in s.scores), key=lambda s: (s.scores[field], s.id))
    parts = [f"\nworst {field}:"]
    for score in scored[:count]:
        kind = " ".join(score.groups.values())
        parts.append(f"  {score.scores[field]:.3f}  {score.id}  {kind}  {score.url or ''}")
        parts.extend(f"         {line}" for line in [score.error or "", *_differences(score, field)] if line)
    return "\n".join(parts)


def _differences(score: PageScore, field: str) -> list[str]:
    if field == "body":
        found, wanted = score.predicted["body"], score.gold["text"]
        missing = [f"- {line}" for line in _lines_not_in(wanted, found)]
        extra = [f"+ {line}" for line in _lines_not_in(found, wanted)]
        return [f"{len(found.split())} words, gold has {len(wanted.split())}", *missing, *extra]
    if field == "seg":
        text = " ".join(score.predicted["body"].split())
        wanted = [f"- {s}"[:LINE] for s in score.gold.get("with", ()) if " ".join(s.split()) not in text]
        return wanted + [f"+ {s}"[:LINE] for s in score.gold.get("without", ()) if " ".join(s.split()) in text]
    return [f"- {_short(score.gold[field])}", f"+ {_short(score.predicted[field])}"]


def _lines_not_in(text: str, other: str) -> list[str]:
    """The three longest lines of a text that the other text has not."""
    known = " ".join(other.split())
    lines = {" ".join(line.split()) for line in text.splitlines()}
    return [line[:LINE] for line in sorted((x for x in lines if x not in known), key=lambda x: (-len(x), x))[:3]]


def _short(value: Any) -> str:
    return str(value)[:LINE]


def side_by_side(systems: Mapping[str, Sequence[Figure]]) -> str:
    """A Markdown table, a figure a row and a system a column, the best in bold; groups of a few pages left out."""
    values = {system: {f.name: f.value for f in figures} for system, figures in systems.items()}
    names = dict.fromkeys(
        f.name for figures in systems.values() for f in figures if f.name.count("/") == 1 or f.pages >= MIN_PAGES
    )
    lines = ["| figure | " + " | ".join(systems) + " |", "| --- |" + " --- |" * len(systems)]
    for name in names:
        best = max(found[name] for found in values.values() if name in found)
        cells = [_bold(found.get(name), best) for found in values.values()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _bold(value: float | None, best: float) -> str:
    if value is None:
        return ""
    return f"**{value:.3f}**" if value == best else f"{value:.3f}"
