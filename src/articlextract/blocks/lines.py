"""Flattened text -> blocks: lines joined where a paragraph was broken, each block with what its line looked like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from ..records import Block, Blocks, Lines, Node, Page, Piece, StructuredData
from .text_marks import SIGNS, read_mark, read_pieces
from .text_wrap import Paragraph, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_MAX_HEADING = 100  # characters
_MIN_BELOW = 80  # characters of the paragraph below a heading
_NO_HEADING_ENDS = frozenset(".,;:…。，、；：|")
_INVISIBLE = "\u200b\u2060\ufeff\u00ad\0"  # zero-width space, word joiner, byte order mark, soft hyphen, NUL
_new = tuple.__new__  # twice as fast as a named tuple's own constructor
_LISTS = {"li": "ul", "oli": "ol", "quote": "blockquote"}
_MAX_BLOCKS = 50_000  # in all steps together a line's features take some 6 kB
_MAX_LINES = 1_000_000  # blank ones too


def cut_lines(text: str) -> Lines:
    """Cut a text into blocks, in order; no word is lost, blank lines and line breaks inside paragraphs are.

    A line break inside a paragraph (a text wrapped at a width, a link set on a line of its own) is
    undone. Markdown's headings, list items, quotes, fenced code, links and emphasis are read as such.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for char in _INVISIBLE:
        text = text.replace(char, "")
    raw = text.split("\n", _MAX_LINES)
    truncated = len(raw) > _MAX_LINES
    parts: list[_Part] = []
    for part in _parts(raw[:_MAX_LINES], "```" in text or "~~~" in text):
        if part[1]:
            if len(parts) == _MAX_BLOCKS:
                truncated = True
                break
            parts.append(part)
        elif part[0] != "p" and not part[4] and parts and parts[-1][0] == "p":  # ==== right below a heading
            parts[-1] = (part[0], *parts[-1][1:])
    _, _, _, numbers, gaps, indents = zip(*parts, strict=True) if parts else ((),) * 6
    return Lines(_blocks(parts), numbers, gaps, indents, truncated)


def text_page(lines: Lines, headline: int | None, url: str | None, *, truncated: bool = False) -> Page:
    """The page that such a text stands for: an empty tree, and the headline where a page has its `<title>`."""
    title = None if headline is None else lines.blocks[headline].text
    return Page(etree.Element("html"), StructuredData(title=title), url=url, base_url=url, truncated=truncated)


_Part = tuple[str, str, int, int, int, int]
"""A block to be: the tag that it stands for, its text (none for a rule), its number in a list; its line's number,
the blank lines above, the indentation."""


def _parts(raw: list[str], fenced: bool) -> Iterator[_Part]:
    """Blocks to be, in order; code between fences is one, exact."""
    if not fenced:
        yield from _read(paragraphs(raw), 0)
        return
    fences = [i for i, line in enumerate(raw) if line.lstrip()[:3] in ("```", "~~~")]
    at = 0
    for first, last in zip(fences[::2], fences[1::2], strict=False):  # a fence that nothing closes is none
        yield from _read(paragraphs(raw[at:first]), at)
        code = "\n".join(raw[first + 1 : last]).strip("\n").rstrip()
        if code:
            yield "pre", code, 0, first + 1, 1, 0
        at = last + 1
    yield from _read(paragraphs(raw[at:]), at)


def _read(found: Iterator[Paragraph], before: int) -> Iterator[_Part]:
    for number, gap, indent, text in found:
        if text[0] not in SIGNS:
            yield "p", text, 0, number + before, gap, indent
        else:
            tag, text, item = read_mark(text)
            yield tag, text, item, number + before, gap, indent


def _blocks(parts: list[_Part]) -> Blocks:
    sizes = [len(part[1]) for part in parts]
    below = [*[_MIN_BELOW if part[0] == "li" else size for part, size in zip(parts, sizes, strict=True)][1:], 0]
    items: list[Block] = []
    nodes = [Node("html", (), -1, 0, 0, len(parts), etree.Element("html"))]
    around = -1  # the list or quotation that is open
    for i, (tag, text, item, _, _, _) in enumerate(parts):
        outer = _LISTS.get(tag)
        if not outer:
            around = -1
            if tag == "p" and sizes[i] <= _MAX_HEADING and below[i] >= _MIN_BELOW and _is_heading(text):
                tag = "h2"
        elif around < 0 or nodes[around].tag != outer:
            around = len(nodes)
            nodes.append(Node(outer, (), 0, 1, i, i, _element(outer, item)))
        if around >= 0:
            nodes[around] = nodes[around]._replace(last=i + 1)
            tag = "p" if outer == "blockquote" else "li"
        node = len(nodes)
        nodes.append(_new(Node, (tag, (), max(around, 0), 2 if around >= 0 else 1, i, i + 1, _ELEMENTS[tag], False)))
        if tag != "pre" and ("](" in text or "**" in text or "`" in text):
            pieces = read_pieces(text)
            text = "".join([piece.text for piece in pieces])
            linked = sum([len(piece.text) for piece in pieces if piece.href])
            items.append(Block(i, text, pieces, node, linked))
        else:
            items.append(_new(Block, (i, text, (_new(Piece, (text, None, ())),), node, 0)))
    return Blocks(tuple(items), tuple(nodes))


_ELEMENTS: dict[str, Element] = {
    tag: etree.Element(tag) for tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre")
}
"""The elements that blocks stand for; nothing reads more than their tag."""


def _element(tag: str, number: int) -> Element:
    """An element of its own, with the number that a list begins with."""
    element = etree.Element(tag)
    if number:
        element.set("start", str(number))
    return element


def _is_heading(text: str) -> bool:
    """
    >>> _is_heading("What the harbour needs"), _is_heading("the end of a sentence that was cut."), _is_heading("12:30")
    (True, False, False)
    """
    first = text.lstrip("\"'“„«¿¡([")[:1]
    return (
        text[-1] not in _NO_HEADING_ENDS
        and (first.isupper() or first.isdigit() or (first.isalpha() and not first.islower()))
        and any(map(str.isalpha, text))
    )
