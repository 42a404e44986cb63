"""The errors a caller can meet. Each message says what happened and what to do about it."""

from __future__ import annotations

from enum import Enum


class ArticlextractError(Exception):
    """Base of every error raised on purpose by this package."""


class FetchReason(str, Enum):
    """Why a page could not be fetched, for programs; the message says it to people."""

    ADDRESS = "address"  # not a URL that can be fetched
    BLOCKED = "blocked"  # an address that must not be contacted
    ROBOTS = "robots"  # robots.txt asks programs to stay away
    NAME = "name"  # the host's name was not found
    CONNECTION = "connection"  # refused, reset, or closed without an answer
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    PROTOCOL = "protocol"  # not proper HTTP
    CUT_OFF = "cut_off"
    ENCODING = "encoding"  # its compression is unknown or damaged
    REDIRECT = "redirect"
    STATUS = "status"  # not 2xx; `FetchError.status` has it
    CONTENT_TYPE = "content_type"  # a file of another kind than a page
    FILE = "file"
    BROWSER = "browser"  # Chromium is missing or gave up
    OTHER = "other"


class FetchError(ArticlextractError):
    """The page could not be fetched: no connection, a bad status, too slow, too large, not a page.

    Attributes:
        reason: of which kind the failure is.
        status: the HTTP status, where the server answered with a bad one.
        retry_after: seconds that the server asks to be left alone.
    """

    def __init__(
        self,
        message: str,
        *,
        reason: FetchReason = FetchReason.OTHER,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.status = status
        self.retry_after = retry_after


class BlockedAddressError(FetchError):
    """The address is one that must not be contacted: this machine, a private network, a cloud's metadata, ..."""

    def __init__(self, message: str) -> None:
        super().__init__(message, reason=FetchReason.BLOCKED)


class ParseError(ArticlextractError):
    """The input holds no readable markup, for example a PDF or an image."""


class OptionsError(ArticlextractError, ValueError):
    """An option has a value that makes no sense."""


class InputTypeError(ArticlextractError, TypeError):
    """The input is of a type that cannot be read as a page."""
