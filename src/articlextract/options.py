"""Everything a caller can choose. Frozen; a stage gets the values it needs, never the bag."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from .article import FIELD_NAMES, FORMS
from .errors import OptionsError

Favour = Literal["precision", "balance", "recall"]
Follow = Literal["refresh", "canonical", "amp"]
Render = Literal["never", "auto", "always"]

DEFAULT_USER_AGENT = "articlextract/0.1 (+https://pypi.org/project/articlextract/)"


@dataclass(frozen=True)
class FetchOptions:
    """Limits and manners of downloads.

    Times are in seconds, sizes in bytes. The usual limits let the slowest and largest honest pages through that we
    know of, several times over; what they keep out is servers that mean harm, or that are broken.

    Attributes:
        connect_timeout: to look the name up, and again to open the connection.
        read_timeout: between two pieces of data.
        total_timeout: for the whole download, redirects and retries and the waits between them included. In
            `fetch_many` each try has that much.
        max_wire_bytes: as sent by the server, before decompression.
        max_decoded_bytes: after decompression; what the parser gets.
        max_header_bytes: status line and headers of an answer, interim answers included.
        max_headers: of an answer; Python's own HTTP client takes no more than 100.
        max_redirects: hops followed before giving up.
        user_agent: sent as it stands; name yourself and a way to reach you.
        headers: sent with every request, as (name, value) pairs; credentials only to the site that was asked for.
        languages: tags such as "de" or "pt-BR", best first, for sites that speak several.
        verify_tls: check certificates.
        proxy: `http://host:port` through which to go; never taken from the environment. It looks names up, so it has
            to refuse inner addresses itself; here only those written as numbers are.
        allow_private: contact any address, those of this machine and its network included.
        allow_hosts: names, addresses or networks (`10.1.0.0/16`) that may be contacted though they are not public.
        retries: tries after the first, of what may pass: no connection, and status 429, 502, 503 and 504.
        max_retry_wait: before one retry; a server that asks for more is not asked again.
        obey_robots: ask robots.txt first. None: yes for many pages, no for a single one.
        follow: hints in a page to go on to another: "refresh" (`<meta http-equiv=refresh>`), "canonical", "amp".
        cache: an SQLite file that keeps pages, asks whether they have changed, and obeys what servers say about their
            age. Needs articlextract[cache]. Not used when `headers` hold credentials.
        cache_seconds: the age up to which a kept page is new enough where its server says nothing about it.
        render: load the page in Chromium, with its scripts: "never", "always", or "auto", when its text needs
            JavaScript. Needs articlextract[browser].
        max_at_once: downloads under way at the same time, in `fetch_many`.
        max_per_host: of these, to one host.
        host_delay: between the starts of two downloads from one host, in `fetch_many`; robots.txt may ask for more.
    """

    connect_timeout: float = 10.0
    read_timeout: float = 15.0
    total_timeout: float = 30.0
    max_wire_bytes: int = 20_000_000
    max_decoded_bytes: int = 40_000_000
    max_header_bytes: int = 262_144
    max_headers: int = 100
    max_redirects: int = 10
    user_agent: str = DEFAULT_USER_AGENT
    headers: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    verify_tls: bool = True
    proxy: str | None = None
    allow_private: bool = False
    allow_hosts: tuple[str, ...] = ()
    retries: int = 2
    max_retry_wait: float = 60.0
    obey_robots: bool | None = None
    follow: tuple[Follow, ...] = ()
    cache: Path | None = None
    cache_seconds: float = 0.0
    render: Render = "never"
    max_at_once: int = 16
    max_per_host: int = 2
    host_delay: float = 1.0

    def __post_init__(self) -> None:
        for name in (
            "connect_timeout",
            "read_timeout",
            "total_timeout",
            "max_wire_bytes",
            "max_decoded_bytes",
            "max_header_bytes",
        ):
            if not 0 < getattr(self, name) < math.inf:  # NaN fails this too
                raise OptionsError(f"FetchOptions.{name} must be a number above zero, not {getattr(self, name)!r}")
        for name in ("max_redirects", "retries", "max_retry_wait", "cache_seconds", "host_delay"):
            if not 0 <= getattr(self, name) < math.inf:
                raise OptionsError(f"FetchOptions.{name} must not be negative, not {getattr(self, name)!r}")
        for name, most in (("max_headers", 100), ("max_at_once", 1_000), ("max_per_host", 1_000)):
            if not 1 <= getattr(self, name) <= most:
                raise OptionsError(f"FetchOptions.{name} must be 1 to {most}, not {getattr(self, name)!r}")
        if self.render not in get_args(Render):
            raise OptionsError(f'FetchOptions.render must be "never", "auto" or "always", not {self.render!r}')
        for hint in self.follow:
            if hint not in get_args(Follow):
                raise OptionsError(f'FetchOptions.follow takes "refresh", "canonical" and "amp", not {hint!r}')
        self._check_texts()

    def _check_texts(self) -> None:
        """What goes into a request is one line of ASCII; a proxy is a URL."""
        sent = (("user_agent", self.user_agent), *self.headers, *(("languages", tag) for tag in self.languages))
        for name, value in sent:
            if not (f"{name}{value}".isprintable() and f"{name}{value}".isascii()):
                raise OptionsError(f"FetchOptions: {name!r} cannot be sent, a header is one line of ASCII: {value!r}")
        if self.proxy is not None and not self.proxy.lower().startswith(("http://", "https://")):
            raise OptionsError(f"FetchOptions.proxy must be http://host:port, not {self.proxy!r}")


@dataclass(frozen=True)
class Options:
    """How a page is read.

    Attributes:
        favour: where the body's border runs in doubt: "precision" keeps only what is surely the
            story, "recall" keeps what may be, "balance" maximises the expected F1 of both.
        fetch: limits and manners of the download, used by `extract` alone.
        max_bytes: input beyond this many bytes is cut off and the status is `truncated`.
        fields: names of the Article's attributes that are wanted, such as {"title", "text"}; the others are as if the
            page did not say, and cost no time. `status`, `url`, `page_type` and `confidence` are always there; `text`,
            `markdown` and `html` are written from `body`. None: all.
        weights: a weights file of your own training (`make train`) instead of the one shipped.
        line_weights: the same for flattened text (`python -m training.lines`).
    """

    favour: Favour = "balance"
    fetch: FetchOptions = field(default_factory=FetchOptions)
    max_bytes: int = 50_000_000
    fields: Collection[str] | None = None
    weights: Path | None = None
    line_weights: Path | None = None

    def __post_init__(self) -> None:
        if self.favour not in ("precision", "balance", "recall"):
            raise OptionsError(f'Options.favour must be "precision", "balance" or "recall", not {self.favour!r}')
        if self.max_bytes <= 0:
            raise OptionsError(f"Options.max_bytes must be above zero, not {self.max_bytes!r}")
        if self.fields is not None:
            object.__setattr__(self, "fields", _field_names(self.fields))

    def wants(self, name: str) -> bool:
        """Whether an attribute of the Article, not a form of its body, is to be read."""
        return self.fields is None or name in self.fields


def _field_names(names: Collection[str]) -> frozenset[str]:
    if isinstance(names, str):
        raise OptionsError(f"Options.fields is a set of names, such as {{{names!r}}}, not a string")
    if unknown := sorted(set(names) - FIELD_NAMES - FORMS, key=str):
        known = ", ".join(sorted(FIELD_NAMES | FORMS))
        raise OptionsError(f"an Article has no field {', '.join(map(repr, unknown))}; it has {known}")
    return frozenset("body" if name in FORMS else name for name in names)
