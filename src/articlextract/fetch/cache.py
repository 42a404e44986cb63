"""Pages kept from run to run, by requests-cache in one SQLite file."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..errors import FetchError, OptionsError
from ..options import FetchOptions
from ..terminal import safe_line


class Cache:
    """Obeys Cache-Control, asks with ETag and Last-Modified, keeps only pages that came well.

    Written as JSON, not as the library's usual pickle: a file that somebody else could write must not run code here.
    """

    def __init__(self, path: Path, options: FetchOptions) -> None:
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
            expire_after=options.cache_seconds,
            cache_control=True,
            allowable_codes=(200,),
            autoclose=False,
            ignored_parameters=(),
            key_fn=_key_function(options),
        )


def _key_function(options: FetchOptions) -> Any:
    """By which name a page is kept: the URL as it is, and whatever else decides what is seen or may be seen there.

    The library's own names are one for `?access_token=a` and `?access_token=b`, and for `?id=` and `?`; and a page of
    an inner address, kept by a run that allowed it, would be given to one that does not.
    """
    common = [
        options.languages,
        options.verify_tls,
        options.proxy,
        options.allow_private,
        sorted(options.allow_hosts),
    ]

    def key(request: Any, *_: Any, match_headers: Iterable[str] | bool | None = None, **__: Any) -> str:
        varied = match_headers if match_headers and not isinstance(match_headers, bool) else ()
        headers = [[name.lower(), str(request.headers.get(name))] for name in sorted(varied)]
        named = json.dumps([request.method, request.url, common, headers])
        return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()

    return key
