"""WARC and WET files, whole and damaged: only the damaged records are lost, and their offsets are known."""

from __future__ import annotations

import datetime as dt
import gzip
import sys
import zlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from bulk.archives import gzipped, record, response
from bulk.samples import html

from articlextract.bulk.crawled import CrawledPage
from articlextract.bulk.readers.tally import InputError, Tally
from articlextract.bulk.readers.warc import pages_of_warc

LIMIT = 1_000_000
Pack = Callable[[list[bytes]], list[bytes]]
Read = Callable[..., tuple[list[CrawledPage], Tally]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(data: bytes, name: str = "a.warc.gz", limit: int = LIMIT) -> tuple[list[CrawledPage], Tally]:
        path = tmp_path / name
        path.write_bytes(data)
        tally = Tally()
        return list(pages_of_warc(str(path), limit, tally)), tally

    return read


def plain(records: list[bytes]) -> list[bytes]:
    return list(records)


def zstd(records: list[bytes]) -> list[bytes]:
    return [pa.compress(each, codec="zstd", asbytes=True) for each in records]


def zstd_with_dictionary(records: list[bytes], packed: bool) -> tuple[bytes, list[bytes]]:
    """The frame that holds the dictionary, itself compressed or not, and one frame for each record."""
    codec: Any = import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    samples = [record[n : n + 400] for record in records for n in range(0, len(record), 100)]
    known = codec.train_dict(samples, 4096)
    content = codec.compress(known.dict_content) if packed else known.dict_content
    head = b"\x5d\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content
    return head, [codec.compress(record, zstd_dict=known) for record in records]


def numbers(pages: list[CrawledPage]) -> list[object]:
    """The number of each record's page; of a damaged one its offset, negative."""
    return [-(page.offset or 0) if page.failure else int((page.url or "").rpartition("/")[2]) for page in pages]


def starts(members: list[bytes]) -> list[int]:
    return [sum(map(len, members[:n])) for n in range(len(members))]


def test_a_response_gives_its_page_with_what_is_known_of_it(read: Read) -> None:
    members = gzipped(
        [record("warcinfo", 9, b"made by hand"), response(3, http="Content-Type: text/html; charset=koi8-r\r\n")]
    )
    (page,), tally = read(b"".join(members))
    assert page == CrawledPage(
        id="urn:uuid:00000003",
        offset=len(members[0]),
        url="https://tides.example/3",
        crawled_at=dt.datetime(2024, 5, 4, 12, tzinfo=dt.timezone.utc),
        http_status=200,
        content_type="text/html; charset=koi8-r",
        data=html(3),
    )
    assert not tally.damaged


@pytest.mark.parametrize("pack", [plain, gzipped, zstd, lambda r: [gzip.compress(b"".join(r))]])
def test_every_packing(read: Read, pack: Pack) -> None:
    members = pack([response(n) for n in range(20)])
    pages, tally = read(b"".join(members))
    assert numbers(pages) == list(range(20))
    assert [page.data for page in pages] == [html(n) for n in range(20)]
    assert not tally.damaged


@pytest.mark.parametrize("pack", [plain, gzipped, zstd])
@pytest.mark.parametrize("place", [0, 7, 19])
def test_one_damaged_record_costs_one_record(read: Read, pack: Pack, place: int) -> None:
    members = pack([response(n) for n in range(20)])
    offset = starts(members)[place]
    good = members[place]
    # in a file without checksums only damage to a header can be seen
    at = 0 if pack is plain else len(good) // 2
    members[place] = good[:at] + bytes(byte ^ 0xFF for byte in good[at : at + 30]) + good[at + 30 :]
    suffix = {b"\x1f\x8b": ".gz", b"\x28\xb5": ".zst"}.get(good[:2], "")
    pages, tally = read(b"".join(members), f"a.warc{suffix}")
    assert numbers(pages) == [-offset if n == place else n for n in range(20)]
    assert tally.damaged == [offset]
    assert pages[place].failure is not None
    assert pages[place].failure.message == f"the record at byte {offset} is damaged"


@pytest.mark.parametrize("packed", [False, True])
def test_a_dictionary_before_the_records_serves_them_all_behind_damage_too(read: Read, packed: bool) -> None:
    head, members = zstd_with_dictionary([response(n) for n in range(60)], packed)
    pages, tally = read(head + b"".join(members), "a.warc.zst")
    assert [page.data for page in pages] == [html(n) for n in range(60)]
    assert [page.offset for page in pages] == [len(head) + start for start in starts(members)]
    assert not tally.damaged
    members[7] = members[7][:20] + bytes(byte ^ 0xFF for byte in members[7][20:30]) + members[7][30:]
    again, tally = read(head + b"".join(members), "a.warc.zst")
    assert tally.damaged == [pages[7].offset]
    assert [page.offset for page in again] == [page.offset for page in pages]
    assert [page.data for page in again if page.failure is None] == [html(n) for n in range(60) if n != 7]


def test_damage_of_the_magic_of_the_checksum_and_of_two_in_a_row(read: Read) -> None:
    members = gzipped([response(n) for n in range(12)])
    offsets = starts(members)
    members[2] = b"\0" + members[2][1:]
    members[5] = members[5][:-6] + b"\0\0" + members[5][-4:]
    for n in (8, 9):
        members[n] = members[n][:40] + b"\xff" * 20 + members[n][60:]
    pages, tally = read(b"".join(members))
    assert tally.damaged == [offsets[n] for n in (2, 5, 8, 9)]
    assert [number for number in numbers(pages) if number >= 0] == [0, 1, 3, 4, 6, 7, 10, 11]  # type: ignore[operator]


@pytest.mark.parametrize("pack", [plain, gzipped, zstd])
@pytest.mark.parametrize("kept", [0.95, 0.5, 0.05])
def test_a_file_that_was_cut_says_so(read: Read, pack: Pack, kept: float) -> None:
    members = pack([response(n, html(n) + b"<p>" + bytes(str(n), "ascii") * 300) for n in range(4)])
    members[3] = members[3][: int(len(members[3]) * kept)]
    pages, tally = read(b"".join(members))
    assert numbers(pages) == [0, 1, 2, -starts(members)[3]]
    assert tally.damaged == [starts(members)[3]]


@pytest.mark.parametrize("length", [10, 400, 90_000])
def test_a_record_that_lies_about_its_length_costs_no_other(read: Read, length: int) -> None:
    records = [response(n) for n in range(6)]
    records[2] = response(2, length=length)
    members = gzipped(records)
    pages, tally = read(b"".join(members))
    assert [n for n in numbers(pages) if n != 2] == [0, 1, *([-starts(members)[2]] if tally.damaged else []), 3, 4, 5]


def test_bytes_between_records_cost_no_record(read: Read) -> None:
    members = gzipped([response(n) for n in range(4)])
    pages, tally = read(b"".join(members[:2]) + b"spilled " * 9 + b"".join(members[2:]))
    assert [n for n in numbers(pages) if n >= 0] == [0, 1, 2, 3]  # type: ignore[operator]
    assert tally.damaged == [starts(members)[2]]


def test_a_page_that_speaks_of_records_is_no_damage(read: Read) -> None:
    body = html(1) + b"<pre>\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n</pre>"
    pages, tally = read(b"".join(gzipped([response(1, body), response(2)])))
    assert [page.data for page in pages] == [body, html(2)]
    assert not tally.damaged


def chunked(data: bytes, size: int = 50) -> bytes:
    pieces = [data[n : n + size] for n in range(0, len(data), size)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


CODINGS = {
    "chunked": ("Transfer-Encoding: chunked\r\n", chunked(html(1))),
    "gzip": ("Content-Encoding: gzip\r\n", gzip.compress(html(1))),
    "deflate": ("Content-Encoding: deflate\r\n", zlib.compress(html(1))),
    "both": ("Transfer-Encoding: chunked\r\nContent-Encoding: x-gzip\r\n", chunked(gzip.compress(html(1)))),
    "said but not done": ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", html(1)),
    "unknown": ("Content-Encoding: sealed\r\n", html(1)),
    "chunks cut off": ("Transfer-Encoding: chunked\r\n", chunked(html(1), 1000)[:-5]),
}


@pytest.mark.parametrize("name", CODINGS)
def test_codings_are_undone_where_they_are_there(read: Read, name: str) -> None:
    header, body = CODINGS[name]
    (page,), _ = read(response(1, body, http=f"Content-Type: text/html\r\n{header}"))
    assert page.data == html(1)


def test_a_bomb_is_read_up_to_the_limit(read: Read) -> None:
    bomb = gzip.compress(b"<p>" + b"tide " * 4_000_000)
    (page,), _ = read(response(1, bomb, http="Content-Type: text/html\r\nContent-Encoding: gzip\r\n"), limit=1000)
    assert page.data is not None
    assert len(page.data) == 1001


def test_what_is_no_page_is_passed_over_and_counted(read: Read) -> None:
    pages, tally = read(
        b"".join(
            [
                response(1),
                response(2, status="404 Not Found"),
                response(3, status="301 Moved Permanently"),
                response(4, http="Content-Type: image/png\r\n"),
                response(5, http="Content-Type: text/plain\r\n"),
                response(6, b"just words", http="Content-Type: text/plain\r\n"),
                response(7, http=""),
                record("request", 8, b"GET / HTTP/1.1\r\n\r\n", form="application/http; msgtype=request"),
                record("revisit", 9, b"HTTP/1.1 200 OK\r\n\r\n", form="application/http; msgtype=response"),
                record("resource", 10, html(10), form="text/html"),
                record("response", 11, b"tides.example. A 192.0.2.1", form="text/dns"),
            ]
        )
    )
    assert numbers(pages) == [1, 7, 10]
    assert tally.skipped == {
        "HTTP status 404": 1,
        "HTTP status 301": 1,
        "type image/png": 1,
        "type text/plain": 2,
        "type text/dns": 1,
        "revisit records, which hold no page": 1,
    }


def test_html_that_is_called_something_else_is_a_page(read: Read) -> None:
    (page,), _ = read(response(1, b"\xef\xbb\xbf \n<!DOCTYPE HTML>" + html(1), http="Content-Type: text/plain\r\n"))
    assert page.content_type == "text/plain"


def test_converted_text(read: Read) -> None:
    (page,), _ = read(record("conversion", 4, "Ebbe und Flut.\nÜber Nacht.".encode()), "a.warc.wet.gz")
    assert page.data is None
    assert page.text == "Ebbe und Flut.\nÜber Nacht."
    assert page.url == "https://tides.example/4"


def test_a_record_that_the_crawler_cut_is_marked(read: Read) -> None:
    (page,), _ = read(response(1, warc="WARC-Truncated: length\r\n"))
    assert page.cut


def test_a_response_without_http_is_an_error_of_its_own(read: Read) -> None:
    records = [response(1), record("response", 2, b"\x00\x01", form="application/http; msgtype=response"), response(3)]
    pages, tally = read(b"".join(gzipped(records)))
    assert [page.failure is None for page in pages] == [True, False, True]
    assert not tally.damaged


def test_an_empty_file_has_no_pages_and_another_kind_of_file_is_refused(read: Read) -> None:
    assert read(b"") == ([], Tally())
    with pytest.raises(InputError, match="holds no WARC record"):
        read(b"<html><p>saved as .warc")
