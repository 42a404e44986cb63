"""Text of a page, made fit to stand in HTML."""

from __future__ import annotations

import html
import re

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def text(value: str) -> str:
    r"""Escaped, without control characters.

    >>> text("<b>\x00&")
    '&lt;b&gt;&amp;'
    """
    return html.escape(_CONTROLS.sub("", value), quote=False)


def attribute(value: str) -> str:
    """The same for an attribute in double quotes, on one line."""
    return html.escape(_CONTROLS.sub("", " ".join(value.split())), quote=True)
