"""Annotated pages, one Parquet file per corpus.

Columns: `id` (string), `url` (string, may be empty), `html` (binary, as crawled), `gold` (a JSON
object with the keys that the corpus annotates: text, with, without, title, authors, date, type, lang).
`python -m benchmarks.import_checkout` makes such a file from the public checkout of a corpus.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT_VARIABLE = "ARTICLEXTRACT_CORPORA"
DEFAULT_ROOT = Path(__file__).resolve().parents[1].parent / "shared" / "corpora"

# A split held out by its authors is measured only when it is named: who looks at it while building, trains on it.
HELD_OUT = "-test"

WHERE_TO_GET_ONE = f"""\
Make one from a public checkout, for example
    git clone https://github.com/Murrough-Foley/web-content-extraction-benchmark
    python -m benchmarks.import_checkout wcxb web-content-extraction-benchmark -o corpora/wcxb-dev.parquet
and point {ROOT_VARIABLE} at the folder; `python -m benchmarks.import_checkout --help` names the other corpora."""


@dataclass(frozen=True)
class Page:
    """One annotated page. `gold` holds only what its corpus annotates."""

    id: str
    url: str | None
    html: bytes
    gold: dict[str, Any]


def corpora_root() -> Path:
    """The folder with the corpora: the environment's word, or `../shared/corpora` beside this project."""
    return Path(os.environ.get(ROOT_VARIABLE) or DEFAULT_ROOT)


def corpus_path(name: str, root: Path) -> Path:
    return root / f"{name}.parquet"


def available(root: Path) -> list[str]:
    """Names of the corpora in the folder, held-out splits left out."""
    names = sorted(path.stem for path in root.glob("*.parquet"))
    return [name for name in names if not name.endswith(HELD_OUT)]


def load(name: str, root: Path, limit: int | None = None) -> list[Page]:
    """The pages of a corpus in file order; with `limit`, that many of them, evenly spread over the file.

    Raises:
        FileNotFoundError: the folder holds no such corpus.
    """
    import pyarrow.parquet as pq

    table = pq.read_table(corpus_path(name, root), columns=["id", "url", "html", "gold"])
    if limit is not None and 0 < limit < table.num_rows:
        table = table.take([i * table.num_rows // limit for i in range(limit)])
    return list(_pages(table.to_batches(max_chunksize=64)))


def _pages(batches: Iterable[Any]) -> Iterator[Page]:
    for batch in batches:
        for row in batch.to_pylist():
            yield Page(id=row["id"], url=row["url"] or None, html=row["html"], gold=json.loads(row["gold"]))


def save(path: Path, pages: Iterable[Page]) -> int:
    """Write a corpus file; returns the number of pages."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [
        {"id": p.id, "url": p.url or "", "html": p.html, "gold": json.dumps(p.gold, ensure_ascii=False, sort_keys=True)}
        for p in pages
    ]
    schema = pa.schema([("id", pa.string()), ("url", pa.string()), ("html", pa.binary()), ("gold", pa.string())])
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path, compression="zstd")
    return len(rows)


def fingerprint(name: str, root: Path) -> str:
    """SHA-256 of the corpus file, in hexadecimal."""
    digest = hashlib.sha256()
    with corpus_path(name, root).open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
