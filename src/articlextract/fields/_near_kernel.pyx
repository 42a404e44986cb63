# cython: language_level=3
"""Lines as the blocks of a page, compiled: the twin of `_text_lines.plain_blocks`."""

from articlextract.tuples cimport record_of

from ..records import Block, Node, Piece

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef object BLOCK = Block
cdef object NODE = Node
cdef object PIECE = Piece

if not Block._fields == ("index", "text", "pieces", "node", "link_chars") or len(Node._fields) != 8 or len(Piece._fields) != 3:
    raise ImportError("compiled for other records than these")


def plain_blocks(tuple texts not None, tuple tags not None, list places not None, root):
    """The blocks of the lines at those places, and a node for each."""
    cdef list items = [], nodes = []
    cdef Py_ssize_t k
    for k in range(len(places)):
        text = texts[places[k]]
        items.append(record_of(BLOCK, (k, text, (record_of(PIECE, (text, None, ())),), k + 1, 0)))
        nodes.append(record_of(NODE, (tags[places[k]], (), 0, 1, k, k + 1, root, False)))
    return items, nodes
