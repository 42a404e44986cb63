"""What went wrong on the way, in words: an exception of the libraries below -> FetchError."""

from __future__ import annotations

import http.client
import socket
import sqlite3
import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions

from ..errors import FetchError, FetchReason
from ..terminal import safe_line
from .decode import DecodingError
from .heads import HeadTooLarge

# What download can meet below itself. requests passes urllib3's exceptions through in places, urllib3 those of
# http.client, ssl and socket; ValueError covers UnicodeError and the parsers of addresses and header values.
FOREIGN = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    ValueError,
    OverflowError,
    DecodingError,
    sqlite3.Error,
)

R = FetchReason
# The first row that fits anything in the chain of causes speaks; so the more telling ones stand first.
_WORDS: tuple[tuple[tuple[type[BaseException], ...], FetchReason, str], ...] = (
    (
        (DecodingError,),
        R.ENCODING,
        "{host} sent a page that cannot be unpacked: {detail}. Try again; if it stays so, tell the site",
    ),
    (
        (ssl.SSLCertVerificationError,),
        R.TLS,
        "the certificate of {host} is not valid: {detail}. Check the address; verify_tls=False does not check",
    ),
    (
        (ssl.SSLError,),
        R.TLS,
        "no secure connection to {host}: {detail}. Check whether the address should begin with http://",
    ),
    ((socket.gaierror,), R.NAME, "the name {host} was not found. Check the spelling, and that this machine is online"),
    ((UnicodeError,), R.ADDRESS, "{host} is not a usable address: {detail}. Check the spelling"),
    (
        (ConnectionRefusedError,),
        R.CONNECTION,
        "{host} refused the connection: nothing listens there. Check the address and its port",
    ),
    (
        (TimeoutError, urllib3.exceptions.TimeoutError),
        R.TIMEOUT,
        "{host} did not answer in time. Try later, or allow more time (connect_timeout, read_timeout)",
    ),
    (
        (http.client.IncompleteRead, urllib3.exceptions.IncompleteRead),
        R.CUT_OFF,
        "{host} broke off in the middle of the page. Try again",
    ),
    (
        (http.client.RemoteDisconnected,),
        R.CONNECTION,
        "{host} closed the connection without an answer. Try again later",
    ),
    ((ConnectionResetError, BrokenPipeError), R.CONNECTION, "{host} cut the connection. Try again later"),
    ((HeadTooLarge,), R.TOO_LARGE, "{host} answered, but {detail}. Try another address"),
    (
        (http.client.HTTPException, urllib3.exceptions.InvalidHeader, urllib3.exceptions.ProtocolError),
        R.PROTOCOL,
        "{host} did not answer in proper HTTP: {detail}. Check the address and its port",
    ),
    (
        (requests.exceptions.InvalidURL, urllib3.exceptions.LocationValueError, ValueError),
        R.ADDRESS,
        "{host} is not a usable address: {detail}. Check the spelling",
    ),
    ((sqlite3.Error,), R.OTHER, "the cache cannot be used: {detail}. Name another file, or delete it"),
)


def explain(error: BaseException, *, host: str) -> FetchError:
    """The FetchError that says in one sentence what happened and what to do."""
    chain = list(_chain(error))[::-1]  # the innermost says it most plainly
    for kinds, reason, words in _WORDS:
        for cause in chain:
            if isinstance(cause, kinds):
                return FetchError(words.format(host=safe_line(host, 100), detail=_detail(cause)), reason=reason)
    return FetchError(
        f"{safe_line(host, 100)} could not be reached: {_detail(chain[0])}. Try again later", reason=R.CONNECTION
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and everything that it wraps, outermost first."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        current = waiting.pop(0)
        if current in seen:
            continue
        seen.append(current)
        yield current
        inner = (*current.args, getattr(current, "reason", None), current.__cause__, current.__context__)
        waiting.extend(cause for cause in inner if isinstance(cause, BaseException))


def _detail(error: BaseException) -> str:
    said = getattr(error, "verify_message", None) or getattr(error, "strerror", None) or str(error)
    return safe_line(str(said) or type(error).__name__, 200)
