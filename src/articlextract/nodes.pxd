# cython: language_level=3
"""How compiled modules read libxml2's nodes: as lxml does, by the fields of their structures alone."""

from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.string cimport strcmp, strlen
from lxml.includes.etreepublic cimport attributeValue
from lxml.includes.tree cimport XML_ATTRIBUTE_NODE, XML_TEXT_NODE, const_xmlChar, xmlAttr, xmlNode


cdef inline str decoded(const_xmlChar* text):
    return PyUnicode_DecodeUTF8(<const char*>text, strlen(<const char*>text), NULL)


cdef inline bint is_plain(xmlAttr* attribute) noexcept:
    """Whether it stands in no namespace."""
    return attribute.type == XML_ATTRIBUTE_NODE and (attribute.ns is NULL or attribute.ns.href is NULL)


cdef inline xmlAttr* first_named(xmlNode* element, const_xmlChar* name) noexcept:
    """The first plain attribute of that name, or NULL; an XML parser that recovers keeps those that stand twice."""
    cdef xmlAttr* attribute = element.properties
    while attribute is not NULL and not (
        is_plain(attribute)
        and (attribute.name == name or strcmp(<const char*>attribute.name, <const char*>name) == 0)
    ):
        attribute = attribute.next
    return attribute


cdef inline str value_of(xmlNode* element, xmlAttr* attribute):
    cdef xmlNode* text = attribute.children
    if text is NULL:
        return ""
    if text.next is NULL and text.type == XML_TEXT_NODE and text.content is not NULL:
        return decoded(text.content)
    return attributeValue(element, attribute)  # entities in it


cdef inline bytes bytes_of(xmlNode* element, xmlAttr* attribute):
    """The same, not decoded."""
    cdef xmlNode* text = attribute.children
    if text is not NULL and text.next is NULL and text.type == XML_TEXT_NODE and text.content is not NULL:
        return <bytes><const char*>text.content
    return value_of(element, attribute).encode()
