"""A small corpus, a reader that answers from a table, and a floors file of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import corpora, floors, readers
from benchmarks.corpora import Page
from benchmarks.readers import Prediction

Answer = Callable[[Page], Prediction]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for corpora, named by the environment."""
    folder = tmp_path / "corpora"
    folder.mkdir()
    monkeypatch.setenv(corpora.ROOT_VARIABLE, str(folder))
    return folder


@pytest.fixture
def tides(root: Path) -> list[Page]:
    """A corpus `tides` of forty pages, the odd ones forums."""
    pages = [
        Page(f"{i:02}", None, f"<title>Tide {i}</title><p>The sea rose by {i} feet.".encode(), {
            "text": f"The sea rose by {i} feet.",
            "title": f"Tide {i}",
            "type": "forum" if i % 2 else "article",
        })
        for i in range(40)
    ]  # fmt: skip
    corpora.save(root / "tides.parquet", pages)
    return pages


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], None]:
    """Put another reader in the place of articlextract, in this process."""

    def put(read: Answer) -> None:
        monkeypatch.setattr(readers, "read_with_articlextract", read)

    return put


@pytest.fixture
def pin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Write a floors file and make it the one that counts."""

    def write(
        floor: dict[str, float], shas: dict[str, str] | None = None, *, slowest: float = 60.0, ratio: float = 1e9
    ) -> Path:
        path = tmp_path / "floors.json"
        ceilings = {floors.RAISED: 0, floors.SLOWEST: slowest, floors.RATIO: ratio}
        floors.write(floors.Floors(shas or {}, floor, ceilings), path)
        monkeypatch.setattr(floors, "FLOORS_FILE", path)
        return path

    return write
