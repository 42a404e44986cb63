"""What the report of `articlextract bulk` links to: the inspector's view of single pages, in files beside it.

A page among the slowest is not to be trusted more than any other, so it is read in a worker process, within the
limits of the job.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..bulk.crawled import CrawledPage
from ..bulk.rows import raw_page
from ..inspect import write_report
from ..options import Options
from ..pipeline import read_with_blocks

if TYPE_CHECKING:
    from ..bulk.again import Place
    from ..bulk.options import BulkOptions
    from ..bulk.shards import Shard

TARGET = f"{__name__}:inspect_page"


def inspect_page(page: CrawledPage, options: Options, forms: tuple[str, ...]) -> dict[str, Any]:
    """The job's target in a worker: no row, but the inspector's document."""
    return {"document": write_report(read_with_blocks(raw_page(page), options), page.id or "")}


def write_inspected(
    report: Path, shards: Sequence[Shard], options: BulkOptions, places: Iterable[Place]
) -> dict[Place, str]:
    """Write the documents of these pages into a folder beside the report; where each is, as seen from there.

    A page that cannot be read again, or that is text which somebody flattened before, has none.
    """
    from ..bulk.again import pages_again
    from ..bulk.supervisor import Supervisor, WorkerError

    found = [(place, page) for place, page in pages_again(shards, options, set(places)) if page.data is not None]
    settings = replace(options, target=TARGET).settings()
    folder = report.with_name(f"{report.stem}-pages")
    links: dict[Place, str] = {}
    with contextlib.suppress(WorkerError), Supervisor(settings, min(options.count(), 2)) as supervisor:
        for (place, _), done in zip(found, supervisor.map(page for _, page in found), strict=True):
            if document := done.row.get("document"):
                folder.mkdir(exist_ok=True)
                name = f"{re.sub(r'[^A-Za-z0-9._-]+', '-', place.source or '').strip('.-')[:100]}-{place.position}.html"
                (folder / name).write_text(document, encoding="utf-8")
                links[place] = f"{quote(folder.name)}/{quote(name)}"
    return links
