# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The links of blocks that may lead to another story, compiled: the twin of `_links._story_links`."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_READ_CHAR, PyUnicode_Substring
from libc.stdint cimport uint8_t
from libc.string cimport memchr, strncmp

from articlextract.tuples cimport record_of

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object)

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef enum:
    HOST = 1  # may stand in a host
    BEGINS = 2  # may begin one
    PLAIN = 4  # may stand in an address that has nothing to resolve or to escape, and no query

cdef uint8_t[128] kinds

for _at in range(128):
    _char = chr(_at)
    kinds[_at] = (
        HOST * (_char.isalnum() or _char in "-.") | BEGINS * _char.isalnum() | PLAIN * ("!" <= _char and _char not in '"<>?\x7f')
    )


cdef class StoryLinks:
    """Reads them; what the words and bounds mean is said in `_links.py`."""

    cdef object link_type, story_at, is_house
    cdef frozenset lists, networks
    cdef tuple tabs
    cdef Py_ssize_t longest_url, longest_beside, longest_legal, longest_list

    def __init__(self, link_type, story_at, is_house, frozenset lists not None, frozenset networks not None,
                 tuple tabs not None, Py_ssize_t longest_url, Py_ssize_t longest_beside, Py_ssize_t longest_legal):
        self.link_type, self.story_at, self.is_house = link_type, story_at, is_house
        self.lists, self.networks, self.tabs = lists, networks, tabs
        self.longest_url, self.longest_beside, self.longest_legal = longest_url, longest_beside, longest_legal
        self.longest_list = max(map(len, lists))

    def read(self, items, base, str origin, str own_host, without_tab, frozenset here not None):
        """The links of the blocks; `origin` is None where not all is plain in it."""
        cdef list found = []
        cdef tuple block, piece, place
        cdef dict texts
        cdef str line, text, href, path
        cdef Py_ssize_t linked
        for item in items:
            block = <tuple>item
            linked = block[4]
            if not linked:
                continue
            line = block[1]
            if linked * 2 < PyUnicode_GET_LENGTH(line) and PyUnicode_GET_LENGTH(line) - linked > self.longest_beside:
                continue
            texts = {}
            for part in <tuple>block[2]:
                piece = <tuple>part
                if piece[1]:
                    text = texts.get(piece[1])
                    texts[piece[1]] = piece[0] if text is None else text + <str>piece[0]
            for address, told in texts.items():
                href, text = address, told
                text = text.strip(" ") if text.isprintable() and "  " not in text else " ".join(text.split())
                if self.ends_with_tab(text):
                    text = without_tab(text)
                if not text:
                    continue
                story = self.story_of(href, base, origin, own_host)
                if story is None:
                    continue
                place = (<tuple>story)[1]
                path = place[1]
                for own in here:
                    if place[0] == (<tuple>own)[0] and (path == (<tuple>own)[1] or (<str>(<tuple>own)[1]).startswith(path + "/")):
                        break
                else:
                    found.append(record_of(self.link_type, ((<tuple>story)[0], place, text, block[0], PyUnicode_GET_LENGTH(text))))
        return found

    cdef bint ends_with_tab(self, str text) except -1:
        """Whether it may end with words for a new tab, whatever brackets come then."""
        cdef Py_ssize_t end = PyUnicode_GET_LENGTH(text)
        while end and PyUnicode_READ_CHAR(text, end - 1) in (c")", c"]", c".", c" "):
            end -= 1
        return PyUnicode_Substring(text, max(0, end - 7), end).casefold().endswith(self.tabs)

    cdef object story_of(self, str href, base, str origin, str own_host):
        """`_links._story_at`: here what is plain, of nine links in ten."""
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(href), start = 0, end, i
        cdef const uint8_t *chars = <const uint8_t *>PyUnicode_DATA(href)
        cdef str url, host, path
        if not PyUnicode_IS_ASCII(href) or size > self.longest_url:
            return self.story_at(href, base)
        for i in range(size):
            if not kinds[chars[i]] & PLAIN:
                return self.story_at(href, base)
        if chars[0] == c"/":  # the character after the last is NUL
            if origin is None or chars[1] == c"/" or chars[1] == c"\\" or "/." in href:
                return self.story_at(href, base)
            url = origin + href
            start = origin.find("/") + 2
            size += PyUnicode_GET_LENGTH(origin)
            chars = <const uint8_t *>PyUnicode_DATA(url)
        else:
            start = 7 if strncmp(<const char *>chars, b"http://", 7) == 0 else 8
            if start == 8 and strncmp(<const char *>chars, b"https://", 8) != 0:
                return self.story_at(href, base)
            if not kinds[chars[start]] & BEGINS:
                return self.story_at(href, base)
            url = href
        end = start
        while end < size and kinds[chars[end]] & HOST:
            end += 1
        if end < size and chars[end] != c"/" and chars[end] != c"#":
            return self.story_at(href, base)
        host = PyUnicode_Substring(url, start, end).lower().removeprefix("www.")
        if host in self.networks and host != own_host:
            return None
        start, end = end, size
        fragment = memchr(chars + start, c"#", size - start)
        if fragment is not NULL:
            end = <const uint8_t *>fragment - chars
            if strncmp(<const char *>chars + end, b"#comment", 8) == 0:
                return None
        path = PyUnicode_Substring(url, start, end)
        if self.is_service(path.lower()):
            return None
        return url, (host, path.rstrip("/"), "")

    cdef bint is_service(self, str path) except -1:
        """`_links.is_service`, of a path in small letters."""
        cdef Py_ssize_t end = PyUnicode_GET_LENGTH(path), start
        cdef str word
        cdef int step = 0
        if end <= 1:
            return True
        while end > 0 and step < 2:  # the last two steps
            start = end
            while start > 0 and PyUnicode_READ_CHAR(path, start - 1) != c"/":
                start -= 1
            if start < end:
                step += 1
                if end - start <= max(self.longest_legal, self.longest_list):
                    word = PyUnicode_Substring(path, start, end)
                    if word in self.lists or (step == 1 and end - start <= self.longest_legal and self.is_house(word)):
                        return True
            end = start - 1
        return "/comment-page-" in path
