"""Content-Encoding, undone piece by piece, so that no bomb is ever whole in memory.

Done here and not by urllib3 because its decoders bound their output only since 2.6, and report a body
that was cut off as complete (2.8: gzip, deflate and br alike).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol

PIECE = 1 << 16  # bytes of output at a time
MAX_CODINGS = 2  # real servers chain one, rarely two by mistake
ZSTD_WINDOW_LOG = 23  # 8 MiB, the most that RFC 9659 lets a server ask of a client


class DecodingError(Exception):
    """The body is not what its Content-Encoding says."""


class Decoder(Protocol):
    """Undoes one coding. `feed` yields pieces of bounded size; `done` tells whether the data came to its end."""

    @property
    def done(self) -> bool: ...

    def feed(self, data: bytes) -> Iterator[bytes]: ...


class _Gzip:
    """Gzip, of one member or several; what follows the last is padding and left out, as browsers do."""

    def __init__(self) -> None:
        self._engine = zlib.decompressobj(16 + zlib.MAX_WBITS)

    @property
    def done(self) -> bool:
        return self._engine.eof

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._engine.eof:
                if data[0] != 0x1F:
                    return
                self._engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
            yield from _inflate(self._engine, data)
            data = self._engine.unused_data


class _Deflate:
    """`deflate` is zlib data by the standard and bare deflate data from some servers; the first byte tells."""

    def __init__(self) -> None:
        self._engine: Any = None

    @property
    def done(self) -> bool:
        return self._engine is not None and bool(self._engine.eof)

    def feed(self, data: bytes) -> Iterator[bytes]:
        if not data or self.done:
            return
        if self._engine is None:
            is_zlib = data[0] & 0x0F == 8 and data[0] >> 4 <= 7
            self._engine = zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
        yield from _inflate(self._engine, data)


def _inflate(engine: Any, data: bytes) -> Iterator[bytes]:
    while True:
        piece = engine.decompress(data, PIECE)
        yield piece
        data = engine.unconsumed_tail
        # A full piece may leave output waiting inside zlib after the last input byte.
        if engine.eof or (not data and len(piece) < PIECE):
            return


class _Brotli:
    def __init__(self, brotli: Any) -> None:
        self._engine = brotli.Decompressor()

    @property
    def done(self) -> bool:
        return bool(self._engine.is_finished())

    def feed(self, data: bytes) -> Iterator[bytes]:
        while not self.done:
            piece = self._engine.process(data, output_buffer_limit=PIECE)
            yield piece
            data = b""
            # As with zlib, a full piece may leave output waiting although all input is used up.
            if len(piece) < PIECE and self._engine.can_accept_more_data():
                return


class _Zstd:
    """Zstandard, of one frame or several."""

    def __init__(self, zstd: Any) -> None:
        self._zstd = zstd
        self._engine = self._open()

    def _open(self) -> Any:
        options = {self._zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG}
        return self._zstd.ZstdDecompressor(options=options)

    @property
    def done(self) -> bool:
        return bool(self._engine.eof)

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data or not (self._engine.eof or self._engine.needs_input):
            if self._engine.eof:
                self._engine = self._open()
            yield self._engine.decompress(data, PIECE)
            data = self._engine.unused_data if self._engine.eof else b""


def available() -> Mapping[str, Callable[[], Decoder]]:
    """The codings that this installation can undo, by name, in the order in which to offer them."""
    found: dict[str, Callable[[], Decoder]] = {"gzip": _Gzip, "deflate": _Deflate}
    brotli = _module("brotli")
    if hasattr(getattr(brotli, "Decompressor", None), "can_accept_more_data"):  # 1.2, the first to bound its output
        found["br"] = lambda: _Brotli(brotli)
    zstd = _module("compression.zstd") or _module("backports.zstd")  # in Python since 3.14
    if zstd:
        found["zstd"] = lambda: _Zstd(zstd)
    return found


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        return None


def open_decoders(content_encoding: str) -> tuple[Decoder, ...]:
    """The decoders for a Content-Encoding header, in the order in which to apply them."""
    names = [name.strip().lower() for name in content_encoding.split(",")]
    names = [name.removeprefix("x-") for name in names if name not in ("", "identity")]
    if len(names) > MAX_CODINGS:
        raise DecodingError(f"it is compressed {len(names)} times over")
    known = available()
    for name in names:
        if name not in known:
            raise DecodingError(f"it is compressed as {name!r}, which was not asked for and is not known here")
    return tuple(known[name]() for name in reversed(names))


def decode(decoders: Sequence[Decoder], data: bytes) -> Iterator[bytes]:
    """Put data through the decoders; yields pieces of bounded size, some of them empty.

    The empty ones give the caller a turn to look at the clock while a coding inside another yields nothing.
    """
    if not decoders:
        yield data
        return
    first, *rest = decoders
    pieces = first.feed(data)
    while True:
        try:
            piece = next(pieces, None)
        except Exception as error:  # zlib, brotli and zstd have one error class each, and zstd adds EOFError
            raise DecodingError(f"its compressed data is damaged ({error})") from error
        if piece is None:
            return
        yield from decode(rest, piece)
