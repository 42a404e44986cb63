"""UTF-8 bytes to an lxml tree that holds all of the page's text.

The quick path is one plain parse. What it is known to lose is looked for afterwards, at next to no cost,
and only the pages concerned are parsed a second time:

- more than 2,048 nested elements, or attributes by the thousand on a tag: built with caps, `rebuild.py`;
- content after `</html>` (on one page in a hundred, mostly scripts), which libxml2 puts into a second root;
- a comment, script or title that never ends and swallows the page, `<noframes>` in a frameset: `salvage.py`;
- XHTML under a namespace prefix.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from ..native import compiled
from . import long_tags

if TYPE_CHECKING:
    from lxml.etree import _Element

# libxml2 stops at 2,048 nested elements, and what is open then is the chain of last children.
_DEEP = 1_024
# From this size on every tag is looked at: what hides from a look at stretches costs a second and more here.
_SUSPICIOUS = 300_000
# Beyond it only text is kept. Seven times the largest page of the corpora; all stages together take some 30 µs and 7 kB
# for each, so that a page of nothing but elements ends within ten seconds and 1 GiB.
MAX_ELEMENTS = 80_000
# From this size on the tags are counted: a million elements take some 300 MB, and 16 million took 13 s.
_LARGE = 3 * MAX_ELEMENTS
# What comes after so many is cut off: libxml2 looks for the start of an end tag through all that is open, so that
# 66,000 unknown elements in each other, with end tags that close none, took 4 s, and 160,000 would take six times that.
_MAX_TAGS = 2 * MAX_ELEMENTS

_PREFIX_BYTES = 4_096
_PREFIX = re.compile(rb"xmlns:([A-Za-z][\w-]{0,20})\s*=\s*[\"']http://www\.w3\.org/1999/xhtml[\"']")
_END_OF_PAGE = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)

# A body of nothing else shows no text, or hides what one of these has swallowed.
_SWALLOWERS = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"})


class Tree(NamedTuple):
    """`truncated` when a limit cost elements."""

    root: _Element
    truncated: bool = False


def build_tree(data: bytes) -> Tree:
    """The tree of a page; an empty `<html>` where there is nothing."""
    if b"/1999/xhtml" in data[:_PREFIX_BYTES]:
        data = _without_prefix(data)
    tags = data.count(b"<") if len(data) > _LARGE else 0
    if tags > _MAX_TAGS:
        return Tree(_rebuilt(data[: len(data) * _MAX_TAGS // tags])[0], True)
    if tags > MAX_ELEMENTS or _has_long_tag(data):
        return Tree(*_rebuilt(data))
    root = _parse(data)
    if root is None or _shows_nothing(root):
        from .salvage import salvage

        salvaged = salvage(data)
        root = _parse(salvaged) if salvaged != data else root
        if root is None:
            return Tree(_empty())
    if _last_depth(root) < _DEEP and root.getnext() is not None:
        # As browsers do: what follows the end of the page belongs to the body, in whatever was still open.
        whole = _parse(_END_OF_PAGE.sub(b"", data))
        root = whole if whole is not None else root
    return Tree(*_rebuilt(data)) if _last_depth(root) >= _DEEP else Tree(root)


def _rebuilt(data: bytes) -> tuple[_Element, bool]:
    from .rebuild import rebuild  # few pages need it

    return rebuild(data)


def _empty() -> _Element:
    root: _Element = etree.fromstring(b"<html></html>", etree.HTMLParser())
    return root


def _parse(data: bytes) -> _Element | None:
    """One plain parse. A parser for each call: shared ones have crashed under threads.

    Nobody looks an element up by its id, and a table of them would cost a sixteenth of the parse, and its freeing.
    """
    parser = etree.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8"
    )
    try:
        root: _Element | None = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # nothing but white space or comments
        return None
    return root


def _last_depth(root: _Element) -> int:
    depth = 0
    while len(root):
        root = root[-1]
        depth += 1
    return depth


def _shows_nothing(root: _Element) -> bool:
    body = root.find("body")
    if body is None:
        return True
    if body.text and not body.text.isspace():
        return False
    return all(child.tag in _SWALLOWERS and not (child.tail or "").strip() for child in body)


_long_tags = compiled("parse._scan") or long_tags


def _has_long_tag(data: bytes) -> bool:
    """Whether a tag has more attributes than libxml2 can take."""
    return _long_tags.spans_stretches(data) or (len(data) > _SUSPICIOUS and _long_tags.hides_in_quotes(data))


def _without_prefix(data: bytes) -> bytes:
    """`<x:p>` is `<p>` where x stands for XHTML; the HTML parser knows no namespaces."""
    match = _PREFIX.search(data[:_PREFIX_BYTES])
    if match is None:
        return data
    return re.sub(rb"(</?)" + re.escape(match.group(1)) + rb":(?=[A-Za-z])", rb"\1", data)
