"""The errors a caller can meet. Each message says what happened and what to do about it."""

from __future__ import annotations


class ArticlextractError(Exception):
    """Base of every error raised on purpose by this package."""


class FetchError(ArticlextractError):
    """The page could not be fetched: no connection, a bad status, too slow, too large, not a page."""


class BlockedAddressError(FetchError):
    """The address is one that must not be contacted."""


class ParseError(ArticlextractError):
    """The input holds no readable markup, for example a PDF or an image."""


class OptionsError(ArticlextractError, ValueError):
    """An option has a value that makes no sense."""


class InputTypeError(ArticlextractError, TypeError):
    """The input is of a type that cannot be read as a page."""
