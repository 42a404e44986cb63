"""Rows to one file a shard: written beside its final name, and renamed once it is whole and on the disk."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec

from ..errors import ArticlextractError
from ..terminal import safe_line
from ._extra import require
from .options import Format
from .rows import Row
from .schema import row_schema

PARTIAL = ".partial"
BATCH = 64  # rows kept as Python objects at a time; as Arrow they take a third of the memory
GROUP_ROWS = 1024  # of a Parquet row group
GROUP_BYTES = 32 << 20


class OutputError(ArticlextractError):
    """Results cannot be written. What is finished stays; the same call with `resume` goes on from there."""


class _Writer(Protocol):
    def write(self, row: Row) -> None: ...

    def close(self) -> None: ...

    def abandon(self) -> None: ...


class _Parquet:
    def __init__(self, file: Any) -> None:
        self._arrow = require("pyarrow", "bulk")
        self._writer = require("pyarrow.parquet", "bulk").ParquetWriter(file, row_schema(), compression="zstd")
        self._rows: list[Row] = []
        self._batches: list[Any] = []

    def write(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) >= BATCH:
            self._pack()

    def _pack(self) -> None:
        if self._rows:
            self._batches.append(self._arrow.RecordBatch.from_pylist(self._rows, schema=row_schema()))
            self._rows = []
        rows = sum(batch.num_rows for batch in self._batches)
        if rows >= GROUP_ROWS or sum(batch.nbytes for batch in self._batches) >= GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._batches:
            self._writer.write_table(self._arrow.Table.from_batches(self._batches))
            self._batches = []

    def close(self) -> None:
        self._pack()
        self._flush()
        self._writer.close()

    def abandon(self) -> None:
        self._writer.is_open = False  # or it would write its footer when it is collected


class _Lines:
    def __init__(self, file: Any) -> None:
        self._stream = require("pyarrow", "bulk").CompressedOutputStream(file, "zstd")
        self._names = row_schema().names
        self._encode = msgspec.json.Encoder().encode

    def write(self, row: Row) -> None:
        self._stream.write(self._encode({name: row[name] for name in self._names}) + b"\n")

    def close(self) -> None:
        self._stream.close()

    def abandon(self) -> None:
        pass


class ShardFile:
    """The output of one shard. Until `finish` there is nothing under its name; `abort` leaves nothing at all."""

    def __init__(self, folder: Path, name: str, form: Format) -> None:
        self._final = folder / name
        self._beside = folder / f".{name}.{secrets.token_hex(4)}{PARTIAL}"
        self._writer: _Writer | None = None
        with explained(self._beside):
            self._file = open(self._beside, "xb")  # noqa: SIM115 - closed by finish and abort
        try:
            self._writer = (_Parquet if form == "parquet" else _Lines)(self._file)
        except BaseException:  # Ctrl-C too, while Arrow is loaded
            self.abort()
            raise

    def write(self, row: Row) -> None:
        assert self._writer is not None
        with explained(self._beside):
            self._writer.write(row)

    def finish(self) -> tuple[int, str]:
        """Put it in its place for good; its size in bytes and its SHA-256."""
        assert self._writer is not None
        with explained(self._final):
            self._writer.close()
            if not self._file.closed:
                self._file.flush()
                os.fsync(self._file.fileno())
                self._file.close()
            else:
                sync(self._beside)
            size, digest = os.path.getsize(self._beside), _digest(self._beside)
            os.replace(self._beside, self._final)
            sync(self._final.parent)
        return size, digest

    def abort(self) -> None:
        """Remove what was written; nothing that goes wrong here is worth a message of its own."""
        with contextlib.suppress(Exception):
            if self._writer is not None:
                self._writer.abandon()
        with contextlib.suppress(Exception):  # of a full disk closing fails too, but it closes
            self._file.close()
        with contextlib.suppress(OSError):
            os.unlink(self._beside)


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Failures to write, as an OutputError that says where and why."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        where = safe_line(str(path.parent))
        raise OutputError(
            f"cannot write to {where}: {safe_line(reason)}. Free space or choose another folder, then --resume"
        ) from error


def sync(path: Path) -> None:
    """A file's or folder's content to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_partial(folder: Path) -> None:
    """What runs that were killed have left."""
    for path in folder.glob(f".*{PARTIAL}"):
        path.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
