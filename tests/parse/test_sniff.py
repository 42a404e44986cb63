"""What is no page is refused by name, what might be one is not."""

from __future__ import annotations

import zlib

import pytest

from articlextract.errors import ParseError
from articlextract.parse.sniff import refuse_binary

TAIL = bytes(range(256)) * 8


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\n  %PDF-1.4\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"GIF89a\x01\0\x01\0", "GIF"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "WebP"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "WAV"),
        (b"\0\0\0\x20ftypmp42", "MP4"),
        (b"\0\0\0\x1cftypavif", "AVIF"),
        (b"PK\x03\x04\x14\0", "ZIP"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "gzip"),
        (b"\x28\xb5\x2f\xfd\x04", "Zstandard"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"OggS\0\x02", "Ogg"),
        (b"\x7fELF\x02\x01", "program"),
    ],
)
def test_files_of_other_kinds(head: bytes, said: str) -> None:
    with pytest.raises(ParseError, match=rf"(?s){said}.*: \w+"):
        refuse_binary(head + TAIL)


def test_unnamed_binary() -> None:
    with pytest.raises(ParseError, match="looks binary"):
        refuse_binary(zlib.compress(TAIL + TAIL[::-1], 9)[2:] * 4 + bytes(200))
    with pytest.raises(ParseError, match="looks binary"):
        refuse_binary(bytes(1_000))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t ",
        b"plain words",
        b'{"a": 1}',
        b"<?xml version='1.0'?><rss/>",
        b"ID3 tags and what they are for",
        b"PK is short for Priit Kask",
        b"<p>PDF- is what follows %</p>",
        b"<p>a\0b</p>",
        b"<html><p>" + b"ab\x01cd " * 50,
        b"\x1b$B8a8e\x1b(B",
        "<html><p>Жар</p>".encode("cp1251"),
        "<html><p>утро</p>".encode("utf-16"),
        "<html><p>morning</p>".encode("utf-16-le"),
        "<html><p>morning</p>".encode("utf-16-be"),
    ],
)
def test_what_may_be_a_page_passes(data: bytes) -> None:
    refuse_binary(data)
