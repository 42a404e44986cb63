"""What the caller of a bulk job can choose."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from typing import Any, Literal

from .. import __version__
from ..errors import OptionsError
from ..options import Options
from ._worker import Settings
from .limits import Limits
from .rows import FORMS
from .schema import VERSION

Format = Literal["parquet", "jsonl"]

# Of one page; beyond it, the beginning is read and the status says `truncated`. Common Crawl keeps 5 MiB of a page.
# 10 MB of short paragraphs took 900 MiB to read, close to the limit for memory.
MAX_BYTES = 5_000_000
OWN = "articlextract.bulk.rows:extract_row"


@dataclass(frozen=True)
class Columns:
    """What the columns of a table, or the keys of JSON lines, are called. Only `html` or `text` must be there.

    `html` holds bytes or text of a page, `text` what somebody flattened before; of a row with both, `html` is read.
    """

    html: str = "html"
    text: str = "text"
    url: str = "url"
    id: str = "id"
    crawled_at: str = "crawled_at"
    content_type: str = "content_type"
    http_status: str = "http_status"


@dataclass(frozen=True)
class BulkOptions:
    """How a crawl is read.

    Attributes:
        page: how each page is read, as for `extract_html`; here `max_bytes` is 5 MB.
        forms: the forms of the story that rows hold: text (always), markdown, html, body (JSON).
        limits: what one page may cost.
        workers: processes that read pages; None for one a core.
        columns: what tables call what they hold.
        format: of the files that are written, Parquet or zstd-compressed JSON lines.
        target: `module:function` that makes a row of a page, should it be another than articlextract's own; a name,
            so that a fresh process can import it. It is called with a CrawledPage, `page` and `forms`.
    """

    page: Options = field(default_factory=lambda: Options(max_bytes=MAX_BYTES))
    forms: tuple[str, ...] = ("text", "markdown")
    limits: Limits = field(default_factory=Limits)
    workers: int | None = None
    columns: Columns = field(default_factory=Columns)
    format: Format = "parquet"
    target: str = OWN

    def __post_init__(self) -> None:
        if unknown := set(self.forms) - set(FORMS):
            raise OptionsError(f"BulkOptions.forms are of {', '.join(FORMS)}, not {', '.join(sorted(unknown))}")
        if self.workers is not None and self.workers < 1:
            raise OptionsError(f"BulkOptions.workers must be above zero, not {self.workers!r}")
        if self.format not in ("parquet", "jsonl"):
            raise OptionsError(f'BulkOptions.format must be "parquet" or "jsonl", not {self.format!r}')
        if ":" not in self.target:
            raise OptionsError(f"BulkOptions.target must be module:function, not {self.target!r}")

    def settings(self) -> Settings:
        """What a worker is told."""
        return Settings(self.target, tuple(sys.path), self.page, self.forms, self.limits)

    def count(self) -> int:
        """How many workers there will be."""
        if self.workers is not None:
            return self.workers
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    def fingerprint(self) -> str:
        """SHA-256 over all that decides what rows hold; the number of workers does not."""
        return _fingerprint(self)


@cache
def _fingerprint(options: BulkOptions) -> str:
    chosen = {
        "version": __version__,
        "schema": VERSION,
        "page": {f.name: _plain(getattr(options.page, f.name)) for f in fields(options.page) if f.name != "fetch"},
        "forms": sorted(options.forms),
        "limits": asdict(options.limits),
        "columns": asdict(options.columns),
        "format": options.format,
        "target": options.target,
    }
    return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, os.PathLike):  # weights of the caller's own
        with open(value, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    return sorted(value) if isinstance(value, frozenset) else value
