"""`extract`: pages to text, Markdown, HTML, JSON, TEI, CSV, or to single fields."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import click

from .. import __version__
from ..article import Article, Status
from ..errors import FetchError, ParseError
from ..options import Favour, FetchOptions, Options
from .document import FORMATS, Documents, fields_of
from .given import INPUTS, read_given
from .network import network_options
from .output import Failure, NotFetched, NothingToExtract, Sink, Voice, quiet_interrupt
from .sources import Got, check_url, fetch_all, hint, is_web
from .values import FIELDS, field_line, field_values
from .why import NAMES as WHY
from .why import explain

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
EVEN_WITHOUT_TEXT = ("json", "csv")  # there a page without text still says its status


@dataclass(frozen=True)
class Wish:
    """What is to be printed of each page."""

    form: str
    front_matter: bool = False
    fields: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    several: bool = False
    kind: str = "auto"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", metavar="SOURCE...", nargs=-1)
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), help="[default: text]")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--front-matter", is_flag=True, help="Begin Markdown with the fields, as YAML.")
@click.option(
    "--field",
    "fields",
    multiple=True,
    type=click.Choice(FIELDS),
    metavar="NAME",
    help="Print this field alone; several make columns, a tab between them.",
)
@click.option(
    "--why",
    multiple=True,
    type=click.Choice(WHY),
    metavar="NAME",
    help="Print where this field comes from and what lost; body: each block with its role; all.",
)
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to standard output.")
@click.option("--url", callback=check_url, help="Where a file or standard input comes from; links start there.")
@click.option(
    "--favour",
    type=click.Choice(["precision", "balance", "recall"]),
    default="balance",
    show_default=True,
    help="In doubt: leave text out, neither, or keep it.",
)
@click.option(
    "--input",
    "kind",
    type=click.Choice(INPUTS),
    default="auto",
    show_default=True,
    help="What the sources hold: HTML, or the text of pages that have lost it.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error; the exit code tells.")
@click.option("-v", "--verbose", is_flag=True, help="Say on standard error what was found, and where.")
@network_options
@click.version_option(__version__, prog_name="articlextract")
def extract(
    sources: tuple[str, ...],
    form: str | None,
    as_json: bool,
    front_matter: bool,
    fields: tuple[str, ...],
    why: tuple[str, ...],
    output: str | None,
    url: str | None,
    favour: Favour,
    kind: str,
    quiet: bool,
    verbose: bool,
    fetch: FetchOptions,
) -> None:
    """Print the article of web pages.

    SOURCE is a URL, a file, or - for standard input. Of several, one that fails does not stop the others.

    Exit codes: 0 extracted, 1 nothing to extract, 2 wrong usage, 3 could not fetch or read, 4 could not write,
    130 interrupted.
    """
    shape = _form(form, as_json, front_matter, fields, why)
    wish = Wish(shape, front_matter, fields, why, len(sources) > 1, kind)
    _check(sources, wish, url, quiet and verbose)
    options = Options(favour=favour, fetch=fetch, fields=None if why or verbose else _needed(wish))
    voice = Voice(quiet, verbose)
    with quiet_interrupt():
        sink = Sink(output)
        failure: Failure | None = None
        documents = Documents(wish.form, wish.several, wish.front_matter)
        for got in fetch_all(sources, url, options):
            try:
                for text in _print(got, wish, options, documents, voice):
                    sink.add(text)
            except (NothingToExtract, NotFetched) as failed:
                if not wish.several:
                    voice.mute(failed)
                    raise
                voice.note(f"{got.source}: {failed.message}")
                failure = failed if failure is None or failed.exit_code > failure.exit_code else failure
        sink.add("" if wish.fields or wish.why else documents.end())
        sink.close()
        if failure:
            raise click.exceptions.Exit(failure.exit_code)


def _needed(wish: Wish) -> frozenset[str] | None:
    """The fields to read, None for all: what is not printed need not be loaded, let alone read."""
    return frozenset(wish.fields) or fields_of(wish.form, wish.front_matter)


def _form(form: str | None, as_json: bool, front_matter: bool, fields: tuple[str, ...], why: tuple[str, ...]) -> str:
    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} are two formats. Leave one out.")
    if fields and (form or as_json):
        raise click.UsageError("--field prints values, not a document. Leave --format out.")
    if why and (form or as_json or fields or front_matter):
        raise click.UsageError("--why prints reasons, not a document. Leave --format and --field out.")
    if front_matter and form not in (None, "markdown"):
        raise click.UsageError("--front-matter is for Markdown.")
    return "json" if as_json else form or ("markdown" if front_matter else "text")


def _check(sources: tuple[str, ...], wish: Wish, url: str | None, contrary: bool) -> None:
    if not sources:
        piped = " For what is piped in, give -" if sys.stdin is not None and not sys.stdin.isatty() else ""
        raise click.UsageError(f"name a URL, a file, or - for standard input.{piped}")
    if sources.count("-") > 1:
        raise click.UsageError("standard input can be read once.")
    if url is not None and wish.several:
        raise click.UsageError("--url is for one file.")
    if url is not None and is_web(sources[0]):
        raise click.UsageError("--url is for a file or standard input; a page that is fetched has its own.")
    if wish.form == "tei" and wish.several:
        raise click.UsageError("a TEI document holds one page. Give one source at a time.")
    if contrary:
        raise click.UsageError("--quiet and --verbose contradict each other.")


def _print(got: Got, wish: Wish, options: Options, documents: Documents, voice: Voice) -> Iterator[str]:
    """What is to be printed of one source, then the error that it ends in, if any."""
    started = time.perf_counter()
    article = _read(got, wish, options, voice)
    voice.tell(got.source, article, time.perf_counter() - started)
    if wish.fields or wish.why:
        yield explain(article, got.raw, wish.kind, wish.why, options) if wish.why else _values(article, wish)
        return
    found = bool(article.text)
    if found or wish.form in EVEN_WITHOUT_TEXT:
        yield documents.add(article, got.source)
    if not found:
        raise NothingToExtract(WHY_NOTHING.get(article.status, NO_BODY))
    if article.status in WHY_LESS:
        prefix = f"{got.source}: " if wish.several else ""
        voice.note(prefix + WHY_LESS[article.status])


def _values(article: Article, wish: Wish) -> str:
    """The values of one field a line each; of several fields, or pages, one line a page."""
    if wish.several or len(wish.fields) > 1:
        return field_line(article, wish.fields) + "\n"
    values = field_values(article, wish.fields[0])
    if not values:
        raise NothingToExtract(f"the page does not state its {wish.fields[0]}")
    return "".join([f"{value}\n" for value in values])


def _read(got: Got, wish: Wish, options: Options, voice: Voice) -> Article:
    prefix = f"{got.source}: " if wish.several else ""
    try:
        if got.raw is None:
            raise got.error or FetchError(f"{got.source} gave nothing")
        return read_given(got.raw, wish.kind, options, lambda said: voice.note(prefix + said))
    except FetchError as error:
        raise NotFetched(hint(got.source, error)) from error
    except ParseError as error:
        raise NothingToExtract(str(error)) from error
