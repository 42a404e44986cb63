"""Cut a page's tree into blocks in one walk that neither changes nor copies it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..native import compiled
from ..records import Block, Blocks, Inline, Media, Node, Page, Piece
from .stated import stated_blocks
from .tags import (
    ALIEN,
    ATTRIBUTES,
    BLOCK,
    BLOCK_NAME,
    BREAK,
    BREAK_PIECE,
    HIDING,
    INLINE,
    INLINE_NAME,
    KIND,
    LINK,
    MARKS,
    MEDIA,
    NAME,
    NEWLINE_PIECE,
    NOTHING,
    SKIP,
    SPACE_PIECE,
    is_hiding,
    local_name,
)
from .words import names_hidden_text, split_words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from ..article import Mark

_PRE = -1  # a block, once it is open

_NAMES_OF_INLINE = (NAME, INLINE_NAME)
_ONLY_CLASS = ["class"]

# A named tuple's own constructor is a Python function; going round it makes records twice as fast.
_new = tuple.__new__
_NODE = partial(_new, Node)


def segment(page: Page) -> Blocks:
    """Cut a page into blocks, in document order.

    A block ends where a block-level element begins or ends, at two `<br>` in a row, and at the
    border of hidden text. Nothing visible is lost: each text node goes to exactly one block. Text
    that the page states only in its data follows the visible.
    """
    blocks, nodes, media, inlines = _cut(page.root)
    more, places = stated_blocks(page, blocks, nodes)
    if places:
        nodes[0] = nodes[0]._replace(last=len(blocks) + len(more))
        blocks += more
        nodes += places
    return Blocks(tuple(blocks), tuple(nodes), tuple(media), tuple(inlines))


def _holds_page(head: Element) -> bool:
    """Whether libxml2 left the page in its `<head>`, as it does with an <article> where no <body> is written."""
    return any(KIND.get(child.tag) == BLOCK and child.tag != "noscript" for child in head)


def _by_local_name(tag: object) -> tuple[int, str]:
    """Kind and bare name of what the table does not know: a namespace, a custom element, a comment."""
    name = local_name(tag)
    return (ALIEN, "") if name is None else (KIND.get(name, INLINE), name)


def _row(tag: str, element: Element, parent: int, depth: int, first: int) -> list[Any]:
    """The fields of a Node that begins at a block, its end still open."""
    keys = element.keys()
    if not keys:
        return [tag, (), parent, depth, first, first, element, False]
    if keys == _ONLY_CLASS:  # seven in ten of those that have any
        return [tag, split_words(element.get("class")), parent, depth, first, first, element, False]
    names = None
    hidden = False
    for key in keys:
        says = ATTRIBUTES.get(key, NOTHING)
        if says <= BLOCK_NAME:
            names = element.get(key) if names is None else f"{names} {element.get(key)}"
        elif says == HIDING and is_hiding(key, element.get(key)):
            hidden = True
    return [tag, split_words(names) if names else (), parent, depth, first, first, element, hidden]


def _folded(text: str) -> str:
    """The text with each run of white space one blank."""
    text = text.strip()
    # all white space but the plain blank is not printable
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


def _flush(pieces: list[Piece], blocks: list[Block], node: int, exact: bool = False) -> None:
    """Make a block of the pieces gathered, if they say anything, and begin anew."""
    if len(pieces) == 1:
        text, href, _ = pieces[0]
        text = text.strip("\n").rstrip() if exact else _folded(text)
        link_chars = len(text) if href else 0
    else:
        joined = "".join([piece[0] for piece in pieces])
        text = joined.strip("\n").rstrip() if exact else _folded(joined)
        linked = [len(piece[0].strip()) for piece in pieces if piece[1]]
        link_chars = min(sum(linked), len(text)) if linked else 0
    if text:
        blocks.append(_new(Block, (len(blocks), text, tuple(pieces), node, link_chars)))
    pieces.clear()


def cut_tree(  # noqa: PLR0912, PLR0915 - what it says itself
    root: Element,
) -> tuple[list[Block], list[Node], list[Media], list[Inline]]:
    """Blocks, nodes, media and inlines, in document order.

    All in one function and one loop over the elements, because a page has a thousand of them and more: with a method
    for each step and the children of each element in a loop of their own it took half as long again.
    """
    tag: Any = local_name(root.tag) or "html"
    blocks: list[Block] = []
    nodes: list[list[Any]] = [_row(tag, root, -1, 0, 0)]
    media: list[Media] = []
    inlines: list[Inline] = []
    pieces: list[Piece] = []  # of the block being gathered
    node, depth = 0, 1  # the innermost node that is open; how many are
    pre = int(tag == "pre")  # how many of them are <pre>
    href: str | None = None
    marks: tuple[Mark, ...] = ()
    text = root.text
    if text and (pre or not text.isspace()):
        pieces.append(_new(Piece, (text, href, marks)))
    # the innermost element that is open, how many of its children are yet to come, and what holds after it
    element, kind, left, outer_href, outer_marks = root, _PRE if pre else BLOCK, len(root), href, marks
    stack: list[tuple[Element, int, int, str | None, tuple[Mark, ...]]] = []
    passed_over = 0  # elements yet to come inside one that is passed over
    for child in root.iterdescendants():
        size = len(child)
        if passed_over:
            passed_over += size - 1
            continue
        tag = child.tag
        child_kind = KIND.get(tag, ALIEN)
        if child_kind == ALIEN:
            child_kind, tag = _by_local_name(tag)
        names = link = None
        if child_kind == INLINE:
            for key in child.keys():  # noqa: SIM118 - an element iterates over its children
                says = ATTRIBUTES.get(key, NOTHING)
                if says == LINK:
                    link = child.get(key)
                elif says in _NAMES_OF_INLINE:
                    value = child.get(key)
                    names = value if names is None else f"{names} {value}"
                    if key == "class" and names_hidden_text(value):
                        child_kind = BLOCK
                elif says == HIDING and is_hiding(key, child.get(key)):
                    # hidden text inside a line stands as a block of its own, so that it can have its own role
                    child_kind = BLOCK
        elif child_kind == SKIP and tag == "head" and _holds_page(child):
            child_kind = BLOCK
        if child_kind == INLINE:
            text = child.text
            if text or size:
                its_href, its_marks = href, marks
                if tag == "a":
                    href = link
                    if link and pieces and pieces[-1][1] and not pieces[-1][0][-1:].isspace():
                        pieces.append(SPACE_PIECE)  # two links side by side are two words
                elif tag in MARKS and MARKS[tag] not in marks:
                    marks = (*marks, MARKS[tag])
                if names is not None or tag == "time":
                    inlines.append(_new(Inline, (tag, split_words(names) if names else (), len(blocks), child)))
                # indentation between elements is no text: three text nodes in four
                if text and ((pieces and pieces[-1] is not BREAK_PIECE) or pre or not text.isspace()):
                    pieces.append(_new(Piece, (text, href, marks)))
                if size:
                    stack.append((element, kind, left, outer_href, outer_marks))
                    element, kind, left, outer_href, outer_marks = child, INLINE, size, its_href, its_marks
                    continue
                href, marks = its_href, its_marks
        elif child_kind == BLOCK:
            text = child.text
            if size or pre:
                if pre:
                    if text or size:
                        pieces.append(NEWLINE_PIECE)
                else:
                    if pieces:
                        _flush(pieces, blocks, node)
                    nodes.append(_row(tag, child, node, depth, len(blocks)))
                    node = len(nodes) - 1
                    depth += 1
                if size:
                    if tag == "pre":
                        pre += 1
                        child_kind = _PRE
                    if text and (pre or not text.isspace()):
                        pieces.append(_new(Piece, (text, href, marks)))
                    stack.append((element, kind, left, outer_href, outer_marks))
                    element, kind, left, outer_href, outer_marks = child, child_kind, size, href, marks
                    continue
                if text:
                    pieces.append(_new(Piece, (text, href, marks)))
            elif tag == "pre":
                if text:
                    if pieces:
                        _flush(pieces, blocks, node)
                    nodes.append(_row(tag, child, node, depth, len(blocks)))
                    pieces.append(_new(Piece, (text, href, marks)))
                    _flush(pieces, blocks, len(nodes) - 1, True)
                    nodes[-1][5] = len(blocks)
            else:
                if pieces:
                    _flush(pieces, blocks, node)
                if text and not text.isspace():
                    piece = _new(Piece, (text, href, marks))
                    text = _folded(text)
                    blocks.append(_new(Block, (len(blocks), text, (piece,), len(nodes), len(text) if href else 0)))
                    nodes.append(_row(tag, child, node, depth, len(blocks) - 1))
                    nodes[-1][5] += 1
                elif child.get("id") is not None:  # the empty root that a script would fill is worth knowing
                    nodes.append(_row(tag, child, node, depth, len(blocks)))
        else:
            passed_over = size
            if child_kind == MEDIA:
                media.append(_new(Media, (tag, len(blocks), node, child)))
            elif child_kind == BREAK:
                if pre:
                    pieces.append(NEWLINE_PIECE)
                elif pieces:
                    if pieces[-1] is BREAK_PIECE:
                        _flush(pieces, blocks, node)
                    else:
                        pieces.append(BREAK_PIECE)
        tail = child.tail
        if tail and ((pieces and pieces[-1] is not BREAK_PIECE) or pre or not tail.isspace()):
            pieces.append(_new(Piece, (tail, href, marks)))
        left -= 1
        while not left and stack:
            if kind != INLINE:
                if kind == _PRE:
                    pre -= 1
                if not pre:
                    if pieces:
                        _flush(pieces, blocks, node, kind == _PRE)
                    row = nodes[node]
                    row[5] = len(blocks)
                    node = row[2]
                    depth -= 1
            href, marks = outer_href, outer_marks
            tail = element.tail
            if tail and ((pieces and pieces[-1] is not BREAK_PIECE) or pre or not tail.isspace()):
                pieces.append(_new(Piece, (tail, href, marks)))
            element, kind, left, outer_href, outer_marks = stack.pop()
            left -= 1
    if pieces:
        _flush(pieces, blocks, 0, kind == _PRE)
    nodes[0][5] = len(blocks)
    return blocks, list(map(_NODE, nodes)), media, inlines


_walk = compiled("blocks._walk")
_cut = _walk.cut_tree if _walk else cut_tree
