# cython: language_level=3, boundscheck=False, wraparound=False
"""What most pages have none of, compiled: the twins of functions of the same names in `gates.py`."""

from cpython.unicode cimport PyUnicode_GET_LENGTH
from lxml.includes.etreepublic cimport _Element, import_lxml__etree
from lxml.includes.tree cimport XML_ELEMENT_NODE, const_xmlChar, xmlAttr

from articlextract.nodes cimport first_named, value_of

import_lxml__etree()

cdef extern from "Python.h":
    Py_ssize_t PyUnicode_FindChar(object, Py_UCS4, Py_ssize_t, Py_ssize_t, int) except -2

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()


def pictures_of_tex(tuple media not None):
    cdef list found = []
    for one in media:
        if (<tuple>one)[0] == "img" and may_be_tex(<_Element?>(<tuple>one)[3]):
            found.append(one)
    return found


cdef bint may_be_tex(_Element picture) except -1:
    cdef xmlAttr* attribute
    if picture._c_node.type != XML_ELEMENT_NODE:
        return False
    attribute = first_named(picture._c_node, <const_xmlChar*>b"class")
    if attribute is not NULL:
        names = value_of(picture._c_node, attribute).lower()
        if "tex" in names or "math" in names:
            return True
    attribute = first_named(picture._c_node, <const_xmlChar*>b"alt")
    return attribute is not NULL and "\\" in value_of(picture._c_node, attribute)


def linked_to_places(tuple items not None, roles, role):
    cdef list found = []
    cdef Py_ssize_t i, count = len(items)
    cdef tuple block
    if len(roles) != count:
        raise ValueError("a role for each block")
    for i in range(count):
        if roles[i] is role:
            block = <tuple>items[i]
            if block[4]:
                for piece in <tuple?>block[2]:
                    href = (<tuple>piece)[1]
                    if href is not None and PyUnicode_FindChar(href, c"#", 0, PyUnicode_GET_LENGTH(href), 1) >= 0:
                        found.append(items[i])
                        break
    return found


def tagged(tuple nodes not None, str tag not None):
    cdef list found = []
    cdef Py_ssize_t index
    cdef tuple node
    for index in range(len(nodes)):
        node = <tuple>nodes[index]
        if node[0] == tag and node[4] < node[5]:
            found.append(index)
    return found
