"""Pages kept from run to run, by requests-cache in one SQLite file."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

from ..errors import FetchError, OptionsError
from ..terminal import safe_line


class Cache:
    """Obeys Cache-Control, asks with ETag and Last-Modified, keeps only pages that came well.

    Written as JSON, not as the library's usual pickle: a file that somebody else could write must not run code here.
    """

    def __init__(self, path: Path, seconds: float) -> None:
        try:
            from requests_cache import CacheSettings
            from requests_cache.backends.sqlite import SQLiteCache
        except ImportError as error:
            raise OptionsError(
                "a cache needs requests-cache, which is not installed. pip install 'articlextract[cache]'"
            ) from error
        self.lock = threading.RLock()
        try:
            self.store: Any = SQLiteCache(str(path), serializer="json", wal=True)
        except (sqlite3.Error, OSError) as error:
            raise FetchError(
                f"{safe_line(str(path))} cannot be used as a cache: {error}. Name another file, or delete it"
            ) from error
        self.store._settings = CacheSettings(
            expire_after=seconds, cache_control=True, allowable_codes=(200,), autoclose=False
        )
