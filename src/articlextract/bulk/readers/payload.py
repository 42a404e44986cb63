"""The body of an HTTP response as an archive kept it: its transfer and content codings undone, if they still are there.

Crawlers differ in whether they keep a body as it was sent or decoded, and some leave the headers as they were. So a
header is believed only when the bytes agree.
"""

from __future__ import annotations

from io import BytesIO

from ...fetch.decode import DecodingError, decode, open_decoders

PIECE = 1 << 16


def body_of(data: bytes, transfer: str | None, coding: str | None, limit: int) -> bytes:
    """The page's bytes, at most `limit + 1` of them."""
    if "chunked" in (transfer or "").lower():
        data = _dechunked(data)
    if coding and coding.strip().lower() != "identity":
        data = _decoded(data, coding, limit)
    return data[: limit + 1]


def _dechunked(data: bytes) -> bytes:
    """The chunks joined; the data as it is when it is no chunks after all. Of a cut one, what is there."""
    stream = BytesIO(data)
    pieces: list[bytes] = []
    while True:
        line = stream.readline(64)
        try:
            size = int(line.split(b";")[0].strip(), 16) if line.endswith(b"\n") else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(pieces) if pieces else data
        if size == 0:
            return b"".join(pieces)
        pieces.append(stream.read(size))
        stream.readline(64)


def _decoded(data: bytes, coding: str, limit: int) -> bytes:
    """Decompressed up to the limit; of damaged data what was whole, and all of it when it was decompressed before."""
    pieces: list[bytes] = []
    size = 0
    try:
        decoders = open_decoders(coding)
        for place in range(0, len(data), PIECE):
            for piece in decode(decoders, data[place : place + PIECE]):
                pieces.append(piece)
                size += len(piece)
                if size > limit:
                    return b"".join(pieces)
    except DecodingError:
        pass
    return b"".join(pieces) or data
