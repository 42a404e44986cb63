"""Saved pages: a path, a file: URL, or an open binary stream."""

from __future__ import annotations

import os
from io import BytesIO
from typing import BinaryIO
from urllib.parse import urlsplit

from ..errors import FetchError, FetchReason, InputTypeError
from ..records import RawPage
from ..terminal import safe_line

CHUNK = 1 << 20


def read_file(path: str | os.PathLike[str], *, url: str | None = None, max_bytes: int) -> RawPage:
    """Read a saved page from a path or a `file:` URL.

    Of a file over `max_bytes`, one byte more than that is read, so that the parser can tell that it was cut.
    `url` is where the page was saved from; when that was is not known, so `fetched_at` stays None.

    Raises:
        FetchError: there is no such file, or it cannot be read.
    """
    place = _path_of(path)
    name = safe_line(os.fsdecode(place))
    try:
        with open(place, "rb") as file:
            return read_stream(file, url=url, max_bytes=max_bytes)
    except FileNotFoundError:
        raise FetchError(
            f"there is no file {name}. Check the path; a web page begins with https://", reason=FetchReason.FILE
        ) from None
    except IsADirectoryError:
        raise FetchError(f"{name} is a folder. Name a file in it", reason=FetchReason.FILE) from None
    except PermissionError:
        raise FetchError(
            f"{name} may not be read. Check the permissions of the file and its folders", reason=FetchReason.FILE
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        raise FetchError(f"{name} cannot be read: {safe_line(str(error))}", reason=FetchReason.FILE) from error


def read_stream(stream: BinaryIO, *, url: str | None = None, max_bytes: int) -> RawPage:
    """Read a page from an open binary stream, such as `sys.stdin.buffer`; limits as in `read_file`.

    Raises:
        FetchError: reading failed.
        InputTypeError: the stream gives text instead of bytes.
    """
    data = BytesIO()
    left = max_bytes + 1
    try:
        while left and (piece := stream.read(min(left, CHUNK))):
            if not isinstance(piece, bytes):
                raise InputTypeError(f"the stream gives {type(piece).__name__}, not bytes. Open it in binary mode")
            data.write(piece)
            left -= len(piece)
    except (OSError, ValueError) as error:  # ValueError: the stream is closed
        if isinstance(error, InputTypeError):
            raise
        raise FetchError(f"the input cannot be read: {safe_line(str(error))}", reason=FetchReason.FILE) from error
    return RawPage(data.getvalue(), url=url)


def _path_of(path: str | os.PathLike[str]) -> str | os.PathLike[str]:
    if not isinstance(path, str) or path[:6].lower() != "file:/":
        return path
    from urllib.request import url2pathname  # loads http.client, 40 ms

    try:
        parts = urlsplit(path)
    except ValueError as error:
        raise FetchError(
            f"{safe_line(path)} is not a usable file: URL: {safe_line(str(error))}", reason=FetchReason.FILE
        ) from error
    if parts.netloc.lower() not in ("", "localhost"):
        raise FetchError(
            f"{safe_line(path)} names another machine, {safe_line(parts.netloc)}. Copy the file here first",
            reason=FetchReason.FILE,
        )
    return url2pathname(parts.path)
