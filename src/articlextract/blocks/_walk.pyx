# cython: language_level=3, boundscheck=False, wraparound=False
"""The twin of `cut_tree` in segment.py, over libxml2's own nodes: the same blocks, nodes, media and inlines.

lxml makes a Python object of each element that is looked at, each attribute and each text. Here an element becomes one
only where a record holds it, and a text is decoded only where it is kept. Of libxml2 nothing but the fields of its nodes
is used, of lxml its public interface in C. The tree must not change while it is walked.
"""

from cpython.mem cimport PyMem_Free, PyMem_Realloc
from cpython.object cimport PyObject
from cpython.tuple cimport PyTuple_GET_ITEM
from cpython.unicode cimport PyUnicode_DecodeASCII
from libc.stdint cimport uintptr_t
from libc.string cimport strstr
from lxml.includes.etreepublic cimport (
    _Document, _Element, _isElement, attributeValueFromNsName, elementFactory, import_lxml__etree,
)
from lxml.includes.tree cimport (
    XML_CDATA_SECTION_NODE, XML_ELEMENT_NODE, XML_TEXT_NODE, XML_XINCLUDE_END, XML_XINCLUDE_START,
    const_xmlChar, xmlAttr, xmlChar, xmlNode,
)

from articlextract.nodes cimport bytes_of, decoded, first_named, is_plain, value_of
from articlextract.tuples cimport new_record, put

from ..records import Block, Inline, Media, Node, Piece
from . import tags
from .words import MAX_NAME as _MAX_NAME, name_hidden_text

import_lxml__etree()

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef extern from *:
    """
    /* Another value for an item of a record that nobody else has seen yet. */
    static void replace_item(PyObject* record, Py_ssize_t at, PyObject* value) {
        PyObject* before = PyTuple_GET_ITEM(record, at);
        Py_INCREF(value);
        PyTuple_SET_ITEM(record, at, value);
        Py_XDECREF(before);
    }
    """
    void replace_item(object record, Py_ssize_t at, object value)

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 char)
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t at)
    int PyUnicode_KIND(object text)
    void* PyUnicode_DATA(object text)
    Py_ssize_t PyUnicode_GET_LENGTH(object text)
    str PyUnicode_Substring(object text, Py_ssize_t first, Py_ssize_t last)

cdef int INLINE = tags.INLINE, BLOCK = tags.BLOCK, SKIP = tags.SKIP, MEDIA = tags.MEDIA, BREAK = tags.BREAK
cdef int NAME = tags.NAME, BLOCK_NAME = tags.BLOCK_NAME, INLINE_NAME = tags.INLINE_NAME
cdef int HIDING = tags.HIDING, LINK = tags.LINK, NOTHING = tags.NOTHING
cdef int PRE = -1  # a block, once it is open
cdef dict KIND = tags.KIND, MARKS = tags.MARKS, ATTRIBUTES = tags.ATTRIBUTES
cdef dict KNOWN = {name: name for name in [*tags.KIND, *tags.ATTRIBUTES]}  # so that records share their tags
cdef object SPACE_PIECE = tags.SPACE_PIECE, BREAK_PIECE = tags.BREAK_PIECE, NEWLINE_PIECE = tags.NEWLINE_PIECE
cdef object is_hiding = tags.is_hiding, local_name = tags.local_name

cdef Py_ssize_t MAX_NAME = _MAX_NAME

cdef enum:
    SLOTS = 256
    LONGEST_NAME = 1024
assert MAX_NAME <= LONGEST_NAME

cdef struct Name:
    # What the tables say of a name. libxml2 keeps each name of a document once, so that its address tells it.
    const_xmlChar* name
    PyObject* text  # local and lower-cased; borrowed, of KNOWN or of the walk's own; NULL where the slot is empty
    PyObject* mark  # borrowed, of MARKS; NULL where it is none
    int kind  # of an element
    int says  # of an attribute

cdef struct Open:
    # An open element, and what holds after it.
    xmlNode* element
    int kind
    Py_ssize_t node
    PyObject* href  # borrowed, of the walk's `held`
    PyObject* marks


def cut_tree(_Element root not None):
    """Blocks, nodes, media and inlines, in document order. The twin of `cut_tree` in segment.py."""
    walk = _Walk(root)
    walk.run()
    return walk.blocks, walk.nodes, walk.media, walk.inlines


cdef class _Walk:
    cdef list blocks, nodes, media, inlines
    cdef list pieces  # of the block being gathered
    cdef bint broken  # the last of them is a line break
    cdef Py_ssize_t node, depth  # the innermost node that is open; how many are
    cdef Py_ssize_t pre  # how many of them are <pre>
    cdef object href
    cdef tuple marks
    cdef _Element root
    cdef _Document document
    cdef list held  # the links and marks that `open` points to
    cdef dict names  # those that KNOWN does not hold
    cdef dict said, words  # what values of class and the like say; their words, so that records share them
    cdef Open* open
    cdef Py_ssize_t size, room  # of `open`
    cdef Name slots[SLOTS]

    def __cinit__(self, _Element root not None):
        self.root, self.document = root, root._doc
        self.blocks, self.nodes, self.media, self.inlines = [], [], [], []
        self.pieces, self.held = [], []
        self.names, self.said, self.words = {}, {}, {}
        self.href, self.marks = None, ()
        self.depth = 1

    def __dealloc__(self):
        PyMem_Free(self.open)

    cdef int run(self) except -1:
        cdef xmlNode* child = NULL
        cdef xmlNode* top = self.root._c_node
        cdef str tag = local_name(self.root.tag) or "html"
        cdef bint exact = tag == "pre"
        self.pre = exact
        if top is not NULL and top.type == XML_ELEMENT_NODE:
            self.add_node(top, tag, -1, 0, 0)
            self.add_text(top.children)
            child = _element_from(top.children)
        else:  # a comment or the like
            self.nodes.append(Node(tag, (), -1, 0, 0, 0, self.root, False))
            if self.root.text and not self.root.text.isspace():
                self.add(_piece(self.root.text, None, ()))
        while child is not NULL:
            if self.enter(child):
                child = _element_from(child.children)
                continue
            self.add_text(child.next)
            while self.size and _element_from(child.next) is NULL:
                child = self.leave()
                self.add_text(child.next)
            child = _element_from(child.next)
        self.flush(0, exact)
        self.end_node(0)
        return 0

    cdef bint enter(self, xmlNode* child) except -1:
        """Take what the element says; whether those inside it are to come."""
        if child.type != XML_ELEMENT_NODE:
            return False
        cdef Name name = self.name_of(child.name)[0]
        cdef str tag = <str>name.text
        if name.kind == INLINE:
            return self.enter_inline(child, tag, name.mark)
        if name.kind == BLOCK or (name.kind == SKIP and tag == "head" and _holds_page(child)):
            return self.enter_block(child, tag)
        if name.kind == MEDIA:
            record = new_record(Media, 4)
            put(record, 0, tag)
            put(record, 1, number(len(self.blocks)))
            put(record, 2, number(self.node))
            put(record, 3, elementFactory(self.document, child))
            self.media.append(record)
        elif name.kind == BREAK:
            if self.pre:
                self.add(NEWLINE_PIECE)
            elif self.broken:
                self.flush(self.node, False)
            elif self.pieces:
                self.add(BREAK_PIECE)
                self.broken = True
        return False

    cdef bint enter_inline(self, xmlNode* child, str tag, PyObject* mark) except -1:
        cdef xmlAttr* attribute = child.properties
        cdef Name* name
        cdef object link = None
        cdef bytes names = None, value
        while attribute is not NULL:
            name = self.name_of_attribute(attribute)
            if name is not NULL:
                if name.says == LINK:
                    if tag == "a":
                        link = value_of(child, first_named(child, attribute.name))
                elif name.says == NAME or name.says == INLINE_NAME:
                    value = bytes_of(child, first_named(child, attribute.name))
                    names = value if names is None else b"%s %s" % (names, value)
                    if <str>name.text == "class" and self.said_by(value).hides:
                        return self.enter_block(child, tag)
                elif name.says == HIDING and _hides(child, attribute, <str>name.text):
                    return self.enter_block(child, tag)
            attribute = attribute.next
        cdef bint full = _element_from(child.children) is not NULL
        if not full and not _has_text(child.children):
            return False
        if full:
            self.push(child, INLINE)
        cdef object outer_href = self.href
        cdef tuple outer_marks = self.marks
        if tag == "a":
            self.hold_link(link)
        elif mark is not NULL and <object>mark not in self.marks:
            self.marks = (*self.marks, <object>mark)
            self.held.append(self.marks)
        if names is not None or tag == "time":
            record = new_record(Inline, 4)
            put(record, 0, tag)
            put(record, 1, self.said_by(names).words if names else ())
            put(record, 2, number(len(self.blocks)))
            put(record, 3, elementFactory(self.document, child))
            self.inlines.append(record)
        self.add_text(child.children)
        if not full:
            self.href, self.marks = outer_href, outer_marks
        return full

    cdef bint enter_block(self, xmlNode* child, str tag) except -1:
        cdef bint full = _element_from(child.children) is not NULL
        if not full and not self.pre:
            self.add_leaf(child, tag)
            return False
        if self.pre:
            if full or _has_text(child.children):
                self.add(NEWLINE_PIECE)
            if full:
                self.push(child, PRE if tag == "pre" else BLOCK)
        else:
            self.flush(self.node, False)
            self.push(child, PRE if tag == "pre" else BLOCK)
            self.add_node(child, tag, self.node, self.depth, len(self.blocks))
            self.node = len(self.nodes) - 1
            self.depth += 1
        if full and tag == "pre":
            self.pre += 1
        self.add_text(child.children)
        return full

    cdef int add_leaf(self, xmlNode* child, str tag) except -1:
        """A block-level element without elements in it, outside <pre>."""
        cdef bint exact = tag == "pre"
        cdef str text = _text(child.children, exact)
        cdef Py_ssize_t first
        if exact and text is None:
            return 0
        self.flush(self.node, False)
        first = len(self.blocks)
        if text is not None:
            self.add(_piece(text, self.href, self.marks))
            self.flush(len(self.nodes), exact)
        elif attributeValueFromNsName(child, NULL, b"id") is None:
            return 0  # the empty root that a script would fill is worth knowing, and has a name
        self.add_node(child, tag, self.node, self.depth, first)
        self.end_node(len(self.nodes) - 1)
        return 0

    cdef xmlNode* leave(self) except NULL:
        """Close the innermost open element; which it was."""
        self.size -= 1
        cdef Open* last = &self.open[self.size]
        if last.kind != INLINE:
            if last.kind == PRE:
                self.pre -= 1
            if not self.pre:
                self.flush(self.node, last.kind == PRE)
                self.end_node(self.node)
                self.node = last.node
                self.depth -= 1
        self.href, self.marks = <object>last.href, <tuple>last.marks
        return last.element

    cdef int push(self, xmlNode* element, int kind) except -1:
        cdef Open* more
        if self.size == self.room:
            more = <Open*>PyMem_Realloc(self.open, (2 * self.room + 64) * sizeof(Open))
            if more is NULL:
                raise MemoryError
            self.open, self.room = more, 2 * self.room + 64
        self.open[self.size] = Open(element, kind, self.node, <PyObject*>self.href, <PyObject*>self.marks)
        self.size += 1
        return 0

    cdef int hold_link(self, object link) except -1:
        self.href = link
        self.held.append(link)
        if link and self.pieces:
            last = self.pieces[len(self.pieces) - 1]
            if <object>PyTuple_GET_ITEM(last, 1) and not _ends_blank(<str>PyTuple_GET_ITEM(last, 0)):
                self.add(SPACE_PIECE)  # two links side by side are two words
        return 0

    cdef int add(self, object piece) except -1:
        self.pieces.append(piece)
        self.broken = False
        return 0

    cdef int add_text(self, xmlNode* node) except -1:
        """The text that begins with this node, of an element or after one."""
        cdef str text = _text(node, self.pre or (self.pieces and not self.broken))
        if text is not None:
            self.add(_piece(text, self.href, self.marks))
        return 0

    cdef int flush(self, Py_ssize_t node, bint exact) except -1:
        """Make a block of the pieces gathered, if they say anything, and begin anew. The twin of `_flush`."""
        cdef Py_ssize_t link_chars = 0
        cdef str text
        cdef object record
        if not self.pieces:
            return 0
        if len(self.pieces) == 1:
            text = <str>PyTuple_GET_ITEM(self.pieces[0], 0)
        else:
            text = "".join([<object>PyTuple_GET_ITEM(piece, 0) for piece in self.pieces])
        text = text.strip("\n").rstrip() if exact else _folded(text)
        if text:
            for piece in self.pieces:
                if <object>PyTuple_GET_ITEM(piece, 1):
                    link_chars += _stripped_length(<str>PyTuple_GET_ITEM(piece, 0))
            if len(self.pieces) == 1 and link_chars:
                link_chars = len(text)
            record = new_record(Block, 5)
            put(record, 0, number(len(self.blocks)))
            put(record, 1, text)
            put(record, 2, tuple(self.pieces))
            put(record, 3, number(node))
            put(record, 4, number(min(link_chars, <Py_ssize_t>len(text))))
            self.blocks.append(record)
        self.pieces.clear()
        self.broken = False
        return 0

    cdef int add_node(self, xmlNode* element, str tag, Py_ssize_t parent, Py_ssize_t depth, Py_ssize_t first) except -1:
        """A node that begins at a block, its end still open. The twin of `_row`."""
        cdef xmlAttr* attribute = element.properties
        cdef Name* name
        cdef bytes names = None, value
        cdef bint hidden = False
        while attribute is not NULL:
            name = self.name_of_attribute(attribute)
            if name is not NULL:
                if name.says == NAME or name.says == BLOCK_NAME:
                    value = bytes_of(element, first_named(element, attribute.name))
                    names = value if names is None else b"%s %s" % (names, value)
                elif name.says == HIDING and not hidden:
                    hidden = _hides(element, attribute, <str>name.text)
            attribute = attribute.next
        record = new_record(Node, 8)
        put(record, 0, tag)
        put(record, 1, self.said_by(names).words if names else ())
        put(record, 2, number(parent))
        put(record, 3, number(depth))
        put(record, 4, number(first))
        put(record, 5, number(first))
        put(record, 6, elementFactory(self.document, element))
        put(record, 7, hidden)
        self.nodes.append(record)
        return 0

    cdef int end_node(self, Py_ssize_t node) except -1:
        replace_item(self.nodes[node], 5, number(len(self.blocks)))
        return 0

    cdef _Said said_by(self, bytes value):
        cdef _Said said = self.said.get(value)
        if said is None:
            said = self.said[value] = _Said()
            said.words = self.split(value)
            said.hides = name_hidden_text(said.words)
        return said

    cdef tuple split(self, bytes value):
        """The twin of `split_words`: a word is a capital and small letters, or capitals before none."""
        cdef const unsigned char* text = value
        cdef const unsigned char* end = _after(text, len(value), MAX_NAME)
        cdef const unsigned char* first
        cdef list words = []
        while text < end:
            first = text
            if _is_capital(text[0]):
                text += 1
                if text < end and _is_small(text[0]):
                    text = _past_small(text, end)
                else:
                    while text < end and _is_capital(text[0]):
                        text += 1
                    if text < end and _is_small(text[0]):
                        text -= 1
            elif _is_small(text[0]):
                text = _past_small(text, end)
            else:
                text += 1
                continue
            word = _in_lower_case(first, text - first)
            words.append(self.words.setdefault(word, word))
        return tuple(words)

    cdef Name* name_of_attribute(self, xmlAttr* attribute) except? NULL:
        """NULL for one in a namespace, which says nothing here."""
        return self.name_of(attribute.name) if is_plain(attribute) else NULL

    cdef Name* name_of(self, const_xmlChar* name) except NULL:
        # addresses are packed, so that all their bits count: Fibonacci hashing
        cdef Name* slot = &self.slots[(<uintptr_t>name * <uintptr_t>0x9E3779B97F4A7C15) >> (8 * sizeof(uintptr_t) - 8)]
        if slot.text is NULL or slot.name != name:
            self.look_up(slot, name)
        return slot

    cdef int look_up(self, Name* slot, const_xmlChar* name) except -1:
        cdef str stated = decoded(name)
        cdef str text = local_name(stated)
        text = KNOWN.get(text) or self.names.setdefault(text, text)
        mark = MARKS.get(text)
        slot.name, slot.text, slot.mark = name, <PyObject*>text, NULL if mark is None else <PyObject*>mark
        slot.kind, slot.says = KIND.get(text, INLINE), ATTRIBUTES.get(stated, NOTHING)
        return 0


cdef class _Said:
    """What the value of a class attribute, or of several such, says."""

    cdef tuple words
    cdef bint hides


cdef inline bint _is_capital(unsigned char char) noexcept:
    return c"A" <= char <= c"Z"


cdef inline bint _is_small(unsigned char char) noexcept:
    return c"a" <= char <= c"z"


cdef inline const unsigned char* _past_small(const unsigned char* text, const unsigned char* end) noexcept:
    while text < end and _is_small(text[0]):
        text += 1
    return text


cdef inline const unsigned char* _after(const unsigned char* text, Py_ssize_t size, Py_ssize_t characters) noexcept:
    """Where so many characters of UTF-8 end, or the text does."""
    cdef const unsigned char* end = text + size
    if size <= characters:
        return end
    while text < end and (characters or (text[0] & 0xC0) == 0x80):  # a byte that begins no character
        characters -= (text[0] & 0xC0) != 0x80
        text += 1
    return text


cdef inline str _in_lower_case(const unsigned char* word, Py_ssize_t size):
    cdef char small[LONGEST_NAME]
    cdef Py_ssize_t at
    for at in range(size):
        small[at] = word[at] | 32
    return PyUnicode_DecodeASCII(small, size, NULL)


cdef list NUMBERS = []  # those of blocks and nodes stand in several records each; made once, they take no memory there
cdef Py_ssize_t MOST_NUMBERS = 1 << 14


cdef inline object number(Py_ssize_t value):
    if not 0 <= value < MOST_NUMBERS:
        return value
    while len(NUMBERS) <= value:
        NUMBERS.append(len(NUMBERS))
    return NUMBERS[value]


cdef inline object _piece(str text, object href, tuple marks):
    record = new_record(Piece, 3)
    put(record, 0, text)
    put(record, 1, href)
    put(record, 2, marks)
    return record


cdef inline xmlNode* _element_from(xmlNode* node) noexcept:
    """The node or the next beside it that lxml holds for an element: comments and entities too."""
    while node is not NULL and not _isElement(node):
        node = node.next
    return node


cdef inline xmlNode* _text_from(xmlNode* node) noexcept:
    """The node, if it is one of text; what XInclude leaves behind is passed over, as lxml does."""
    while node is not NULL and (node.type == XML_XINCLUDE_START or node.type == XML_XINCLUDE_END):
        node = node.next
    if node is not NULL and node.type != XML_TEXT_NODE and node.type != XML_CDATA_SECTION_NODE:
        return NULL
    return node


cdef inline bint _is_empty(xmlNode* node) noexcept:
    return node.content is NULL or node.content[0] == 0


cdef bint _has_text(xmlNode* node) noexcept:
    node = _text_from(node)
    while node is not NULL and _is_empty(node):
        node = _text_from(node.next)
    return node is not NULL


cdef str _text(xmlNode* node, bint blanks):
    """The text of this node and those that follow at once, decoded; None if empty, or white space that is not kept."""
    node = _text_from(node)
    if node is NULL:
        return None
    cdef str text
    if _text_from(node.next) is NULL:
        if _is_empty(node) or (not blanks and _is_blank(node.content)):
            return None
        text = decoded(node.content)
    else:
        parts = []
        while node is not NULL:
            if not _is_empty(node):
                parts.append(<bytes><const char*>node.content)
            node = _text_from(node.next)
        text = b"".join(parts).decode()
    return text if text and (blanks or not text.isspace()) else None


cdef bint _is_blank(const xmlChar* content) noexcept:
    """Whether there is nothing but white space of ASCII."""
    while content[0] == 32 or 9 <= content[0] <= 13 or 28 <= content[0] <= 31:
        content += 1
    return content[0] == 0


cdef bint _hides(xmlNode* element, xmlAttr* attribute, str name) except -1:
    cdef xmlNode* text = first_named(element, attribute.name).children
    if name == "style" and text is not NULL and text.next is NULL and text.content is not NULL:
        if strstr(<const char*>text.content, "none") is NULL:  # most
            return False
    return is_hiding(name, value_of(element, first_named(element, attribute.name)))


cdef bint _holds_page(xmlNode* head) except -1:
    """The twin of `_holds_page`."""
    cdef xmlNode* child = head.children
    while child is not NULL:
        if child.type == XML_ELEMENT_NODE and (child.ns is NULL or child.ns.href is NULL):
            tag = decoded(child.name)
            if KIND.get(tag) == BLOCK and tag != "noscript":
                return True
        child = child.next
    return False


cdef bint _ends_blank(str text) noexcept:
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    return size > 0 and Py_UNICODE_ISSPACE(PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), size - 1))


cdef Py_ssize_t _stripped_length(str text) noexcept:
    cdef Py_ssize_t first = 0, last = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    while first < last and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, first)):
        first += 1
    while first < last and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, last - 1)):
        last -= 1
    return last - first


cdef str _folded(str text):
    """The text with each run of white space one blank. The twin of `_folded`."""
    cdef Py_ssize_t first = 0, last = PyUnicode_GET_LENGTH(text), at
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 char
    cdef bint blank = False
    while first < last and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, first)):
        first += 1
    while first < last and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, last - 1)):
        last -= 1
    for at in range(first, last):
        char = PyUnicode_READ(kind, data, at)
        if Py_UNICODE_ISSPACE(char):
            if blank or char != 32:
                return " ".join(text.split())
            blank = True
        else:
            blank = False
    return PyUnicode_Substring(text, first, last)
