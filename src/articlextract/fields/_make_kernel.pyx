# cython: language_level=3
"""Frozen records without their constructor, compiled: the twins of functions of the same names in `_make.py`, and of
`_evidence._found`.
"""

from cpython.unicode cimport PyUnicode_GET_LENGTH, PyUnicode_Substring
from operator import itemgetter

from ..article import Candidate, Evidence, Image, RelatedLink
from ..records import Found

cdef extern from "Python.h":
    ctypedef struct PyTypeObject
    object PyType_GenericAlloc(PyTypeObject *, Py_ssize_t)
    int PyObject_GenericSetAttr(object, object, object) except -1

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef object CANDIDATE = Candidate
cdef object EVIDENCE = Evidence
cdef object FOUND = Found
cdef object LINK = RelatedLink
cdef object IMAGE = Image
cdef object by_trust = itemgetter(2)


cpdef make_candidate(source, value, confidence):
    made = PyType_GenericAlloc(<PyTypeObject *>CANDIDATE, 0)
    PyObject_GenericSetAttr(made, "source", source)
    PyObject_GenericSetAttr(made, "value", value)
    PyObject_GenericSetAttr(made, "confidence", confidence)
    return made


cpdef make_evidence(source, value, confidence, losers):
    made = PyType_GenericAlloc(<PyTypeObject *>EVIDENCE, 0)
    PyObject_GenericSetAttr(made, "source", source)
    PyObject_GenericSetAttr(made, "value", value)
    PyObject_GenericSetAttr(made, "confidence", confidence)
    PyObject_GenericSetAttr(made, "losers", losers)
    return made


cpdef make_found(value, evidence):
    made = PyType_GenericAlloc(<PyTypeObject *>FOUND, 0)
    PyObject_GenericSetAttr(made, "value", value)
    PyObject_GenericSetAttr(made, "evidence", evidence)
    return made


def make_link(title, url, excerpt, date, kind, heading, image):
    made = PyType_GenericAlloc(<PyTypeObject *>LINK, 0)
    PyObject_GenericSetAttr(made, "title", title)
    PyObject_GenericSetAttr(made, "url", url)
    PyObject_GenericSetAttr(made, "excerpt", excerpt)
    PyObject_GenericSetAttr(made, "date", date)
    PyObject_GenericSetAttr(made, "kind", kind)
    PyObject_GenericSetAttr(made, "heading", heading)
    PyObject_GenericSetAttr(made, "image", image)
    return made


def make_image(url, alt, caption, credit, width, height, position):
    made = PyType_GenericAlloc(<PyTypeObject *>IMAGE, 0)
    PyObject_GenericSetAttr(made, "url", url)
    PyObject_GenericSetAttr(made, "alt", alt)
    PyObject_GenericSetAttr(made, "caption", caption)
    PyObject_GenericSetAttr(made, "credit", credit)
    PyObject_GenericSetAttr(made, "width", width)
    PyObject_GenericSetAttr(made, "height", height)
    PyObject_GenericSetAttr(made, "position", position)
    return made


cdef class Evidences:
    """What `_evidence._found` does with the function and the bounds of that module."""

    cdef object rounded
    cdef Py_ssize_t max_losers, max_raw

    def __init__(self, rounded, Py_ssize_t max_losers, Py_ssize_t max_raw):
        self.rounded, self.max_losers, self.max_raw = rounded, max_losers, max_raw

    def found(self, value, winner, losers=()):
        cdef list ranked = list(losers), lost = []
        cdef Py_ssize_t i
        if len(ranked) > 1:
            ranked.sort(key=by_trust, reverse=True)
        for i in range(min(len(ranked), self.max_losers)):
            source, raw, trust = ranked[i]
            lost.append(make_candidate(source, self.raw(raw), self.rounded(trust)))
        source, raw, trust = winner
        return make_found(value, make_evidence(source, self.raw(raw), self.rounded(trust), tuple(lost)))

    cdef object raw(self, str text):
        return text if PyUnicode_GET_LENGTH(text) <= self.max_raw else PyUnicode_Substring(text, 0, self.max_raw)
