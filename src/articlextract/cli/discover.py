"""`articlextract discover`: the articles of a site, one a line."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from ..article import PageType
from ..errors import FetchError, OptionsError, ParseError
from ..options import FetchOptions, Options
from ..terminal import safe_line
from .network import network_options
from .output import NotFetched, NothingToExtract, quiet_interrupt, write

if TYPE_CHECKING:
    from ..fetch.discover import Discovered


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("site")
@click.option(
    "--source",
    "sources",
    multiple=True,
    type=click.Choice(["feeds", "links", "sitemaps"]),
    help="Where to look; all by default.",
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only from this day on.")
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help="At most so many.")
@click.option("--check", is_flag=True, help="Fetch each page and keep those that are articles.")
@click.option("-f", "--format", "form", type=click.Choice(["urls", "jsonl"]), default="urls", show_default=True)
@network_options
def discover(
    site: str,
    sources: tuple[str, ...],
    since: dt.datetime | None,
    limit: int,
    check: bool,
    form: str,
    fetch: FetchOptions,
) -> None:
    """Print the articles of a site, from its feeds, the links of its home page, and its sitemaps.

    SITE is a full URL, most often of a home page. One URL a line, or one JSON object with url, source, title and
    date.

    Exit codes: 0 found, 1 nothing found, 2 wrong usage, 3 could not fetch, 130 interrupted.
    """
    from ..fetch import discover as search

    day = since.date() if since else None
    with quiet_interrupt():
        count = 0
        try:
            found: Iterable[Discovered] = search.discover(
                site, fetch, sources=sources or search.SOURCES, since=day, limit=limit
            )
            for item in _articles(found, fetch) if check else found:
                write(_line(item, form), None)
                count += 1
        except OptionsError as error:
            raise click.UsageError(str(error)) from error
        except FetchError as error:
            raise NotFetched(str(error)) from error
        if not count:
            raise NothingToExtract("no article was found. Name the page that lists them, or leave out --since")


def _line(item: Discovered, form: str) -> str:
    if form == "urls":
        return safe_line(item.url, 4_000) + "\n"
    values: dict[str, Any] = {"url": item.url, "source": item.source, "title": item.title}
    return json.dumps({**values, "date": item.date.isoformat() if item.date else None}) + "\n"


def _articles(found: Iterable[Discovered], fetch: FetchOptions) -> Iterator[Discovered]:
    """Those whose page is an article by its content."""
    from ..fetch import fetch_many
    from ..pipeline import read_raw

    items = {item.url: item for item in found}
    for outcome in fetch_many(items, fetch):
        if outcome.page is None:
            continue
        try:
            article = read_raw(outcome.page, Options(fetch=fetch))
        except ParseError:
            continue
        if article.page_type is PageType.ARTICLE and article.text:
            yield items[outcome.url]
