"""`articlextract diff`: what a new version reads otherwise."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..terminal import safe_line
from .bulk import InputNotRead

if TYPE_CHECKING:
    from ..bulk.diff import Difference

LEAD = 30  # characters that two values have in common, shown before they part
WIDTH = 140


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
def diff(old: Path, new: Path) -> None:
    """Compare two results of `bulk`: fields that changed, of which pages, with examples.

    OLD and NEW are output folders, or Parquet files of them.

    Exit codes: 0 compared, 2 wrong usage, 3 could not read.
    """
    from ..bulk.diff import difference
    from ..errors import ArticlextractError

    try:
        found = difference(old, new)
    except ArticlextractError as error:
        raise InputNotRead(str(error)) from error
    click.echo(table(found))


def table(found: Difference) -> str:
    """The comparison as text."""
    lines = [
        f"{'pages in both':<24}{found.both:>12,}",
        f"  {'read the same':<22}{found.same:>12,}",
        f"{'only in the old':<24}{found.only_old:>12,}",
        f"{'only in the new':<24}{found.only_new:>12,}",
    ]
    for (before, after), count in found.statuses.most_common():
        lines.append(f"status {before} -> {after}: {count:,}")
    for name, count in found.fields.most_common():
        lines.append(f"\n{name}: {count:,} changed, {count / found.both:.1%}")
        lines.append(f"  was {_counts(found.by_status[name])}; {_counts(found.by_type[name])}")
        for page, before, after in found.examples[name]:
            lines.append(f"  {safe_line(page, 100)}")
            lines += [f"    {sign} {words}" for sign, words in zip("-+", _shown(before, after), strict=True)]
    return "\n".join(lines)


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counter.most_common(4))


def _shown(before: Any, after: Any) -> tuple[str, str]:
    """Both on one line, from a little before where they part."""
    one, other = (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in (before, after)
    )
    alike = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = alike - LEAD if alike > 2 * LEAD else 0
    return _from(one, start), _from(other, start)


def _from(value: str, start: int) -> str:
    return safe_line(("… " if start else "") + value[start : start + WIDTH], WIDTH)
