"""A tree built with caps, for pages that libxml2's own builder gives up on or chokes on.

lxml's parser-target interface reports tags and text without building anything, so neither libxml2's limit
of 2,048 nested elements (it drops all the rest of the page there) nor its quadratic attribute lists apply.
All text is kept, in order. About 3.5 times the cost of the plain parse.
"""

from __future__ import annotations

import re
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from .tree import MAX_ELEMENTS

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 512  # elements nested deeper become children of the one at this depth
MAX_ATTRIBUTES = 256
# What a character reference can name and no tree takes.
_BAD_CHAR = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN_TAG = "span"  # for names that no tree takes


class Rebuilt:
    """The tree so far. The methods are what lxml calls while it reads."""

    def __init__(self) -> None:
        self.root: _Element = etree.fromstring(b"<html></html>", etree.HTMLParser())
        self.open: list[_Element] = [self.root]
        self.flat = 0  # open elements that are nested too deep to be on the stack
        self.last: _Element = self.root
        self.in_tail = False
        self.elements = 0
        self.text = StringIO()
        self.lost = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("html", "body") and self._merge(tag, attributes):
            return
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            self.lost = True
            self.flat += 1
            self.text.write(" ")
            return
        self._flush()
        el = _append(self.open[-1], tag)
        for name, value in islice(attributes.items(), MAX_ATTRIBUTES):
            _set(el, name, value)
        self.last, self.in_tail = el, False
        if self.flat or len(self.open) >= MAX_DEPTH:
            self.flat += 1
        else:
            self.open.append(el)

    def end(self, tag: str) -> None:
        if tag in ("html", "body"):  # whatever follows still belongs to the page
            return
        if self.flat:
            self.flat -= 1
            if not self.in_tail:
                self._flush()
                self.in_tail = True
        elif len(self.open) > 1:
            self._flush()
            self.last, self.in_tail = self.open.pop(), True

    def data(self, text: str) -> None:
        self.text.write(text)

    def close(self) -> Rebuilt:
        self._flush()
        return self

    def _flush(self) -> None:
        """Give the text to where it belongs. Once for each place, or a million short texts would cost their square."""
        text = self.text.getvalue()
        if text:
            self.text = StringIO()
            text = _BAD_CHAR.sub("\ufffd", text)
            if self.in_tail:
                self.last.tail = text
            else:
                self.last.text = text

    def _merge(self, tag: str, attributes: dict[str, str]) -> bool:
        """The first `<html>` is the root, a second `<html>` or `<body>` is only noise."""
        el = self.root if tag == "html" else self.root.find("body")
        if el is None:
            return False
        known = set(el.keys())  # lxml refuses to be asked for a name that holds a control character
        for name, value in islice(attributes.items(), MAX_ATTRIBUTES):
            if name not in known:
                _set(el, name, value)
        return True


def rebuild(data: bytes) -> tuple[_Element, bool]:
    """The root, and whether elements (not text) were lost."""
    target: Any = Rebuilt()
    parser = etree.HTMLParser(target=target, huge_tree=True, encoding="utf-8")
    try:
        etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        target.close()
    return target.root, target.lost


def _append(parent: _Element, tag: str) -> _Element:
    try:
        return etree.SubElement(parent, tag)
    except ValueError:
        return etree.SubElement(parent, _PLAIN_TAG)


def _set(el: _Element, name: str, value: str) -> None:
    try:
        el.set(name, _BAD_CHAR.sub("\ufffd", value))
    except ValueError:  # a name that no tree takes: nothing that a reader would miss
        return
