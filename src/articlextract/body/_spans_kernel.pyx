# cython: language_level=3, wraparound=False
"""The spans of a block, compiled: the twin of `spans._SpanReader`."""

from cpython.object cimport PyObject
from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)

from articlextract.bodies cimport new_span

from ..article import Span
from ..records import LINE_BREAK as _LINE_BREAK
from ..urls import absolute_url
from .spans import _WHOLE

cdef extern from "Python.h":
    bint Py_UNICODE_ISPRINTABLE(Py_UCS4)
    bint Py_UNICODE_ISSPACE(Py_UCS4)
    PyObject* PyDict_GetItemWithError(dict, object) except? NULL

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef type SPAN = Span
cdef str LINE_BREAK = _LINE_BREAK
cdef frozenset WHOLE = _WHOLE


cdef class SpanReader:
    """Reads the spans of one page's blocks; each link is resolved once."""

    cdef object base
    cdef dict links

    def __init__(self, base):
        self.base, self.links = base, {}

    def read(self, block):
        """The spans of a block."""
        cdef tuple pieces = block[2]
        if len(pieces) == 1:
            _, href, marks = pieces[0]
            return (new_span(SPAN, block[1], self.resolved(href), marks),)
        return self.read_pieces(pieces)

    cpdef tuple read_pieces(self, pieces):
        """The spans of some pieces."""
        cdef list spans = []
        cdef str raw, text, between, now = "", gap = ""
        cdef tuple marks, now_marks = ()
        cdef Py_ssize_t size
        cdef bint whole
        now_link = None
        for piece in pieces:
            raw, link, marks = piece
            if raw == LINE_BREAK:
                gap = "\n"
                continue
            text = folded(raw)
            size = PyUnicode_GET_LENGTH(raw)
            if not gap and (not text or Py_UNICODE_ISSPACE(raw[0])):
                gap = " "
            if not text:
                continue
            if now and link == now_link and marks == now_marks:
                now = now + gap + text
            elif not now:
                now, now_link, now_marks = text, link, marks
            else:
                between = gap if link or marks else ""
                whole = between and not WHOLE.isdisjoint(now_marks)
                spans.append(new_span(SPAN, now if whole else now + between, self.resolved(now_link), now_marks))
                if whole:
                    spans.append(new_span(SPAN, between, None, ()))
                now, now_link, now_marks = text if between else gap + text, link, marks
            gap = " " if Py_UNICODE_ISSPACE(raw[size - 1]) else ""
        if now:
            spans.append(new_span(SPAN, now, self.resolved(now_link), now_marks))
        return tuple(spans)

    cdef object resolved(self, href):
        """A link as an absolute URL; None where there is none, or no safe one."""
        if not href:
            return None
        cdef PyObject *known = PyDict_GetItemWithError(self.links, href)
        if known is not NULL:
            return <object>known
        self.links[href] = absolute_url(href, self.base)
        return self.links[href]


cdef str folded(str raw):
    """The text with each run of white space one blank, and none at its ends."""
    cdef int kind = PyUnicode_KIND(raw)
    cdef void *data = PyUnicode_DATA(raw)
    cdef Py_ssize_t i, first = 0, last = PyUnicode_GET_LENGTH(raw)
    cdef Py_UCS4 char, before = 0
    for i in range(last):
        char = PyUnicode_READ(kind, data, i)
        if char == c" " and before == c" " or not (32 <= char < 127 or Py_UNICODE_ISPRINTABLE(char)):
            return " ".join(raw.split())
        before = char
    while first < last and PyUnicode_READ(kind, data, first) == c" ":
        first += 1
    while first < last and PyUnicode_READ(kind, data, last - 1) == c" ":
        last -= 1
    return PyUnicode_Substring(raw, first, last)
