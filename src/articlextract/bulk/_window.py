"""The pages under way, in the order of the input, and how much room is left for more."""

from __future__ import annotations

import pickle
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from .crawled import CrawledPage, Failure
from .limits import MIB
from .rows import Row, error_row, identity

MAX_PAGES = 1000  # one page that hangs for 30 s holds back the rows of that many others
MAX_BYTES = 64 * MIB  # as sent to the workers and as come from them


@dataclass
class Done:
    """A page and its row. `seconds` is how long it took by the clock, last try only; it is no part of the row."""

    page: CrawledPage
    row: Row
    seconds: float = 0.0


class Slot:
    """One page's place in the order. It holds the page for a worker, then the row that came back."""

    def __init__(self, page: CrawledPage) -> None:
        self.page = replace(page, data=None, text=None)
        self.message = pickle.dumps(page, pickle.HIGHEST_PROTOCOL)
        self.suspect = False  # its first try ended its worker
        self.ended = False
        self.seconds = 0.0
        self.failure: Failure | None = None

    def finish(self, answer: bytes, began: float) -> None:
        """Its row has come, packed."""
        self.message = answer
        self.ended = True
        self.seconds = time.monotonic() - began

    def fail(self, failure: Failure, began: float) -> None:
        """It will have an error row."""
        self.message = b""
        self.ended = True
        self.seconds = time.monotonic() - began
        self.failure = failure

    def done(self) -> Done:
        """Row and page, once `ended`."""
        row = error_row(self.page, self.failure) if self.failure else msgspec.msgpack.decode(self.message)
        return Done(self.page, {**identity(self.page), **row}, self.seconds)


class Window:
    """What went in and has not come out. Items that are no pages take their place in the order and wait there."""

    def __init__(self) -> None:
        self._places: deque[Any] = deque()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._places)

    @property
    def has_room(self) -> bool:
        """One page is let in however large it is."""
        return len(self._places) < MAX_PAGES and self._bytes < MAX_BYTES

    def append(self, item: Any) -> Slot | None:
        """Put an item at the end; a page that a worker has to read gives its slot."""
        if not isinstance(item, CrawledPage):
            self._places.append(item)
            return None
        slot = Slot(item)
        self._places.append(slot)
        self._bytes += len(slot.message)
        if item.failure is not None:
            self.fail(slot, item.failure, time.monotonic())
            return None
        return slot

    def finish(self, slot: Slot, answer: bytes, began: float) -> None:
        self._bytes += len(answer) - len(slot.message)
        slot.finish(answer, began)

    def fail(self, slot: Slot, failure: Failure, began: float) -> None:
        self._bytes -= len(slot.message)
        slot.fail(failure, began)

    def ended(self) -> Iterator[Any]:
        """Take out, from the front, all that is finished."""
        while self._places and (not isinstance(self._places[0], Slot) or self._places[0].ended):
            place = self._places.popleft()
            if isinstance(place, Slot):
                self._bytes -= len(place.message)
                yield place.done()
            else:
                yield place
