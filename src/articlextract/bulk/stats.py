"""What is counted of rows: the same in every run, so that it can stand in the manifest, and adds up over shards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .rows import ERROR, Row

LENGTHS = (0, 100, 300, 1000, 3000, 10_000, 30_000)
"""Characters of text; a row is counted under the last one that it reaches."""

LEAST = 5


@dataclass
class Stats:
    """Counts of rows by status, cause of error, page type, language, length of the text, confidence and year.

    `confidence` is counted in tenths, `lengths` by LENGTHS; both, like `years`, of rows with a text alone. `least` are
    the rows whose text is least certain, each with what is needed to find its page.
    """

    rows: int = 0
    status: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    page_types: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    lengths: Counter[str] = field(default_factory=Counter)
    confidence: Counter[str] = field(default_factory=Counter)
    years: Counter[str] = field(default_factory=Counter)
    least: list[dict[str, Any]] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Count one row."""
        self.rows += 1
        self.status[row["status"]] += 1
        if row["status"] == ERROR:
            self.errors[row["error"]] += 1
            return
        self.page_types[row["page_type"] or "none"] += 1
        self.languages[(row["language"] or "none").partition("-")[0].lower()[:8]] += 1
        length = len(row["text"] or "")
        self.lengths[str(max(step for step in LENGTHS if step <= length))] += 1
        if length:
            self.confidence[str(min(9, int(10 * row["confidence"])))] += 1
            self.years[row["date"][:4] if row["date"] else "none"] += 1
            self._remember([{name: row[name] for name in _PLACE}])

    def merge(self, other: Stats) -> None:
        """Add the counts of other rows."""
        self.rows += other.rows
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))
        self._remember(other.least)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, the most frequent first."""
        counts = {name: by_count(getattr(self, name)) for name in _COUNTERS}
        return {"rows": self.rows, **counts, "least": self.least}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Stats:
        """Read back what `as_dict` gave."""
        counts = {name: Counter(values[name]) for name in _COUNTERS}
        return cls(rows=values["rows"], least=values["least"], **counts)

    def _remember(self, rows: Iterable[dict[str, Any]]) -> None:
        def order(row: dict[str, Any]) -> tuple[float, str, int]:
            return row["confidence"], row["source"] or "", row["position"] or 0

        self.least = sorted([*self.least, *rows], key=order)[:LEAST]


_PLACE = ("id", "source", "position", "offset", "url", "confidence")
_COUNTERS = ("status", "errors", "page_types", "languages", "lengths", "confidence", "years")


def by_count(counter: Counter[str]) -> dict[str, int]:
    """Most first, and by name among equals, so that no order in which pages were read is seen."""
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
