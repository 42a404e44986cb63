# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The words of a line, and whether it has one of some, compiled: the twins of `wordsets`."""

from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)
from libc.stdint cimport uint8_t, uint32_t

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)
    bint Py_UNICODE_ISALNUM(Py_UCS4)

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef enum:
    SEEN = 1 << 10  # bytes of a table that most words fail on
    LONGEST = 32  # characters


def has_digit(str text not None):
    """`wordsets.has_digit`."""
    cdef Py_ssize_t i
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef uint32_t char
    for i in range(PyUnicode_GET_LENGTH(text)):
        char = PyUnicode_READ(kind, data, i)
        if c"0" <= char <= c"9" or (char >= 128 and Py_UNICODE_ISDECIMAL(char)):
            return True
    return False


def words_of(str text not None):
    """`wordsets.words_of`."""
    cdef str low = text.casefold()
    cdef int kind = PyUnicode_KIND(low)
    cdef void *data = PyUnicode_DATA(low)
    cdef Py_ssize_t i, first = -1, size = PyUnicode_GET_LENGTH(low)
    cdef list words = []
    for i in range(size):
        if Py_UNICODE_ISALNUM(PyUnicode_READ(kind, data, i)):
            if first < 0:
                first = i
        elif first >= 0:
            words.append(PyUnicode_Substring(low, first, i))
            first = -1
    if first >= 0:
        words.append(PyUnicode_Substring(low, first, size))
    return tuple(words)


cdef class WordSet:
    """`wordsets.WordSet`; a text that is not all ASCII is left to Python."""

    cdef uint8_t[SEEN] seen
    cdef frozenset words
    cdef object other

    def __init__(self, words, other):
        cdef str word
        cdef uint8_t[LONGEST] small
        cdef Py_ssize_t i
        cdef uint32_t place
        self.words, self.other = frozenset(words), other
        for word in self.words:
            if word.isascii():
                if not 0 < len(word) <= LONGEST:
                    raise ValueError(f"too long a word, or none: {word!r}")
                for i in range(len(word)):
                    small[i] = ord(word[i])
                place = place_of(small, len(word))
                self.seen[place >> 3] |= 1 << (place & 7)

    def in_line(self, str text not None):
        """Whether one of the words stands in it, in letters of either case."""
        if not PyUnicode_IS_ASCII(text):
            return self.other(text)
        cdef const uint8_t *chars = <const uint8_t *>PyUnicode_DATA(text)
        cdef Py_ssize_t i, size = 0
        cdef uint8_t[LONGEST] small
        cdef uint32_t place
        cdef uint8_t char
        for i in range(PyUnicode_GET_LENGTH(text) + 1):
            char = chars[i] | 0x20  # the character after the last is NUL
            if c"a" <= char <= c"z":
                if size < LONGEST:
                    small[size] = char
                size += 1
            elif size:
                if size <= LONGEST:
                    place = place_of(small, size)
                    if self.seen[place >> 3] >> (place & 7) & 1 and small[:size].decode("ascii") in self.words:
                        return True
                size = 0
        return False


cdef inline uint32_t place_of(const uint8_t *word, Py_ssize_t size) noexcept nogil:
    """A place in the table, by the first three letters, the last, and the length."""
    cdef uint32_t found = size
    found = found * 31 + word[0]
    found = found * 31 + word[1 if size > 1 else 0]
    found = found * 31 + word[2 if size > 2 else 0]
    found = found * 31 + word[size - 1]
    return (found * <uint32_t>2654435761) >> 19
