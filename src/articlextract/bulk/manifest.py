"""The manifest: a line of JSON for each finished shard, with counts and hashes, in the order in which they ended.

It holds no times, so that a run that was broken off and resumed leaves the same bytes as one that was not.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .output import OutputError, explained, sync
from .stats import Stats

NAME = "manifest.jsonl"
ENTRY = ".entry"  # of the files in which a cluster's tasks leave theirs


@dataclass(frozen=True)
class Entry:
    """One finished shard.

    `key` and `options` are hashes: of the input with the options, and of the options alone. `damaged` are the offsets
    of records that could not be read; each has an error row as well. `skipped` is what was in it and is no page.
    """

    key: str
    options: str
    input: str
    shard: str
    output: str
    size: int
    sha256: str
    stats: Stats
    skipped: Counter[str] = field(default_factory=Counter)
    damaged: tuple[int, ...] = ()

    def line(self) -> str:
        """Its line in the manifest."""
        plain = {**vars(self), "stats": self.stats.as_dict(), "skipped": dict(sorted(self.skipped.items()))}
        return json.dumps(plain, ensure_ascii=True) + "\n"

    @classmethod
    def from_line(cls, line: str | bytes) -> Entry:
        """Read back what `line` gave. Raises ValueError, KeyError or TypeError for anything else."""
        plain: dict[str, Any] = json.loads(line)
        read = {"stats": Stats.from_dict(plain["stats"]), "skipped": Counter(plain["skipped"])}
        return cls(**{**plain, **read, "damaged": tuple(plain["damaged"])})


class Manifest:
    """The manifest of an output folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def entries(self) -> list[Entry]:
        """What is finished. A line that a killed run has written in part is not.

        Raises:
            OutputError: the file is something else than a manifest.
        """
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return []
        try:
            return [Entry.from_line(line) for line in data[: data.rfind(b"\n") + 1].splitlines()]
        except (ValueError, KeyError, TypeError) as error:
            raise OutputError(f"{self._path} is no manifest of this version. Choose another folder") from error

    def mend(self) -> None:
        """Take a torn last line out, and add what the tasks of a cluster have left whose driver died."""
        if self._path.exists():
            with explained(self._path):
                os.truncate(self._path, self._path.read_bytes().rfind(b"\n") + 1)
        for path in sorted(self._path.parent.glob(f".*{ENTRY}")):
            with contextlib.suppress(ValueError, KeyError, TypeError):
                self.add(Entry.from_line(path.read_bytes()))
            path.unlink(missing_ok=True)

    def add(self, entry: Entry) -> None:
        """Say that a shard is finished, for good once this returns."""
        with explained(self._path):
            new = not self._path.exists()
            size = 0 if new else self._path.stat().st_size
            try:
                with open(self._path, "ab") as file:
                    file.write(entry.line().encode())
                    file.flush()
                    os.fsync(file.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    os.truncate(self._path, size)
                raise
            if new:
                sync(self._path.parent)
