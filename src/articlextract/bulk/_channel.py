"""Messages over a pair of pipes: four bytes of length, then the message.

The supervisor's side never blocks, so that one worker that has stopped reading cannot stop the others.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import struct
from collections import deque

PIECE = 1 << 18
PIPE_SIZE = 1 << 20  # holds the next pages ready for a worker; Linux allows that much to everybody

_LENGTH = struct.Struct("<I")


def open_pipe() -> tuple[int, int]:
    """The reading and the writing end of a pipe, with room for some pages where the system allows it."""
    reading, writing = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):  # the user's pipes may hold too much already
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
    return reading, writing


class Channel:
    """The supervisor's side: what cannot be sent at once waits in `send`'s queue until `flush`."""

    def __init__(self, reading: int, writing: int) -> None:
        self.reading = reading
        self.writing = writing
        self.closed = False  # the other side has gone; what it sent before is still given by `receive`
        self._out: deque[memoryview] = deque()
        self._in = bytearray()
        os.set_blocking(reading, False)
        os.set_blocking(writing, False)

    def send(self, message: bytes) -> None:
        self._out.append(memoryview(_LENGTH.pack(len(message))))
        self._out.append(memoryview(message))
        self.flush()

    def flush(self) -> bool:
        """Send what waits, as far as the other side takes it; whether all has gone."""
        while self._out:
            view = self._out[0]
            try:
                sent = os.write(self.writing, view)
            except BlockingIOError:
                return False
            except OSError:  # it has died; reading will say so
                self._out.clear()
                return True
            if sent == len(view):
                self._out.popleft()
            else:
                self._out[0] = view[sent:]
        return True

    def receive(self) -> list[bytes]:
        """The messages that have come in whole."""
        while not self.closed:
            try:
                piece = os.read(self.reading, PIECE)
            except BlockingIOError:
                break
            except OSError:
                piece = b""
            if not piece:
                self.closed = True
            self._in += piece
        return list(self._whole())

    def _whole(self) -> list[bytes]:
        messages = []
        start = 0
        while len(self._in) - start >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._in, start)
            end = start + _LENGTH.size + length
            if len(self._in) < end:
                break
            messages.append(bytes(self._in[start + _LENGTH.size : end]))
            start = end
        del self._in[:start]
        return messages

    def close(self) -> None:
        for end in (self.reading, self.writing):
            with contextlib.suppress(OSError):
                os.close(end)


def read_message(reading: int) -> bytes | None:
    """The worker's side: wait for a message; None when the supervisor has gone."""
    head = _read_exactly(reading, _LENGTH.size)
    return None if head is None else _read_exactly(reading, _LENGTH.unpack(head)[0])


def write_message(writing: int, message: bytes) -> None:
    """The worker's side: send, waiting until it is taken."""
    view = memoryview(_LENGTH.pack(len(message)) + message)
    while view:
        view = view[os.write(writing, view) :]


def _read_exactly(reading: int, size: int) -> bytes | None:
    pieces = []
    while size:
        piece = os.read(reading, min(size, PIECE))
        if not piece:
            return None
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
