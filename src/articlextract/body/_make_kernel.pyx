# cython: language_level=3
"""Body records without the frozen constructor, compiled: the twins of `make.make_span` and `make.make_node`."""

from ..article import BodyNode, Span

cdef extern from "Python.h":
    ctypedef struct PyTypeObject
    object PyType_GenericAlloc(PyTypeObject *, Py_ssize_t)
    int PyObject_GenericSetAttr(object, object, object) except -1

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef object SPAN = Span
cdef object NODE = BodyNode


def make_span(str text not None, href, tuple marks not None):
    """`Span(text, href, marks)`."""
    span = PyType_GenericAlloc(<PyTypeObject *>SPAN, 0)
    PyObject_GenericSetAttr(span, "text", text)
    PyObject_GenericSetAttr(span, "href", href)
    PyObject_GenericSetAttr(span, "marks", marks)
    return span


def make_node(kind, tuple spans not None=(), tuple children not None=()):
    """`BodyNode(kind, spans, children)`; the rest reads from the class, where dataclasses keep their defaults."""
    node = PyType_GenericAlloc(<PyTypeObject *>NODE, 0)
    PyObject_GenericSetAttr(node, "kind", kind)
    PyObject_GenericSetAttr(node, "spans", spans)
    PyObject_GenericSetAttr(node, "children", children)
    return node
