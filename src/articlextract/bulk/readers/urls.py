"""Lists of URLs to pages, by way of the fetch layer and with its manners.

Downloads come in the order in which they end. Rows stand in the order of the list, so pages that are early wait in a
file without a name.
"""

from __future__ import annotations

import pickle
import queue
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from typing import IO, Any

from ...fetch import Outcome, fetch_many
from ...options import FetchOptions
from ..crawled import Cause, CrawledPage, Failure
from ..supervisor import WAITING, Waiting
from .tally import Tally

READY = 8  # downloads that may wait to be taken
PATIENCE = 0.05  # seconds in which none came, after which the workers get their turn


def urls_of_file(path: str) -> list[str]:
    """One URL a line; blank lines, and those that begin with `#`, are passed over."""
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = (line.strip() for line in file)
        return [line for line in lines if line and not line.startswith("#")]


def pages_of_urls(urls: Sequence[str], options: FetchOptions, tally: Tally) -> Iterator[CrawledPage | Waiting]:
    """The page of each URL, in the order of the list; while none has come, something to wait with."""
    places: dict[str, deque[int]] = {}
    for number, url in enumerate(urls):
        places.setdefault(url, deque()).append(number)
    with tempfile.TemporaryFile() as spool:
        early: dict[int, int] = {}  # number -> where in the spool
        wanted = 0
        for outcome in _side_by_side(urls, options):
            if outcome is None:
                yield WAITING
                continue
            early[places[outcome.url].popleft()] = spool.seek(0, 2)
            pickle.dump(_page(outcome), spool)
            while wanted in early:
                wanted += 1
                tally.share = wanted / len(urls)
                yield _taken(spool, early.pop(wanted - 1))


def _taken(spool: IO[bytes], place: int) -> CrawledPage:
    spool.seek(place)
    page: CrawledPage = pickle.load(spool)
    return page


def _page(outcome: Outcome) -> CrawledPage:
    raw = outcome.page
    if raw is None:
        return CrawledPage(id=outcome.url, url=outcome.url, failure=Failure(Cause.FETCH, str(outcome.error)))
    return CrawledPage(
        id=outcome.url,
        url=raw.url or outcome.url,
        crawled_at=raw.fetched_at,
        http_status=raw.status,
        content_type=raw.content_type,
        data=raw.data,
    )


def _side_by_side(urls: Sequence[str], options: FetchOptions) -> Iterator[Outcome | None]:
    """Outcomes as they come; None whenever there was none for a while, so that nobody waits for the network."""
    ready: queue.Queue[Any] = queue.Queue(READY)
    stopped = threading.Event()

    def fetch() -> None:
        try:
            for outcome in fetch_many(urls, options):
                if not _put(ready, outcome, stopped):
                    return
            _put(ready, None, stopped)
        except BaseException as error:
            _put(ready, error, stopped)

    threading.Thread(target=fetch, name="articlextract-bulk-fetch", daemon=True).start()
    try:
        while True:
            try:
                item = ready.get(timeout=PATIENCE)
            except queue.Empty:
                yield None
                continue
            if item is None:
                return
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stopped.set()


def _put(ready: queue.Queue[Any], item: Any, stopped: threading.Event) -> bool:
    while not stopped.is_set():
        try:
            ready.put(item, timeout=PATIENCE)
            return True
        except queue.Full:
            continue
    return False
