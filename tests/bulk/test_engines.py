"""Spark and Ray, really started here, give row for row what the local engine gives, killers included.

Where the engines are said to be there (.ci/run), on 10,000 pages; else on a hundred.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bulk.archives import gzipped, response
from bulk.killers import TARGET
from bulk.samples import html

from articlextract.bulk import _cluster, job
from articlextract.bulk.manifest import Manifest
from articlextract.bulk.options import BulkOptions
from articlextract.bulk.shards import plan

ROOT = Path(__file__).resolve().parents[2]
ONE = BulkOptions(workers=1)
PATIENT = {"RAY_raylet_start_wait_time_s": "300"}  # a busy machine takes longer than Ray's 30 s


class Crawl(NamedTuple):
    inputs: Path
    written: dict[str, bytes]
    told: str


ENGINES = {"spark": ["--engine", "spark", "--master", "local[2]"], "ray": ["--engine", "ray"]}


def make_inputs(folder: Path, shards: int = 3, pages: int = 40) -> Path:
    """Archives with a damaged record and pages that crash their worker, two in a hundred, hang it or eat memory."""
    folder.mkdir()
    words = {7: "segfault", 20: "exit"}
    worst = {5010: "spin", 5011: "memory"}
    for shard in range(shards):
        numbers = range(pages * shard, pages * (shard + 1))
        members = gzipped(response(n, html(n, worst.get(n) or words.get(n % 100, ""))) for n in numbers)
        if shard == 1:
            members[3] = members[3][:60] + b"\xff" * 30 + members[3][90:]
        (folder / f"{shard}.warc.gz").write_bytes(b"".join(members))
    return folder


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """Pages, and what the local engine makes of them."""
    folder = tmp_path_factory.mktemp("crawl")
    inputs = (
        make_inputs(folder / "in", 10, 1000) if os.environ.get("ARTICLEXTRACT_ENGINES") else make_inputs(folder / "in")
    )
    done = command(inputs, folder / "local")
    assert done.returncode == 0, done.stderr
    return Crawl(inputs, content(folder / "local"), done.stdout)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def environment() -> dict[str, str]:
    path = os.pathsep.join([str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": path, "SPARK_LOCAL_IP": "127.0.0.1", "RAY_USAGE_STATS_ENABLED": "0", **PATIENT}


def command(inputs: Path, output: Path, *more: str) -> subprocess.CompletedProcess[str]:
    program = str(Path(sys.executable).with_name("articlextract"))
    arguments = [program, "bulk", str(inputs), "-o", str(output), "-j", "1", "--target", TARGET, *more]
    return subprocess.run(arguments, env=environment(), cwd=output.parent, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_writes_what_the_local_one_writes(tmp_path: Path, crawl: Crawl, engine: str) -> None:
    pytest.importorskip({"spark": "pyspark", "ray": "ray"}[engine])
    done = command(crawl.inputs, tmp_path / engine, *ENGINES[engine])
    assert done.returncode == 0, done.stderr
    assert content(tmp_path / engine) == crawl.written
    assert done.stdout.splitlines()[:-1] == crawl.told.splitlines()[:-1]  # all but the speed


PROGRAM = {
    "spark": """
from pyspark.sql import SparkSession
from articlextract.bulk.spark import extract
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
extract(spark.read.parquet("pages.parquet").repartition(2), OPTIONS).write.parquet("rows")
""",
    "ray": """
import ray
from articlextract.bulk.ray import extract
ray.init(log_to_driver=False)
extract(ray.data.read_parquet("pages.parquet"), OPTIONS).write_parquet("rows")
""",
}


@pytest.mark.parametrize("engine", PROGRAM)
def test_a_table_of_pages_gives_the_rows_that_extract_batch_gives(tmp_path: Path, engine: str) -> None:
    pytest.importorskip({"spark": "pyspark", "ray": "ray"}[engine])
    from articlextract.bulk import extract_batch

    options = BulkOptions(workers=1, target=TARGET)
    pages = [{"id": f"{n:03}", "html": html(n, "segfault" if n == 30 else "")} for n in range(60)]
    pq.write_table(pa.Table.from_pylist(pages), tmp_path / "pages.parquet")
    program = f"from articlextract.bulk.options import BulkOptions\nOPTIONS = {options!r}\n" + PROGRAM[engine]
    program = "from articlextract.bulk.options import *\nfrom articlextract.bulk.limits import *\n" + program
    program = "from articlextract.options import *\n" + program
    environ = {**environment(), "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environ, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = pq.read_table(tmp_path / "rows").to_pylist()
    want = extract_batch(pa.RecordBatch.from_pylist(pages), options).to_pylist()
    assert sorted(found, key=lambda row: row["id"]) == want
    assert [row["id"] for row in want if row["error"]] == ["030"]


def test_what_tasks_finished_stays_finished_when_the_driver_dies(tmp_path: Path) -> None:
    inputs = make_inputs(tmp_path / "in")
    shards = plan([str(inputs / "1.warc.gz"), str(inputs / "2.warc.gz")])
    out = tmp_path / "out"

    def dies(call: Any, count: int) -> Any:
        call(0)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _cluster.engine(dies)(shards, out, ONE)
    assert not (out / "manifest.jsonl").exists()
    begun = []
    job.run(shards, out, ONE, resume=True, watch=lambda e: begun.append(e) if isinstance(e, job.Begun) else None)
    assert [event.shard.name for event in begun] == ["2.warc.gz"]
    assert [entry.shard for entry in Manifest(out).entries()] == ["1.warc.gz", "2.warc.gz"]
    assert not [name for name in content(out) if name.endswith(".entry")]


def test_a_shard_that_cannot_be_read_is_reported_by_its_task(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.parquet").write_bytes(b"PAR1 no")
    (tmp_path / "in" / "b.jsonl").write_text(json.dumps({"html": "<p>x"}) + "\n")

    def in_turn(call: Any, count: int) -> Any:
        return map(call, reversed(range(count)))

    summary = _cluster.engine(in_turn)(plan([str(tmp_path / "in")]), tmp_path / "out", ONE)
    assert [failed.shard.name for failed in summary.failed] == ["a.parquet"]
    assert (summary.shards, summary.left, summary.stats.rows) == (1, 0, 1)
