"""On Ray: a Dataset of pages to a Dataset of rows, or a whole job with one task for each shard.

    rows = extract(pages)                                                      # a Dataset with a column `html`
    rows = pages.map_batches(extractor(), batch_format="pyarrow", batch_size=64)   # the same, by hand

A page that crashes its worker is not tried without end, as it would be by Ray alone, because the workers are processes
below the task's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ._cluster import Engine
from ._cluster import engine as cluster_engine
from ._extra import require
from .batch import extract_batch
from .options import BulkOptions
from .schema import row_schema

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 64


def extract(pages: Any, options: BulkOptions | None = None) -> Any:
    """A Dataset of pages to a Dataset of rows, with the columns of `row_schema()`."""
    return pages.map_batches(extractor(options), batch_format="pyarrow", batch_size=ROWS)


def extractor(options: BulkOptions | None = None) -> Callable[[pa.Table], pa.Table]:
    """The function for `Dataset.map_batches` with `batch_format="pyarrow"`."""
    options = options or BulkOptions()
    options = replace(options, workers=options.workers or 1)  # Ray counts cores

    def read(table: pa.Table) -> pa.Table:
        arrow = require("pyarrow", "ray")
        batches = [extract_batch(batch, options) for batch in table.to_batches(max_chunksize=ROWS)]
        return arrow.Table.from_batches(batches, schema=row_schema())

    return read


def engine(address: str | None = None) -> Engine:
    """A function with the arguments of `job.run` that has shards read by Ray, one task for each.

    Raises:
        MissingExtraError: ray is not installed.
    """
    ray = require("ray", "ray")

    def send(call: Callable[[int], str], count: int) -> Iterator[str]:
        if not ray.is_initialized():
            ray.init(address=address, log_to_driver=False)
        task = ray.remote(call)
        waiting = [task.remote(number) for number in range(count)]
        while waiting:
            ready, waiting = ray.wait(waiting)
            yield from ray.get(ready)

    return cluster_engine(send)
