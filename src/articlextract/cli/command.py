"""`extract`: one page to text, Markdown, HTML or JSON."""

from __future__ import annotations

import sys
from typing import BinaryIO
from urllib.parse import urlsplit

import click

from .. import __version__
from ..article import Article, Status
from ..errors import FetchError, ParseError
from ..options import Favour, FetchOptions, Options
from .document import FORMATS, render
from .network import network_options
from .output import NotFetched, NothingToExtract, note, quiet_interrupt, write

WHY_NOTHING = {
    Status.EMPTY: "the page holds no text. Check that it is the right one",
    Status.NEEDS_JAVASCRIPT: "the page writes its text with JavaScript. Save it from a browser and give the file",
    Status.CONSENT_WALL: "the page wants consent before it shows its text. Save it from a browser and give the file",
    Status.PAYWALLED: "the text is for subscribers. Save it from a browser where you are one and give the file",
    Status.TRUNCATED: "the page was cut off before its text began",
}
NO_BODY = "no main text was found. --favour recall keeps more"
WHY_LESS = {
    Status.PAYWALLED: "only what is before the paywall is here",
    Status.TRUNCATED: "the page was cut off, so the end is missing",
}


def _check_url(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_web(value):
        raise click.BadParameter("must be a full URL, such as https://example.org/page")
    return value


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("source")
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to standard output.")
@click.option("--url", callback=_check_url, help="Where a file or standard input comes from; links start there.")
@click.option(
    "--favour",
    type=click.Choice(["precision", "balance", "recall"]),
    default="balance",
    show_default=True,
    help="In doubt: leave text out, neither, or keep it.",
)
@network_options
@click.version_option(__version__, prog_name="articlextract")
def extract(source: str, form: str, output: str | None, url: str | None, favour: Favour, fetch: FetchOptions) -> None:
    """Print the article of a web page.

    SOURCE is a URL, a file, or - for standard input.

    Exit codes: 0 extracted, 1 nothing to extract, 2 wrong usage, 3 could not fetch or read, 4 could not write,
    130 interrupted.
    """
    if url is not None and is_web(source):
        raise click.UsageError("--url is for a file or standard input; a page that is fetched has its own.")
    options = Options(favour=favour, fetch=fetch)
    with quiet_interrupt():
        article = _read(source, url, options)
        found = bool(article.text)
        if found or form == "json":  # as JSON, a page without text still says its status
            write(render(article, form), output)
        if not found:
            raise NothingToExtract(WHY_NOTHING.get(article.status, NO_BODY))
        if article.status in WHY_LESS:
            note(WHY_LESS[article.status])


def is_web(source: str) -> bool:
    """Whether the source is a full http or https URL."""
    try:
        parts = urlsplit(source)
        return parts.scheme in ("http", "https") and bool(parts.netloc)
    except ValueError:
        return False


def _read(source: str, url: str | None, options: Options) -> Article:
    from .. import api, fetch, pipeline  # these load lxml and the stages, which --help does not need

    try:
        if source == "-":
            return pipeline.read_raw(fetch.read_stream(_stdin(), url=url, max_bytes=options.max_bytes), options)
        if "://" in source and not source.lower().startswith("file:/"):
            return api.extract(source, options=options)
        return api.extract_file(source, url=url, options=options)
    except FetchError as error:
        raise NotFetched(str(error)) from error
    except ParseError as error:
        raise NothingToExtract(str(error)) from error


def _stdin() -> BinaryIO:
    if sys.stdin is None:  # closed by the caller, as in `extract - <&-`
        raise FetchError("standard input is closed. Send the page into it, or name a file")
    return sys.stdin.buffer
