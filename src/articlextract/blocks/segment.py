"""Cut a page's tree into blocks in one walk that neither changes nor copies it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..article import Mark
from ..records import LINE_BREAK, Block, Blocks, Inline, Media, Node, Page, Piece
from .stated import stated_blocks
from .words import names_hidden_text, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_INLINE, _BLOCK, _SKIP, _MEDIA, _BREAK, _ALIEN = range(6)

_BLOCK_TAGS = """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noframes
    noscript ol p pre search section summary table tbody td tfoot th thead tr ul""".split()
_SKIP_TAGS = "canvas datalist head map option rp script select style svg template textarea title".split()
_MEDIA_TAGS = "audio embed iframe img object video".split()

_INLINE_TAGS = """a abbr b bdi bdo big cite code data del em font i ins kbd label mark picture q s samp small span
    strike strong sub sup time tt u var wbr""".split()

_KIND: dict[Any, int] = {
    **dict.fromkeys(_INLINE_TAGS, _INLINE),
    **dict.fromkeys(_BLOCK_TAGS, _BLOCK),
    **dict.fromkeys(_SKIP_TAGS, _SKIP),
    **dict.fromkeys(_MEDIA_TAGS, _MEDIA),
    "br": _BREAK,
}

_MARKS = {
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

_NODE_NAMES = frozenset({"class", "id", "role", "data-testid"})
_INLINE_NAMES = frozenset({"class", "id", "itemprop", "rel"})
_HIDING = frozenset({"style", "hidden", "aria-hidden", "class"})


# A named tuple's own constructor is a Python function; going round it makes records twice as fast.
_new = tuple.__new__
_NODE = partial(_new, Node)
_SPACE = _new(Piece, (" ", None, ()))
_BREAK_PIECE = _new(Piece, (LINE_BREAK, None, ()))
_NEWLINE = _new(Piece, ("\n", None, ()))


def segment(page: Page) -> Blocks:
    """Cut a page into blocks, in document order.

    A block ends where a block-level element begins or ends, at two `<br>` in a row, and at the
    border of hidden text. Nothing visible is lost: each text node goes to exactly one block. Text
    that the page states only in its data follows the visible.
    """
    cutter = _Cutter()
    cutter.walk(page.root)
    blocks = cutter.blocks
    nodes = list(map(_NODE, zip(*cutter.nodes, strict=True)))
    more, places = stated_blocks(page, blocks, nodes)
    if places:
        root = nodes[0]
        nodes[0] = root._replace(last=len(blocks) + len(more))
    return Blocks((*blocks, *more), (*nodes, *places), tuple(cutter.media), tuple(cutter.inlines))


def local_name(tag: object) -> str | None:
    """The tag without its namespace, lower-cased; None for comments and processing instructions."""
    if not isinstance(tag, str):
        return None
    return tag.rpartition("}")[2].lower()


def _is_hidden(element: Element, keys: list[str]) -> bool:
    """Whether the element's own attributes hide it."""
    if "hidden" in keys or ("aria-hidden" in keys and element.get("aria-hidden") == "true"):
        return True
    style = element.get("style") if "style" in keys else None
    return bool(style and "none" in style and "display:none" in style.replace(" ", "").lower())


def _hides(element: Element, keys: list[str]) -> bool:
    """Whether an inline element's text is hidden, or meant for screen readers alone."""
    return ("class" in keys and names_hidden_text(element.get("class") or "")) or _is_hidden(element, keys)


def _holds_page(head: Element) -> bool:
    """Whether libxml2 left the page in its `<head>`, as it does with an <article> where no <body> is written."""
    return any(_KIND.get(child.tag) == _BLOCK and child.tag != "noscript" for child in head)


def _by_local_name(tag: object) -> tuple[int, str]:
    """Kind and bare name of what the table does not know: a namespace, a custom element, a comment."""
    name = local_name(tag)
    return (_ALIEN, "") if name is None else (_KIND.get(name, _INLINE), name)


class _Cutter:
    """The state of the walk: the run of text being gathered and the nodes that are open."""

    __slots__ = ("after_break", "blocks", "href", "inlines", "marks", "media", "node", "nodes", "pieces", "pre")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.media: list[Media] = []
        self.inlines: list[Inline] = []
        self.nodes: tuple[list[Any], ...] = ([], [], [], [], [], [], [], [])  # the fields of Node, a list each
        self.pieces: list[Piece] = []
        self.node = -1
        self.href: str | None = None
        self.marks: tuple[Mark, ...] = ()
        self.pre = 0  # open <pre> elements
        self.after_break = False

    def walk(self, root: Element) -> None:
        """Depth first, with a stack of our own: pages nest deeper than Python recurses."""
        self._open(root, local_name(root.tag) or "html", _BLOCK)
        # what to go on with when an element ends: its siblings, and what held outside it
        stack: list[tuple[Iterator[Element], Element, int, str | None, tuple[Mark, ...]]] = []
        element, kind, href, marks, children = root, _BLOCK, self.href, self.marks, iter(root)
        while True:
            for child in children:
                tag: Any = child.tag
                child_kind = _KIND.get(tag, _ALIEN)
                if child_kind == _ALIEN:
                    child_kind, tag = _by_local_name(tag)
                if child_kind == _INLINE:
                    # hidden text inside a line stands as a block of its own, so that it can have its own role
                    keys = child.keys()
                    if keys and not _HIDING.isdisjoint(keys) and _hides(child, keys):
                        child_kind = _BLOCK
                if tag == "head" and _holds_page(child):
                    child_kind = _BLOCK
                if child_kind >= _SKIP:
                    self._pass_over(child, tag, child_kind)
                elif len(child):
                    stack.append((children, element, kind, href, marks))
                    element, kind, href, marks, children = child, child_kind, self.href, self.marks, iter(child)
                    self._open(child, tag, kind)
                    break
                else:
                    self._leaf(child, tag, child_kind)
            else:
                self._close(kind, element)
                if not stack:
                    return
                self.href, self.marks = href, marks
                tail = element.tail
                children, element, kind, href, marks = stack.pop()
                if tail:
                    self._add(tail)

    def _leaf(self, element: Element, tag: str, kind: int) -> None:
        """An element without children: half of a page; spared the stack."""
        text = element.text
        if text and kind == _INLINE:
            href, marks = self.href, self.marks
            self._open_inline(element, tag)
            self._add(text)
            self.href, self.marks = href, marks
        elif kind == _BLOCK and not self.pre and tag != "pre":
            if text and not text.isspace():
                self._open_block(element, tag)
                self.pieces.append(_new(Piece, (text, self.href, self.marks)))
                self._close_block()
            elif element.get("id") is not None:  # the empty root that a script would fill is worth knowing
                self._open_block(element, tag)
                self._close_block()
            elif self.pieces:
                self._flush()
        elif text:
            self._open(element, tag, kind)
            self._close(kind, element)
        tail = element.tail
        if tail:
            self._add(tail)

    def _open(self, element: Element, tag: str, kind: int) -> None:
        if kind != _BLOCK:
            self._open_inline(element, tag)
        else:
            if self.pre:
                self.pieces.append(_NEWLINE)
            else:
                self._open_block(element, tag)
            if tag == "pre":
                self.pre += 1
        text = element.text
        if text:
            self._add(text)

    def _close(self, kind: int, element: Element) -> None:
        if kind != _BLOCK:
            return
        if self.pre:
            if local_name(element.tag) == "pre":
                self.pre -= 1
            if self.pre:
                return
            self._close_block(exact=True)
        else:
            self._close_block()

    def _open_block(self, element: Element, tag: str) -> None:
        if self.pieces:
            self._flush()
        words: tuple[str, ...] = ()
        hidden = False
        keys = element.keys()
        if keys:
            names = [element.get(key) or "" for key in keys if key in _NODE_NAMES]
            if names:
                words = split_words(" ".join(names))
            hidden = _is_hidden(element, keys)
        tags, all_words, parents, depths, firsts, lasts, elements, hides = self.nodes
        above = self.node
        self.node = len(tags)
        tags.append(tag)
        all_words.append(words)
        parents.append(above)
        depths.append(depths[above] + 1 if above >= 0 else 0)
        firsts.append(len(self.blocks))
        lasts.append(-1)
        elements.append(element)
        hides.append(hidden)

    def _close_block(self, exact: bool = False) -> None:
        if self.pieces:
            self._flush(exact)
        self.nodes[5][self.node] = len(self.blocks)
        self.node = self.nodes[2][self.node]

    def _open_inline(self, element: Element, tag: str) -> None:
        if tag == "a":
            self.href = element.get("href")
            if self.href and self.pieces and self.pieces[-1].href and not self.pieces[-1].text[-1:].isspace():
                self.pieces.append(_SPACE)  # two links side by side are two words
        elif tag in _MARKS:
            mark = _MARKS[tag]
            if mark not in self.marks:
                self.marks = (*self.marks, mark)
        keys = element.keys()
        names = [element.get(key) or "" for key in keys if key in _INLINE_NAMES] if keys else keys
        if names or tag == "time":
            words = split_words(" ".join(names))
            self.inlines.append(_new(Inline, (tag, words, len(self.blocks), element)))

    def _pass_over(self, element: Element, tag: str, kind: int) -> None:
        """An element without text of its own: a break, a picture, a script, a comment."""
        if kind == _BREAK:
            self._break()
        elif kind == _MEDIA:
            self.media.append(Media(tag, len(self.blocks), self.node, element))
        tail = element.tail
        if tail:
            self._add(tail)

    def _break(self) -> None:
        if self.pre:
            self.pieces.append(_NEWLINE)
        elif self.after_break:
            self._flush()
        elif self.pieces:
            self.pieces.append(_BREAK_PIECE)
            self.after_break = True

    def _add(self, text: str) -> None:
        if self.after_break or not self.pieces:
            if text.isspace() and not self.pre:
                return  # indentation between elements: three text nodes in four
            self.after_break = False
        self.pieces.append(_new(Piece, (text, self.href, self.marks)))

    def _flush(self, exact: bool = False) -> None:
        pieces = self.pieces
        self.pieces = []
        self.after_break = False
        if len(pieces) == 1:
            text, href, _ = pieces[0]
            text = text.strip("\n").rstrip() if exact else " ".join(text.split())
            link_chars = len(text) if href else 0
        else:
            joined = "".join([piece[0] for piece in pieces])
            text = joined.strip("\n").rstrip() if exact else " ".join(joined.split())
            link_chars = min(sum([len(piece[0].strip()) for piece in pieces if piece[1]]), len(text))
        if text:
            self.blocks.append(_new(Block, (len(self.blocks), text, tuple(pieces), self.node, link_chars)))
