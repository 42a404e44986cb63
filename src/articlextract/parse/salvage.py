"""A second reading of pages whose first showed nothing: what swallowed the text is taken away."""

from __future__ import annotations

import re

# A frameset shows its frames, and we have none: then its <noframes> speaks.
_FRAME_TAG = re.compile(rb"</?(?:frameset|noframes)\b[^>]{0,2000}>", re.IGNORECASE)
_OPENER = re.compile(
    rb"<(?:(!--)|(title|textarea|script|style|xmp|iframe|noembed|plaintext)\b[^>]{0,2000}>?)", re.IGNORECASE
)
_MARKUP = re.compile(rb"</?(?:p|div|h[1-6]|ul|ol|table|article|section|main|header|body)\b", re.IGNORECASE)
_CODE = frozenset({b"script", b"style"})


def salvage(data: bytes) -> bytes:
    """The page without the opening of each comment, script, title or the like that never ends.

    From a script or style that never ends, the code up to the first markup goes with it.
    """
    data = _FRAME_TAG.sub(b"", data)
    low = data.lower()
    kept: list[bytes] = []
    done = pos = 0
    endless: set[bytes] = set()
    while match := _OPENER.search(low, pos):
        name = match.group(1) or match.group(2)
        closer = b"-->" if name == b"!--" else b"</" + name
        end = -1 if name in endless else low.find(closer, match.end(match.lastindex or 0))
        if end >= 0:
            pos = end + len(closer)
            continue
        endless.add(name)
        after = match.end()
        if name in _CODE:
            markup = _MARKUP.search(low, after)
            after = markup.start() if markup else len(low)
        kept.append(data[done : match.start()])
        done = pos = after
    kept.append(data[done:])
    return b"".join(kept)
