"""What is no page at all: files of other kinds, told by their first bytes."""

from __future__ import annotations

import re

from ..errors import ParseError

_HEAD_BYTES = 4_096

# (first bytes, what it is, what to do)
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", "convert it to HTML or text first"),
    (b"%!PS", "a PostScript document", "convert it to HTML or text first"),
    (b"{\\rtf", "an RTF document", "convert it to HTML or text first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document", "convert it to HTML or text first"),
    (b"PK\x03\x04", "a ZIP archive (or a DOCX, EPUB or the like)", "unpack it and pass the page inside"),
    (b"\x1f\x8b\x08", "gzip-compressed data", "decompress it first"),
    (b"BZh91AY&SY", "bzip2-compressed data", "decompress it first"),
    (b"\xfd7zXZ\x00", "xz-compressed data", "decompress it first"),
    (b"\x28\xb5\x2f\xfd", "Zstandard-compressed data", "decompress it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it and pass the page inside"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it and pass the page inside"),
    (b"\x89PNG\r\n", "a PNG image", "pass the page that shows it"),
    (b"\xff\xd8\xff", "a JPEG image", "pass the page that shows it"),
    (b"GIF87a", "a GIF image", "pass the page that shows it"),
    (b"GIF89a", "a GIF image", "pass the page that shows it"),
    (b"II*\x00", "a TIFF image", "pass the page that shows it"),
    (b"MM\x00*", "a TIFF image", "pass the page that shows it"),
    (b"\x00\x00\x01\x00", "an icon", "pass the page that shows it"),
    (b"8BPS\x00", "a Photoshop image", "pass the page that shows it"),
    (b"ID3\x03", "an MP3 recording", "pass the page that plays it"),
    (b"ID3\x04", "an MP3 recording", "pass the page that plays it"),
    (b"OggS\x00", "an Ogg recording", "pass the page that plays it"),
    (b"fLaC\x00", "a FLAC recording", "pass the page that plays it"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video", "pass the page that plays it"),
    (b"FLV\x01", "a Flash video", "pass the page that plays it"),
    (b"\x00\x01\x00\x00\x00", "a font", "pass a page"),
    (b"wOFF\x00", "a font", "pass a page"),
    (b"wOF2\x00", "a font", "pass a page"),
    (b"OTTO\x00", "a font", "pass a page"),
    (b"\x7fELF", "a program", "pass a page"),
    (b"\x00asm", "a WebAssembly program", "pass a page"),
    (b"\xca\xfe\xba\xbe", "a program", "pass a page"),
    (b"SQLite format 3\x00", "an SQLite database", "pass the pages stored in it"),
)
_RIFF = {b"WEBP": "a WebP image", b"WAVE": "a WAV recording", b"AVI ": "an AVI video"}
_WHITE = b" \t\r\n\x0c"
# Bytes that no text has: the C0 controls but tab, line feed, form feed, carriage return and escape (ISO-2022).
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
# A twentieth: compressed data has a tenth, and pages have none or a stray one. Where there is markup, more is damage.
_MAX_CONTROL_SHARE = 0.05
_MAX_CONTROL_SHARE_IN_MARKUP = 0.3
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|div|p|meta|h[1-6])[\s>]", re.IGNORECASE)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def refuse_binary(data: bytes) -> None:
    """Raise ParseError when the data is a file of another kind; say which, and what to do."""
    head = data[:_HEAD_BYTES].lstrip(_WHITE)
    for magic, what, remedy in _MAGIC:
        if head.startswith(magic):
            raise ParseError(f"the input is {what}, not a web page: {remedy}")
    if head.startswith(b"RIFF") and head[8:12] in _RIFF:
        raise ParseError(f"the input is {_RIFF[head[8:12]]}, not a web page: pass the page that shows it")
    if head.startswith(b"\x00\x00\x00") and head[4:8] == b"ftyp":
        raise ParseError("the input is an MP4 video or AVIF image, not a web page: pass the page that shows it")
    controls = len(head) - len(head.translate(None, _CONTROLS))
    limit = _MAX_CONTROL_SHARE_IN_MARKUP if controls and _MARKUP.search(head) else _MAX_CONTROL_SHARE
    if controls > limit * len(head) and not _may_be_utf16(head):
        raise ParseError(
            f"the input looks binary ({controls} control bytes in its first {len(head)}), not like a web page:"
            " pass HTML or text, decompressed"
        )


def _may_be_utf16(head: bytes) -> bool:
    """A mark, or NULs on one side of nearly every pair and nowhere else, as in UTF-16 markup."""
    if head.startswith(_UTF16_MARKS):
        return True
    even, odd = head[::2].count(b"\0"), head[1::2].count(b"\0")
    return max(even, odd) > len(head) // 6 and min(even, odd) * 8 < max(even, odd)
