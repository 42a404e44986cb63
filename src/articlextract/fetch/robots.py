"""robots.txt: asked for once a day for each site, read by protego, obeyed where the caller wants it obeyed."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..errors import FetchError, FetchReason
from ..records import RawPage
from .address import shown
from .deadline import Deadline

MAX_AGE = 24 * 3600  # seconds, RFC 9309
MAX_AGE_OF_NO = 300  # of a failure, which may pass
LIMITS: dict[str, Any] = {  # of FetchOptions; RFC 9309 wants 500 KiB read and five redirects followed
    "max_wire_bytes": 1_000_000,
    "max_decoded_bytes": 1_000_000,
    "max_redirects": 5,
}
MAX_PAUSE = 60.0  # seconds; a longer Crawl-delay is as good as a no, and nobody means it
_MAX_FILES = 10_000
_MAX_CHARS = 20_000_000  # of all files kept; parsed they take some five times that

_AGENT = re.compile(r"\s*user[\s-]?agent\s*:?\s*([^\s#][^#]*)?", re.IGNORECASE)
_OTHERS = "User-agent: (somebody else)"

Fetch = Callable[[str, Deadline], RawPage]


class _Rules(NamedTuple):
    """What a site says; `parsed` is None where it cannot be asked, which RFC 9309 takes for a no."""

    parsed: Any
    size: int
    until: float


class Robots:
    """The robots.txt files of a run. Safe in threads; a file may be fetched twice when two need it at once."""

    def __init__(self, agent: str, fetch: Fetch) -> None:
        self.agent = agent
        self._names = {agent.lower().strip(), *re.split(r"[^\w-]+", agent.lower())} - {""}
        self._fetch = fetch
        self._kept: OrderedDict[str, _Rules] = OrderedDict()
        self._chars = 0
        self._lock = threading.Lock()

    def check(self, url: str, deadline: Deadline) -> None:
        """Raise FetchError where the site asks this program not to fetch the URL."""
        rules = self._rules(url, deadline)
        if rules.parsed is None:
            raise FetchError(
                f"the robots.txt of {shown(_site(url))} cannot be read, which means no. "
                "Try later, or do not ask (obey_robots)",
                reason=FetchReason.ROBOTS,
            )
        if not rules.parsed.can_fetch(url, self.agent):
            raise FetchError(
                f"robots.txt asks programs not to fetch {shown(url)}. Leave it, or ask the site (obey_robots)",
                reason=FetchReason.ROBOTS,
            )

    def pause(self, url: str) -> float:
        """Seconds that the site wants between two requests, 0 where it does not say or has not been asked."""
        with self._lock:
            rules = self._kept.get(_site(url))
        asked = rules.parsed.crawl_delay(self.agent) if rules and rules.parsed else None
        return min(asked, MAX_PAUSE) if asked and asked > 0 else 0.0  # not NaN

    def sitemaps(self, url: str, deadline: Deadline) -> tuple[str, ...]:
        """The sitemaps that the site's robots.txt names."""
        parsed = self._rules(url, deadline).parsed
        return tuple(parsed.sitemaps) if parsed else ()

    def _rules(self, url: str, deadline: Deadline) -> _Rules:
        site = _site(url)
        with self._lock:
            rules = self._kept.get(site)
        if rules is None or rules.until < time.monotonic():
            rules = self._ask(site, deadline)
            deadline.check()  # a site that has no time for robots.txt is not remembered as saying no
            self._keep(site, rules)
        return rules

    def _ask(self, site: str, deadline: Deadline) -> _Rules:
        from protego import Protego

        now = time.monotonic()
        try:
            text = self._for_us(self._fetch(f"{site}/robots.txt", deadline).data.decode("utf-8", "replace"))
        except FetchError as error:
            if error.reason is FetchReason.BLOCKED:
                raise
            if error.status is None or not 400 <= error.status < 500 or error.status == 429:
                return _Rules(None, 0, now + MAX_AGE_OF_NO)
            text = ""  # the site has no such file, so all is allowed
        return _Rules(Protego.parse(text), len(text), now + MAX_AGE)

    def _for_us(self, text: str) -> str:
        """The file with one name for all agents that are not this one.

        protego copies each rule to each of the agents above it: 17,000 agents with 30,000 rules fit into 500 kB and
        would make half a billion.
        """
        lines = []
        for line in text.replace("\ufeff", "").splitlines():
            match = _AGENT.match(line[:500])
            name = (match.group(1) or "").strip().lower() if match else "*"
            lines.append(line if name == "*" or name.strip("*") in self._names else _OTHERS)
        return "\n".join(lines)

    def _keep(self, site: str, rules: _Rules) -> None:
        with self._lock:
            old = self._kept.pop(site, None)
            self._kept[site] = rules
            self._chars += rules.size - (old.size if old else 0)
            while len(self._kept) > _MAX_FILES or (self._chars > _MAX_CHARS and len(self._kept) > 1):
                self._chars -= self._kept.popitem(last=False)[1].size


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
