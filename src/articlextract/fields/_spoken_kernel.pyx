# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The common words of a text, compiled: the twin of `_spoken.common_words_in_python`."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring
from libc.stdint cimport uint8_t, uint32_t
from libc.string cimport memset

from . import _spoken

cdef extern from "Python.h" nogil:
    bint PyUnicode_IS_ASCII(object)
    bint Py_UNICODE_ISSPACE(Py_UCS4)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef enum:
    LATIN = 256
    LETTERS = 0x2000
    LETTER_BYTES = 0x400
    SEEN = 1 << 11  # bytes of a table that most words fail on
    LANGUAGES = 64

cdef dict BY_WORD = _spoken._BY_WORD
cdef list NAMES = list(_spoken._WORDS)
cdef dict LANGUAGES_OF = {word: tuple(map(NAMES.index, languages)) for word, languages in BY_WORD.items()}
cdef frozenset MARKS = frozenset(map(ord, _spoken.MARKS))
cdef Py_ssize_t LONGEST = max(map(len, BY_WORD))
cdef uint8_t[LATIN] is_latin_part
cdef uint8_t[SEEN] seen

if len(NAMES) > LANGUAGES:
    raise ImportError("more languages than there is room for")

for _at in range(LATIN):
    is_latin_part[_at] = _spoken._WORD.fullmatch(chr(_at)) is not None


cdef inline uint32_t with_char(uint32_t place, uint32_t code) noexcept nogil:
    return (place ^ code) * <uint32_t>16777619


def _fill_seen():
    cdef uint32_t place
    for word in BY_WORD:
        place = 0
        for char in word:
            place = with_char(place, ord(char))
        seen[place >> 21] |= 1 << (place >> 18 & 7)


_fill_seen()


cdef inline bint is_part(uint32_t code) except -1:
    """Whether a character is part of a word, marks included."""
    if code < LATIN:
        return is_latin_part[code]
    if 0x2000 <= code <= 0x206F or 0x3000 <= code <= 0x303F or Py_UNICODE_ISSPACE(code) or Py_UNICODE_ISDECIMAL(code):
        return False
    return not 0x600 <= code < 0xA00 or code not in MARKS


def common_words(str sample not None):
    """`_spoken.common_words_in_python`."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(sample), i, first = -1, count = 0
    cdef int kind = PyUnicode_KIND(sample)
    cdef void *data = PyUnicode_DATA(sample)
    cdef bint is_ascii = PyUnicode_IS_ASCII(sample), inside
    cdef uint32_t code, place = 0
    cdef dict counts = {}
    cdef set letters = set()
    cdef uint8_t[LETTER_BYTES] known
    memset(known, 0, sizeof(known))
    for i in range(size + 1):
        if i < size:
            code = PyUnicode_READ(kind, data, i)
            inside = c"a" <= code <= c"z" if is_ascii else is_part(code)
            if 128 <= code < LETTERS and not known[code >> 3] >> (code & 7) & 1:
                known[code >> 3] |= 1 << (code & 7)
                letters.add(chr(code))
        else:
            inside = False
        if inside:
            if first < 0:
                first, place = i, 0
            place = with_char(place, code)
        elif first >= 0:
            count += 1
            if i - first <= LONGEST and seen[place >> 21] >> (place >> 18 & 7) & 1:
                word = PyUnicode_Substring(sample, first, i)
                if word in BY_WORD:
                    counts[word] = counts.get(word, 0) + 1
            first = -1
    return count, counts, letters, scores_of(counts)


cdef dict scores_of(dict counts):
    cdef dict scores = {}
    cdef double[LANGUAGES] sums
    cdef double share
    cdef Py_ssize_t language
    cdef tuple languages
    memset(sums, 0, sizeof(sums))
    for word, count in counts.items():
        languages = LANGUAGES_OF[word]
        share = <Py_ssize_t>count / <double>len(languages)
        for language in languages:
            sums[language] += share
    for language in range(len(NAMES)):
        if sums[language] > 0:
            scores[NAMES[language]] = sums[language]
    return scores
