"""The Arrow function: one row for one row, whatever the pages hold."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import threading

import pyarrow as pa
import pytest
from bulk.killers import TARGET
from bulk.samples import html

from articlextract.bulk import Limits, extract_batch, page_schema, row_schema
from articlextract.bulk.limits import MIB
from articlextract.bulk.options import BulkOptions, Columns
from articlextract.bulk.readers.tables import TableError, moment
from articlextract.errors import OptionsError
from articlextract.options import Options

UTC = dt.timezone.utc
QUICK = BulkOptions(workers=1)


def batch(**columns: object) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(columns)


def test_one_row_for_one_row() -> None:
    found = extract_batch(
        batch(
            html=[html(1), html(2), None, b"%PDF-1.7 \x00\x01"],
            url=["https://a.example/1", "https://a.example/2", None, "https://a.example/p"],
            id=["a", "b", "c", "d"],
        ),
        QUICK,
    )
    assert found.schema == row_schema()
    rows = found.to_pylist()
    assert [row["id"] for row in rows] == ["a", "b", "c", "d"]
    assert [row["status"] for row in rows] == ["ok", "ok", "error", "error"]
    assert [row["error"] for row in rows] == [None, None, "input", "parse"]
    assert [row["title"] for row in rows] == ["Tide 1", "Tide 2", None, None]
    assert rows[3]["url"] == "https://a.example/p"


def test_pages_may_be_text_and_columns_have_other_names() -> None:
    columns = Columns(html="raw", url="where", id="key", crawled_at="when")
    when = dt.datetime(2024, 2, 3, 4, 5, tzinfo=UTC)
    options = BulkOptions(workers=1, columns=columns)
    (row,) = extract_batch(
        batch(raw=["<h1>Größe</h1><p>Ebbe."], where=["u"], key=[17], when=[when]), options
    ).to_pylist()
    assert (row["id"], row["url"], row["crawled_at"], row["title"]) == ("17", "u", when, "Größe")


def test_a_batch_without_pages_is_refused_with_the_names_it_has() -> None:
    with pytest.raises(TableError, match="no column html or text; there are body, url"):
        extract_batch(batch(body=["x"], url=["u"]), QUICK)


def test_an_empty_batch() -> None:
    assert extract_batch(pa.RecordBatch.from_pylist([], schema=page_schema()), QUICK).num_rows == 0


def test_killers_cost_nobody_else_a_row() -> None:
    options = BulkOptions(workers=1, target=TARGET, limits=Limits(seconds=0.5, wall_seconds=1, memory=400 * MIB))
    words = ["", "segfault", "", "spin", "", "hang"]
    rows = extract_batch(batch(html=[html(n, word) for n, word in enumerate(words)]), options).to_pylist()
    assert [row["error"] for row in rows] == [None, "crash", None, "time", None, "time"]
    assert [row["title"] for row in rows][::2] == ["Tide 0", "Tide 2", "Tide 4"]


def test_a_page_over_the_limit_is_cut() -> None:
    options = BulkOptions(workers=1, page=Options(max_bytes=5000))
    long = "<title>Long</title>" + "<p>The sea went out at noon and came back at six.</p>" * 200
    (row,) = extract_batch(batch(html=[long.encode()]), options).to_pylist()
    assert row["status"] == "truncated"
    assert row["text"].startswith("The sea went out")


def test_it_may_be_called_from_threads() -> None:
    found: list[str] = []

    def call(n: int) -> None:
        found.append(extract_batch(batch(html=[html(n)]), QUICK).to_pylist()[0]["title"])

    threads = [threading.Thread(target=call, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [f"Tide {n}" for n in range(4)]


def test_it_works_in_a_forked_child_and_leaves_no_process() -> None:
    """As in Spark's Python workers; the program ends, although it closes nothing."""
    program = (
        "import os, pyarrow as pa\n"
        "from articlextract.bulk import extract_batch\n"
        "batch = pa.RecordBatch.from_pydict({'html': ['<h1>Tides</h1><p>Out at noon.']})\n"
        "read = lambda: extract_batch(batch).to_pylist()[0]['title']\n"
        "print(read(), flush=True)\n"
        "pid = os.fork()\n"
        "if pid: os.waitpid(pid, 0)\n"
        "print(read(), flush=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split() == ["Tides"] * 3, done.stderr


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2024-02-03T04:05:06Z", dt.datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)),
        ("2024-02-03T04:05:06.123456789Z", dt.datetime(2024, 2, 3, 4, 5, 6, 123456, tzinfo=UTC)),
        ("2024-02-03T04:05:06.5+02:00", dt.datetime(2024, 2, 3, 2, 5, 6, 500000, tzinfo=UTC)),
        ("20240203040506", dt.datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)),
        (dt.datetime(2024, 2, 3), dt.datetime(2024, 2, 3, tzinfo=UTC)),
        ("0001-01-01T00:00:00+23:00", None),
        ("yesterday", None),
        (20240203, None),
        (None, None),
    ],
)
def test_crawl_times(said: object, meant: object) -> None:
    assert moment(said) == meant


@pytest.mark.parametrize("bad", [{"forms": ("pdf",)}, {"workers": 0}, {"format": "csv"}, {"target": "no_function"}])
def test_options_that_make_no_sense(bad: dict[str, object]) -> None:
    with pytest.raises(OptionsError):
        BulkOptions(**bad)  # type: ignore[arg-type]


def test_the_fingerprint_is_of_what_decides_the_rows(tmp_path: os.PathLike[str]) -> None:
    usual = BulkOptions().fingerprint()
    assert BulkOptions(workers=7).fingerprint() == usual
    assert BulkOptions(forms=("text",)).fingerprint() != usual
    assert BulkOptions(page=Options(favour="recall", max_bytes=5_000_000)).fingerprint() != usual
    assert BulkOptions(limits=Limits(seconds=2)).fingerprint() != usual
    of_two = [BulkOptions(page=Options(fields=names)).fingerprint() for names in (["title", "text"], ["body", "title"])]
    assert of_two[0] == of_two[1] != BulkOptions(page=Options()).fingerprint()
