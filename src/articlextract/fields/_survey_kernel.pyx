# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The passes over a page's blocks and elements, compiled: twins of functions of the same names in `_passes.py`."""

from cpython.unicode cimport PyUnicode_GET_LENGTH, PyUnicode_READ_CHAR

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()


def find_named(tuple elements not None, frozenset names not None):
    """The twin of `find_named`; an element is a Node or an Inline, whose first two values are alike."""
    cdef dict places = {}
    cdef Py_ssize_t i
    cdef str word
    cdef list known
    for i in range(len(elements)):
        for word in <tuple>(<tuple>elements[i])[1]:
            if word in names:
                found = places.get(word)
                if found is None:
                    places[word] = [i]
                else:
                    known = <list>found
                    if known[len(known) - 1] != i:  # a name that stands twice in one element
                        known.append(i)
    return places


def find_tagged(tuple elements not None, frozenset tags not None):
    """The twin of `find_tagged`."""
    cdef list found = []
    cdef Py_ssize_t i
    cdef str tag
    for i in range(len(elements)):
        tag = <str>(<tuple>elements[i])[0]
        if tag in tags:
            found.append(i)
    return found


def find_links(tuple items not None, str name not None, Py_ssize_t longest_line, Py_ssize_t longest_text):
    """The twin of `find_links`."""
    cdef list found = []
    cdef tuple block, piece
    cdef str text, href
    cdef Py_ssize_t i
    for i in range(len(items)):
        block = <tuple>items[i]
        if not block[4] or PyUnicode_GET_LENGTH(<str>block[1]) > longest_line:
            continue
        for item in <tuple>block[2]:
            piece = <tuple>item
            text, href = piece[0], piece[1]
            if not href or PyUnicode_GET_LENGTH(text) > longest_text:
                continue
            if PyUnicode_READ_CHAR(href, 0) in (0x2E, 0x3F) or name in href:  # "." and "?"
                found.append((block[0], text, href))
    return found
