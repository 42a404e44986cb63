# cython: language_level=3
"""Body records without the frozen constructor, compiled: the twins of `make.make_span`, `make_node` and `make_with`, and of
`plain.assemble_in_python`.
"""

from articlextract.bodies cimport PyObject_GenericSetAttr, new_node, new_span

from ..article import BodyKind, BodyNode, Span

cdef extern from "Python.h":
    Py_ssize_t PyUnicode_FindChar(object, Py_UCS4, Py_ssize_t, Py_ssize_t, int) except -2

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef type SPAN = Span, NODE = BodyNode
cdef object PARAGRAPH = BodyKind.PARAGRAPH
cdef object ITEM = BodyKind.ITEM
cdef object HEADING = BodyKind.HEADING


cpdef make_span(str text, href, tuple marks):
    """`Span(text, href, marks)`."""
    return new_span(SPAN, text, href, marks)


cpdef make_node(kind, tuple spans=(), tuple children=()):
    """`BodyNode(kind, spans, children)`."""
    return new_node(NODE, kind, spans, children)


def make_with(str name not None, value, kind, tuple spans=(), tuple children=()):
    """`BodyNode(kind, spans, children, name=value)`."""
    node = new_node(NODE, kind, spans, children)
    PyObject_GenericSetAttr(node, name, value)
    return node


def assemble_lines(
    tuple texts not None, tuple tags not None, lists, kept, node_of, item_of, close, Py_ssize_t max_heading
):
    """`plain.assemble_in_python`, given three functions and a bound of that module."""
    cdef Py_ssize_t i, first = 0, last = 0, count = min(len(texts), len(tags))
    cdef list body = [], inside = []
    cdef str text, tag
    cdef bint is_inside, is_item
    coming = iter(lists)
    around = next(coming, None)
    if around is not None:
        first, last = around.first, around.last
    for i in kept:
        if not 0 <= i < count:
            raise IndexError("no such line")
        while around is not None and last <= i:
            close(body, around, inside)
            around, inside = next(coming, None), []
            if around is not None:
                first, last = around.first, around.last
        text, tag = texts[i], tags[i]
        is_inside = around is not None and first <= i
        is_item = is_inside and around.tag != "blockquote"
        if (
            tag == "pre"
            or PyUnicode_FindChar(text, c"$", 0, len(text), 1) >= 0
            or PyUnicode_FindChar(text, c"\\", 0, len(text), 1) >= 0
            or (tag[0] == "h" and (is_item or len(text) > max_heading))
        ):
            node = node_of(text, tag)
            node = item_of(node) if is_item else node
        elif tag[0] == "h":
            node = make_node(HEADING, (make_span(text, None, ()),))
            PyObject_GenericSetAttr(node, "level", int(tag[1:]))
        else:
            node = make_node(ITEM if is_item else PARAGRAPH, (make_span(text, None, ()),))  # nearly all lines
        if is_inside:
            inside.append(node)
        else:
            body.append(node)
    if around is not None:
        close(body, around, inside)
    return tuple(body)
