# cython: language_level=3, boundscheck=False, wraparound=False
"""Several attributes of an element in one pass, compiled: the twins of `attributes`."""

from libc.string cimport strcmp
from lxml.includes.etreepublic cimport _Element, import_lxml__etree
from lxml.includes.tree cimport XML_ELEMENT_NODE, xmlAttr, xmlNode

from articlextract.nodes cimport decoded, is_plain, value_of

import_lxml__etree()

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()


def attributes_of(_Element element not None, frozenset names not None):
    """The twin of `attributes._attributes_of`."""
    cdef dict values = {}
    cdef xmlNode* node = element._c_node
    cdef xmlAttr* attribute = node.properties if node.type == XML_ELEMENT_NODE else NULL
    cdef str name
    while attribute is not NULL:
        if is_plain(attribute):
            name = decoded(attribute.name)
            if name in names and name not in values:  # the first of those that stand twice
                values[name] = value_of(node, attribute)
        attribute = attribute.next
    return values


def may_be_in_picture(_Element element not None):
    """The twin of `attributes._may_be_in_picture`."""
    cdef xmlNode* around = element._c_node.parent
    return around is not NULL and around.type == XML_ELEMENT_NODE and (
        strcmp(<const char*>around.name, b"picture") == 0 or strcmp(<const char*>around.name, b"source") == 0
    )
