# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""One look over a page's blocks and nodes, compiled: the twin of `_look.look_in_python`."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_GET_LENGTH, PyUnicode_Substring

from . import _look
from ._fixed_lines import _ENDS

cdef extern from "Python.h":
    Py_ssize_t PyUnicode_FindChar(object, Py_UCS4, Py_ssize_t, Py_ssize_t, int) except -2

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef frozenset TAGS = _look.TAGS
cdef frozenset HEADINGS = _look.HEADINGS
cdef frozenset ENDS = _ENDS
cdef Py_ssize_t SHORT = _look.SHORT
cdef Py_ssize_t MIN_HEADLINE = _look.MIN_HEADLINE
cdef Py_ssize_t MAX_CARD = _look.MAX_CARD
cdef Py_UCS4 COPYRIGHT = 0xA9
cdef Py_ssize_t ENDING = 5  # characters by which a claim of rights is known


def look_over(tuple items not None, tuple nodes not None, wanted_by, frozenset names not None):
    """The values of a `Look`, in its order."""
    cdef list chars = [0], links = [0], lines = [], signs = [], rights = []
    cdef dict starts = {}, named = {}
    cdef list headings = [], articles = [], linked = [], hidden = []
    cdef Py_ssize_t count = len(items), i, first, last, size
    cdef Py_ssize_t *in_links = <Py_ssize_t *>PyMem_Malloc(2 * (count + 1) * sizeof(Py_ssize_t))
    cdef Py_ssize_t *sums = in_links + count + 1
    cdef tuple row, words
    cdef str text, tag, word
    cdef bint is_named
    if in_links == NULL:
        raise MemoryError
    try:
        in_links[0] = sums[0] = 0
        for i in range(count):
            row = <tuple>items[i]  # a Block
            text = row[1]
            size = PyUnicode_GET_LENGTH(text)
            sums[i + 1] = sums[i] + size
            in_links[i + 1] = in_links[i] + <Py_ssize_t>row[4]
            chars.append(sums[i + 1])
            links.append(in_links[i + 1])
            text = text.casefold() if size <= SHORT else ""
            lines.append(text)
            add(starts, PyUnicode_Substring(text, 0, 3), i)
            if text:
                if not text[0].isalpha():
                    signs.append(i)
                if may_claim_rights(text):
                    rights.append(i)
        for node in nodes:
            row = <tuple>node  # a Node
            first, last = row[4], row[5]
            if first == last or not 0 <= first <= last <= count:
                continue
            tag, words = row[0], row[1]
            is_named = tag in TAGS
            if not is_named:
                for word in words:
                    if word in names:
                        is_named = True
                        break
            if is_named:
                for number in wanted_by(tag, words):
                    add(named, number, node)
                if tag in HEADINGS:
                    headings.append(node)
                elif tag == "article":
                    articles.append(node)
            if in_links[last] - in_links[first] >= MIN_HEADLINE and sums[last] - sums[first] <= MAX_CARD:
                linked.append(node)
            if row[7]:
                hidden.append(node)
    finally:
        PyMem_Free(in_links)
    return chars, links, lines, starts, signs, rights, named, headings, articles, linked, hidden


cdef int add(dict places, key, value) except -1:
    """Put a value to those of its key."""
    found = places.get(key)
    if found is None:
        places[key] = [value]
    else:
        (<list>found).append(value)
    return 0


cdef bint may_claim_rights(str line) except -1:
    """The twin of `_fixed_lines.may_claim_rights`."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line)
    if PyUnicode_FindChar(line, COPYRIGHT, 0, size, 1) >= 0:
        return True
    return PyUnicode_Substring(line, max(0, size - ENDING), size) in ENDS
