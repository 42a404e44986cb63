"""URL, file or stream -> RawPage. The only code of the package that touches the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..options import FetchOptions
from ..records import RawPage
from .files import read_file, read_stream

if TYPE_CHECKING:
    from .many import Outcome, fetch_many

__all__ = ["Outcome", "fetch", "fetch_many", "read_file", "read_stream"]


def fetch(url: str, options: FetchOptions) -> RawPage:
    """Download a page over http or https.

    Redirects are followed and kept in the record, whose `headers` have lower-case names. Every address on the way is
    checked before it is contacted.

    Raises:
        BlockedAddressError: it is on this machine, a private network, or otherwise not public.
        FetchError: no page came within the limits; the message says why and what to do.
    """
    from .client import Client  # loads requests, which reading a file must not

    return Client(options).get(url)


def __getattr__(name: str) -> Any:
    """Load the downloads side by side, and with them sockets and threads, when they are first asked for."""
    if name in ("Outcome", "fetch_many"):
        from . import many

        return getattr(many, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
