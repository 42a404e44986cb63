"""The command: what it prints adds up, its exit codes say how it went, and signals end it cleanly."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pytest
from bulk.archives import gzipped, response
from bulk.killers import TARGET
from bulk.samples import html
from click.testing import CliRunner, Result
from loopback import Server, say

from articlextract.cli import main
from articlextract.cli.bulk import Stop

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["bulk", *map(str, arguments)])


def archive(path: Path, pages: int = 10, words: dict[int, str] | None = None) -> Path:
    records = (response(n, html(n, (words or {}).get(n, ""))) for n in range(pages))
    path.write_bytes(b"".join(gzipped([*records, response(99, status="410 Gone")])))
    return path


def test_the_table_adds_up_and_the_report_is_written(tmp_path: Path) -> None:
    source = archive(tmp_path / "a.warc.gz", words={3: "segfault", 5: "%PDF-1.7 \x00"})
    done = run(source, "-o", tmp_path / "out", "-j", 1, "--target", TARGET, "--report", tmp_path / "r.html")
    assert done.exit_code == 0, done.output
    counts = dict(re.findall(r"^ *(\S.*?) {2,}(\d+)", done.stdout, re.MULTILINE))
    assert counts == {
        "read": "10",
        "ok": "8",
        "error": "2",
        "crash": "1",
        "parse": "1",
        "no pages, passed over": "1",
        "HTTP status 410": "1",
        "shards finished": "1",
    }
    report = (tmp_path / "r.html").read_text("utf-8")
    assert "10 pages" in report
    assert "<script" not in report
    links = re.findall(r'(?:src|href)="([^"]*)"', report)
    assert {link for link in links if not link.startswith("https://tides.example/")} == {
        f"r-pages/a.warc.gz-{position}.html" for position in (0, 1, 2, 4, 6, 7, 8, 9)
    }
    inspected = (tmp_path / "r-pages" / "a.warc.gz-2.html").read_text("utf-8")
    assert "<script" not in inspected
    assert "the boats in the harbour of Osk" in inspected


def test_a_folder_that_is_not_there_is_said_before_anything_is_read(tmp_path: Path) -> None:
    done = run(archive(tmp_path / "a.warc.gz"), "-o", tmp_path / "out", "--report", tmp_path / "none" / "r.html")
    assert done.exit_code == 4
    assert "there is no folder" in done.stderr
    assert not (tmp_path / "out").exists()


def test_results_are_there_already(tmp_path: Path) -> None:
    source = archive(tmp_path / "a.warc.gz")
    assert run(source, "-o", tmp_path / "out", "-j", 1).exit_code == 0
    again = run(source, "-o", tmp_path / "out", "-j", 1)
    assert again.exit_code == 4
    assert "bulk: " in again.stderr
    assert "--resume" in again.stderr
    assert run(source, "-o", tmp_path / "out", "-j", 1, "--resume").exit_code == 0


def test_a_list_of_urls_is_fetched_with_the_options_for_it(tmp_path: Path) -> None:
    with Server({"/1": say(html(1), **{"Content-Type": "text/html"})}) as server:
        (tmp_path / "list.txt").write_text(server.url("/1"))
        refused = run(tmp_path / "list.txt", "-o", tmp_path / "a", "-j", 1)
        allowed = run(tmp_path / "list.txt", "-o", tmp_path / "b", "-j", 1, "--allow-private", "--no-robots")
    assert re.search(r"fetch +1\n", refused.stdout)
    assert re.search(r"ok +1 ", allowed.stdout)


def test_fields_that_are_not_asked_for_stay_empty(tmp_path: Path) -> None:
    options = ("-f", "jsonl", "-j", 1, "--field", "title")
    assert run(archive(tmp_path / "a.warc.gz", 1), "-o", tmp_path / "out", *options).exit_code == 0
    (written,) = (tmp_path / "out").glob("*.jsonl.zst")
    row = json.loads(pa.CompressedInputStream(str(written), "zstd").read())
    assert (bool(row["title"]), bool(row["text"]), bool(row["markdown"]), row["language"]) == (True, True, True, None)


def test_inputs_that_cannot_be_read(tmp_path: Path) -> None:
    assert run(tmp_path / "none.warc", "-o", tmp_path / "out").exit_code == 3
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no")
    done = run(tmp_path / "a.parquet", "-o", tmp_path / "out")
    assert done.exit_code == 3
    assert "not read: " in done.stdout


def test_wrong_usage(tmp_path: Path) -> None:
    assert run("-o", tmp_path).exit_code == 2
    assert run(tmp_path, "-o", tmp_path, "--page-seconds", 0).exit_code == 2


def test_diff_says_which_fields_changed_of_which_pages(tmp_path: Path) -> None:
    for name, words in (("old", {}), ("new", {3: "segfault", 5: "<base href='https://elsewhere.example/'>"})):
        source = archive(tmp_path / "a.warc.gz", 10 if name == "old" else 9, words)
        assert run(source, "-o", tmp_path / name, "-j", 1, "--target", TARGET).exit_code == 0
    done = CliRunner().invoke(main, ["diff", str(tmp_path / "old"), str(tmp_path / "new")])
    assert done.exit_code == 0, done.output
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[:5] == [
        "pages in both 9",
        "read the same 8",
        "only in the old 1",
        "only in the new 0",
        "status ok -> error: 1",
    ]
    assert "title: 1 changed, 11.1%" in lines
    assert "- Tide 3" in lines
    assert CliRunner().invoke(main, ["diff", str(tmp_path), str(tmp_path / "new")]).exit_code == 3


def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    """A limit on the size of files, which the kernel enforces as it does the size of the disk."""
    source = archive(tmp_path / "a.warc.gz", 60)
    program = Path(sys.executable).with_name("articlextract")
    script = f"ulimit -f 8; exec {program} bulk {source} -o {tmp_path}/out -j 1"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 4, done.stderr
    assert "cannot write to" in done.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_a_first_signal_is_heard_and_a_second_ends_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    stop = Stop()
    with stop.listening():
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert "stopping once this shard is finished" in capsys.readouterr().err


def test_two_signals_leave_no_process_and_nothing_half_written(tmp_path: Path) -> None:
    source = archive(tmp_path / "a.warc.gz", 40, {20: "hang"})
    program = str(Path(sys.executable).with_name("articlextract"))
    arguments = [program, "bulk", str(source), "-o", str(tmp_path / "out"), "-j", "2", "--target", TARGET]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    with subprocess.Popen(arguments, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while not list((tmp_path / "out").glob(".*.partial")):
            time.sleep(0.02)
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        assert "again to stop now" in process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 130
    assert list((tmp_path / "out").iterdir()) == []
