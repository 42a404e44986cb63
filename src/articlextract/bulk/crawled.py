"""What a reader hands on: one page as it was crawled, and what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Cause(str, Enum):
    """Why a page has no article: the `error` column.

    PARSE: its bytes are no markup. TIME, MEMORY: it went over the limit for one page. CRASH: the process that read it
    died. DAMAGED: its record in the archive could not be read. INPUT: its row or line holds no page. FETCH: it could
    not be fetched. INTERNAL: a bug of articlextract's; please report it.
    """

    PARSE = "parse"
    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"
    DAMAGED = "damaged"
    INPUT = "input"
    FETCH = "fetch"
    INTERNAL = "internal"


class Failure(NamedTuple):
    """Why, in a word and in a sentence. The sentence is the same in every run: no times, no process numbers."""

    cause: Cause
    message: str


@dataclass(frozen=True)
class CrawledPage:
    """One input page: its bytes, or text that somebody flattened before, or the reason why there is neither.

    `id` is the record's id, the row's key, the path or the URL; `source` the shard's name, `position` its place there,
    counted from 0; `offset` the record's first byte in a WARC file as it lies on disk. `cut` says that the
    crawler kept only a part.
    """

    id: str | None = None
    source: str | None = None
    position: int | None = None
    offset: int | None = None
    url: str | None = None
    crawled_at: dt.datetime | None = None
    http_status: int | None = None
    content_type: str | None = None
    data: bytes | None = None
    text: str | None = None
    cut: bool = False
    failure: Failure | None = None
