"""Whole jobs: one row a page, resumed to the same bytes, nothing half written, whatever happens in between."""

from __future__ import annotations

import errno
import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bulk import crash
from bulk.archives import gzipped, record, response
from bulk.killers import TARGET
from bulk.samples import html

from articlextract.bulk import job, row_schema
from articlextract.bulk.limits import MIB, Limits
from articlextract.bulk.manifest import Entry, Manifest
from articlextract.bulk.options import BulkOptions
from articlextract.bulk.output import OutputError, ShardFile
from articlextract.bulk.shards import Kind, plan

LIMITS = Limits(seconds=0.5, wall_seconds=2, memory=400 * MIB)
OPTIONS = BulkOptions(workers=2, target=TARGET, limits=LIMITS)
ONE = BulkOptions(workers=1)


def make_inputs(folder: Path, shards: int = 2, pages: int = 20) -> Path:
    folder.mkdir(exist_ok=True)
    for shard in range(shards):
        members = gzipped(response(shard * pages + n) for n in range(pages))
        (folder / f"{shard}.warc.gz").write_bytes(b"".join(members))
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows_of(folder: Path) -> list[dict[str, Any]]:
    """All rows, in the manifest's order."""
    names = [json.loads(line)["output"] for line in (folder / "manifest.jsonl").read_text().splitlines()]
    return [row for name in names for row in pq.read_table(folder / name).to_pylist()]


def test_every_page_gives_one_row_and_the_counts_add_up(tmp_path: Path) -> None:
    members = gzipped(
        [
            record("warcinfo", 0, b"by hand"),
            *(response(n) for n in range(30)),
            response(30, html(30, "segfault")),
            response(31, html(31, "spin")),
            response(32, warc="WARC-Truncated: length\r\n"),
            response(33, b"%PDF-1.7 \x00\x01"),
            response(34, b""),
            response(35, html(35).replace(b"Tide 35", "Größe".encode("latin-1"))),  # said to be UTF-8
            response(36, status="404 Not Found"),
            *(response(n) for n in range(37, 40)),
        ]
    )
    members[5] = members[5][:60] + b"\xff" * 30 + members[5][90:]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(members))
    summary = job.run(plan([str(tmp_path / "a.warc.gz")]), tmp_path / "out", OPTIONS)
    rows = rows_of(tmp_path / "out")
    assert [row["position"] for row in rows] == list(range(39))
    assert summary.stats.rows == 39 == sum(summary.stats.status.values())
    assert summary.stats.errors == {"crash": 1, "time": 1, "parse": 1, "damaged": 1}
    assert summary.stats.status["error"] == sum(summary.stats.errors.values())
    assert summary.skipped == {"HTTP status 404": 1}
    assert summary.damaged == 1
    by_url = {row["url"]: row for row in rows}
    status = {n: by_url[f"https://tides.example/{n}"]["status"] for n in (3, 30, 31, 32, 33, 34, 35)}
    assert status == {3: "ok", 30: "error", 31: "error", 32: "truncated", 33: "error", 34: "empty", 35: "ok"}
    assert by_url["https://tides.example/35"]["title"] == "Größe"
    assert rows[4]["error"] == "damaged"
    assert rows[4]["offset"] == sum(map(len, members[:5]))
    assert pq.read_schema(next((tmp_path / "out").glob("*.parquet"))).metadata[b"articlextract.schema"] == b"1"


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_two_runs_write_the_same_bytes_and_the_forms_hold_the_same(tmp_path: Path, form: Any) -> None:
    inputs = make_inputs(tmp_path / "in")
    for name, workers in (("a", 1), ("b", 2)):
        job.run(plan([str(inputs)]), tmp_path / name, BulkOptions(workers=workers, format=form))
    assert content(tmp_path / "a") == content(tmp_path / "b")
    assert len(content(tmp_path / "a")) == 3
    if form == "jsonl":
        rows = []
        for path in sorted((tmp_path / "a").glob("*.zst")):
            with pa.input_stream(path) as file:
                rows += [json.loads(line) for line in file.read().splitlines()]
        assert list(rows[0]) == row_schema().names
        assert [row["title"] for row in rows] == [f"Tide {n}" for n in range(40)]
        assert rows[3]["crawled_at"] == "2024-05-04T12:00:00Z"


def test_a_broken_off_run_is_completed_to_the_same_bytes(tmp_path: Path) -> None:
    """Stopped in the second shard of three, with a torn line in the manifest and a file without a line."""
    inputs = make_inputs(tmp_path / "in", 3)
    shards = plan([str(inputs)])
    job.run(shards, tmp_path / "whole", ONE)
    out = tmp_path / "out"

    def stop_in_the_second(event: job.Event) -> None:
        if isinstance(event, job.Done) and event.page.source == "1.warc.gz":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        job.run(shards, out, ONE, watch=stop_in_the_second)
    assert sorted(content(out)) == sorted([shards[0].output(ONE), "manifest.jsonl"])
    with (out / "manifest.jsonl").open("ab") as file:
        file.write(b'{"key": "torn')
    (out / shards[1].output(ONE)).write_bytes(b"renamed, but not in the manifest")
    (out / ".2.warc.gz.0.partial").write_bytes(b"left by a kill")
    begun: list[str] = []
    summary = job.run(
        shards, out, ONE, resume=True, watch=lambda e: begun.append(e.shard.name) if isinstance(e, job.Begun) else None
    )
    assert begun == ["1.warc.gz", "2.warc.gz"]
    assert summary.stats.rows == 60
    assert content(out) == content(tmp_path / "whole")


def test_a_stop_that_is_asked_for_finishes_the_shard(tmp_path: Path) -> None:
    shards = plan([str(make_inputs(tmp_path / "in", 5, 300))])
    seen: list[job.Event] = []
    summary = job.run(shards, tmp_path / "out", ONE, watch=seen.append, stopping=lambda: len(seen) > 3)
    assert 1 <= summary.shards < 5
    assert summary.left == 5 - summary.shards
    assert summary.stats.rows == 300 * summary.shards


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_two_hundred_kills_lose_nothing_and_double_nothing(tmp_path: Path, form: str) -> None:
    inputs = make_inputs(tmp_path / "in", 3, 12)
    work = Path("/dev/shm") if Path("/dev/shm").is_dir() else tmp_path  # the disk's own pace is not what is tested
    place = work / f"articlextract-{tmp_path.name}-{form}"
    place.mkdir()
    try:
        command = [sys.executable, crash.__file__, str(inputs), str(place), "100", form]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout == "100 kills, 4 files\n"
    finally:
        for path in sorted(place.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        place.rmdir()


def no_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_a_full_disk_leaves_what_is_finished_and_nothing_else(
    tmp_path: Path, form: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = BulkOptions(workers=1, format=form)
    shards = plan([str(make_inputs(tmp_path / "in"))])
    job.run(shards, tmp_path / "whole", options)

    real = ShardFile.finish

    def full(self: ShardFile) -> tuple[int, str]:
        if "1.warc" in str(self._final):
            monkeypatch.setattr(self._writer, "close", no_space)
        return real(self)

    monkeypatch.setattr(ShardFile, "finish", full)
    with pytest.raises(OutputError, match="No space left on device"):
        job.run(shards, tmp_path / "out", options)
    assert sorted(content(tmp_path / "out")) == sorted([shards[0].output(options), "manifest.jsonl"])
    monkeypatch.undo()
    job.run(shards, tmp_path / "out", options, resume=True)
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_a_manifest_line_that_does_not_fit_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shards = plan([str(make_inputs(tmp_path / "in"))])
    job.run(shards[:1], tmp_path, ONE)
    before = (tmp_path / "manifest.jsonl").read_bytes()
    entry = Manifest(tmp_path).entries()[0]

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(OutputError):
        Manifest(tmp_path).add(entry)
    assert (tmp_path / "manifest.jsonl").read_bytes() == before


def test_an_input_that_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    inputs = make_inputs(tmp_path / "in")
    (inputs / "0a.parquet").write_bytes(b"PAR1 no")
    (inputs / "9.jsonl.gz").write_bytes(gzip.compress(b'{"html": "<p>x"}\n'))
    summary = job.run(plan([str(inputs)]), tmp_path / "out", ONE)
    assert [failed.shard.name for failed in summary.failed] == ["0a.parquet"]
    assert summary.shards == 3
    assert not list((tmp_path / "out").glob("0a*"))


def test_results_are_not_overwritten_or_mixed(tmp_path: Path) -> None:
    shards = plan([str(make_inputs(tmp_path / "in", 1))])
    job.run(shards, tmp_path / "out", ONE)
    with pytest.raises(OutputError, match="holds results already"):
        job.run(shards, tmp_path / "out", ONE)
    with pytest.raises(OutputError, match="other options"):
        job.run(shards, tmp_path / "out", BulkOptions(forms=("text",)), resume=True)
    with job.results_in(tmp_path / "out", shards, ONE, resume=True), pytest.raises(OutputError, match="another run"):
        job.run(shards, tmp_path / "out", ONE, resume=True)


def test_a_shard_whose_output_is_gone_is_done_again(tmp_path: Path) -> None:
    shards = plan([str(make_inputs(tmp_path / "in"))])
    job.run(shards, tmp_path / "out", ONE)
    want = content(tmp_path / "out")
    (tmp_path / "out" / shards[0].output(ONE)).unlink()
    summary = job.run(shards, tmp_path / "out", ONE, resume=True)
    assert summary.stats.rows == 40
    assert content(tmp_path / "out")[shards[0].output(ONE)] == want[shards[0].output(ONE)]


def test_something_else_called_manifest_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.jsonl").write_text('{"name": "app"}\n')
    with pytest.raises(OutputError, match="is no manifest"):
        job.run([], tmp_path, ONE, resume=True)


def test_reading_the_manifest_of_a_run_that_still_writes_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "manifest.jsonl").write_bytes(b'{"key": "half')
    assert Manifest(tmp_path).entries() == []
    assert (tmp_path / "manifest.jsonl").read_bytes() == b'{"key": "half'


def test_entries_read_back_as_written(tmp_path: Path) -> None:
    job.run(plan([str(make_inputs(tmp_path / "in", 1))]), tmp_path / "out", ONE)
    (entry,) = Manifest(tmp_path / "out").entries()
    assert Entry.from_line(entry.line()) == entry
    assert entry.stats.rows == 20


def test_crawled_text_is_read_as_text(tmp_path: Path) -> None:
    """A WET record: the same page as it comes from Common Crawl's converter, its lines joined by newlines."""
    story = "The sea went out at noon on day {} and came back at six, and the boats lay on the sand, says the master."
    lines = ["Home", "News", "Tide tables for the north shore", *map(story.format, range(9))]
    (tmp_path / "a.warc.wet").write_bytes(record("conversion", 1, "\n".join(lines).encode()))
    job.run(plan([str(tmp_path / "a.warc.wet")], Kind.WARC), tmp_path / "out", ONE)
    (row,) = rows_of(tmp_path / "out")
    assert row["status"] == "ok"
    assert "The sea went out at noon" in row["text"]
