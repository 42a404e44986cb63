"""What a command is given to read: a URL, a file, standard input; and kind words where it is none of them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

import click

from ..errors import ArticlextractError, FetchError, FetchReason
from ..options import Options
from ..terminal import safe_line

if TYPE_CHECKING:
    from ..records import RawPage

# www.example.org, example.org/story; not page.html, whose ending is no domain
_LIKE_A_HOST = r"(?i)(?:www\.)?(?:[\w-]{1,63}\.)+[a-z]{2,18}(?::\d{1,5})?(?:[/?#].*)?"
_FILE_ENDINGS = (".html", ".htm", ".xhtml", ".mhtml", ".xml", ".txt", ".md", ".gz", ".json")
MAX_NEIGHBOURS = 2000  # files of a folder looked at for one with a similar name


@dataclass(frozen=True)
class Got:
    """What a source gave: a page, or why not."""

    source: str
    raw: RawPage | None = None
    error: ArticlextractError | None = None


def check_url(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """For `--url`: it must be a whole URL."""
    if value is not None and not is_web(value):
        raise click.BadParameter("must be a full URL, such as https://example.org/page")
    return value


def is_web(source: str) -> bool:
    """Whether the source is a full http or https URL."""
    try:
        parts = urlsplit(source)
        return parts.scheme in ("http", "https") and bool(parts.netloc)
    except ValueError:
        return False


def is_remote(source: str) -> bool:
    """Whether the source is to be fetched, in whatever scheme."""
    return "://" in source and not source.lower().startswith("file:/") and not source.lstrip().startswith("<")


def fetch_raw(source: str, url: str | None, options: Options) -> RawPage:
    """The bytes of one source.

    Raises:
        FetchError: they cannot be had.
    """
    from .. import fetch  # loads what --help does not need

    if source == "-":
        return fetch.read_stream(_stdin(), url=url, max_bytes=options.max_bytes)
    if is_remote(source):
        return fetch.fetch(source, options.fetch)
    return fetch.read_file(source, url=url, max_bytes=options.max_bytes)


def fetch_all(sources: Sequence[str], url: str | None, options: Options) -> Iterator[Got]:
    """The bytes of each source, in the order given; several URLs are fetched side by side."""
    remote = list(dict.fromkeys(filter(is_remote, sources)))
    coming = _fetch_side_by_side(remote, options) if len(remote) > 1 else iter(())
    here: dict[str, Got] = {}
    for source in sources:
        if len(remote) > 1 and is_remote(source):
            while source not in here:
                got = next(coming)
                here[got.source] = got
            yield here[source]
            continue
        try:
            yield Got(source, raw=fetch_raw(source, url, options))
        except FetchError as error:
            yield Got(source, error=error)


def _fetch_side_by_side(urls: Sequence[str], options: Options) -> Iterator[Got]:
    from ..fetch import fetch_many

    for outcome in fetch_many(urls, options.fetch):
        yield Got(outcome.url, raw=outcome.page, error=outcome.error)


def hint(source: str, error: FetchError) -> str:
    """The error's message, with what was probably meant where a file is missing."""
    said = str(error)
    if error.reason is not FetchReason.FILE or source == "-" or os.path.exists(source):
        return said
    if source.lstrip().startswith("<"):
        return "that is HTML, neither a URL nor a file. Send it into standard input: ... | extract -"
    name = safe_line(source, 200)
    near = _similar(source)
    if near:
        return f"there is no file {name}. Did you mean {safe_line(near)}?"
    if re.fullmatch(_LIKE_A_HOST, source) and not source.lower().endswith(_FILE_ENDINGS):
        return f"there is no file {name}. For the web page: https://{name}"
    return said


def _similar(path: str) -> str | None:
    """A file beside the missing one whose name is nearly the same."""
    folder, name = os.path.split(path)
    try:
        with os.scandir(folder or ".") as entries:
            names = [entry.name for entry, _ in zip(entries, range(MAX_NEIGHBOURS), strict=False)]
    except (OSError, ValueError):
        return None
    import difflib

    near = difflib.get_close_matches(name, names, n=1, cutoff=0.85)
    return os.path.join(folder, near[0]) if near else None


def _stdin() -> BinaryIO:
    if sys.stdin is None:  # closed by the caller, as in `extract - <&-`
        raise FetchError("standard input is closed. Send the page into it, or name a file", reason=FetchReason.FILE)
    return sys.stdin.buffer
