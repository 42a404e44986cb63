# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Characters before each block, compiled: the twin of `sums._chars_before`."""

from cpython.unicode cimport PyUnicode_GET_LENGTH

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()


def chars_before(tuple items not None, tuple roles not None, frozenset counted not None):
    """The twin of `_chars_before`; a role is one object, so that few are looked up."""
    cdef list sums = [0]
    cdef Py_ssize_t i, total = 0
    cdef object last = None
    cdef bint is_counted = False
    cdef str text
    if len(items) != len(roles):
        raise ValueError("a role for each block")
    for i in range(len(items)):
        if roles[i] is not last:
            last = roles[i]
            is_counted = last in counted
        if is_counted:
            text = (<tuple>items[i])[1]
            total += PyUnicode_GET_LENGTH(text)
        sums.append(total)
    return sums
