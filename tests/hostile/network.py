"""Sees every attempt to use the network in this process, by an audit hook, which code below cannot get around."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_seen: list[tuple[str, Any]] | None = None
_ASKING = frozenset({"socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"})
_SENDING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})


def _hook(event: str, values: tuple[Any, ...]) -> None:
    if _seen is None:
        return
    if event in _SENDING or event in _ASKING or (event == "socket.getaddrinfo" and not _is_number(values[0])):
        _seen.append((event, values[1] if event in _SENDING else values[0]))


def _is_number(host: Any) -> bool:
    """A canonical address, for which getaddrinfo asks nobody."""
    try:
        ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return True


sys.addaudithook(_hook)


@contextmanager
def watched() -> Iterator[list[tuple[str, Any]]]:
    """The list that attempts are added to, as (event, address or name)."""
    global _seen  # noqa: PLW0603 - an audit hook cannot be taken away, only be told to look away
    _seen = seen = []
    try:
        yield seen
    finally:
        _seen = None
