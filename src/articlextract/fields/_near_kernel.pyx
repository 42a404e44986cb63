# cython: language_level=3
"""Lines as the blocks of a page, compiled: the twin of `_text_lines.plain_blocks`."""

from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_SET_ITEM

from ..records import Block, Node, Piece

cdef extern from "Python.h":
    ctypedef struct PyTypeObject
    object PyType_GenericAlloc(PyTypeObject *, Py_ssize_t)

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef object BLOCK = Block
cdef object NODE = Node
cdef object PIECE = Piece

if not Block._fields == ("index", "text", "pieces", "node", "link_chars") or len(Node._fields) != 8 or len(Piece._fields) != 3:
    raise ImportError("compiled for other records than these")


cdef inline record(kind, tuple values):
    """What `tuple.__new__(kind, values)` makes."""
    made = PyType_GenericAlloc(<PyTypeObject *>kind, len(values))
    cdef Py_ssize_t i
    for i in range(len(values)):
        value = values[i]
        Py_INCREF(value)
        PyTuple_SET_ITEM(made, i, value)
    return made


def plain_blocks(tuple texts not None, tuple tags not None, list places not None, root):
    """The blocks of the lines at those places, and a node for each."""
    cdef list items = [], nodes = []
    cdef Py_ssize_t k
    for k in range(len(places)):
        text = texts[places[k]]
        items.append(record(BLOCK, (k, text, (record(PIECE, (text, None, ())),), k + 1, 0)))
        nodes.append(record(NODE, (tags[places[k]], (), 0, 1, k, k + 1, root, False)))
    return items, nodes
