"""Everything a caller can choose. Frozen; a stage gets the values it needs, never the bag."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from .errors import OptionsError

Favour = Literal["precision", "balance", "recall"]

DEFAULT_USER_AGENT = "articlextract/0.1 (+https://pypi.org/project/articlextract/)"


@dataclass(frozen=True)
class FetchOptions:
    """Limits and manners of one download.

    Times are in seconds, sizes in bytes.

    Attributes:
        connect_timeout: to open the connection.
        read_timeout: between two pieces of data.
        total_timeout: for the whole download, redirects included.
        max_wire_bytes: as sent by the server, before decompression.
        max_decoded_bytes: after decompression; what the parser gets.
        max_redirects: hops followed before giving up.
        user_agent: sent as it stands; name yourself and a way to reach you.
        headers: sent with every request, as (name, value) pairs.
        verify_tls: check certificates.
        max_at_once: downloads under way at the same time, in `fetch_many`.
        max_per_host: of these, to one host.
        host_delay: between the starts of two downloads from one host, in `fetch_many`.
    """

    connect_timeout: float = 10.0
    read_timeout: float = 15.0
    total_timeout: float = 30.0
    max_wire_bytes: int = 20_000_000
    max_decoded_bytes: int = 50_000_000
    max_redirects: int = 10
    user_agent: str = DEFAULT_USER_AGENT
    headers: tuple[tuple[str, str], ...] = ()
    verify_tls: bool = True
    max_at_once: int = 16
    max_per_host: int = 2
    host_delay: float = 1.0

    def __post_init__(self) -> None:
        for name in ("connect_timeout", "read_timeout", "total_timeout", "max_wire_bytes", "max_decoded_bytes"):
            if not 0 < getattr(self, name) < math.inf:  # NaN fails this too
                raise OptionsError(f"FetchOptions.{name} must be a number above zero, not {getattr(self, name)!r}")
        for name in ("max_redirects", "host_delay"):
            if not 0 <= getattr(self, name) < math.inf:
                raise OptionsError(f"FetchOptions.{name} must not be negative, not {getattr(self, name)!r}")
        for name in ("max_at_once", "max_per_host"):
            if getattr(self, name) < 1:
                raise OptionsError(f"FetchOptions.{name} must be at least one, not {getattr(self, name)!r}")


@dataclass(frozen=True)
class Options:
    """How a page is read.

    Attributes:
        favour: where the body's border runs in doubt: "precision" keeps only what is surely the
            story, "recall" keeps what may be, "balance" maximises the expected F1 of both.
        fetch: limits and manners of the download, used by `extract` alone.
        max_bytes: input beyond this many bytes is cut off and the status is `truncated`.
        weights: a weights file of your own training (`make train`) instead of the one shipped.
    """

    favour: Favour = "balance"
    fetch: FetchOptions = field(default_factory=FetchOptions)
    max_bytes: int = 50_000_000
    weights: Path | None = None

    def __post_init__(self) -> None:
        if self.favour not in ("precision", "balance", "recall"):
            raise OptionsError(f'Options.favour must be "precision", "balance" or "recall", not {self.favour!r}')
        if self.max_bytes <= 0:
            raise OptionsError(f"Options.max_bytes must be above zero, not {self.max_bytes!r}")
