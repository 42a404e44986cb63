"""Inputs to shards: the pieces of work that each give one output file."""

from __future__ import annotations

import glob
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from ..terminal import safe_line
from .crawled import CrawledPage
from .options import BulkOptions
from .readers.files import pages_of_files
from .readers.lines import pages_of_lines
from .readers.tables import pages_of_arrow, pages_of_parquet
from .readers.tally import InputError, Tally
from .readers.urls import pages_of_urls, urls_of_file
from .readers.warc import pages_of_warc

FILES = 5000  # pages of a folder in one shard
URLS = 1000  # of a list; what a broken-off run has to fetch again is at most that much


class Kind(str, Enum):
    """What an input is."""

    WARC = "warc"
    PARQUET = "parquet"
    ARROW = "arrow"
    JSONL = "jsonl"
    HTML = "html"
    URLS = "urls"


ENDINGS = {
    Kind.WARC: (".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz", ".wet.zst", ".warc.wet.gz"),
    Kind.PARQUET: (".parquet",),
    Kind.ARROW: (".arrow", ".arrows", ".feather"),
    Kind.JSONL: (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst"),
    Kind.HTML: (".html", ".htm", ".xhtml"),
    Kind.URLS: (".txt", ".urls"),
}


@dataclass(frozen=True)
class Shard:
    """One piece of the input. `path` is a file, or for `html` the folder above `names`.

    `part` counts the shards of one folder or list, whose `names` are the files or URLs that are this one's.
    """

    path: str
    kind: Kind
    names: tuple[str, ...] = ()
    part: int = 0
    size: int = 0

    @property
    def name(self) -> str:
        """What it is called in rows and messages; without folders, so that moved data keeps its names."""
        base = safe_line(os.path.basename(os.path.normpath(self.path)), 120)
        return f"{base}#{self.part}" if self.names else base

    def key(self, options: BulkOptions) -> str:
        """12 hexadecimal digits over the input's name and size and over what decides the rows."""
        said = [self.path, self.kind.value, self.part, self.size, list(self.names), options.fingerprint()]
        return hashlib.sha256(repr(said).encode("utf-8", "surrogateescape")).hexdigest()[:12]

    def output(self, options: BulkOptions) -> str:
        """The name of its output file."""
        stem = re.sub(r"[^A-Za-z0-9._-]+", "-", self.name).strip(".-") or "pages"
        ending = "parquet" if options.format == "parquet" else "jsonl.zst"
        return f"{stem[:100]}.{self.key(options)}.{ending}"

    def read(self, options: BulkOptions, tally: Tally) -> Iterator[Any]:
        """Its pages, numbered; between them `WAITING` where the network is slow.

        Raises:
            InputError: it cannot be read at all.
        """
        position = 0
        try:
            for item in self._pages(options, tally):
                if not isinstance(item, CrawledPage):
                    yield item
                    continue
                tally.pages = position + 1
                yield replace(item, source=self.name, position=position, id=item.id or f"{self.name}:{position}")
                position += 1
        except (OSError, ValueError) as error:  # ValueError: Arrow's
            raise InputError(f"{safe_line(self.path)} cannot be read: {safe_line(str(error))}") from error
        tally.share = 1.0

    def _pages(self, options: BulkOptions, tally: Tally) -> Iterator[Any]:
        limit, columns = options.page.max_bytes, options.columns
        if self.kind is Kind.WARC:
            return pages_of_warc(self.path, limit, tally)
        if self.kind is Kind.PARQUET:
            return pages_of_parquet(self.path, columns, limit, tally)
        if self.kind is Kind.ARROW:
            return pages_of_arrow(self.path, columns, limit, tally)
        if self.kind is Kind.JSONL:
            return pages_of_lines(self.path, columns, limit, tally)
        if self.kind is Kind.HTML:
            return pages_of_files(self.path, self.names, limit, tally)
        return pages_of_urls(self.names, options.page.fetch, tally)


def plan(inputs: Sequence[str], kind: Kind | None = None) -> list[Shard]:
    """The shards of files, folders and globs, in the order given; those of a folder or glob by name.

    A folder that holds archives or tables gives one shard for each; any other is a folder of saved pages.
    `kind` says what files are whose names do not.

    Raises:
        InputError: something is not there, or it cannot be told what it is.
    """
    shards: list[Shard] = []
    for given in inputs:
        # whole paths: a shard is the same wherever it is named from, and on whichever machine it is read
        names = [given] if os.path.exists(given) else sorted(glob.glob(given, recursive=True))
        found = [os.path.abspath(name) for name in names]
        if not found:
            raise InputError(f"there is nothing called {safe_line(given)}. Check the path")
        shards += _of_paths(found, kind)
    return shards


def _of_paths(found: list[str], kind: Kind | None) -> Iterator[Shard]:
    pages = [path for path in found if os.path.isfile(path) and (kind or kind_of(path)) is Kind.HTML]
    if pages:
        root = os.path.commonpath([os.path.dirname(path) or "." for path in pages])
        yield from _of_pages(root, [os.path.relpath(path, root) for path in pages])
    for path in found:
        if os.path.isdir(path):
            yield from _of_folder(path, kind)
        elif path not in pages:
            yield from _of_file(path, kind or kind_of(path))


def kind_of(path: str) -> Kind | None:
    """What a file is, by its name."""
    name = path.lower()
    return next((kind for kind, endings in ENDINGS.items() if name.endswith(endings)), None)


def _of_file(path: str, kind: Kind | None) -> Iterator[Shard]:
    if kind is None:
        known = ", ".join(ending for endings in ENDINGS.values() for ending in endings)
        raise InputError(f"{safe_line(path)} ends in none of {known}. Say what it is with --kind")
    if kind is Kind.URLS:
        urls = urls_of_file(path)
        for part, first in enumerate(range(0, len(urls), URLS)):
            yield Shard(path, kind, tuple(urls[first : first + URLS]), part)
    else:
        yield Shard(path, kind, size=os.path.getsize(path))


def _of_folder(path: str, kind: Kind | None) -> Iterator[Shard]:
    names = sorted(_below(path))
    if kind in (None, Kind.HTML):
        tables = [] if kind else [name for name in names if kind_of(name) not in (None, Kind.HTML, Kind.URLS)]
        if not tables:
            yield from _of_pages(path, [name for name in names if kind_of(name) is Kind.HTML] or names)
            return
        names = tables
    for name in names:
        yield from _of_file(os.path.join(path, name), kind or kind_of(name))


def _below(root: str) -> Iterator[str]:
    """All files under a folder, hidden ones left out."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                yield os.path.relpath(os.path.join(folder, name), root)


def _of_pages(root: str, names: Iterable[str]) -> Iterator[Shard]:
    names = list(names)
    if not names:
        raise InputError(f"{safe_line(root)} holds no files")
    for part, first in enumerate(range(0, len(names), FILES)):
        chosen = tuple(names[first : first + FILES])
        size = sum(_size(os.path.join(root, name)) for name in chosen)
        yield Shard(root, Kind.HTML, chosen, part, size)


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:  # it will have a row that says so
        return 0
