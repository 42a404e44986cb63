"""Where a command's words go: the result to standard output or a file, the rest to standard error."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from typing import IO, Any

import click

from ..terminal import safe_line

INTERRUPTED = 130  # what a shell reports for a program that Ctrl-C ended


class Failure(click.ClickException):
    """Ends the command with a message on standard error; each kind has its exit code."""

    def show(self, file: IO[Any] | None = None) -> None:
        note(self.message)


class NothingToExtract(Failure):
    exit_code = 1


class NotFetched(Failure):
    exit_code = 3


class NotWritten(Failure):
    exit_code = 4


def note(message: str) -> None:
    """A line on standard error, safe for a terminal whatever the page put into it."""
    with contextlib.suppress(OSError):  # nobody is left to tell
        click.echo(f"extract: {safe_line(message, 600)}", err=True)


@contextlib.contextmanager
def quiet_interrupt() -> Iterator[None]:
    """Ctrl-C ends the command without a traceback."""
    try:
        yield
    except KeyboardInterrupt:
        raise click.exceptions.Exit(INTERRUPTED) from None


def write(text: str, output: str | None) -> None:
    """The text as UTF-8, to a file that is replaced only once all is written, or to standard output."""
    data = text.encode("utf-8", "replace")
    try:
        if output is None or output == "-":
            _print(data)
        elif _is_special(output):
            with open(output, "wb") as file:
                file.write(data)
        else:
            _replace(os.path.realpath(output), data)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        where = "standard output" if output is None else output
        reason = getattr(error, "strerror", None) or str(error)
        raise NotWritten(f"cannot write to {where}: {reason}. Choose another place, or free space") from error


def _print(data: bytes) -> None:
    if sys.stdout is None:  # closed by the caller, as in `extract page.html >&-`
        raise OSError("it is closed")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        # Python flushes once more at exit and would complain; what is left goes nowhere instead.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # the reader, say `head`, has what it wanted
            raise


def _is_special(path: str) -> bool:
    """Whether the path is there and is no ordinary file: a device or a pipe is written to, not replaced."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _replace(path: str, data: bytes) -> None:
    if os.path.isdir(path):
        raise OSError("it is a folder")
    beside = os.path.join(os.path.dirname(path), f".articlextract-{secrets.token_hex(6)}")
    try:
        with open(beside, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.path.exists(path):
            os.chmod(beside, stat.S_IMODE(os.stat(path).st_mode))
        os.replace(beside, path)
    except BaseException:  # Ctrl-C too: nothing half written stays behind
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
