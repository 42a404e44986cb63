"""Tables, JSON lines, folders and lists of URLs: each input page one page, with its reason where it is none."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bulk.samples import html
from loopback import Server, allowing, drip, say

from articlextract.bulk.crawled import Cause, CrawledPage
from articlextract.bulk.options import BulkOptions, Columns
from articlextract.bulk.readers.lines import pages_of_lines
from articlextract.bulk.readers.tally import InputError, Tally
from articlextract.bulk.readers.urls import pages_of_urls, urls_of_file
from articlextract.bulk.shards import Kind, Shard, plan

ROWS: list[dict[str, Any]] = [{"html": html(n), "url": f"https://a.example/{n}", "id": f"row {n}"} for n in range(150)]
OPTIONS = BulkOptions()


def read(shard: Shard, options: BulkOptions = OPTIONS) -> list[CrawledPage]:
    tally = Tally()
    pages = list(shard.read(options, tally))
    assert tally.share == 1.0
    return pages


def test_parquet(tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "a.parquet", row_group_size=40)
    pages = read(*plan([str(tmp_path / "a.parquet")]))
    assert [page.data for page in pages] == [row["html"] for row in ROWS]
    assert [page.id for page in pages] == [row["id"] for row in ROWS]
    assert [page.position for page in pages] == list(range(150))
    assert {page.source for page in pages} == {"a.parquet"}


@pytest.mark.parametrize("opener", [pa.ipc.new_file, pa.ipc.new_stream])
def test_arrow_files_and_streams(tmp_path: Path, opener: Any) -> None:
    table = pa.Table.from_pylist(ROWS)
    with opener(str(tmp_path / "a.arrow"), table.schema) as writer:
        writer.write_table(table)
    pages = read(*plan([str(tmp_path / "a.arrow")]))
    assert [page.url for page in pages] == [row["url"] for row in ROWS]


def test_columns_of_other_names(tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_pylist([{"raw": "<p>Größe", "key": 7}]), tmp_path / "a.parquet")
    (page,) = read(*plan([str(tmp_path)]), BulkOptions(columns=Columns(html="raw", id="key")))
    assert (page.id, page.data, page.content_type) == ("7", "<p>Größe".encode(), "text/html; charset=utf-8")


def test_a_table_without_pages_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_pylist([{"words": "x"}]), tmp_path / "a.parquet")
    with pytest.raises(InputError, match="no column html or text; there are words"):
        read(*plan([str(tmp_path)]))


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 it is not")
    with pytest.raises(InputError, match="cannot be read"):
        read(*plan([str(tmp_path)]))


def line(**row: Any) -> bytes:
    return json.dumps(row).encode() + b"\n"


@pytest.mark.parametrize("codec", [None, "gzip", "zstd"])
def test_lines(tmp_path: Path, codec: str | None) -> None:
    data = b"".join(line(html=html(n).decode(), url=f"https://a.example/{n}") for n in range(50))
    suffix = {None: "", "gzip": ".gz", "zstd": ".zst"}[codec]
    path = tmp_path / f"a.jsonl{suffix}"
    with pa.output_stream(path, compression=codec) as file:
        file.write(data)
    pages = read(*plan([str(path)]))
    assert [page.data for page in pages] == [html(n) for n in range(50)]
    assert pages[9].url == "https://a.example/9"
    assert pages[9].id == f"{path.name}:9"


def test_lines_that_hold_no_page(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    bad = [b"{torn\n", b"[1]\n", line(url="https://a.example"), line(html=5), b"[" * 50_000 + b"\n", b"\n"]
    path.write_bytes(line(text="Ebbe", crawled_at="2024-02-03T04:05:06Z") + b"".join(bad) + line(html="<p>last")[:-1])
    pages = read(*plan([str(path)]))
    assert [page.failure.cause if page.failure else None for page in pages] == [None, *[Cause.INPUT] * 5, None]
    assert pages[0].text == "Ebbe"
    assert pages[0].crawled_at is not None
    assert pages[3].failure is not None
    assert (pages[3].url, pages[3].failure.message) == ("https://a.example", "it holds no page")


def test_a_line_without_end_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line(html="<p>1") + line(html="x" * 600_000) + line(html="<p>3"))
    pages = list(pages_of_lines(str(path), Columns(), 1000, Tally()))
    assert [page.failure is None for page in pages] == [True, False, True]


def test_damaged_compression_ends_with_a_row_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(line(html=f"<p>{n * 7919}") for n in range(9000)))[:-9000])
    *pages, last = read(*plan([str(path)]))
    assert len(pages) > 3000
    assert all(page.failure is None for page in pages[:-1])  # the last line before the end may be torn
    assert last.failure is not None
    assert last.failure.cause in (Cause.DAMAGED, Cause.INPUT)


def test_folders_of_pages_and_what_cannot_be_read(tmp_path: Path) -> None:
    for name in ("b/2.html", "a.html", "b/1.HTM", "notes.txt", ".hidden/3.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(html(1))
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    (shard,) = plan([str(tmp_path)])
    (tmp_path / "b/2.html").unlink()
    pages = read(shard)
    assert [page.id for page in pages] == ["a.html", "b/1.HTM", "b/2.html", "gone.html"]
    assert [page.failure is None for page in pages] == [True, True, False, False]


def test_globs_and_big_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articlextract.bulk.shards.FILES", 4)
    for n in range(10):
        (tmp_path / f"{n}.html").write_bytes(html(n))
    shards = plan([str(tmp_path / "*.html")])
    assert [len(shard.names) for shard in shards] == [4, 4, 2]
    assert [page.data for shard in shards for page in read(shard)] == [html(n) for n in range(10)]


def test_a_folder_of_archives_and_tables_gives_one_shard_each(tmp_path: Path) -> None:
    for name in ("b.warc.gz", "a.parquet", "c.jsonl.zst", "page.html", "urls.txt"):
        (tmp_path / name).write_bytes(b"x")
    assert [(shard.name, shard.kind) for shard in plan([str(tmp_path)])] == [
        ("a.parquet", Kind.PARQUET),
        ("b.warc.gz", Kind.WARC),
        ("c.jsonl.zst", Kind.JSONL),
    ]


def test_inputs_that_are_not_there_or_of_no_known_kind(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is nothing called"):
        plan([str(tmp_path / "none.warc")])
    (tmp_path / "crawl.dat").write_bytes(b"x")
    with pytest.raises(InputError, match="--kind"):
        plan([str(tmp_path / "crawl.dat")])
    assert plan([str(tmp_path / "crawl.dat")], Kind.WARC)[0].kind is Kind.WARC


def test_output_names_tell_inputs_and_options_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "crawl 1?.warc").write_bytes(b"x")
    first, second = plan([str(tmp_path / "a"), str(tmp_path / "b")])
    names = [first.output(OPTIONS), second.output(OPTIONS), first.output(BulkOptions(forms=("text",)))]
    assert len(set(names)) == 3
    assert names[0].startswith("crawl-1-.warc.")
    assert names[0].endswith(".parquet")
    assert first.output(BulkOptions(workers=3)) == names[0]


def test_a_shard_is_the_same_wherever_it_is_named_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.warc").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    named = {
        shard.key(OPTIONS)
        for name in ("a.warc", "./a.warc", str(tmp_path / "a.warc"), "*.warc")
        for shard in plan([name])
    }
    assert len(named) == 1


def test_urls_come_in_the_order_of_the_list(tmp_path: Path) -> None:
    """The first is slow, one is missing, one is named twice: still one page each, in order."""
    page = say(html(1), **{"Content-Type": "text/html"})
    slow = drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n", [b"<p>", b"x"])
    with Server({"/slow": slow, "/1": page}) as server:
        (tmp_path / "list.txt").write_text("\n".join(["# a crawl", *map(server.url, ["/slow", "/1", "/none", "/1"])]))
        urls = urls_of_file(str(tmp_path / "list.txt"))
        options = allowing(host_delay=0.0, obey_robots=False, retries=0)
        items = list(pages_of_urls(urls, options, Tally()))
    pages = [item for item in items if isinstance(item, CrawledPage)]
    assert [page.id for page in pages] == urls
    assert [page.failure is None for page in pages] == [True, True, False, True]
    assert pages[0].data == b"<p>x"
    assert pages[1].http_status == 200
    assert pages[1].crawled_at is not None
    assert pages[2].failure is not None
    assert pages[2].failure.cause is Cause.FETCH


def test_a_list_of_urls_gives_shards_of_bounded_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articlextract.bulk.shards.URLS", 2)
    (tmp_path / "list.urls").write_text("https://a.example/1\nhttps://a.example/2\nhttps://a.example/3\n")
    assert [(shard.name, len(shard.names)) for shard in plan([str(tmp_path / "list.urls")])] == [
        ("list.urls#0", 2),
        ("list.urls#1", 1),
    ]
