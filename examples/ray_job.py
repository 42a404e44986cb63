"""Crawled pages on Ray: `python examples/ray_job.py PAGES ROWS`, both Parquet.

PAGES has a column `html` and, better, `url`, `id` and `crawled_at`. For WARC files use the command,
`articlextract bulk crawl/ -o results/ --engine ray`: there one file is one task.
"""

from __future__ import annotations

import sys

import ray

from articlextract.bulk.options import BulkOptions
from articlextract.bulk.ray import extract


def main(pages: str, rows: str) -> None:
    extract(ray.data.read_parquet(pages), BulkOptions(forms=("text",))).write_parquet(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
