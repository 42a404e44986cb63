# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The passes over a page's blocks and elements, compiled: twins of functions of the same names in `_passes.py`."""

from cpython.object cimport PyObject
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ, PyUnicode_READ_CHAR, PyUnicode_Substring
from libc.string cimport memset

cdef extern from "Python.h":
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)

cdef extern from *:
    const char* SOURCE_HASH

cdef enum:
    CLASSES = 256  # for which it is kept that they hold no name

SOURCE = SOURCE_HASH.decode()


def find_named(tuple elements not None, frozenset names not None):
    """The twin of `find_named`; an element is a Node or an Inline, whose first two values are alike."""
    cdef dict places = {}
    cdef Py_ssize_t i
    cdef str word
    cdef list known
    cdef PyObject *words
    cdef PyObject **plain
    cdef PyObject *of_class[CLASSES]  # their words, if they hold none; elements of one class share theirs
    cdef bint is_plain
    memset(of_class, 0, sizeof(of_class))
    for i in range(len(elements)):
        words = <PyObject *>(<tuple>elements[i])[1]
        plain = &of_class[(<size_t>words >> 4) % CLASSES]
        if words == plain[0]:
            continue
        is_plain = True
        for word in <tuple>words:
            if word in names:
                is_plain = False
                found = places.get(word)
                if found is None:
                    places[word] = [i]
                else:
                    known = <list>found
                    if known[len(known) - 1] != i:  # a name that stands twice in one element
                        known.append(i)
        if is_plain:
            plain[0] = words
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


def find_lines(tuple items not None, tuple roles not None, frozenset closed not None, frozenset asked not None,
               frozenset near not None, may_open, Py_ssize_t longest, story):
    """The twin of `find_lines`; a role is one object, so that few are looked up."""
    cdef list found = []
    cdef tuple block
    cdef object last = None, role
    cdef bint is_open = False, is_asked = False
    cdef Py_ssize_t i
    if len(items) != len(roles):
        raise ValueError("a role for each block")
    for i in range(len(items)):
        role = roles[i]
        if role is not last:
            last, is_open, is_asked = role, role not in closed, role in asked
        if not is_open:
            continue
        block = <tuple>items[i]
        if PyUnicode_GET_LENGTH(<str>block[1]) <= longest and (
            is_asked
            or (role is not story and len(<tuple>block[2]) != 1)
            or i in near
            or may_open(PyUnicode_Substring(<str>block[1], 0, 2))
        ):
            found.append(i)
    return found


def find_numbered(tuple items not None, tuple roles not None, frozenset closed not None, Py_ssize_t longest,
                  Py_ssize_t first):
    """The twin of `find_numbered`."""
    cdef list found = []
    cdef object last = None
    cdef bint is_open = False
    cdef Py_ssize_t i
    if first < 0 or len(items) != len(roles):
        raise ValueError("a role for each block")
    for i in range(first, len(items)):
        if roles[i] is not last:
            last = roles[i]
            is_open = last not in closed
        if is_open and has_digit(<str>(<tuple>items[i])[1], longest):
            found.append(i)
    return found


cdef bint has_digit(str text, Py_ssize_t longest):
    cdef Py_ssize_t i
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 char
    for i in range(min(longest, PyUnicode_GET_LENGTH(text))):
        char = PyUnicode_READ(kind, data, i)
        if c"0" <= char <= c"9" or (char >= 128 and Py_UNICODE_ISDECIMAL(char)):
            return True
    return False
