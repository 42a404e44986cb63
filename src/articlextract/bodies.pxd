# cython: language_level=3
"""How compiled modules make a body's records: without the frozen constructor, as `body/make.py` says."""

cdef extern from "Python.h":
    ctypedef struct PyTypeObject
    object PyType_GenericAlloc(PyTypeObject *, Py_ssize_t)
    int PyObject_GenericSetAttr(object, object, object) except -1


cdef inline object new_span(type span, str text, href, tuple marks):
    """`Span(text, href, marks)`, given that class."""
    made = PyType_GenericAlloc(<PyTypeObject *>span, 0)
    PyObject_GenericSetAttr(made, "text", text)
    PyObject_GenericSetAttr(made, "href", href)
    PyObject_GenericSetAttr(made, "marks", marks)
    return made


cdef inline object new_node(type node, kind, tuple spans, tuple children):
    """`BodyNode(kind, spans, children)`, given that class, where the rest reads its defaults."""
    made = PyType_GenericAlloc(<PyTypeObject *>node, 0)
    PyObject_GenericSetAttr(made, "kind", kind)
    PyObject_GenericSetAttr(made, "spans", spans)
    PyObject_GenericSetAttr(made, "children", children)
    return made
