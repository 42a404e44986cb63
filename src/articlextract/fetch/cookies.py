"""Cookies live as long as a run, apart for each site that was asked for, and not without bound."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from http.cookiejar import Cookie, DefaultCookiePolicy
from urllib.request import Request

from requests.cookies import RequestsCookieJar

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MAX_JARS = 1_000
_MAX_COOKIES = 180  # browsers keep about as many for a site


class _Policy(DefaultCookiePolicy):
    def set_ok(self, cookie: Cookie, request: Request) -> bool:
        """Whether to keep a cookie: as browsers do, none with control characters, which could fold a header."""
        if _CONTROL.search(f"{cookie.name}{cookie.value}{cookie.path}"):
            return False
        return super().set_ok(cookie, request)


class Jars:
    """One cookie jar for each host asked for; the hops of its redirects share it."""

    def __init__(self) -> None:
        self._jars: OrderedDict[str, RequestsCookieJar] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, host: str) -> RequestsCookieJar:
        with self._lock:
            jar = self._jars.setdefault(host, RequestsCookieJar(_Policy(strict_domain=True)))  # no .co.uk
            self._jars.move_to_end(host)
            if len(self._jars) > _MAX_JARS:
                self._jars.popitem(last=False)
            if len(jar) > _MAX_COOKIES:
                jar.clear()
            return jar
