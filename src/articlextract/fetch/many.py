"""Many URLs: a bounded pool of downloads, polite to each host, results as they come."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from ..errors import FetchError, InputTypeError
from ..options import FetchOptions
from ..records import RawPage
from ..terminal import safe_line
from .deadline import Deadline
from .retry import wait_before_retry
from .turns import Turns

# URLs taken from the caller before their results are given: enough that a slow host does not hold up the others,
# little enough for an endless source.
LOOKAHEAD = 1_000


@dataclass(frozen=True)
class Outcome:
    """What became of one URL: its page, or the error that kept it away. `url` is as it was asked for."""

    url: str
    page: RawPage | None = None
    error: FetchError | None = None


def fetch_many(urls: Iterable[str], options: FetchOptions) -> Generator[Outcome, None, None]:
    """Download pages side by side, one Outcome for each URL, in the order in which they are done.

    Never more than `max_at_once` downloads, `max_per_host` of them to one host, and `host_delay` seconds between two
    starts there. URLs are taken as needed, up to LOOKAHEAD ahead of the results, so they may come from an endless
    source; pages that nobody takes hold the downloads up. Closing the iterator ends them.

    Raises:
        InputTypeError: `urls` is one string, or holds something else than strings.
    """
    if isinstance(urls, (str, bytes)):
        raise InputTypeError("fetch_many takes several URLs; give a single one in a list")
    return _results(iter(urls), options)


def _results(urls: Iterator[str], options: FetchOptions) -> Generator[Outcome, None, None]:
    pool = _Pool(options)
    waiting, more = 0, True
    try:
        while True:
            while more and waiting < LOOKAHEAD:
                url = next(urls, None)
                more = url is not None
                if url is not None:
                    pool.add(url)
                    waiting += 1
            if not waiting:
                return
            yield pool.results.get()
            waiting -= 1
    finally:
        pool.stop()


class _Pool:
    """Threads that take URLs in turn and leave outcomes; daemons, so that none holds up the end of a program."""

    def __init__(self, options: FetchOptions) -> None:
        from .client import Client  # loads requests, which `import articlextract.fetch` must not

        self.options = options
        self.client = Client(options, many=True)
        self.turns = Turns(options.max_per_host, options.host_delay)
        # Full, it stops the threads: pages wait for their reader here and nowhere else.
        self.results: queue.Queue[Outcome] = queue.Queue(options.max_at_once)
        self.threads: list[threading.Thread] = []
        self.deadlines: set[Deadline] = set()
        self.stopped = False

    def add(self, url: str) -> None:
        if not isinstance(url, str):
            raise InputTypeError(f"a URL is a str, not {type(url).__name__}")
        self.turns.add(url)
        if len(self.threads) < self.options.max_at_once:
            self.threads.append(threading.Thread(target=self.work, name="articlextract-fetch", daemon=True))
            self.threads[-1].start()

    def work(self) -> None:
        while (turn := self.turns.take()) is not None:
            outcome = self.outcome(turn.url)
            pause = self.client.robots.pause(turn.url) if self.client.robots else 0.0
            wait = wait_before_retry(outcome.error, turn.tries, self.options) if outcome.error else None
            if wait is not None and not self.stopped:
                self.turns.again(turn, max(wait, pause))
                continue
            self.turns.done(turn, pause)
            self.results.put(outcome)

    def outcome(self, url: str) -> Outcome:
        try:
            with Deadline(self.options.total_timeout) as deadline:
                self.deadlines.add(deadline)
                try:
                    return Outcome(url, page=self.client.attempt(url, deadline))
                finally:
                    self.deadlines.discard(deadline)
        except FetchError as error:
            return Outcome(url, error=error)
        except Exception as error:  # a mistake of ours must not cost the other pages
            said = f"{type(error).__name__}: {safe_line(str(error))}"
            failure = FetchError(f"{safe_line(url, 200)} could not be fetched because of a mistake in here: {said}")
            failure.__cause__ = error
            return Outcome(url, error=failure)

    def stop(self) -> None:
        """End downloads that are under way; what they leave is not wanted any more."""
        self.stopped = True
        self.turns.stop()
        for deadline in list(self.deadlines):
            deadline.strike()
        while not self.results.empty():  # room for whoever waits to leave an outcome: one for each thread
            self.results.get_nowait()
