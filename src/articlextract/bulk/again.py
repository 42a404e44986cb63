"""Single pages of a job read once more from its inputs: those that the report shows."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any, NamedTuple

from .crawled import CrawledPage
from .options import BulkOptions
from .readers.tally import InputError, Tally
from .readers.warc import page_of_warc
from .shards import Kind, Shard


class Place(NamedTuple):
    """Where a page stood, and the id by which it is known again."""

    id: str | None
    source: str | None
    position: int | None
    offset: int | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Place:
        """A row's, or that of anything with a row's first columns."""
        return cls(row.get("id"), row["source"], row["position"], row["offset"])


class Slow(NamedTuple):
    """A page that took long: seconds by the clock, where it stood, and its status, or the cause of its error."""

    seconds: float
    place: Place
    url: str
    outcome: str


def pages_again(
    shards: Sequence[Shard], options: BulkOptions, places: Iterable[Place]
) -> Iterator[tuple[Place, CrawledPage]]:
    """The pages at these places. What is not found there any more is left out, and so is what was fetched."""
    wanted = list(places)
    for shard in shards:
        here = {place.position: place for place in wanted if place.source == shard.name}
        if not here or shard.kind is Kind.URLS:
            continue
        try:
            with closing(_pages(shard, options, list(here.values()))) as pages:
                for page in pages:
                    place = here.get(page.position)
                    if place is not None and place.id == page.id and page.failure is None:
                        yield place, page
        except (InputError, OSError, ValueError):
            continue


def _pages(shard: Shard, options: BulkOptions, places: list[Place]) -> Generator[CrawledPage, None, None]:
    """A record of a WARC file is gone to; of other files all is read up to the last place."""
    if shard.kind is Kind.WARC:
        for place in places:
            page = page_of_warc(shard.path, place.offset or 0, options.page.max_bytes)
            if page is not None:
                yield replace(page, source=shard.name, position=place.position, id=page.id or place.id)
        return
    last = max(place.position or 0 for place in places)
    for page in shard.read(options, Tally()):
        yield page
        if page.position >= last:
            return
