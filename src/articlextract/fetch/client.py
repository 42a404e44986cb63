"""Download a page: each request, redirect and hint walked here, so that each is checked and counted."""

from __future__ import annotations

import datetime as dt
import itertools
import time
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

import requests

from ..errors import FetchError, FetchReason
from ..options import FetchOptions
from ..records import RawPage
from ..terminal import safe_line
from .address import CREDENTIALS, check_url, followed, host_of, joined, shown, site_of
from .answer import PAGE_TYPES, check_status, check_type
from .cache import Cache
from .cookies import Jars
from .deadline import Deadline
from .explain import FOREIGN, explain
from .guard import Guard, read_host
from .hints import find_hint
from .retry import wait_before_retry
from .robots import LIMITS as ROBOTS_LIMITS
from .robots import Robots
from .session import Session, cached_session

REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Client:
    """What the downloads of one run share: cookies, robots.txt files, the cache. Safe in threads."""

    def __init__(self, options: FetchOptions, *, many: bool = False) -> None:
        self.options = options
        self.guard = Guard(options)
        self.jars = Jars()
        obey = many if options.obey_robots is None else options.obey_robots
        self.robots = Robots(options.user_agent, self._robots_txt) if obey else None
        secret = any(name.lower() in CREDENTIALS for name, _ in options.headers)
        self.cache = None if options.cache is None or secret else Cache(options.cache, options)

    def get(self, url: str, wanted: frozenset[str] | None = PAGE_TYPES) -> RawPage:
        """The page at `url`, tried again where that may help, all within one deadline.

        `wanted` are the content types that are read, None all.

        Raises:
            FetchError: there is none, or it is not to be had.
        """
        with Deadline(self.options.total_timeout) as deadline:
            for tries in itertools.count():
                try:
                    return self.attempt(url, deadline, wanted)
                except FetchError as error:
                    wait = wait_before_retry(error, tries, self.options)
                    if wait is None or wait >= deadline.left():
                        raise
                    time.sleep(wait)
        raise AssertionError  # count() has no end

    def attempt(self, url: str, deadline: Deadline, wanted: frozenset[str] | None = PAGE_TYPES) -> RawPage:
        """One try at the page, with whatever it leads to; errors as for `get`."""
        check = self.robots.check if self.robots else None
        if self.options.render == "always" and wanted is PAGE_TYPES:
            return self._rendered(check_url(url), deadline)
        walk = _Walk(self, self.options, deadline, wanted, check)
        page = walk.to(check_url(url))
        while len(walk.hops) < self.options.max_redirects and (hint := find_hint(page, self.options.follow)):
            kind, target = hint
            try:
                target = followed(page.url or url, target)
                if target in walk.seen:
                    break
                page = walk.to(target, via=page.url or url)
            except FetchError:
                deadline.check()
                if kind == "refresh":  # as with a redirect, what it stands on is no page
                    raise
                break
        return page

    def _rendered(self, url: str, deadline: Deadline) -> RawPage:
        from .browser import render

        if self.robots:
            self.robots.check(url, deadline)
        page = render(url, self.options, self.guard, deadline)
        check_status(page.url or url, page.status or 0, page.headers)
        return page

    def _robots_txt(self, url: str, deadline: Deadline) -> RawPage:
        return _Walk(self, replace(self.options, **ROBOTS_LIMITS), deadline, None, None).to(url)


class _Walk:
    """From one URL to the next, until one answers with a page."""

    def __init__(
        self,
        client: Client,
        options: FetchOptions,
        deadline: Deadline,
        wanted: frozenset[str] | None,
        check: Callable[[str, Deadline], None] | None,
    ) -> None:
        self.client = client
        self.options = options
        self.deadline = deadline
        self.wanted = wanted
        self.check = check
        self.hops: list[str] = []
        self.seen: set[str] = set()
        self.asked = ""

    def to(self, url: str, *, via: str | None = None) -> RawPage:
        """The page behind a URL and its redirects. `via` is the page that led here."""
        self.asked = self.asked or url
        if via is not None:
            self._hop(via, url)
        while True:
            self.seen.add(url)
            response = self._exchange(url)
            if response.status_code not in REDIRECTS:
                return self._page(response)
            location = response.headers.get("location", "")
            if not location.strip():
                raise FetchError(
                    f"{shown(url)} answered {response.status_code} but not where to go. Try another address",
                    reason=FetchReason.REDIRECT,
                )
            target = joined(url, location)
            self._hop(url, target)
            url = target

    def _hop(self, url: str, target: str) -> None:
        if url in self.hops:  # once may be a page that sets a cookie and redirects to itself
            raise FetchError(
                f"{shown(self.asked)} redirects in a circle, back to {shown(url)}. Try another address",
                reason=FetchReason.REDIRECT,
            )
        self.hops.append(url)
        if len(self.hops) > self.options.max_redirects:
            raise FetchError(
                f"{shown(self.asked)} redirects more than {self.options.max_redirects} times, last to "
                f"{shown(target)}. Fetch that one, or raise max_redirects",
                reason=FetchReason.REDIRECT,
            )

    def _exchange(self, url: str) -> requests.Response:
        """One request and its answer, the body read if it is wanted. Every failure leaves as a FetchError."""
        if self.check:
            self.check(url, self.deadline)
        host = safe_line(urlsplit(url).netloc.rpartition("@")[2], 100)
        with self._session(url) as session:
            try:
                if self.options.proxy:
                    self._check_number(url)
                response = session.get(
                    url,
                    headers=self._own_headers(url),
                    allow_redirects=False,
                    timeout=(self.options.connect_timeout, self.options.read_timeout),
                    verify=self.options.verify_tls,
                )
            except FOREIGN as error:
                self.deadline.check()
                raise explain(error, host=host) from error
        self.deadline.check()
        return response

    def _session(self, url: str) -> Session:
        secret = "@" in urlsplit(url).netloc  # a name and password, with which others must not be served
        session = Session if self.client.cache is None or secret else cached_session(self.client.cache)
        jar = self.client.jars.of(host_of(self.asked))
        return session(self.options, self.client.guard, self.deadline, self.wanted, jar)

    def _check_number(self, url: str) -> None:
        """Through a proxy no name is looked up here, but a number is seen to be what it is."""
        host, numbers = read_host(urlsplit(url).hostname or "")
        self.client.guard.check(host, ["127.0.0.1"] if host.rstrip(".").endswith("localhost") else numbers)

    def _own_headers(self, url: str) -> dict[str, str]:
        """The caller's headers; those that prove who he is go only to the site that he asked for."""
        away = site_of(url) != site_of(self.asked)
        return {name: value for name, value in self.options.headers if not (away and name.lower() in CREDENTIALS)}

    def _page(self, response: requests.Response) -> RawPage:
        check_status(response.url, response.status_code, response.headers, response.reason)
        if self.wanted is not None:
            check_type(response, self.wanted)
        return RawPage(
            data=response.content,
            url=response.url,
            content_type=response.headers.get("content-type"),
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items()},
            redirects=tuple(self.hops),
            fetched_at=dt.datetime.now(dt.timezone.utc),
        )
