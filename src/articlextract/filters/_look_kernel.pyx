# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""One look over a page's elements, compiled: the twin of `_look.elements_in_python`."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.object cimport PyObject
from cpython.unicode cimport PyUnicode_GET_LENGTH
from libc.stdint cimport uint32_t, uintptr_t
from libc.string cimport memset

from . import _look

cdef extern from "Python.h":
    PyObject* PyDict_GetItemWithError(dict, object) except? NULL

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef enum:
    KEPT = 512  # tuples of names

cdef struct Known:
    PyObject *words  # borrowed, of the page's nodes
    uint32_t wanted

cdef frozenset HEADINGS = _look.HEADINGS, NO_CARDS = _look.NO_CARDS
cdef Py_ssize_t MIN_HEADLINE = _look.MIN_HEADLINE, MEAN_HEADLINE = _look.MEAN_HEADLINE, MAX_CARD = _look.MAX_CARD
cdef Py_ssize_t MIN_CARDS = _look.MIN_CARDS, MIN_ARTICLES = _look.MIN_ARTICLES


def look_at_elements(
    tuple items not None, tuple nodes not None, dict by_name not None, dict by_tag not None, Py_ssize_t filters
):
    """The values of `Elements`, in its order."""
    cdef Py_ssize_t count = len(items), i
    cdef Py_ssize_t *in_links = <Py_ssize_t *>PyMem_Malloc(2 * (count + 1) * sizeof(Py_ssize_t))
    cdef Py_ssize_t *sums = in_links + count + 1
    cdef list chars = [0], links = [0]
    cdef tuple row
    if in_links == NULL:
        raise MemoryError
    try:
        in_links[0] = sums[0] = 0
        for i in range(count):
            row = <tuple>items[i]  # a Block
            sums[i + 1] = sums[i] + PyUnicode_GET_LENGTH(<str>row[1])
            in_links[i + 1] = in_links[i] + <Py_ssize_t>row[4]
            chars.append(sums[i + 1])
            links.append(in_links[i + 1])
        return chars, links, *sorted_out(nodes, by_name, by_tag, filters, count, in_links, sums)
    finally:
        PyMem_Free(in_links)


cdef tuple sorted_out(
    tuple nodes, dict by_name, dict by_tag, Py_ssize_t filters, Py_ssize_t count, Py_ssize_t *links, Py_ssize_t *chars
):
    """What `Elements` says of them."""
    cdef list named = [[] for _ in range(filters)], headings = [], articles = [], cards = [], hidden = []
    cdef dict families = {}
    cdef Py_ssize_t first, last, number
    cdef uint32_t wanted
    cdef tuple row
    cdef str tag
    cdef PyObject *found
    cdef Known[KEPT] kept
    memset(kept, 0, sizeof(kept))
    for node in nodes:
        row = <tuple>node  # a Node
        first, last = row[4], row[5]
        if first == last or not 0 <= first <= last <= count:
            continue
        tag = row[0]
        found = PyDict_GetItemWithError(by_tag, tag)
        wanted = 0 if found is NULL else <uint32_t><object>found
        if row[1]:
            wanted |= wanted_by(<tuple>row[1], by_name, kept)
        number = 0
        while wanted:
            if wanted & 1:
                (<list>named[number]).append(node)
            wanted >>= 1
            number += 1
        if tag in HEADINGS:
            headings.append(node)
        elif tag == "article":
            articles.append(node)
        if links[last] - links[first] >= MIN_HEADLINE and chars[last] - chars[first] <= MAX_CARD:
            if tag not in NO_CARDS:
                add(families, row[2], node)
        if row[7]:
            hidden.append(node)
    for family in families.values():
        if len(<list>family) >= MIN_ARTICLES:
            add_cards(cards, <list>family, links)
    return named, headings, articles, cards, hidden


cdef uint32_t wanted_by(tuple words, dict by_name, Known *kept) except? 0xFFFFFFFF:
    """The filters that want one of these names. Elements of one class share their tuple: a quarter of them are new."""
    cdef Known *known = kept + (<uintptr_t><PyObject *>words >> 4) % KEPT
    cdef PyObject *found
    if known.words != <PyObject *>words:
        known.words, known.wanted = <PyObject *>words, 0
        for word in words:
            found = PyDict_GetItemWithError(by_name, word)
            if found is not NULL:
                known.wanted |= <uint32_t><object>found
    return known.wanted


cdef int add(dict places, key, value) except -1:
    """Put a value to those of its key."""
    found = places.get(key)
    if found is None:
        places[key] = [value]
    else:
        (<list>found).append(value)
    return 0


cdef int add_cards(list cards, list family, Py_ssize_t *links) except -1:
    """The twin of `_look._cards`, of those that `_look._have_headlines`."""
    cdef dict alike = {}
    for node in family:
        add(alike, ((<tuple>node)[0], (<tuple>node)[1]), node)
    for key, found in alike.items():
        if len(<list>found) >= (MIN_ARTICLES if (<tuple>key)[0] == "article" else MIN_CARDS):
            if have_headlines(<list>found, links):
                cards.append(found)
    return 0


cdef bint have_headlines(list cards, Py_ssize_t *links) except -1:
    """The twin of `_look._have_headlines`."""
    cdef Py_ssize_t i, longest, total = 0
    for card in cards:
        longest = 0
        for i in range((<tuple>card)[4], (<tuple>card)[5]):
            longest = max(longest, links[i + 1] - links[i])
        total += longest
    return total >= MEAN_HEADLINE * len(cards)
