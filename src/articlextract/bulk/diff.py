"""What a new version reads otherwise: two results of the same input, compared field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ._extra import require
from .manifest import NAME, Manifest
from .readers.tally import InputError
from .rows import Row
from .schema import row_schema

IGNORED = frozenset({"id", "source", "position", "offset", "crawled_at", "http_status", "evidence", "confidence"})
EXAMPLES = 3


@dataclass
class Difference:
    """Counts over the pages that both results hold; `examples` of a field are (page, old, new).

    `by_status` and `by_type` count the changes of each field by what the page was before.
    """

    both: int = 0
    only_old: int = 0
    only_new: int = 0
    same: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_status: dict[str, Counter[str]] = field(default_factory=dict)
    by_type: dict[str, Counter[str]] = field(default_factory=dict)
    examples: dict[str, list[tuple[str, Any, Any]]] = field(default_factory=dict)

    def compare(self, old: Row, new: Row) -> None:
        """Count one page."""
        self.both += 1
        changed = [name for name in old if name in new and name not in IGNORED and old[name] != new[name]]
        self.same += not changed
        if old["status"] != new["status"]:
            self.statuses[old["status"], new["status"]] += 1
        for name in changed:
            self.fields[name] += 1
            self.by_status.setdefault(name, Counter())[old["status"]] += 1
            self.by_type.setdefault(name, Counter())[old["page_type"] or "none"] += 1
            if len(shown := self.examples.setdefault(name, [])) < EXAMPLES:
                shown.append((old["url"] or old["id"] or "", old[name], new[name]))


def difference(old: Path, new: Path) -> Difference:
    """Compare two output files, or two output folders shard by shard; pages are matched by shard and id.

    Raises:
        InputError: one of them holds no results in Parquet.
    """
    found = Difference()
    before, after = _files(old), _files(new)
    if len(before) == len(after) == 1:  # two files of whatever names
        before, after = {"": next(iter(before.values()))}, {"": next(iter(after.values()))}
    for shard in {**before, **after}:
        rows = {row["id"]: row for path in [after.get(shard)] if path for row in _rows(path)}
        for row in _rows(before[shard]) if shard in before else ():
            if (match := rows.pop(row["id"], None)) is None:
                found.only_old += 1
            else:
                found.compare(row, match)
        found.only_new += len(rows)
    return found


def _files(path: Path) -> dict[str, Path]:
    """Shard -> file."""
    if not path.is_dir():
        return {path.name: path}
    if not (path / NAME).exists():
        raise InputError(f"{path} holds no {NAME}. Name an output folder of bulk, or a file of it")
    return {f"{entry.input}#{entry.shard}": path / entry.output for entry in Manifest(path).entries()}


def _rows(path: Path) -> Iterator[Row]:
    parquet = require("pyarrow.parquet", "bulk")
    try:
        with parquet.ParquetFile(path) as file:
            names = [name for name in file.schema_arrow.names if name in row_schema().names and name != "evidence"]
            if not {"id", "status", "url", "page_type"} <= set(names):
                raise InputError(f"{path} holds no rows of bulk")
            for batch in file.iter_batches(batch_size=256, columns=names):
                yield from batch.to_pylist()
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as Parquet: {error}") from error
