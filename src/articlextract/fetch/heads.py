"""Limits on the head of an answer as a whole.

Python's HTTP client has them only one by one: 100 headers of 64 KiB each, after as many interim answers (100 Continue)
as the server likes.
"""

from __future__ import annotations

import http
import http.client
from typing import Any, NamedTuple

# Before the answer itself; of these http.client passes over 100 Continue alone.
_INTERIM = frozenset({http.HTTPStatus.PROCESSING, http.HTTPStatus.EARLY_HINTS})


class HeadLimits(NamedTuple):
    """In bytes and lines, status lines and interim answers included."""

    max_bytes: int
    max_lines: int


class HeadTooLarge(http.client.HTTPException):
    """The status line and headers are over a limit."""


def limited_response(limits: HeadLimits) -> type[http.client.HTTPResponse]:
    """http.client's response, which stops reading a head at the limits."""

    class Limited(http.client.HTTPResponse):
        def begin(self) -> None:
            whole: Any = self.fp
            self.fp = _Head(whole, limits)  # type: ignore[assignment]
            try:
                super().begin()
                while self.status in _INTERIM:
                    self.headers = self.msg = None  # type: ignore[assignment]
                    super().begin()
            finally:
                if isinstance(self.fp, _Head):  # else it was closed: the answer has no body
                    self.fp = whole

    return Limited


class _Head:
    """The stream of an answer while its head is read, line by line."""

    def __init__(self, stream: Any, limits: HeadLimits) -> None:
        self._stream = stream
        self._limits = limits
        self._bytes = 0
        self._lines = 0

    def readline(self, limit: int = -1) -> bytes:
        left = self._limits.max_bytes - self._bytes + 1
        line: bytes = self._stream.readline(min(limit, left) if limit >= 0 else left)
        self._bytes += len(line)
        self._lines += line not in (b"\r\n", b"\n")
        if self._bytes > self._limits.max_bytes:
            raise HeadTooLarge(f"its headers take more than {self._limits.max_bytes:,} bytes (max_header_bytes)")
        if self._lines > self._limits.max_lines + 1:  # the status line
            raise HeadTooLarge(f"it has more than {self._limits.max_lines} headers (max_headers)")
        return line

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
