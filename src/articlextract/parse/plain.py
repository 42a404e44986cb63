"""Bytes of plain text -> text; and whether bytes are text at all, or markup."""

from __future__ import annotations

import re

from .decode import to_utf8
from .sniff import refuse_binary

_LOOK = 4096  # bytes from the start in which markup shows itself
_DOCUMENT = re.compile(rb"<(?:!doctype\s+html|html|head|body|\?xml)\b", re.IGNORECASE)
_TAG = re.compile(
    rb"</?(?:p|div|span|a|br|h[1-6]|ul|ol|li|table|tr|td|article|section|main|nav|header|footer|meta|link|script|style"
    rb"|title|img|em|strong|b|i|blockquote|figure|form|pre)(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
_MANY = 3  # tags that prose does not hold


def text_of(data: bytes) -> str:
    """Decoded as a page's bytes are.

    Raises:
        ParseError: the bytes are a file of another kind, such as a PDF or an image.
    """
    refuse_binary(data)
    return to_utf8(data).data.decode("utf-8", "replace")


def is_document(data: bytes) -> bool:
    """Whether bytes say themselves that they are a page, or hold nothing."""
    head = data[:_LOOK].replace(b"\0", b"")
    return not head.strip() or _DOCUMENT.search(head) is not None


def looks_like_html(data: bytes, content_type: str | None = None) -> bool:
    """Whether bytes are markup rather than text: by what the sender says, else by their tags.

    >>> looks_like_html(b"<p>One</p><p>Two</p>"), looks_like_html(b"Use <b> for bold."), looks_like_html(b"")
    (True, False, True)
    """
    kind = (content_type or "").partition(";")[0].strip().lower()
    if "html" in kind or "xml" in kind:
        return True
    head = data[:_LOOK].replace(b"\0", b"")
    if is_document(data):
        return True
    tags = len(_TAG.findall(head))
    return tags >= _MANY or (tags > 0 and head.lstrip().startswith(b"<"))
