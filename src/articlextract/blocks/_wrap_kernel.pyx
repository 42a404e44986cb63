# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""A text's paragraphs, compiled: the twins of `text_wrap.paragraphs`, in one pass over the characters, and of
`text_marks.may_be_marked`.
"""

from cpython.unicode cimport PyUnicode_1BYTE_KIND, PyUnicode_2BYTE_KIND, PyUnicode_DATA, PyUnicode_GET_LENGTH
from cpython.unicode cimport PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.stdlib cimport free, malloc, realloc

from . import text_marks, text_wrap

cdef extern from "Python.h":
    Py_ssize_t PyUnicode_FindChar(object, Py_UCS4, Py_ssize_t, Py_ssize_t, int) except -2

cdef extern from "Python.h" nogil:
    bint Py_UNICODE_ISSPACE(Py_UCS4)
    bint Py_UNICODE_ISUPPER(Py_UCS4)
    bint Py_UNICODE_ISLOWER(Py_UCS4)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef enum:  # what a character is, as bits
    WHITE = 1
    CLOSING = 2
    OPENING = 4
    ENDS = 8
    MARK = 16
    LATIN = 256
    SIGNS = 64  # other characters that are one of the four

cdef Py_ssize_t MIN_WIDTH = text_wrap._MIN_WIDTH
cdef Py_ssize_t MAX_WIDTH = text_wrap._MAX_WIDTH
cdef Py_ssize_t MIN_LINES = text_wrap._MIN_LINES
cdef double MAX_TURNS = text_wrap._MAX_TURNS
cdef double MIN_SMALL = text_wrap._MIN_SMALL
cdef Py_ssize_t LONG = text_wrap._LONG
cdef frozenset SIGNS_OF_LINES = text_marks.SIGNS

cdef uint8_t[LATIN] KINDS
cdef uint32_t[SIGNS] SIGN_CODES
cdef uint8_t[SIGNS] SIGN_KINDS
cdef int SIGN_COUNT = 0


def _fill_tables():
    global SIGN_COUNT
    kinds = {}
    for bit, chars in (
        (CLOSING, text_wrap._CLOSING), (OPENING, text_wrap._OPENING), (ENDS, text_wrap._ENDS), (MARK, text_wrap._MARKS)
    ):
        for char in chars:
            kinds[ord(char)] = kinds.get(ord(char), 0) | bit
    for code in range(LATIN):
        KINDS[code] = kinds.pop(code, 0) | (WHITE if chr(code).isspace() else 0)
    if len(kinds) > SIGNS:
        raise ImportError("more signs than there is room for")
    for code, kind in kinds.items():
        SIGN_CODES[SIGN_COUNT], SIGN_KINDS[SIGN_COUNT] = code, kind
        SIGN_COUNT += 1


_fill_tables()

cdef bint[128] ascii_sign

for _at in range(128):
    ascii_sign[_at] = chr(_at) in SIGNS_OF_LINES

ctypedef fused char_t:
    uint8_t
    uint16_t
    uint32_t


cdef struct Line:
    Py_ssize_t at, size  # in the text, and its characters
    Py_ssize_t start, end  # without the white space around, in the line; equal in a blank line
    Py_ssize_t word  # characters of its first word
    uint32_t initial, final  # its first and last character that is not white
    uint32_t head, second, tail  # its first two characters and its last
    bint is_folded


cdef struct Run:
    Py_ssize_t first, end, gap


cdef inline int kind_of(uint32_t code) noexcept nogil:
    cdef int i
    if code < LATIN:
        return KINDS[code]
    for i in range(SIGN_COUNT):
        if SIGN_CODES[i] == code:
            return SIGN_KINDS[i]
    return 0


cdef inline bint is_white(uint32_t code) noexcept nogil:
    return KINDS[code] & WHITE if code < LATIN else Py_UNICODE_ISSPACE(code)


def paragraphs(str text not None, Py_ssize_t most):
    """`text_wrap.paragraphs` of the lines of a text, by columns: numbers, gaps, indents, texts."""
    cdef Py_ssize_t room = 256, count = 0, at = 0, runs = 0, i, found
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t width = 0
    cdef Line *lines = <Line *>malloc(room * sizeof(Line))
    cdef Line *more
    cdef Run run
    cdef list numbers = [], gaps = [], indents = [], texts = []
    cdef tuple columns = (numbers, gaps, indents, texts)
    try:
        if lines == NULL:
            raise MemoryError
        while at <= length:
            if count == room:
                room *= 2
                more = <Line *>realloc(lines, room * sizeof(Line))
                if more == NULL:
                    raise MemoryError
                lines = more
            if kind == PyUnicode_1BYTE_KIND:
                at = read_line(<const uint8_t *>data, at, length, &lines[count])
            elif kind == PyUnicode_2BYTE_KIND:
                at = read_line(<const uint16_t *>data, at, length, &lines[count])
            else:
                at = read_line(<const uint32_t *>data, at, length, &lines[count])
            count += 1
        run.first = run.end = run.gap = 0
        while next_run(lines, count, &run):
            if run.end - run.first >= MIN_LINES:
                width = max(width, wrapped_width(lines, run.first, run.end))
        run.first = run.end = run.gap = 0
        while len(texts) < most and next_run(lines, count, &run):
            join(text, lines, &run, width, columns)
    finally:
        free(lines)
    del numbers[most:], gaps[most:], indents[most:], texts[most:]
    return columns


cdef inline Py_ssize_t read_line(const char_t *chars, Py_ssize_t at, Py_ssize_t length, Line *line) noexcept nogil:
    """One line, up to its end; where the next one begins, past the text's length after the last."""
    cdef Py_ssize_t i = at, start = -1, end = at, word = 0
    cdef uint32_t code = 0
    cdef bint is_after_white = False
    line.is_folded = True
    while i < length:
        code = chars[i]
        if code == c"\n":
            break
        if is_white(code):
            if start >= 0:
                if not word:
                    word = i - start
                # white space at the end is cut off: only what a word follows counts
                is_after_white = True
        else:
            if start < 0:
                start = i
            elif is_after_white and (i - end > 1 or chars[i - 1] != c" "):
                line.is_folded = False
            is_after_white = False
            end = i + 1
        i += 1
    line.at, line.size = at, i - at
    if start < 0:
        line.start = line.end = 0
        return i + 1
    line.start, line.end = start - at, end - at
    line.word = word or end - start
    line.initial, line.final = chars[start], chars[end - 1]
    line.head, line.second, line.tail = chars[at], chars[at + 1] if at + 1 < i else 0, chars[i - 1]
    return i + 1


cdef bint next_run(const Line *lines, Py_ssize_t count, Run *run) noexcept nogil:
    """Go on to the next lines that no blank line parts, from the run before, at first from 0, 0, 0."""
    cdef Py_ssize_t i = run.end
    while i < count and lines[i].start == lines[i].end:
        i += 1
    run.gap = i - run.end
    run.first = i
    while i < count and lines[i].start < lines[i].end:
        i += 1
    run.end = i
    return run.first < count


cdef Py_ssize_t wrapped_width(const Line *lines, Py_ssize_t first, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t width = 0, i, turns = 0, small = 0, breaks = end - first - 1
    if end - first < MIN_LINES:
        return 0
    for i in range(first, end):
        width = max(width, lines[i].size)
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return 0
    for i in range(first, end - 1):
        turns += lines[i].end + 1 + lines[i + 1].word <= width
        small += not (Py_UNICODE_ISUPPER(lines[i + 1].initial) or kind_of(lines[i + 1].initial) & MARK)
    return width if turns <= breaks * MAX_TURNS and small >= breaks * MIN_SMALL else 0


cdef bint fills(const Line *lines, Py_ssize_t first, Py_ssize_t end, Py_ssize_t width) noexcept nogil:
    if end - first != 2 or MIN_LINES <= 2 or max(lines[first].size, lines[first + 1].size) > width:
        return False
    return lines[first].end + 1 + lines[first + 1].word > width


cdef bint goes_on(const Line *above, const Line *line) noexcept nogil:
    """Whether a line goes on with the sentence of the line above it; the twin of `_continues`."""
    cdef int first = kind_of(line.initial), last = kind_of(above.final)
    cdef bint is_small = Py_UNICODE_ISLOWER(line.initial)
    if (
        above.tail != c" "
        and line.head != c" "
        and not is_small
        and not first & CLOSING
        and not kind_of(above.tail) & OPENING
        and (Py_UNICODE_ISUPPER(line.initial) or not is_white(above.tail))
    ):
        return False  # most lines
    if first & CLOSING or last & OPENING:
        return line.size > 1 or line.initial != c":"
    if last & ENDS and not (above.tail == c" " and is_small):
        return False
    if above.tail == c" " or (line.head == c" " and line.second != c" " and above.head != c" "):
        return not first & MARK
    return is_small and (above.size >= LONG or line.size >= LONG)


cdef object folded(str text, const Line *line):
    found = PyUnicode_Substring(text, line.at + line.start, line.at + line.end)
    return found if line.is_folded else " ".join(found.split())


cdef int join(str text, const Line *lines, const Run *run, Py_ssize_t width, tuple columns) except -1:
    """Add the paragraphs of a run; the twin of `_join`."""
    cdef Py_ssize_t i, start = run.first, gap = run.gap
    cdef bint is_wrapped = width > 0 and (
        wrapped_width(lines, run.first, run.end) > 0 or fills(lines, run.first, run.end, width)
    )
    cdef bint is_same, touches
    cdef list parts = [], numbers = columns[0], gaps = columns[1], indents = columns[2], texts = columns[3]
    for i in range(run.first, run.end + 1):
        if i == run.first:
            is_same = True
        elif i == run.end:
            is_same = False
        elif is_wrapped:
            is_same = not kind_of(lines[i].initial) & MARK
        else:
            is_same = goes_on(&lines[i - 1], &lines[i])
        if not is_same:
            numbers.append(start + 1)
            gaps.append(gap)
            indents.append(lines[start].start)
            texts.append(parts[0] if len(parts) == 1 else "".join(parts))
            if i == run.end:
                break
            parts, start, gap = [], i, 0
        elif parts:
            # a sign that touches the word before it in the source does so here
            touches = kind_of(lines[i].initial) & CLOSING and lines[i].head != c" " and lines[i - 1].tail != c" "
            if not touches:
                parts.append(" ")
        parts.append(folded(text, &lines[i]))
    return 0


def may_be_marked(list texts not None):
    """`text_marks.may_be_marked`."""
    cdef Py_ssize_t i, size, at
    cdef int kind
    cdef void *data
    cdef str text
    cdef uint32_t first, second
    cdef list found = []
    for i in range(len(texts)):
        text = texts[i]
        size, kind, data = PyUnicode_GET_LENGTH(text), PyUnicode_KIND(text), PyUnicode_DATA(text)
        if size == 0:
            continue
        first, second = PyUnicode_READ(kind, data, 0), PyUnicode_READ(kind, data, 1) if size > 1 else 0
        if first < 128 and not ascii_sign[first] or first >= 128 and text[0] not in SIGNS_OF_LINES:
            continue
        if c"0" <= first <= c"9":
            at = 1
            while at < size and at < 3 and Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, at)):
                at += 1
            if at + 1 < size and PyUnicode_READ(kind, data, at) in u".)" and is_white(PyUnicode_READ(kind, data, at + 1)):
                found.append(i)
        elif first == c"#" or first == c">" or second == first or is_white(second):
            found.append(i)
    return found


def has_pair(str text not None, Py_UCS4 first, Py_UCS4 second):
    """Whether the second character stands right after the first anywhere: a tenth of the time of `in`."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    cdef Py_ssize_t at = PyUnicode_FindChar(text, first, 0, size, 1)
    while 0 <= at < size - 1:
        if PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), at + 1) == second:
            return True
        at = PyUnicode_FindChar(text, first, at + 1, size, 1)
    return False


def long_lines(list texts not None, Py_ssize_t least):
    """The places of lines of so many characters."""
    cdef Py_ssize_t i
    cdef str text
    cdef list found = []
    for i in range(len(texts)):
        text = texts[i]
        if PyUnicode_GET_LENGTH(text) >= least:
            found.append(i)
    return found
