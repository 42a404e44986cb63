"""Flattened text -> lines, joined where a paragraph was broken, each with what it looked like; lines -> blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from ..native import compiled
from ..records import Block, Blocks, LineList, Lines, Node, Page, Piece, StructuredData
from .text_marks import may_be_marked, read_mark, read_pieces
from .text_wrap import Columns, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

_MAX_HEADING = 100  # characters
_MIN_BELOW = 80  # characters of the paragraph below a heading
_NO_HEADING_ENDS = frozenset(".,;:…。，、；：|")
_INVISIBLE = "\u200b\u2060\ufeff\u00ad\0"  # zero-width space, word joiner, byte order mark, soft hyphen, NUL
_new = tuple.__new__  # twice as fast as a named tuple's own constructor
_LISTS = {"li": "ul", "oli": "ol", "quote": "blockquote"}
_MAX_BLOCKS = 50_000  # in all steps together a line's features take some 6 kB
_MAX_LINES = 1_000_000  # blank ones too
_kernel = compiled("blocks._wrap_kernel")


def cut_lines(text: str) -> Lines:
    """Cut a text into lines, in order; no word is lost, blank lines and line breaks inside paragraphs are.

    A line break inside a paragraph (a text wrapped at a width, a link set on a line of its own) is
    undone. Markdown's headings, list items, quotes, fenced code, links and emphasis are read as such.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for char in _INVISIBLE:
        if char in text:
            text = text.replace(char, "")
    (numbers, gaps, indents, texts), code, truncated = _read_paragraphs(text)
    if len(texts) > _MAX_BLOCKS:
        truncated = True
        for column in (numbers, gaps, indents, texts):
            del column[_MAX_BLOCKS:]
    tags = ["p"] * len(texts)
    for i in code:
        tags[i : i + 1] = ["pre"] if i < len(tags) else []
    marked, gone = _read_marks(texts, tags, gaps)
    if gone:
        stay = [i for i in range(len(texts)) if i not in gone]
        numbers, gaps, indents = ([column[i] for i in stay] for column in (numbers, gaps, indents))
        texts, tags = [texts[i] for i in stay], [tags[i] for i in stay]
        marked = {at: marked[i] for at, i in enumerate(stay) if i in marked}
    _find_headings(texts, tags, marked)
    inline = "`" in text or _has_pair(text, "]", "(") or _has_pair(text, "*", "*")
    pieces = dict(_read_inline(texts, tags)) if inline else {}
    places = tuple(numbers), tuple(gaps), tuple(indents)
    return Lines(tuple(texts), tuple(tags), tuple(_lists(marked)), pieces, *places, truncated)


def text_page(lines: Lines, headline: int | None, url: str | None, *, truncated: bool = False) -> Page:
    """The page that such a text stands for: an empty tree, and the headline where a page has its `<title>`."""
    title = None if headline is None else lines.texts[headline]
    return Page(_ROOT, StructuredData(title=title), url=url, base_url=url, truncated=truncated)


def line_blocks(lines: Lines, kept: Sequence[int]) -> Blocks:
    """Some of the lines as the blocks of a page, numbered anew; a list that has lost lines stays one."""
    items: list[Block] = []
    nodes = [Node("html", (), -1, 0, 0, len(kept), _ROOT)]
    lists = iter(lines.lists)
    around = next(lists, None)
    outer = 0  # the node of `around`, once it has a line
    for at, i in enumerate(kept):
        while around and around.last <= i:
            around, outer = next(lists, None), 0
        if around and around.first <= i:
            if not outer:
                outer = len(nodes)
                nodes.append(Node(around.tag, (), 0, 1, at, at, _element(around.tag, around.start)))
            nodes[outer] = nodes[outer]._replace(last=at + 1)
        text, tag = lines.texts[i], lines.tags[i]
        node = len(nodes)
        nodes.append(_new(Node, (tag, (), outer, 2 if outer else 1, at, at + 1, _ELEMENTS[tag], False)))
        pieces = lines.pieces.get(i)
        linked = sum([len(piece.text) for piece in pieces if piece.href]) if pieces else 0
        items.append(_new(Block, (at, text, pieces or (_new(Piece, (text, None, ())),), node, linked)))
    return Blocks(tuple(items), tuple(nodes))


def _read_paragraphs(text: str) -> tuple[Columns, list[int], bool]:
    """The paragraphs by columns, which of them are code, and whether there were too many lines."""
    fenced = ("`" in text and "```" in text) or ("~" in text and "~~~" in text)  # one sign is found far sooner
    if _kernel is not None and not fenced and len(text) < _MAX_LINES:
        return _kernel.paragraphs(text, _MAX_BLOCKS + 1), [], False
    raw = text.split("\n", _MAX_LINES)
    truncated = len(raw) > _MAX_LINES
    del raw[_MAX_LINES:]
    columns, code = _with_code(raw) if fenced else (paragraphs(raw, _MAX_BLOCKS + 1), [])
    return columns, code, truncated


def _with_code(raw: list[str]) -> tuple[Columns, list[int]]:
    """The paragraphs of a text in which code may stand between fences, and which of them are code, exact."""
    fences = [i for i, line in enumerate(raw) if line.lstrip()[:3] in ("```", "~~~")]
    found: Columns = ([], [], [], [])
    code: list[int] = []
    at = 0
    for first, last in zip(fences[::2], fences[1::2], strict=False):  # a fence that nothing closes is none
        _add(found, paragraphs(raw[at:first], _MAX_BLOCKS + 1), at)
        exact = "\n".join(raw[first + 1 : last]).strip("\n").rstrip()
        if exact:
            code.append(len(found[0]))
            _add(found, ([first + 1], [1], [0], [exact]), 0)
        at = last + 1
    _add(found, paragraphs(raw[at:], _MAX_BLOCKS + 1), at)
    return found, code


def _add(found: Columns, more: Columns, before: int) -> None:
    """More paragraphs, of lines that `before` others precede."""
    found[0].extend([number + before for number in more[0]])
    found[1].extend(more[1])
    found[2].extend(more[2])
    found[3].extend(more[3])


_Marks = dict[int, tuple[str, int]]
"""Of the lines inside lists and quotations: the tag around them, and an item's number."""


def _read_marks(texts: list[str], tags: list[str], gaps: list[int]) -> tuple[_Marks, set[int]]:
    """Take the signs off the lines that begin with one; which lines stand in lists, and which are rules, to go."""
    marked: _Marks = {}
    gone: set[int] = set()
    for i in may_be_marked(texts) if _kernel is None else _kernel.may_be_marked(texts):
        if tags[i] != "p":
            continue
        tag, text, number = read_mark(texts[i])
        if not text:
            gone.add(i)
            above = next((k for k in range(i - 1, -1, -1) if k not in gone), None)
            if tag != "p" and not gaps[i] and above is not None and tags[above] == "p" and above not in marked:
                tags[above] = tag  # ==== right below a heading
        elif tag in _LISTS:
            texts[i], tags[i] = text, "p" if tag == "quote" else "li"
            marked[i] = _LISTS[tag], number
        else:
            texts[i], tags[i] = text, tag
    return marked, gone


def _lists(marked: _Marks) -> Iterator[LineList]:
    """Lines one after the other with the same tag around them."""
    open_list: LineList | None = None
    for i, (tag, number) in marked.items():
        if open_list and open_list.last == i and open_list.tag == tag:
            open_list = open_list._replace(last=i + 1)
        else:
            if open_list:
                yield open_list
            open_list = LineList(tag, i, i + 1, number)
    if open_list:
        yield open_list


def _find_headings(texts: list[str], tags: list[str], marked: _Marks) -> None:
    """Short lines right above a paragraph or a list become headings."""
    items = [i for i, (tag, _) in marked.items() if tag == "ul"]
    for i in items + _long_lines(texts, _MIN_BELOW):
        above = texts[i - 1]
        if i and len(above) <= _MAX_HEADING and tags[i - 1] == "p" and i - 1 not in marked and _is_heading(above):
            tags[i - 1] = "h2"


def _has_pair_in_python(text: str, first: str, second: str) -> bool:
    return first in text and f"{first}{second}" in text


def _long_lines_in_python(texts: list[str], least: int) -> list[int]:
    return [i for i, text in enumerate(texts) if len(text) >= least]


_has_pair = _has_pair_in_python if _kernel is None else _kernel.has_pair
_long_lines = _long_lines_in_python if _kernel is None else _kernel.long_lines


def _read_inline(texts: list[str], tags: list[str]) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """The pieces of the lines with Markdown's links and emphasis, whose texts become what is read."""
    for i, text in enumerate(texts):
        if tags[i] != "pre" and ("](" in text or "**" in text or "`" in text):
            pieces = read_pieces(text)
            texts[i] = "".join([piece.text for piece in pieces])
            yield i, pieces


_ROOT: Element = etree.Element("html")
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
