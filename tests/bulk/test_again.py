"""Pages of a job found again in its inputs."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bulk.archives import gzipped, record, response
from bulk.samples import html

from articlextract.bulk.again import Place, pages_again
from articlextract.bulk.options import BulkOptions
from articlextract.bulk.readers.tally import Tally
from articlextract.bulk.shards import plan

OPTIONS = BulkOptions()


def members() -> list[bytes]:
    return gzipped([record("warcinfo", 99, b"by hand"), *(response(n) for n in range(9))])


def write_tables(folder: Path) -> None:
    pq.write_table(pa.Table.from_pylist([{"html": html(n)} for n in range(9)]), folder / "a.parquet")


INPUTS: dict[str, Callable[[Path], object]] = {
    "an archive": lambda folder: (folder / "a.warc.gz").write_bytes(b"".join(members())),
    "a table": write_tables,
    "a folder": lambda folder: [(folder / f"{n}.html").write_bytes(html(n)) for n in range(9)],
}


@pytest.mark.parametrize("name", INPUTS)
def test_a_page_is_found_by_its_place(tmp_path: Path, name: str) -> None:
    INPUTS[name](tmp_path)
    (shard,) = plan([str(tmp_path)])
    places = [Place(page.id, page.source, page.position, page.offset) for page in shard.read(OPTIONS, Tally())]
    found = dict(pages_again([shard], OPTIONS, [places[7], places[2], Place("x", "elsewhere", 3)]))
    assert {place: page.data for place, page in found.items()} == {places[2]: html(2), places[7]: html(7)}
    assert [page.position for page in found.values()] == [place.position for place in found]


def test_what_stands_elsewhere_now_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(members()))
    (shard,) = plan([str(path)])
    places = [Place(page.id, page.source, page.position, page.offset) for page in shard.read(OPTIONS, Tally())]
    path.write_bytes(b"".join(reversed(members())))
    assert dict(pages_again([shard], OPTIONS, places[:3])) == {}
    path.unlink()
    assert dict(pages_again([shard], OPTIONS, places)) == {}


def test_records_in_one_gzip_member_cannot_be_gone_to(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"".join(response(n) for n in range(9))))
    (shard,) = plan([str(tmp_path)])
    places = [Place(page.id, page.source, page.position, page.offset) for page in shard.read(OPTIONS, Tally())]
    found = dict(pages_again([shard], OPTIONS, places))
    assert {place: page.data for place, page in found.items()} == {places[0]: html(0)}
