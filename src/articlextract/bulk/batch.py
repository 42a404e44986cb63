"""The Arrow function: a batch of crawled pages in, a batch of rows out. All engines call this one piece."""

from __future__ import annotations

import atexit
import os
import threading
from typing import TYPE_CHECKING

from ._extra import require
from .options import BulkOptions
from .readers.tables import pages_of_batch
from .schema import row_schema
from .supervisor import Done, Supervisor

if TYPE_CHECKING:
    import pyarrow as pa

_supervisors: dict[tuple[int, BulkOptions], Supervisor] = {}
_lock = threading.Lock()


def extract_batch(batch: pa.RecordBatch, options: BulkOptions | None = None) -> pa.RecordBatch:
    """One row for each row, in the same order, with the columns of `row_schema()`; never raises for a page.

    `batch` holds pages in a column `html` (bytes or text) or `text` (flattened before), and may say `url`, `id`,
    `crawled_at` and `content_type`; `options.columns` gives other names. The pages are read in worker
    processes of this one's, which stay for the next call. A page that hangs or kills its worker gives an error row.

    Raises:
        TableError: the batch has no column with pages.
        MissingExtraError: pyarrow is not installed.
        WorkerError: no worker process can be started.
    """
    pa = require("pyarrow", "bulk")
    options = options or BulkOptions()
    pages = pages_of_batch(batch, options.columns, options.page.max_bytes)
    with _lock:
        rows = [done.row for done in _supervisor(options).map(pages) if isinstance(done, Done)]
    return pa.RecordBatch.from_pylist(rows, schema=row_schema())


def _supervisor(options: BulkOptions) -> Supervisor:
    """The one for these options in this process; a forked child, as Spark's workers are, starts its own."""
    key = (os.getpid(), options)
    if key not in _supervisors:
        _supervisors[key] = Supervisor(options.settings(), options.count())
    return _supervisors[key]


@atexit.register
def _close() -> None:
    for (pid, _), supervisor in _supervisors.items():
        if pid == os.getpid():
            supervisor.close()
    _supervisors.clear()
