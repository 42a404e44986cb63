"""Crawled pages on Spark: `spark-submit examples/spark_job.py PAGES ROWS`, both Parquet.

PAGES has a column `html` and, better, `url`, `id` and `crawled_at`. For WARC files use the command,
`articlextract bulk crawl/ -o results/ --engine spark`: there one file is one task.
"""

from __future__ import annotations

import sys

from pyspark.sql import SparkSession

from articlextract.bulk.options import BulkOptions
from articlextract.bulk.spark import extract


def main(pages: str, rows: str) -> None:
    # Spark hands 10,000 rows at a time to Python: of pages of 250 kB, 2.5 GB.
    batches = "spark.sql.execution.arrow.maxRecordsPerBatch"
    spark = SparkSession.builder.appName("articlextract").config(batches, "64").getOrCreate()
    extract(spark.read.parquet(pages), BulkOptions(forms=("text",))).write.parquet(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
