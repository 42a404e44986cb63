"""Saved pages to pages, one a file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from ...errors import FetchError
from ...fetch import read_file
from ..crawled import Cause, CrawledPage, Failure
from .tally import Tally


def pages_of_files(root: str, names: Sequence[str], max_bytes: int, tally: Tally) -> Iterator[CrawledPage]:
    """The files under `root` in the order given; the id is the path below it."""
    for number, name in enumerate(names, 1):
        tally.share = number / len(names)
        try:
            data = read_file(os.path.join(root, name), max_bytes=max_bytes).data
        except FetchError as error:
            yield CrawledPage(id=name, failure=Failure(Cause.INPUT, str(error)))
        else:
            yield CrawledPage(id=name, data=data)
