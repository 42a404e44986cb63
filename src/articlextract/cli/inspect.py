"""`articlextract inspect`: the report of one page."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from ..errors import FetchError, ParseError
from ..options import Favour, FetchOptions, Options
from .network import network_options
from .output import NotFetched, NothingToExtract, NotWritten, note, quiet_interrupt, write
from .sources import check_url, fetch_raw, hint


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("source")
@click.option("-o", "--output", metavar="FILE", help="Write the report here instead of to standard output.")
@click.option("--open", "show", is_flag=True, help="Show it in a browser; without --output, from a temporary file.")
@click.option("--url", callback=check_url, help="Where a file or standard input comes from; links start there.")
@click.option(
    "--favour",
    type=click.Choice(["precision", "balance", "recall"]),
    default="balance",
    show_default=True,
    help="In doubt: leave text out, neither, or keep it.",
)
@network_options
def inspect(source: str, output: str | None, show: bool, url: str | None, favour: Favour, fetch: FetchOptions) -> None:
    """Show what was kept of a page, and why.

    Writes one HTML file without scripts: the page's blocks coloured by role beside the Article, its fields with
    their evidence. SOURCE is a URL, a file, or - for standard input.
    """
    with quiet_interrupt():
        from ..inspect import write_report
        from ..pipeline import read_with_blocks

        options = Options(favour=favour, fetch=fetch)
        try:
            report = write_report(read_with_blocks(fetch_raw(source, url, options), options), source)
        except FetchError as error:
            raise NotFetched(hint(source, error)) from error
        except ParseError as error:
            raise NothingToExtract(str(error)) from error
        if show and output is None:
            output = _temporary()
        write(report, output)
        if show:
            _open(Path(str(output)))


def _temporary() -> str:
    try:
        handle, name = tempfile.mkstemp(prefix="articlextract-", suffix=".html")
    except OSError as error:
        raise NotWritten(f"there is no place for a temporary file: {error.strerror}. Use --output") from error
    os.close(handle)
    return name


def _open(path: Path) -> None:
    import webbrowser

    address = path.resolve().as_uri()
    if not webbrowser.open(address):
        note(f"no browser was found. The report is {address}")
