"""What a server compresses is unpacked within the limits, and only what is whole counts as a page."""

from __future__ import annotations

import gzip
import importlib
import zlib
from collections.abc import Callable

import pytest
from loopback import Answer, Server, allowing, say

from articlextract import FetchError
from articlextract.fetch import fetch
from articlextract.fetch.decode import PIECE, available, decode, open_decoders

Serve = Callable[[dict[str, Answer]], Server]
QUICK = allowing(total_timeout=5)
PAGE = b"<p>" + bytes(range(32, 127)) * 3000 + b"</p>"


def bare_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


def packed(coding: str, data: bytes) -> bytes:
    """The data in that coding; skips where the optional library for it is not installed."""
    if coding == "br":
        return bytes(pytest.importorskip("brotli", minversion="1.2").compress(data))
    if coding == "zstd":
        try:
            return bytes(importlib.import_module("compression.zstd").compress(data))
        except ImportError:
            return bytes(pytest.importorskip("backports.zstd").compress(data))
    return gzip.compress(data) if coding == "gzip" else zlib.compress(data)


CODINGS = ["gzip", "deflate", "br", "zstd"]


@pytest.mark.parametrize("coding", CODINGS)
def test_each_coding_is_asked_for_and_unpacked(serve: Serve, coding: str) -> None:
    server = serve({"/": say(packed(coding, PAGE), content_encoding=coding)})
    assert fetch(server.url(), QUICK).data == PAGE
    assert coding in server.requests[0].headers["accept-encoding"].split(", ")


@pytest.mark.parametrize("coding", CODINGS)
def test_a_bomb_stops_at_the_limit(serve: Serve, coding: str) -> None:
    bomb = packed(coding, b"\0" * 30_000_000)
    assert len(bomb) < 40_000
    server = serve({"/": say(bomb, content_encoding=coding)})
    with pytest.raises(FetchError, match="larger than 1,000,000 bytes unpacked"):
        fetch(server.url(), allowing(max_decoded_bytes=1_000_000))


@pytest.mark.parametrize("coding", CODINGS)
def test_a_bomb_comes_in_small_pieces(coding: str) -> None:
    pieces = decode(open_decoders(coding), packed(coding, b"\0" * 10_000_000))
    assert max(map(len, pieces)) <= 2 * PIECE  # brotli may pass its limit by less than another buffer


@pytest.mark.parametrize("coding", CODINGS)
def test_data_fed_byte_by_byte_comes_out_whole(coding: str) -> None:
    decoders = open_decoders(coding)
    data = packed(coding, PAGE)
    assert b"".join(piece for at in range(len(data)) for piece in decode(decoders, data[at : at + 1])) == PAGE
    assert decoders[0].done


def test_output_that_waits_behind_the_last_input_byte_is_not_lost() -> None:
    data = b"\0" * (PIECE + 1)  # bare deflate of this is used up before its last byte is out
    assert b"".join(decode(open_decoders("deflate"), bare_deflate(data))) == data


@pytest.mark.parametrize("coding", CODINGS)
def test_compressed_data_cut_off_is_no_page(serve: Serve, coding: str) -> None:
    server = serve({"/": say(packed(coding, PAGE)[:-9], content_encoding=coding)})
    with pytest.raises(FetchError, match="broke off in the middle of its compressed data"):
        fetch(server.url(), QUICK)


@pytest.mark.parametrize("coding", CODINGS)
def test_data_that_is_not_in_the_coding_announced_is_named(serve: Serve, coding: str) -> None:
    packed(coding, b"")  # for the skip
    server = serve({"/": say(b"\xff\xfe plain after all", content_encoding=coding)})
    with pytest.raises(FetchError, match="cannot be unpacked: its compressed data is damaged"):
        fetch(server.url(), QUICK)


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("x-gzip", gzip.compress(PAGE)),
        ("GZIP", gzip.compress(PAGE)),
        ("identity", PAGE),
        ("deflate", bare_deflate(PAGE)),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE))),
        ("gzip", gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:])),
        ("gzip", gzip.compress(PAGE) + b"\0" * 20),
    ],
)
def test_forms_that_servers_use(serve: Serve, header: str, body: bytes) -> None:
    assert fetch(serve({"/": say(body, content_encoding=header)}).url(), QUICK).data == PAGE


def test_an_empty_body_needs_no_coding(serve: Serve) -> None:
    assert fetch(serve({"/": say(b"", content_encoding="gzip")}).url(), QUICK).data == b""


@pytest.mark.parametrize(("header", "said"), [("snappy", "'snappy'"), (", ".join(["gzip"] * 50), "50 times over")])
def test_other_codings_are_named(serve: Serve, header: str, said: str) -> None:
    with pytest.raises(FetchError, match=said):
        fetch(serve({"/": say(PAGE, content_encoding=header)}).url(), QUICK)


def test_what_is_not_installed_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("brotli", "compression", "compression.zstd", "backports", "backports.zstd"):
        monkeypatch.setitem(importlib.import_module("sys").modules, name, None)
    assert list(available()) == ["gzip", "deflate"]
