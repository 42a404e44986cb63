# cython: language_level=3, boundscheck=False, wraparound=False
"""The passes over a whole page that parsing makes, compiled: the twins of long_tags.py, of `is_utf8` and of `survey`."""

from libc.stdint cimport uint64_t, uintptr_t
from libc.string cimport memchr, memcpy, strcmp
from lxml.includes.etreepublic cimport _Element, elementFactory, import_lxml__etree
from lxml.includes.tree cimport XML_ELEMENT_NODE, const_xmlChar, xmlAttr, xmlNode

from articlextract.nodes cimport decoded, first_named, is_plain, value_of

from . import long_tags, survey as _survey

import_lxml__etree()

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef Py_ssize_t STRETCH = long_tags.STRETCH, LONG = long_tags.LONG, MANY_ATTRIBUTES = long_tags.MANY_ATTRIBUTES
cdef Py_ssize_t MOST_ATTRIBUTES = long_tags.MOST_ATTRIBUTES

cdef struct Counted:
    Py_ssize_t attributes
    const char* end


def is_utf8(bytes data not None):
    """The twin of `decode.is_utf8`."""
    cdef const unsigned char* at = data
    cdef const unsigned char* end = at + len(data)
    cdef uint64_t eight
    cdef unsigned char first, least, most
    cdef int more
    while at < end:
        first = at[0]
        at += 1
        if first < 0x80:
            while end - at >= 8:
                memcpy(&eight, at, 8)
                if eight & <uint64_t>0x8080808080808080:
                    break
                at += 8
            continue
        if not 0xC2 <= first <= 0xF4:
            return False
        more = 1 if first < 0xE0 else 2 if first < 0xF0 else 3
        # the second byte says what else would be too long, half of a pair or beyond the last character
        least = 0xA0 if first == 0xE0 else 0x90 if first == 0xF0 else 0x80
        most = 0x9F if first == 0xED else 0x8F if first == 0xF4 else 0xBF
        if end - at < more or not least <= at[0] <= most:
            return False
        if (more > 1 and at[1] & 0xC0 != 0x80) or (more > 2 and at[2] & 0xC0 != 0x80):
            return False
        at += more
    return True


def spans_stretches(bytes data not None):
    """The twin of `long_tags.spans_stretches`."""
    cdef const char* page = data
    cdef const char* end = page + len(data)
    cdef Py_ssize_t start, at, since = 0
    cdef uint64_t squares = 0
    cdef Counted counted = Counted(0, page)
    cdef bint looked = False
    for start in range(0, len(data) - STRETCH, STRETCH):
        if _tag_start(page + start, page + start + STRETCH) is not NULL:
            since, looked = start, False
        elif not looked:
            looked = True
            at = start - 1
            while at >= since and page[at] != b"<":
                at -= 1
            at = at if at >= since else 0
            if page + at >= counted.end:
                counted = _count_attributes(page + at, end)
                squares += _square(counted.attributes)
                if squares > _square(MOST_ATTRIBUTES):
                    return True
    return False


def hides_in_quotes(bytes data not None):
    """The twin of `long_tags.hides_in_quotes`."""
    cdef const char* at = data
    cdef const char* end = at + len(data)
    cdef const char* until
    cdef Counted counted = Counted(0, at)
    cdef uint64_t squares = 0
    while True:
        at = _tag_start(at, end)
        if at is NULL:
            return False
        until = min(at + 2 + LONG, end)
        until = <const char*>memchr(at + 2, b">", until - at - 2) or until
        if at >= counted.end and (until - at > LONG or _is_open(at, until, b'"') or _is_open(at, until, b"'")):
            counted = _count_attributes(at, end)
            squares += _square(counted.attributes)
            if squares > _square(MOST_ATTRIBUTES):
                return True
        at = until


cdef inline uint64_t _square(Py_ssize_t attributes) noexcept:
    return attributes * attributes if attributes >= MANY_ATTRIBUTES else 0


def count_attributes(bytes data not None, Py_ssize_t start):
    """The twin of `long_tags.count_attributes`."""
    cdef const char* page = data
    if not 0 <= start <= len(data):
        raise IndexError(start)
    counted = _count_attributes(page + start, page + len(data))
    return counted.attributes, counted.end - page


cdef inline bint _is_white(char c) noexcept:
    return c == b" " or b"\t" <= c <= b"\r"


cdef inline bint _is_letter(char c) noexcept:
    return b"a" <= c <= b"z" or b"A" <= c <= b"Z"


cdef const char* _tag_start(const char* at, const char* end) noexcept:
    """The first `<` with a letter after it, both before the end; else NULL."""
    while end - at >= 2:
        at = <const char*>memchr(at, b"<", end - at - 1)
        if at is NULL:
            return NULL
        if _is_letter(at[1]):
            return at
        at += 1
    return NULL


cdef bint _is_open(const char* tag, const char* end, char quote) noexcept:
    if memchr(tag, quote, end - tag) is NULL:
        return False
    cdef const char* before = end - 2  # of the quote
    while before[1] != quote:
        before -= 1
    return before >= tag and (before[0] == b"=" or (_is_white(before[0]) and before[0] != b"\v"))


cdef Counted _count_attributes(const char* start, const char* end) noexcept:
    cdef const char* at = start
    cdef const char* name
    cdef const char* close
    cdef Py_ssize_t count = 0
    if end - start < 2 or start[0] != b"<" or not _is_letter(start[1]):
        return Counted(0, start)
    while at < end and not (_is_white(at[0]) or at[0] == b"/" or at[0] == b">"):
        at += 1
    start = at  # the end of the last attribute
    while count <= MOST_ATTRIBUTES:
        while at < end and (_is_white(at[0]) or at[0] == b"/"):
            at += 1
        name = at
        while at < end and not (_is_white(at[0]) or at[0] == b"=" or at[0] == b">" or at[0] == b"/"):
            at += 1
        if at == name:
            break
        count += 1
        start = at
        at = _after_white(at, end)
        if at < end and at[0] == b"=":
            at = start = _after_white(at + 1, end)
            if at < end and (at[0] == b'"' or at[0] == b"'"):
                close = <const char*>memchr(at + 1, at[0], end - at - 1)
                if close is not NULL:
                    at = start = close + 1
            else:
                while at < end and not (_is_white(at[0]) or at[0] == b">"):
                    at += 1
                start = at
        else:
            at = start
    return Counted(count, start)


cdef inline const char* _after_white(const char* at, const char* end) noexcept:
    while at < end and _is_white(at[0]):
        at += 1
    return at


cdef list TAGS = [tag.encode() for tag in _survey.TAGS]  # kept for TAG_NAMES
cdef const char* TAG_NAMES[16]
cdef int TAG_COUNT = len(TAGS)
assert TAG_COUNT <= 16
for _at in range(TAG_COUNT):
    TAG_NAMES[_at] = <bytes>TAGS[_at]
cdef tuple TAG_TEXTS = _survey.TAGS
cdef int SCRIPT = _survey.TAGS.index("script"), LINK = _survey.TAGS.index("link")
cdef frozenset NAMES = _survey.NAMES, PROGRAMS = _survey.PROGRAMS, RESOURCES = _survey.RESOURCES
cdef Py_ssize_t MAX_ITEMS = _survey.MAX_ITEMS


def survey(_Element root not None, bytes source=None):
    """The twin of `survey.survey`, which it need not be told the source for."""
    cdef list head = [], items = []
    cdef list outer = []  # of the scopes around the innermost: their addresses and places
    cdef xmlNode* scope = NULL
    cdef Py_ssize_t place = -1
    cdef xmlNode* top = root._c_node
    cdef xmlNode* node = top
    cdef xmlNode* following
    cdef int tag
    if top is NULL or top.type != XML_ELEMENT_NODE:
        return _survey.Survey(head, items)
    while True:
        tag = _tag_of(node)
        if tag >= 0 and not _is_for_browsers(node, tag):
            head.append((TAG_TEXTS[tag], elementFactory(root._doc, node), _says(node)))
        if node.properties is not NULL and len(items) < MAX_ITEMS:
            if first_named(node, <const_xmlChar*>b"itemscope") is not NULL:
                items.append((elementFactory(root._doc, node), place))
                outer.append((<uintptr_t>scope, place))
                scope, place = node, len(items) - 1
            elif first_named(node, <const_xmlChar*>b"itemprop") is not NULL:
                items.append((elementFactory(root._doc, node), place))
        following = _element_from(node.children)
        while following is NULL:
            if node == scope:
                address, place = outer.pop()
                scope = <xmlNode*><uintptr_t>address
            if node == top:
                return _survey.Survey(head, items)
            following = _element_from(node.next)
            if following is NULL:
                node = node.parent
        node = following


cdef inline xmlNode* _element_from(xmlNode* node) noexcept:
    while node is not NULL and node.type != XML_ELEMENT_NODE:
        node = node.next
    return node


cdef inline int _tag_of(xmlNode* element) noexcept:
    """Its place among TAGS, or -1; those of another namespace are others."""
    cdef int at
    cdef const char* name = <const char*>element.name
    if element.ns is not NULL and element.ns.href is not NULL and element.ns.href[0] != 0:
        return -1
    for at in range(TAG_COUNT):
        if TAG_NAMES[at][0] == name[0] and strcmp(TAG_NAMES[at], name) == 0:
            return at
    return -1


cdef bint _is_for_browsers(xmlNode* element, int tag) except -1:
    """The twin of `_is_for_browsers`."""
    cdef xmlAttr* stated
    if tag != SCRIPT and tag != LINK:
        return False
    stated = first_named(element, <const_xmlChar*>(b"type" if tag == SCRIPT else b"rel"))
    return (None if stated is NULL else value_of(element, stated)) in (PROGRAMS if tag == SCRIPT else RESOURCES)


cdef dict _says(xmlNode* element):
    cdef dict said = {}
    cdef xmlAttr* attribute = element.properties
    while attribute is not NULL:
        if is_plain(attribute):
            name = decoded(attribute.name)
            if name in NAMES and name not in said:
                said[name] = value_of(element, attribute)
        attribute = attribute.next
    return said
