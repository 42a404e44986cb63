"""On Spark: rows of a DataFrame to rows, or a whole job with one task for each shard.

    rows = extract(pages)                         # a DataFrame with a column `html`
    rows = pages.mapInArrow(extractor(), spark_schema())   # the same, by hand

A page that crashes its worker does not fail the task, as it would on Spark alone, because the workers are processes
below the task's own.
"""

from __future__ import annotations

import os
import sys
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

ROWS = 64  # Spark hands over 10,000 rows at a time, too many pages to hold twice


def extract(pages: Any, options: BulkOptions | None = None) -> Any:
    """A DataFrame of pages to a DataFrame of rows, with the columns of `row_schema()`.

    Raises:
        MissingExtraError: pyspark is not installed.
    """
    return pages.mapInArrow(extractor(options), spark_schema())


def extractor(options: BulkOptions | None = None) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """The function for `DataFrame.mapInArrow`."""
    options = options or BulkOptions()
    options = replace(options, workers=options.workers or 1)  # Spark counts cores

    def read(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for first in range(0, batch.num_rows, ROWS):
                yield extract_batch(batch.slice(first, ROWS), options)

    return read


def spark_schema() -> Any:
    """`row_schema()` as Spark's StructType."""
    return require("pyspark.sql.pandas.types", "spark").from_arrow_schema(row_schema())


def engine(master: str | None = None) -> Engine:
    """A function with the arguments of `job.run` that has shards read by Spark, one task for each.

    Raises:
        MissingExtraError: pyspark is not installed.
    """
    builder = require("pyspark.sql", "spark").SparkSession.builder.appName("articlextract bulk")
    if master:
        builder = builder.master(master)
        if master.startswith("local"):  # the tasks' Python is this one, not the first on the path
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

    def send(call: Callable[[int], str], count: int) -> Iterator[str]:
        def read(batches: Iterator[Any]) -> Iterator[Any]:
            arrow = require("pyarrow", "spark")
            for batch in batches:
                answers = [call(number) for number in batch.column(0).to_pylist()]
                yield arrow.RecordBatch.from_pydict({"answer": answers})

        spark = builder.getOrCreate()
        for row in spark.range(0, count, 1, count).mapInArrow(read, "answer string").collect():
            yield row["answer"]

    return cluster_engine(send)
