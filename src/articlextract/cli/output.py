"""Where a command's words go: the result to standard output or a file, the rest to standard error."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

import click

from ..terminal import safe_line

if TYPE_CHECKING:
    from ..article import Article

INTERRUPTED = 130  # what a shell reports for a program that Ctrl-C ended


class Failure(click.ClickException):
    """Ends the command with a message on standard error; each kind has its exit code."""

    silent = False

    def show(self, file: IO[Any] | None = None) -> None:
        if not self.silent:
            note(self.message)


class NothingToExtract(Failure):
    exit_code = 1


class NotFetched(Failure):
    exit_code = 3


class NotWritten(Failure):
    exit_code = 4


def note(message: str) -> None:
    """A line on standard error, safe for a terminal whatever the page put into it; in colour on one."""
    with contextlib.suppress(OSError):  # nobody is left to tell
        colour = False if os.environ.get("NO_COLOR") else None  # None: where it is a terminal
        click.echo(f"{click.style('extract:', fg='yellow')} {safe_line(message, 600)}", err=True, color=colour)


class Voice:
    """What is said on standard error: nothing, what matters, or all."""

    def __init__(self, quiet: bool, verbose: bool) -> None:
        self._quiet = quiet
        self._verbose = verbose

    def note(self, message: str) -> None:
        if not self._quiet:
            note(message)

    def mute(self, failure: Failure) -> None:
        """A failure that ends the command without a word, if that was asked for."""
        failure.silent = self._quiet

    def tell(self, source: str, article: Article, seconds: float) -> None:
        """What was found on a page, and where."""
        if not self._verbose:
            return
        kind = article.page_type.value if article.page_type else "page"
        words = len(article.text.split())
        said = f"status {article.status.value}, {kind}, {words} words, confidence {article.confidence:.2f}"
        note(f"{source}: {said}, {1000 * seconds:.0f} ms")
        for name, evidence in article.evidence.items():
            note(f"  {name}: {evidence.source} ({evidence.confidence:.2f}), {len(evidence.losers)} lost")


class Sink:
    """Takes the output in parts: to standard output at once, into a file when all of it is there."""

    def __init__(self, output: str | None) -> None:
        self._output = output
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        if self._output in (None, "-"):
            if text:
                write(text, None)
        else:
            self._parts.append(text)

    def close(self) -> None:
        if any(self._parts):
            write("".join(self._parts), self._output)


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
    beside = os.path.join(os.path.dirname(path), f".articlextract-{os.urandom(6).hex()}")
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
