"""`articlextract bulk`: crawled pages to rows."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click

from ..article import FIELD_NAMES
from ..options import Favour, FetchOptions, Options
from ..terminal import safe_line
from ._show import Progress, shown, table
from .network import network_options
from .output import INTERRUPTED, Failure

KINDS = ("warc", "parquet", "arrow", "jsonl", "html", "urls")
COLUMNS = ("html", "text", "url", "id", "crawled-at", "content-type")
MIB = 1 << 20


class BulkFailure(Failure):
    """Ends the command with a message."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"bulk: {safe_line(self.message, 600)}", err=True)


class InputNotRead(BulkFailure):
    exit_code = 3


class OutputNotWritten(BulkFailure):
    exit_code = 4


class Stop:
    """Ctrl-C or SIGTERM: the first finishes the shards that are open, the second ends at once."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        return self.asked

    def hear(self, number: int, _: Any) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        click.echo("bulk: stopping once this shard is finished; again to stop now", err=True)

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        before = {number: signal.signal(number, self.hear) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _column_options(command: Any) -> Any:
    for name in reversed(COLUMNS):
        default = name.replace("-", "_")
        command = click.option(f"--{name}-column", default=default, metavar="NAME", show_default=True)(command)
    return command


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("inputs", nargs=-1, required=True)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder for the results.")
@click.option("--resume", is_flag=True, help="Go on where a run with the same options was broken off.")
@click.option("--kind", type=click.Choice(KINDS), help="What the inputs are, where their names do not say.")
@click.option("-f", "--format", "form", type=click.Choice(["parquet", "jsonl"]), default="parquet", show_default=True)
@click.option(
    "--with",
    "forms",
    type=click.Choice(["text", "markdown", "html", "body"]),
    multiple=True,
    default=["markdown"],
    show_default=True,
    help="Forms of the story beside its text; may be repeated. `text` for no other.",
)
@click.option(
    "--field",
    "fields",
    type=click.Choice(sorted(FIELD_NAMES - {"body", "evidence"})),
    multiple=True,
    metavar="NAME",
    help="Read the story and this field alone; may be repeated. Columns of others stay empty.  [default: all]",
)
@click.option("-j", "--workers", type=click.IntRange(1), help="Processes that read pages.  [default: one a core]")
@click.option("--favour", type=click.Choice(["precision", "balance", "recall"]), default="balance", show_default=True)
@click.option("--page-seconds", type=click.FloatRange(0, min_open=True), default=10.0, show_default=True)
@click.option("--page-memory", type=click.IntRange(200), default=1024, show_default=True, metavar="MIB")
@click.option("--page-bytes", type=click.IntRange(1), default=5_000_000, show_default=True, metavar="BYTES")
@_column_options
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a report here, as HTML, and beside it a folder with the inspector's view of the pages that it names.",
)
@click.option("--engine", type=click.Choice(["local", "spark", "ray"]), default="local", show_default=True)
@click.option("--master", metavar="URL", help="Of Spark, e.g. local[2]; else what spark-submit says.")
@click.option("--address", metavar="ADDRESS", help="Of Ray's cluster; else Ray starts here.")
@click.option("--target", hidden=True)
@network_options
def bulk(
    inputs: tuple[str, ...], output: Path, resume: bool, kind: str | None, report: Path | None, **chosen: Any
) -> None:
    """Read crawled pages by the million; every page gives one row.

    INPUTS are WARC or WET files, Parquet, Arrow or JSON lines, folders or globs of HTML files, or lists of URLs (.txt).
    Each input file gives one file in the output folder, and a line in its manifest.jsonl. The options from --timeout on
    are for lists of URLs.

    Exit codes: 0 all read, 2 wrong usage, 3 some input could not be read, 4 could not write, 130 interrupted.
    """
    from ..bulk.job import Summary, run
    from ..bulk.output import OutputError
    from ..bulk.readers.tally import InputError
    from ..bulk.shards import Kind, plan
    from ..errors import ArticlextractError

    stop = Stop()
    if report is not None and not report.parent.is_dir():  # said before the hours, not after them
        raise OutputNotWritten(f"there is no folder {report.parent} to write a report into. Make it first")
    try:
        options = _options(**chosen)
        shards = plan(inputs, Kind(kind) if kind else None)
        progress = Progress(shards)
        with stop.listening(), shown(progress, len(shards)) as watch:
            engine = _engine(chosen["engine"], chosen["master"], chosen["address"]) or run
            summary: Summary = engine(shards, output, options, resume=resume, watch=watch, stopping=stop)
    except KeyboardInterrupt:
        click.echo("bulk: stopped. --resume goes on", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
    except InputError as error:
        raise InputNotRead(str(error)) from error
    except OutputError as error:
        raise OutputNotWritten(str(error)) from error
    except ArticlextractError as error:
        raise BulkFailure(str(error)) from error
    click.echo(table(summary, progress))
    if report is not None:
        try:
            _report(report, shards, options, summary, progress, output)
        except OutputError as error:
            raise OutputNotWritten(str(error)) from error
    if summary.failed:
        raise click.exceptions.Exit(InputNotRead.exit_code)
    if summary.left:
        raise click.exceptions.Exit(INTERRUPTED)


def _options(
    form: str,
    forms: tuple[str, ...],
    fields: tuple[str, ...],
    favour: Favour,
    target: str | None,
    fetch: FetchOptions,
    **chosen: Any,
) -> Any:
    from ..bulk.limits import Limits
    from ..bulk.options import OWN, BulkOptions, Columns

    columns = {name.replace("-", "_"): chosen[f"{name.replace('-', '_')}_column"] for name in COLUMNS}
    seconds = chosen["page_seconds"]
    limits = Limits(seconds=seconds, wall_seconds=3 * seconds, memory=chosen["page_memory"] * MIB)
    wanted = frozenset(("body", *fields)) if fields else None
    page = Options(favour=favour, max_bytes=chosen["page_bytes"], fields=wanted, fetch=fetch)
    return BulkOptions(
        page=page,
        forms=tuple(dict.fromkeys(("text", *forms))),
        limits=limits,
        workers=chosen["workers"],
        columns=Columns(**columns),
        format=form,  # type: ignore[arg-type]
        target=target or OWN,
    )


def _engine(name: str, master: str | None, address: str | None) -> Any:
    """What runs the job in place of this process; None for this process."""
    if name == "spark":
        from ..bulk.spark import engine as on_spark

        return on_spark(master)
    if name == "ray":
        from ..bulk.ray import engine as on_ray

        return on_ray(address)
    return None


def _report(path: Path, shards: Any, options: Any, summary: Any, progress: Progress, output: Path) -> None:
    from ..bulk.again import Place
    from ..bulk.crawled import Cause
    from ..bulk.output import explained
    from ..bulk.report import Facts, render
    from .bulk_inspect import write_inspected

    with explained(path):
        worth = [slow.place for slow in progress.slowest if slow.outcome not in set(Cause)]  # a killer would kill again
        facts = Facts(
            command=" ".join(sys.argv[1:]),
            output=str(output),
            pages=progress.pages,
            seconds=progress.seconds,
            slowest=tuple(progress.slowest),
            inspected=write_inspected(path, shards, options, [*map(Place.of, summary.stats.least), *worth]),
        )
        path.write_text(render(summary, facts), encoding="utf-8")
