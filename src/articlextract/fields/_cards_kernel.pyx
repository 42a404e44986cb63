# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The cards of a list, compiled: the twin of `_cards._find_cards`."""

from cpython.unicode cimport PyUnicode_GET_LENGTH
from operator import itemgetter

from articlextract.tuples cimport record_of

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef enum:  # where a Node, a Block and a Link have their values
    TAG = 0
    PARENT = 2
    FIRST = 4
    LAST = 5
    NODE = 3
    KEY = 1
    TEXT = 2
    BLOCK = 3
    LONGEST = 4

cdef object by_block = itemgetter(BLOCK)


cdef class Cards:
    """Finds them; what few lists have, items with several links and places with several, is left to Python."""

    cdef object card_type, of_item, naming, is_wordy
    cdef frozenset item_tags
    cdef Py_ssize_t min_title, max_item, max_climb, label_words
    cdef double label_part

    def __init__(self, card_type, of_item, naming, is_wordy, frozenset item_tags not None, Py_ssize_t min_title,
                 Py_ssize_t max_item, Py_ssize_t max_climb, Py_ssize_t label_words, double label_part):
        self.card_type, self.of_item, self.naming, self.is_wordy = card_type, of_item, naming, is_wordy
        self.item_tags = item_tags
        self.min_title, self.max_item, self.max_climb = min_title, max_item, max_climb
        self.label_words, self.label_part = label_words, label_part

    def find(self, blocks, list links not None, Py_ssize_t first, Py_ssize_t last):
        """The twin of `_find_cards`."""
        cdef tuple items = blocks.items, nodes = blocks.nodes
        cdef list chosen = self.headlines(self.one_an_item(blocks, items, nodes, links, first, last))
        cdef list cards = []
        cdef Py_ssize_t i, low, high, at, count = len(chosen)
        for i in range(count):
            low = max(first, block_of(chosen[i - 1]) + 1 if i else first)
            high = min(last, block_of(chosen[i + 1]) if i + 1 < count else last)
            cards.append(self.widest(items, nodes, chosen[i], low, high))
        return cards

    cdef list one_an_item(self, blocks, tuple items, tuple nodes, list links, Py_ssize_t first, Py_ssize_t last):
        cdef dict groups = {}
        cdef list kept = [], own
        cdef Py_ssize_t item
        for link in links:
            item = self.item(nodes, (<tuple>items[block_of(link)])[NODE])
            if item >= 0 and not (first <= place(nodes, item, FIRST) and place(nodes, item, LAST) <= last):
                item = -1
            found = groups.get(item)
            if found is None:
                groups[item] = [link]
            else:
                (<list>found).append(link)
        for node, of_node in groups.items():
            own = of_node
            if <Py_ssize_t>node < 0 or len(own) == 1:
                kept += own
            else:
                kept += self.of_item(blocks, own)
        return in_order(kept)

    cdef Py_ssize_t item(self, tuple nodes, Py_ssize_t at) except? -2:
        cdef Py_ssize_t step
        for step in range(self.max_item):
            if at < 0 or (<tuple>nodes[at])[TAG] in self.item_tags:
                return at
            at = place(nodes, at, PARENT)
        return -1

    cdef list headlines(self, list links):
        cdef dict by_target = {}
        cdef list found = [], own, kept = []
        cdef double least
        for link in links:
            key = (<tuple>link)[KEY]
            known = by_target.get(key)
            if known is None:
                by_target[key] = [link]
            else:
                (<list>known).append(link)
        if not by_target:
            return found
        for of_target in by_target.values():
            own = of_target
            found.append(own[0] if len(own) == 1 else self.naming(own))
        found = in_order(found)
        least = max(<double>self.min_title, <double>sorted([(<tuple>link)[LONGEST] for link in found])[len(found) // 2] * self.label_part)
        for link in found:
            text = (<tuple>link)[TEXT]
            if (<tuple>link)[LONGEST] >= least or (<str>text).count(" ") > self.label_words or self.is_wordy(text):
                kept.append(link)
        return kept

    cdef object widest(self, tuple items, tuple nodes, link, Py_ssize_t low, Py_ssize_t high):
        cdef Py_ssize_t block = block_of(link), step
        cdef Py_ssize_t index = (<tuple>items[block])[NODE]
        cdef Py_ssize_t node = index, start = block, end = block + 1
        for step in range(self.max_climb):
            if index < 0 or place(nodes, index, FIRST) < low or place(nodes, index, LAST) > high:
                break
            node, start, end = index, place(nodes, index, FIRST), place(nodes, index, LAST)
            index = place(nodes, index, PARENT)
        return record_of(self.card_type, (link, start, end, node))


cdef inline Py_ssize_t block_of(link) except -1:
    return (<tuple>link)[BLOCK]


cdef inline Py_ssize_t place(tuple nodes, Py_ssize_t at, int value) except? -2:
    return (<tuple>nodes[at])[value]


cdef list in_order(list links):
    """By their blocks, as they mostly are."""
    cdef Py_ssize_t i
    for i in range(1, len(links)):
        if block_of(links[i]) < block_of(links[i - 1]):
            links.sort(key=by_block)
            break
    return links
