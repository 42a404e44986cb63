"""Where records begin and end in a WARC file as it lies on disk, so that damage to one costs only that one.

The libraries that read WARC stop at the first damaged record, and at the end of a file that was cut they do not even
say so. They are asked for the good stretches; what is here finds where the next one begins.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BytesIO, RawIOBase
from mmap import mmap
from typing import BinaryIO, NamedTuple, Protocol

from .._extra import require

GZIP_MAGIC = b"\x1f\x8b\x08"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"  # a skippable frame before all others
WARC_MAGIC = b"WARC/"

PIECE = 1 << 20
HEAD = 1 << 16  # a record's own header is shorter
ZSTD_RECORD = 1 << 26  # compressed; what is longer is not looked for behind damage
ZSTD_MISLED = 4  # four bytes are the magic by chance once in four thousand million

_LENGTH = re.compile(rb"\r?\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r?\n", re.IGNORECASE)


class Look(NamedTuple):
    """A stretch that can be decompressed: where it ends, and whether it holds all that its record announces."""

    end: int
    whole: bool


class Archive(Protocol):
    preamble: bytes
    """What stands at the head of the file and a reader has to see before any stretch of it."""

    def look(self, start: int) -> Look | None:
        """What stands there; None when it cannot be decompressed."""

    def next_start(self, start: int) -> int | None:
        """The first place from there on where a record begins."""


def archive_of(data: mmap, name: str) -> Archive:
    """By the file's first bytes; by its name only when these are damaged."""
    if data[:3] == GZIP_MAGIC:
        return GzipArchive(data)
    if data[:4] in (ZSTD_MAGIC, ZSTD_DICTIONARY):
        return ZstdArchive(data)
    if data[:5] == WARC_MAGIC:
        return PlainArchive(data)
    by_name: dict[str, Callable[[mmap], Archive]] = {".gz": GzipArchive, ".zst": ZstdArchive}
    return by_name.get(name[name.rfind(".") :].lower(), PlainArchive)(data)


class GzipArchive:
    """Gzip members, as a rule one for each record."""

    preamble = b""

    def __init__(self, data: mmap) -> None:
        self._data = data
        self._shape = _gzip_shape(data[:10])

    def look(self, start: int) -> Look | None:
        engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
        head, size = b"", 0
        try:
            for place in range(start, len(self._data), PIECE):
                piece = self._data[place : place + PIECE]
                while piece and not engine.eof:
                    found = engine.decompress(piece, PIECE)
                    size += len(found)
                    head = head or found[:HEAD]
                    piece = engine.unconsumed_tail
                if engine.eof:
                    end = min(place + PIECE, len(self._data)) - len(engine.unused_data)
                    return Look(end, size >= (_announced(head) or 0))
        except zlib.error:
            return None
        return None

    def next_start(self, start: int) -> int | None:
        return _search(self._data, GZIP_MAGIC, start, self._begins_record)

    def _begins_record(self, place: int) -> bool:
        """It decodes to one; or it is damaged as well, and has the same header as the first member of the file."""
        if self._shape and _gzip_shape(self._data[place : place + 10]) == self._shape:
            return True
        try:
            return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(self._data[place : place + 512], 5) == WARC_MAGIC
        except zlib.error:
            return False


class PlainArchive:
    """Records one after the other."""

    preamble = b""

    def __init__(self, data: mmap) -> None:
        self._data = data

    def look(self, start: int) -> Look | None:
        announced = _announced(self._data[start : start + HEAD])
        if announced is None:
            return None
        end = start + announced
        after = self._data[end : end + 4]
        blank = len(after) - len(after.lstrip(b"\r\n"))
        return Look(end + blank, True) if blank >= 2 or end == len(self._data) else None

    def next_start(self, start: int) -> int | None:
        if start == 0 and self._begins_record(-1):
            return 0
        return _search(self._data, b"\n" + WARC_MAGIC, start - 1, self._begins_record, skip=1)

    def _begins_record(self, place: int) -> bool:
        return _announced(self._data[place + 1 : place + HEAD]) is not None


class ZstdArchive:
    """Zstandard frames, one for each record, perhaps with a dictionary before them."""

    def __init__(self, data: mmap) -> None:
        self._data = data
        self.preamble = b""
        if data[:4] == ZSTD_DICTIONARY:
            self.preamble = data[: 8 + int.from_bytes(data[4:8], "little")]
        first = len(self.preamble)
        self._shape = data[first : first + 5]  # magic and frame descriptor

    def look(self, start: int) -> Look | None:
        """Frames do not say where they end: where the next begins, or one after that should these bytes mislead."""
        if start == 0 and self.preamble:
            return Look(len(self.preamble), True)
        end = start
        for _ in range(ZSTD_MISLED):
            end = self._data.find(ZSTD_MAGIC, end + 1)
            length, read = self._first_record(start, end if end > 0 else len(self._data))
            if read is not None and read == length:
                return Look(end if end > 0 else len(self._data), True)
            if end < 0:
                break
        return None

    def next_start(self, start: int) -> int | None:
        return _search(self._data, ZSTD_MAGIC, start, self._begins_record)

    def _begins_record(self, place: int) -> bool:
        if self._data[place : place + 5] == self._shape:
            return True
        return self._first_record(place, min(place + PIECE, len(self._data)), head_only=True)[0] is not None

    def _first_record(self, start: int, end: int, *, head_only: bool = False) -> tuple[int | None, int | None]:
        """What the record there says of its length, and its true length; None for what cannot be read."""
        warc = require("fastwarc.warc", "bulk")
        stream = BytesIO(self.preamble + self._data[start : min(end, start + ZSTD_RECORD)])
        length = read = None
        try:
            for record in warc.ArchiveIterator(stream, parse_http=False):
                length = record.content_length
                if head_only:
                    break
                read = 0
                while piece := record.reader.read(PIECE):
                    read += len(piece)
        except Exception:  # fastwarc has several kinds, all meaning that it cannot be read
            return length, None
        return length, read


class Stretch(RawIOBase):
    """The file from a place on, with what a reader has to see first before it.

    It says that it begins at 0, because fastwarc looks for a dictionary only there; `place` undoes that.
    """

    def __init__(self, file: BinaryIO, archive: Archive, start: int) -> None:
        file.seek(start)
        self._file = file
        self._first = archive.preamble if start else b""
        self._begin = start - len(self._first)

    def read(self, size: int = -1) -> bytes:
        """As much as was asked for, but at the end: a short answer would be taken for the end of a dictionary."""
        first = self._first if size < 0 else self._first[:size]
        self._first = self._first[len(first) :]
        return first + self._file.read(-1 if size < 0 else size - len(first))

    def tell(self) -> int:
        return 0

    def place(self, position: int) -> int:
        """Where in the file what the reader counts as `position` stands."""
        return self._begin + position


def _gzip_shape(head: bytes) -> bytes:
    """Magic, flags and kind of compressor: what all members of a writer have in common. The time is left out."""
    return head[:4] + head[8:10] if head[:3] == GZIP_MAGIC and len(head) == 10 else b""


def _announced(head: bytes) -> int | None:
    """How long the record that begins there says it is, its header included; None when no record begins there."""
    end = re.search(rb"\r?\n\r?\n", head) if head.startswith(WARC_MAGIC) else None
    length = _LENGTH.search(head[: end.end()]) if end else None
    return end.end() + int(length[1]) if end and length else None


def _search(data: mmap, magic: bytes, start: int, begins: Callable[[int], bool], skip: int = 0) -> int | None:
    place = data.find(magic, max(0, start))
    while place >= 0:
        if begins(place):
            return place + skip
        place = data.find(magic, place + 1)
    return None
