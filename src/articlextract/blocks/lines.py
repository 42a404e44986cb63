"""Flattened text -> blocks: lines joined where a paragraph was broken, each block with what its line looked like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from ..records import Block, Blocks, Lines, Node, Piece
from .text_marks import Marked, read_mark, read_pieces
from .text_wrap import Run, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

_MAX_HEADING = 100  # characters
_MIN_BELOW = 80  # characters of the paragraph below a heading
_NO_HEADING_ENDS = frozenset(".,;:…。，、；：|")
_INVISIBLE = "\u200b\u2060\ufeff\u00ad\0"  # zero-width space, word joiner, byte order mark, soft hyphen, NUL
_LISTS = {"li": "ul", "oli": "ol"}


def cut_lines(text: str) -> Lines:
    """Cut a text into blocks, in order; no word is lost, blank lines and line breaks inside paragraphs are.

    A line break inside a paragraph (a text wrapped at a width, a link set on a line of its own) is
    undone. Markdown's headings, list items, quotes, fenced code, links and emphasis are read as such.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for char in _INVISIBLE:
        text = text.replace(char, "")
    builder = _Builder()
    for run in _runs(text.split("\n")):
        builder.add(joined(run), run)
    return builder.finish()


def _runs(raw: list[str]) -> Iterator[Run]:
    """Lines that no blank line parts, as they stand."""
    lines: list[str] = []
    first = gap = 0
    for number, line in enumerate(raw, 1):
        if line and not line.isspace():
            if not lines:
                first = number
            lines.append(line)
        elif lines:
            yield Run(first, gap, lines)
            lines, gap = [], 1
        else:
            gap += 1
    if lines:
        yield Run(first, gap, lines)


class _Builder:
    """Gathers blocks; their elements come once it is known what follows each."""

    def __init__(self) -> None:
        self.marked: list[Marked] = []
        self.numbers: list[int] = []
        self.gaps: list[int] = []
        self.indents: list[int] = []
        self.code: list[str] | None = None
        self.fence = 0

    def add(self, lines: Iterable[tuple[int, str]], run: Run) -> None:
        gap = run.gap
        for at, line in lines:
            bare = line.lstrip()
            if bare.startswith("```") or bare.startswith("~~~"):
                self._fence(run.first + at, gap)
                gap = 0
            elif self.code is not None:
                self.code.extend([""] * min(gap, 3) + run.lines[at : at + 1])
                gap = 0
            else:
                gap = self._add_line(line, bare, run.first + at, gap)

    def _add_line(self, line: str, bare: str, number: int, gap: int) -> int:
        marked = read_mark(" ".join(bare.split()))
        if marked.text:
            self._put(marked, number, gap, len(line) - len(bare))
            return 0
        if marked.tag != "p" and self.marked and not gap and self.marked[-1].tag == "p":  # ==== below a heading
            self.marked[-1] = self.marked[-1]._replace(tag=marked.tag)
        return gap + 1

    def _put(self, marked: Marked, number: int, gap: int, indent: int) -> None:
        self.marked.append(marked)
        self.numbers.append(number)
        self.gaps.append(gap)
        self.indents.append(indent)

    def _fence(self, number: int, gap: int) -> None:
        if self.code is None:
            self.code, self.fence = [], number
            return
        text = "\n".join(self.code).strip("\n").rstrip()
        self.code = None
        if text:
            self._put(Marked("pre", text, 0), self.fence, gap, 0)

    def finish(self) -> Lines:
        if self.code is not None:  # a fence that nothing closes
            self._fence(self.fence, 0)
        return Lines(_blocks(self.marked), tuple(self.numbers), tuple(self.gaps), tuple(self.indents))


def _blocks(marked: list[Marked]) -> Blocks:
    tags = [mark.tag for mark in marked]
    sizes = [len(mark.text) for mark in marked]
    below = [*sizes[1:], 0]
    items: list[Block] = []
    nodes = [Node("html", (), -1, 0, 0, len(marked), etree.Element("html"))]
    around = -1  # the list or quotation that is open
    for i, (tag, text, number) in enumerate(marked):
        outer = _LISTS.get(tag) or ("blockquote" if tag == "quote" else "")
        if not outer:
            around = -1
            if tag == "p" and sizes[i] <= _MAX_HEADING and (below[i] >= _MIN_BELOW or tags[i + 1 : i + 2] == ["li"]):
                tag = "h2" if _is_heading(text) else "p"
        elif around < 0 or nodes[around].tag != outer:
            around = len(nodes)
            nodes.append(Node(outer, (), 0, 1, i, i, _element(outer, number)))
        if around >= 0:
            nodes[around] = nodes[around]._replace(last=i + 1)
            tag = "p" if outer == "blockquote" else "li"
        node = len(nodes)
        element = _ELEMENTS[tag]
        nodes.append(_new(Node, (tag, (), max(around, 0), 2 if around >= 0 else 1, i, i + 1, element, False)))
        pieces = (_new(Piece, (text, None, ())),) if tag == "pre" else read_pieces(text)
        plain = text if len(pieces) == 1 else "".join([piece.text for piece in pieces])
        linked = sum([len(piece.text) for piece in pieces if piece.href]) if len(pieces) > 1 else 0
        items.append(_new(Block, (i, plain, pieces, node, linked)))
    return Blocks(tuple(items), tuple(nodes))


_new = tuple.__new__  # twice as fast as a named tuple's own constructor
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
