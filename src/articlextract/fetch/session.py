"""requests' session, with our transport and our limits, with a cache or without."""

from __future__ import annotations

import http.client
from functools import lru_cache
from typing import Any

import requests
from requests.cookies import RequestsCookieJar

from ..options import FetchOptions
from .answer import is_wanted, read_body
from .cache import Cache
from .connect import Adapter
from .deadline import Deadline
from .decode import available
from .guard import Guard
from .heads import HeadLimits

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1"


class Session(requests.Session):
    """For one exchange. The body of what it answers is read and unpacked if it is wanted, else left unread."""

    def __init__(
        self,
        options: FetchOptions,
        guard: Guard,
        deadline: Deadline,
        wanted: frozenset[str] | None,
        cookies: RequestsCookieJar,
    ) -> None:
        super().__init__()
        self.limits = options
        self.deadline = deadline
        self.wanted = wanted
        self.cookies = cookies
        self.trust_env = False  # no proxy, netrc or certificate bundle that the caller did not name
        if options.proxy:
            self.proxies = {"http": options.proxy, "https": options.proxy}
        adapter = Adapter(guard, deadline, HeadLimits(options.max_header_bytes, options.max_headers))
        self.mount("http://", adapter)
        self.mount("https://", adapter)
        self.headers.clear()
        self.headers.update(
            {"User-Agent": options.user_agent, "Accept": ACCEPT, "Accept-Encoding": ", ".join(available())}
        )
        if options.languages:
            self.headers["Accept-Language"] = accept_language(options.languages)

    def get_redirect_target(self, resp: requests.Response) -> None:
        """No target, ever: with one, requests reads a redirect's body to its end, even when it is not to follow it."""

    def send(self, request: requests.PreparedRequest, **values: Any) -> requests.Response:
        response = super().send(request, **{**values, "stream": True})
        try:
            self.deadline.check()
            response._content = self._body(response)
        finally:
            response.close()
        return response

    def _body(self, response: requests.Response) -> bytes:
        if not is_wanted(response, self.wanted):
            return b""
        try:
            return read_body(response, self.limits, self.deadline)
        except ValueError as error:  # from http.client, for a chunk of negative size
            raise http.client.HTTPException(f"{type(error).__name__}: {error}") from error


def accept_language(tags: tuple[str, ...]) -> str:
    """The tags with falling weights.

    >>> accept_language(("de-AT", "de", "en"))
    'de-AT, de;q=0.9, en;q=0.8, *;q=0.1'
    """
    weighed = [tag if not place else f"{tag};q={max(0.2, 1 - place / 10):.1f}" for place, tag in enumerate(tags)]
    return ", ".join([*weighed, "*;q=0.1"])


@lru_cache(maxsize=4)
def cached_session(cache: Cache) -> type[Session]:
    """Session with requests-cache before it: fresh pages are not asked for, stale ones only whether they changed."""
    from requests_cache import CacheMixin

    class Cached(CacheMixin, Session):
        def __init__(self, *values: Any) -> None:
            Session.__init__(self, *values)
            self.cache = cache.store
            self._lock = cache.lock

    return Cached
