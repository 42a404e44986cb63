# cython: language_level=3
"""How compiled modules make named tuples: without a constructor, or a tuple to copy from."""

from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_SET_ITEM

cdef extern from *:
    """
    /* What tuple.__new__ does for a named tuple. The caller sets each item. */
    static inline PyObject* new_record(PyObject* type, Py_ssize_t size) {
        PyObject* record = ((PyTypeObject*)type)->tp_alloc((PyTypeObject*)type, size);
    #if PY_VERSION_HEX >= 0x030E0000
        if (record) ((PyTupleObject*)record)->ob_hash = -1;  /* not yet known */
    #endif
        return record;
    }
    """
    object new_record(object type, Py_ssize_t size)


cdef inline void put(object record, Py_ssize_t at, object value):
    Py_INCREF(value)
    PyTuple_SET_ITEM(record, at, value)


cdef inline object record_of(object type, tuple values):
    """What `tuple.__new__(type, values)` makes."""
    record = new_record(type, len(values))
    cdef Py_ssize_t i
    for i in range(len(values)):
        put(record, i, values[i])
    return record
