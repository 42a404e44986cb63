"""What elements and attributes are to the cut of a page: the vocabulary of `segment.py` and of its compiled twin."""

from __future__ import annotations

from typing import Any

from ..article import Mark
from ..records import LINE_BREAK, Piece

INLINE, BLOCK, SKIP, MEDIA, BREAK, ALIEN = range(6)

_BLOCK_TAGS = """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noframes
    noscript ol p pre search section summary table tbody td tfoot th thead tr ul""".split()
_SKIP_TAGS = "canvas datalist head map option rp script select style svg template textarea title".split()
_MEDIA_TAGS = "audio embed iframe img object video".split()

_INLINE_TAGS = """a abbr b bdi bdo big cite code data del em font i ins kbd label mark picture q s samp small span
    strike strong sub sup time tt u var wbr
    input link meta source""".split()

KIND: dict[Any, int] = {
    **dict.fromkeys(_INLINE_TAGS, INLINE),
    **dict.fromkeys(_BLOCK_TAGS, BLOCK),
    **dict.fromkeys(_SKIP_TAGS, SKIP),
    **dict.fromkeys(_MEDIA_TAGS, MEDIA),
    "br": BREAK,
}

MARKS = {
    "b": Mark.STRONG,
    "strong": Mark.STRONG,
    "em": Mark.EMPHASIS,
    "i": Mark.EMPHASIS,
    "code": Mark.CODE,
    "kbd": Mark.CODE,
    "samp": Mark.CODE,
    "tt": Mark.CODE,
    "sub": Mark.SUBSCRIPT,
    "sup": Mark.SUPERSCRIPT,
    "del": Mark.DELETED,
    "s": Mark.DELETED,
    "strike": Mark.DELETED,
}

# What an attribute says of its element: its name, where it leads, whether it is hidden, nothing that is asked here.
NAME, BLOCK_NAME, INLINE_NAME, HIDING, LINK, NOTHING = range(6)
ATTRIBUTES = {
    "class": NAME,
    "id": NAME,
    "role": BLOCK_NAME,
    "data-testid": BLOCK_NAME,
    "itemprop": INLINE_NAME,
    "rel": INLINE_NAME,
    "style": HIDING,
    "hidden": HIDING,
    "aria-hidden": HIDING,
    "href": LINK,
}

SPACE_PIECE = Piece(" ", None, ())
BREAK_PIECE = Piece(LINE_BREAK, None, ())
NEWLINE_PIECE = Piece("\n", None, ())


def local_name(tag: object) -> str | None:
    """The tag without its namespace, lower-cased; None for comments and processing instructions."""
    if not isinstance(tag, str):
        return None
    return tag.rpartition("}")[2].lower()


def is_hiding(name: str, value: str | None) -> bool:
    """Whether an attribute of the kind that may hide its element does.

    >>> is_hiding("style", "display: none"), is_hiding("style", "display: block"), is_hiding("aria-hidden", "false")
    (True, False, False)
    """
    if name == "style":
        return value is not None and "none" in value and "display:none" in value.replace(" ", "").lower()
    return name == "hidden" or value == "true"  # aria-hidden
