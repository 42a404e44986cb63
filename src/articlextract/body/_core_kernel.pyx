# cython: language_level=3
"""What is open in a body in the making, compiled: the twins of `core._Open` and `core._Core`, of `structure._Chains`."""

from articlextract.bodies cimport PyObject_GenericSetAttr, new_node

from ..article import BodyKind, BodyNode, Mark, Span
from . import frames
from .frames import Frame, Kind
from .spans import join_spans
from .tex import mark_tex, may_hold_tex

cdef extern from "Python.h":
    Py_ssize_t PyUnicode_FindChar(object, Py_UCS4, Py_ssize_t, Py_ssize_t, int) except -2

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef type NODE = BodyNode
cdef object PARAGRAPH = BodyKind.PARAGRAPH, A_LIST = BodyKind.LIST, AN_ITEM = BodyKind.ITEM, CODE = BodyKind.CODE
cdef object A_HEADING = BodyKind.HEADING, A_FIGURE = BodyKind.FIGURE, FORMULA = BodyKind.FORMULA
cdef object LIST = Kind.LIST, ITEM = Kind.ITEM, CELL = Kind.CELL, DEFINITION = Kind.DEFINITION, NOTE = Kind.NOTE
cdef object TABLE = Kind.TABLE, FIGURE = Kind.FIGURE, DEFINITIONS = Kind.DEFINITIONS, HEADING = Kind.HEADING
cdef object PRE = Kind.CODE
cdef object IS_CODE = Mark.CODE, IS_MATH = Mark.MATH
cdef dict LEVELS = frames.LEVELS
cdef frozenset STRUCTURAL = frames.STRUCTURAL, LISTS = frames.LISTS
cdef Py_ssize_t MAX_DEPTH = frames.MAX_DEPTH
cdef object new_tuple = tuple.__new__  # half the time of a named tuple's own constructor


cdef class Open:
    """A node of the body in the making."""

    cdef public object frame, kind, start
    cdef public tuple spans
    cdef public Py_ssize_t number
    cdef public bint holds_text
    cdef public list children

    def __init__(self, frame):
        self.frame, self.spans, self.children = frame, (), []
        if frame is not None:
            self.kind = frame[0]
            self.holds_text = frame[2] or self.kind is FIGURE


cdef class Core:
    """Text, and the lists, items and headings around it."""

    cdef public tuple _nodes, _chain
    cdef public object _reader, _newest
    cdef public list _stack

    def __init__(self, nodes, reader):
        self._nodes, self._reader = nodes, reader
        self._stack, self._chain = [Open(None)], ()

    def add_text(self, block, tuple chain not None):
        """A content block."""
        if chain and chain[-1][0] is PRE:
            self._add_code(block, chain)
            return
        if chain is not self._chain:
            self.move_to(chain)
        cdef Open top = self._stack[-1]
        cdef str text = block[1]
        cdef tuple spans = self._reader.read(block)
        if may_be_tex(text) and may_hold_tex(text):
            spans = mark_tex(spans)
        if top.holds_text:
            top.spans = join_spans(top.spans, spans) if top.spans else spans
        elif len(spans) == 1 and spans[0].marks:
            self.add(of_one(spans))
        elif begins(top):  # what it would take from a paragraph
            top.spans = spans
            self._newest = None
        else:
            self.add(new_node(NODE, PARAGRAPH, spans, ()))

    def _move_to(self, tuple chain not None):
        """Close and open until what is open is what stands around the next text."""
        self.move_to(chain)

    def _add(self, node):
        """Put a finished node where the text is now."""
        self.add(node)

    cdef int move_to(self, tuple chain) except -1:
        cdef list stack = self._stack
        cdef Py_ssize_t shared = 0
        for mine, its in zip(self._chain, chain):
            if mine is not its:
                break
            shared += 1
        while len(stack) > shared + 1:
            self.close(stack.pop())
        for frame in chain[shared:]:
            stack.append(Open(frame) if self.is_plain(frame) else self._open(frame))
        self._chain = chain
        return 0

    cdef int add(self, node) except -1:
        cdef Open top = self._stack[-1]
        kind = top.kind
        if kind is LIST or kind is DEFINITIONS:
            self._add_beside(node)
        elif node.kind is PARAGRAPH and begins(top):
            top.spans = node.spans
            self._newest = None
        else:
            top.children.append(node)
            self._newest = top.children
        return 0

    cdef int close(self, Open closed) except -1:
        cdef Open around
        kind = closed.kind
        if kind is ITEM:
            around = self._stack[-1]
            around.children.append(new_node(NODE, AN_ITEM, closed.spans, tuple(closed.children)))
            self._newest = None
        elif kind is LIST and closed.start is None:
            self.add(new_node(NODE, A_LIST, (), tuple(closed.children)))
        elif kind is HEADING and is_plain_text(closed.spans):
            level = LEVELS.get(self._nodes[closed.frame[1]][0])
            if level is None:
                self._close_other(closed)
            else:
                heading = new_node(NODE, A_HEADING, closed.spans, ())
                PyObject_GenericSetAttr(heading, "level", level)
                self.add(heading)
        else:
            self._close_other(closed)
        return 0

    cdef bint is_plain(self, frame) except -1:
        kind = frame[0]
        if kind is LIST:
            return self._nodes[frame[1]][0] != "ol"
        if kind is ITEM:
            return (<Open?>self._stack[-1]).start is None
        return kind is not TABLE and kind is not FIGURE


cdef bint begins(Open top) except -1:
    """Whether a text is the first of what begins with one."""
    kind = top.kind
    if top.spans or not (kind is ITEM or kind is CELL or kind is DEFINITION or kind is NOTE):
        return False
    for child in top.children:
        if child.kind is not A_FIGURE:
            return False
    return True


cdef bint is_plain_text(tuple spans) except -1:
    for span in spans:
        if span.href or span.marks:
            return False
    return bool(spans)


cdef object of_one(tuple spans):
    """The node of one span with marks."""
    marks, text = spans[0].marks, spans[0].text
    if IS_CODE in marks and "\n" in text:
        return new_node(NODE, CODE, (Span(text),), ())
    return new_node(NODE, FORMULA if IS_MATH in marks else PARAGRAPH, spans, ())


cdef bint may_be_tex(str text) except -1:
    return PyUnicode_FindChar(text, c"$", 0, len(text), 1) >= 0 or PyUnicode_FindChar(text, c"\\", 0, len(text), 1) >= 0


cdef class Chains:
    """Answers, for each node, the structural elements around it, outermost first; each node is looked at once."""

    cdef public tuple _nodes
    cdef public object _notes
    cdef list chains
    cdef object holders

    def __init__(self, tuple nodes not None, notes):
        self._nodes, self._notes = nodes, notes
        self.holders = notes.holders
        self.chains = [None] * len(nodes)

    def around(self, Py_ssize_t node):
        """The structural elements around a node, itself included."""
        chain = self.chains[node]
        if chain is not None:
            return chain
        cdef list path = []
        while chain is None:
            path.append(node)
            node = self._nodes[node][2]
            chain = self.chains[node] if node >= 0 else ()
        while path:
            node = path.pop()
            row = self._nodes[node]  # a Node
            if row[0] in STRUCTURAL or "heading" in <tuple?>row[1] or (self.holders and node in self.holders):
                chain = self.extended(chain, node, row[0])
            self.chains[node] = chain
        return chain

    cdef tuple extended(self, tuple chain, Py_ssize_t node, str tag):
        """The chain with this element; lists and their items, which most are, without asking `_extend`."""
        top = chain[-1] if chain else None
        if not self.holders:
            if top is not None and top[2]:
                return chain
            if tag == "li" and top is not None and top[0] is LIST:
                return (*chain, new_tuple(Frame, (ITEM, node, False, None)))
            if tag in LISTS and len(chain) < MAX_DEPTH:
                return (*chain, new_tuple(Frame, (LIST, node, False, None)))
        return self._extend(chain, node)
