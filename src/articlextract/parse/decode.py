"""Bytes to UTF-8 bytes, by the order of the WHATWG: BOM, header, meta, detection. Nothing here ever fails.

libxml2 must not decode: it drops the rest of a page at a byte that its codec does not know, and its gb2312,
shift_jis and euc-kr are narrower than what pages hold. A bad byte here costs one U+FFFD.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ..native import compiled
from .charsets import UTF8, codec_for, name_of
from .twice import encoded_once

# Beyond the 1,024 bytes of the standard, because saved pages carry banners before their <meta>; it is only
# looked at when the bytes are not UTF-8, so it may be wide.
PRESCAN_BYTES = 16_384

_BOMS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.+-]{1,40})", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.+-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.+-]{1,40})", re.IGNORECASE)

_SEVEN_BIT = frozenset({"iso2022_jp_ext", "iso2022_kr", "hz"})

# More bad characters than this share of the non-ASCII ones, and the charset is taken for a lie. UTF-8 has more
# credit, because what is good in it is hardly good by chance: Latin-1 has nearly no good ones, GBK a fifth.
MAX_BAD_SHARE = 0.2
MAX_BAD_SHARE_UTF8 = 0.5
_PIECE = 16_384  # bytes
FEW_BAD = 3  # never enough to doubt a label


class Decoded(NamedTuple):
    """A page as UTF-8 without BOM, NUL or surrogates, and the name of the charset it came in."""

    data: bytes
    encoding: str


def to_utf8(data: bytes, content_type: str | None = None) -> Decoded:
    """Read the bytes of a page whatever their charset.

    Bytes that are valid UTF-8 are UTF-8, whatever header and meta say: no text of any length in
    another charset is valid by chance. Where all of it was encoded twice, it is read as it was meant.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], codec)
    if (wide := _utf16_without_bom(data)) is not None:
        return _decoded(data, wide)
    if data.isascii():
        return _decode_ascii(data, content_type)
    if _holds_utf8(data):
        data = encoded_once(data)
        return Decoded(data.replace(b"\0", b"") if b"\0" in data else data, UTF8)
    return _decode_other(data, content_type)


def _decode_ascii(data: bytes, content_type: str | None) -> Decoded:
    """ASCII is UTF-8, unless it is one of the charsets that hide in seven bits."""
    if b"\x1b" in data or b"~{" in data:
        for label in (_header_label(content_type), meta_label(data), "iso-2022-jp" if b"\x1b$" in data else None):
            if (codec := codec_for(label)) in _SEVEN_BIT and codec:
                return _decoded(data, codec)
    return Decoded(data.replace(b"\0", b"") if b"\0" in data else data, UTF8)


def is_utf8(data: bytes) -> bool:
    """Read a piece at a time: as one text of megabytes it costs a fifth of a bare parse, so a thirtieth."""
    view, pos = memoryview(data), 0
    try:
        while pos < len(data):
            last = pos + _PIECE >= len(data)
            pos += codecs.utf_8_decode(view[pos : pos + _PIECE], "strict", last)[1]
    except UnicodeDecodeError:
        return False
    return True


_scan = compiled("parse._scan")
_holds_utf8 = _scan.is_utf8 if _scan else is_utf8


def _decoded(data: bytes, codec: str) -> Decoded:
    text = data.decode(codec, "replace")
    return _encoded(text, codec)


def _encoded(text: str, codec: str) -> Decoded:
    return Decoded(text.replace("\0", "").encode(UTF8, "replace"), name_of(codec))


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 that was sent bare: every other byte of its markup is NUL."""
    head = data[:512]
    if head.count(b"\0") < len(head) // 3 or not head:
        return None
    even, odd = head[::2].count(b"\0"), head[1::2].count(b"\0")
    if odd > 4 * even:
        return "utf-16-le"
    if even > 4 * odd:
        return "utf-16-be"
    return None


def _decode_other(data: bytes, content_type: str | None) -> Decoded:
    """Bytes that are not valid UTF-8: the first declared charset that fits, else the likeliest.

    UTF-8 itself stands among the candidates: a page with one bad byte is still UTF-8.
    """
    best: tuple[float, str, str] | None = None
    for label in (_header_label(content_type), meta_label(data), None):
        codec = codec_for(label) if label else UTF8
        if codec is None or (best and best[1] == codec):
            continue
        if codec.startswith("utf-16"):
            codec = UTF8  # the label was read as ASCII, so it is a lie
        text = data.decode(codec, "replace")
        bad, share = _bad(text)
        if share <= MAX_BAD_SHARE_UTF8 if codec == UTF8 else bad <= FEW_BAD or share <= MAX_BAD_SHARE:
            return _encoded(text, codec)
        if best is None or share < best[0]:
            best = (share, codec, text)
    from .detect import detect  # of few pages

    codec = detect(data)
    text = data.decode(codec, "replace")
    if best is not None and best[0] <= _bad(text)[1]:
        return _encoded(best[2], best[1])
    return _encoded(text, codec)


def _bad(text: str) -> tuple[int, float]:
    """How many characters were replaced, and what share of the non-ASCII ones that is."""
    bad = text.count("\ufffd")
    return bad, bad / (len(text) - len(text.encode("ascii", "ignore"))) if bad else 0.0


def _header_label(content_type: str | None) -> str | None:
    match = _HEADER_CHARSET.search(content_type[:1000]) if content_type else None
    return match.group(1) if match else None


def meta_label(data: bytes) -> str | None:
    """The charset that a page's XML declaration or first `<meta>` names, comments left aside."""
    head = data[:PRESCAN_BYTES]
    match = _XML_ENCODING.match(head) or _META_CHARSET.search(_without_comments(head))
    return match.group(1).decode("ascii") if match else None


def _without_comments(head: bytes) -> bytes:
    kept = []
    for i, part in enumerate(head.split(b"<!--")):
        kept.append(part if i == 0 else part.partition(b"-->")[2])
    return b"".join(kept)
