# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""A first look at the lines of a page and at those of a flattened text, compiled: the twins of `_look.lines_in_python`
and `_text_looks.looks_in_python`.
"""

from cpython.unicode cimport (
    PyUnicode_1BYTE_KIND, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

from . import _begins, _look, _text_looks
from ._fixed_lines import _ENDS, COUNT_WORDS, RIGHTS_ENDS
from ._headings import _BEGINNINGS as BEGINNINGS
from ._sharing import _LONG_TERMS as LONG_TERMS, _ROW_TAILS as ROW_TAILS, _WORDS as WORDS, MARKS

cdef extern from "Python.h":
    bint Py_UNICODE_ISLOWER(Py_UCS4)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)
    Py_ssize_t PyUnicode_FindChar(object, Py_UCS4, Py_ssize_t, Py_ssize_t, int) except -2

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef enum:
    KEPT = 1 << 12  # beginnings of lines whose kinds are kept
    PAIRS = 1 << 14  # of ASCII characters

cdef int LIST = _begins.LIST, SHARING = _begins.SHARING, KNOWN = _begins.KNOWN, OTHERS = _begins.OTHERS
cdef int ROW = _text_looks.ROW, COMMENT = _text_looks.COMMENT, BOX = _text_looks.BOX
cdef Py_ssize_t SHORT = _look.SHORT, MAX_INSERT = _look.MAX_INSERT
cdef Py_ssize_t MAX_HEADING = _text_looks.MAX_HEADING, MAX_NAME = _text_looks.MAX_NAME
cdef Py_ssize_t MIN_BIO = _text_looks.MIN_BIO, MAX_BIO = _text_looks.MAX_BIO
cdef Py_ssize_t MIN_ROW = _text_looks.MIN_ROW, MAX_ROW = _text_looks.MAX_ROW
cdef Py_ssize_t ENDING = _text_looks.ENDING  # characters by which a claim of rights is known
cdef frozenset ENDS = _ENDS
cdef Py_UCS4 COPYRIGHT = 0xA9
cdef frozenset WORD_STARTS = frozenset([word[:3] for word in WORDS])

cdef uint8_t[PAIRS] may_end  # whether a claim of rights may end in these two characters; a table of pairs

for _end in RIGHTS_ENDS:
    _tail = _end.casefold()
    _tail = _tail[max(len(_tail) - 2, 0) :]
    if len(_tail) == 2 and _tail.isascii():
        for _before in (_tail[0], _tail[0].upper()):
            for _last in (_tail[1], _tail[1].upper()):
                may_end[ord(_before) << 7 | ord(_last)] = True


cdef struct Known:
    uint64_t key  # up to three code points
    uint32_t kinds


cdef class Kinds:
    """What lines may be by their first three characters: what `Begins` says, the last asked kept by their code points."""

    cdef object table
    cdef Known[KEPT] kept

    def __init__(self, table):
        self.table = table

    cdef int64_t of(self, str text, const void *data, int kind, Py_ssize_t size) except -1:
        cdef uint64_t key = 0
        cdef Py_ssize_t i
        for i in range(min(size, 3)):
            key = key << 21 | (<uint64_t>PyUnicode_READ(kind, data, i) + 1)
        cdef Py_ssize_t place = (key * <uint64_t>0x9E3779B97F4A7C15) >> 52
        if self.kept[place].key != key:
            self.kept[place].kinds = self.table[text[:3]]
            self.kept[place].key = key
        return self.kept[place].kinds


cdef Kinds of_texts = Kinds(_text_looks.BEGINS)
cdef Kinds of_pages = Kinds({})


cdef bint may_be_right(str text, const void *data, int kind, Py_ssize_t size):
    """Whether a line, in whatever case, ends as claims of rights do; see `_fixed_lines.may_claim_rights`."""
    cdef uint32_t last = PyUnicode_READ(kind, data, size - 1)
    cdef uint32_t before = PyUnicode_READ(kind, data, size - 2) if size > 1 else 0
    if last < 128 and before < 128 and not may_end[before << 7 | last]:
        return False
    return PyUnicode_Substring(text, max(size - ENDING, 0), size).casefold()[-ENDING:] in ENDS


def look_at_lines(tuple items not None, begins, Py_ssize_t starts):
    """The values of `PageLines`, in its order."""
    global of_pages
    if of_pages.table is not begins:
        of_pages = Kinds(begins)
    cdef Py_ssize_t count = len(items), i, size, number
    cdef list lines = [""] * count, lists = [], sharing = [], known = [], begun = [[] for _ in range(starts)]
    cdef tuple row
    cdef str text, line
    cdef void *data
    cdef int kind
    cdef int64_t may_be
    cdef bint claims
    for i in range(count):
        row = <tuple>items[i]
        text = row[1]
        size = PyUnicode_GET_LENGTH(text)
        if size == 0:
            continue
        data, kind = PyUnicode_DATA(text), PyUnicode_KIND(text)
        may_be = of_pages.of(text, data, kind, size)
        line = ""
        claims = False
        if size <= SHORT:
            claims = PyUnicode_FindChar(text, COPYRIGHT, 0, size, 1) >= 0 or may_be_right(text, data, kind, size)
            if may_be or claims:
                line = text.casefold()
        if not may_be and not claims:
            continue
        lines[i] = line
        if may_be & LIST and (line or (size <= MAX_INSERT and <Py_ssize_t>row[4])) and may_head(text[:5].casefold()):
            lists.append(i)
        if line:
            if may_be & SHARING and may_be_about_sharing(line):
                sharing.append(i)
            if claims or (may_be & KNOWN and may_be_known(line)):
                known.append(i)
        may_be //= OTHERS
        number = 0
        while may_be:
            if may_be & 1:
                (<list>begun[number]).append(i)
            may_be >>= 1
            number += 1
    return lines, lists, sharing, known, begun


cdef bint is_doubled(int kind, const void *data, Py_ssize_t size) noexcept:
    """Whether a line without blanks has its first three characters again."""
    cdef Py_ssize_t i
    cdef bint again = False
    cdef Py_UCS4 char
    for i in range(size):
        char = PyUnicode_READ(kind, data, i)
        if char == c" ":
            return False
        again = again or (
            3 <= i < size - 2
            and char == PyUnicode_READ(kind, data, 0)
            and PyUnicode_READ(kind, data, i + 1) == PyUnicode_READ(kind, data, 1)
            and PyUnicode_READ(kind, data, i + 2) == PyUnicode_READ(kind, data, 2)
        )
    return again


cdef bint may_be_about_sharing(str line):
    """The twin of `_sharing.may_be_about_sharing`."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line)
    cdef Py_ssize_t end = PyUnicode_FindChar(line, c" ", 0, size, -1)
    if end < 0:
        return is_about_sharing(line, 0, size)
    return is_about_sharing(line, end + 1, size) and is_about_sharing(
        line, 0, PyUnicode_FindChar(line, c" ", 0, size, 1)
    )


cdef bint is_about_sharing(str line, Py_ssize_t first, Py_ssize_t last):
    """The same of one word of it."""
    cdef int kind = PyUnicode_KIND(line)
    cdef void *data = PyUnicode_DATA(line)
    while first < last and PyUnicode_READ(kind, data, first) in u".,:;!?()[]|/\\&+-–—•·@#":
        first += 1
    while first < last and PyUnicode_READ(kind, data, last - 1) in u".,:;!?()[]|/\\&+-–—•·@#":
        last -= 1
    if first == last:
        return True
    if Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, first)):
        return line[first:last].isdecimal() or line[first:last] in WORDS
    start = PyUnicode_Substring(line, first, min(first + 3, last))
    return start in LONG_TERMS or (start in WORD_STARTS and line[first:last] in WORDS)


cdef bint may_head(str line):
    """The twin of `_headings.may_head`."""
    return line[:5] in BEGINNINGS or line[:4] in BEGINNINGS or line[:3] in BEGINNINGS


cdef bint may_be_share_row(str text, int kind, const void *data, Py_ssize_t size):
    """The twin of `_sharing.may_be_share_row`, of a line of three characters at least."""
    cdef Py_ssize_t i
    cdef uint32_t code
    for i in range(size - 3, size):
        code = PyUnicode_READ(kind, data, i)
        if not c"a" <= (code | 0x20) <= c"z":
            return True
    return text[size - 3 :].lower() in ROW_TAILS


cdef bint may_be_known(str line):
    """The twin of `_fixed_lines.may_be_known`."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line)
    if not Py_UNICODE_ISDECIMAL(PyUnicode_READ(PyUnicode_KIND(line), PyUnicode_DATA(line), 0)):
        return True
    return line[PyUnicode_FindChar(line, c" ", 0, size, -1) + 1 :] in COUNT_WORDS


def looks(tuple texts not None):
    """The lists that `Looks` is made of."""
    cdef Py_ssize_t count = len(texts), i, size
    cdef list told = [], lists = [], boxes = [], comments = [], sharing = [], known = [], rows = [], named = []
    cdef list low = [""] * count, short = [""] * count
    cdef str text, line
    cdef void *data
    cdef int kind
    cdef int64_t may_be
    cdef void *before = NULL
    cdef Py_ssize_t before_size = 0
    cdef int before_kind = 0
    cdef Py_UCS4 last = 0
    cdef bint has_sign, is_right
    for i in range(count):
        text = texts[i]
        size = PyUnicode_GET_LENGTH(text)
        if size == 0:
            continue
        data, kind = PyUnicode_DATA(text), PyUnicode_KIND(text)
        if (
            before_size <= MAX_NAME and MIN_BIO <= size <= MAX_BIO and before_size > 0
            and last != c"." and not Py_UNICODE_ISLOWER(PyUnicode_READ(before_kind, before, 0))
        ):
            named.append(i - 1)
        before, before_size, before_kind, last = data, size, kind, PyUnicode_READ(kind, data, size - 1)
        may_be = of_texts.of(text, data, kind, size)
        if MIN_ROW <= size <= MAX_ROW and (
            (may_be & ROW and may_be_share_row(text, kind, data, size)) or is_doubled(kind, data, size)
        ):
            rows.append(i)
        if size > SHORT:
            continue
        has_sign = PyUnicode_FindChar(text, COPYRIGHT, 0, size, 1) >= 0
        is_right = has_sign or may_be_right(text, data, kind, size)
        if has_sign or (is_right and text[max(size - ENDING, 0) :] in RIGHTS_ENDS):
            may_be = _text_looks.may_be(text[:3])
        if not may_be:
            continue
        line = text.casefold()
        told.append(i)
        low[i] = line
        if may_be & SHARING and may_be_about_sharing(line):
            sharing.append(i)
        if (
            is_right
            or (may_be & KNOWN and may_be_known(line))
        ):
            known.append(i)
        if PyUnicode_GET_LENGTH(line) > MAX_HEADING:
            continue
        short[i] = line
        if may_be & LIST and may_head(line):
            lists.append(i)
        if may_be & BOX:
            boxes.append(i)
        if may_be & COMMENT:
            comments.append(i)
    return told, low, short, lists, boxes, comments, sharing, known, rows, named
