# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The model without numpy, compiled: features, forest, networks and kind of a page in one go.

Twin of `features.block_features`, `forest.Forest`, `network.Networks` and `kind.KindModel`, which say what each number
means and why; here stands only how to get it. Features lie one after the other (a column is `blocks` floats), because
everything asked of them goes down the columns. `tests/model/test_kernel.py` holds the two together.

Every array is as long as the page's blocks or nodes, or one of the model's. What comes from records or files is
checked where it is read, so that no index leaves its array.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ,
    Py_UNICODE_ISALPHA, Py_UNICODE_ISDIGIT, Py_UNICODE_ISLOWER, Py_UNICODE_ISSPACE, Py_UNICODE_ISUPPER,
)
from libc.math cimport exp, log, log1p, rint, sqrt
from libc.string cimport memcpy
from libc.stdint cimport int16_t, int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..records import Role
from ..statements import stated_in_lower_case
from . import characters, columns, constants
from .pagewide import WORD_BUCKETS, page_facts, page_words

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef extern from "_dense.h" nogil:
    enum: LANES
    void mix_rows(const float*, Py_ssize_t, Py_ssize_t, const float*, Py_ssize_t, const float*, float*)
    void add_tree(const float*, Py_ssize_t, int, Py_ssize_t, const int16_t*, const float*, const float*, int32_t*,
                  double*)
    void weigh_rows(const float*, Py_ssize_t, Py_ssize_t, Py_ssize_t, Py_ssize_t, const float*, const float*,
                    const float*, float*)
    void standardise(const float*, Py_ssize_t, Py_ssize_t, const float*, const float*, const char*, float, Py_ssize_t,
                     Py_ssize_t, float*)
    void widen(const uint16_t*, Py_ssize_t, float*)
    void weighed_sums(const float*, Py_ssize_t, Py_ssize_t, const double*, double*)


# ---------------------------------------------------------------- what the Python modules say, as C sees it

FEATURES = tuple(columns.MEANINGS)
cdef enum:
    LEVELS = 5
    BASIC = 8  # columns of running sums
    ROWS = 64  # blocks that go through the first layer at once; their features stay in the cache
assert LEVELS == columns.LEVELS

cdef Py_ssize_t OUTLINE = len(columns.TEXTS)
cdef Py_ssize_t CONTEXT = OUTLINE + len(columns.OUTLINE)
cdef Py_ssize_t MARKS = CONTEXT + len(columns.CONTEXT)
cdef Py_ssize_t PAGE = MARKS + len(columns.MARKS)
cdef Py_ssize_t ALL = len(FEATURES)
cdef Py_ssize_t LINK_SHARE = FEATURES.index("link_share")
cdef Py_ssize_t TITLE_SHARE = FEATURES.index("title_share")
cdef Py_ssize_t IN_DATA = FEATURES.index("in_data")
cdef Py_ssize_t HEADING = FEATURES.index("heading")
cdef Py_ssize_t INSIDE = HEADING + 1
cdef Py_ssize_t DEPTH = FEATURES.index("depth")
cdef Py_ssize_t PATH = FEATURES.index("names_path")
cdef Py_ssize_t INLINE_LOW = FEATURES.index("inline_low")
cdef Py_ssize_t IS_P = FEATURES.index("is_p")
cdef Py_ssize_t IS_LI = FEATURES.index("is_li")
cdef Py_ssize_t LIKES = FEATURES.index("like_count")
cdef Py_ssize_t NEAR = LIKES + 5
cdef Py_ssize_t WINDOW = NEAR + 8 * len(columns.SHIFTS)
cdef Py_ssize_t PLACE = FEATURES.index("place_index")

cdef Py_ssize_t HIDDEN = len(columns.INSIDE_TAGS)
cdef Py_ssize_t SHORT = columns.SHORT
cdef Py_ssize_t PROBE = columns.PROBE
cdef Py_ssize_t LEAST_STATED = columns.LEAST_STATED
cdef double LONG_TEXT = columns.LONG
cdef float MOSTLY_LINKS = columns.MOSTLY_LINKS
cdef float TITLE_COVER = columns.TITLE_COVER
cdef float H1 = columns.H1
cdef float FADE = columns.FADE
cdef tuple COLONS = columns.COLONS
cdef tuple ELLIPSES = columns.ELLIPSES
cdef tuple SHIFTS = columns.SHIFTS
cdef tuple WINDOWS = columns.WINDOWS
cdef uint32_t BUCKETS = constants.BUCKETS
cdef float CLIP = constants.CLIP
cdef double SCALE = constants.SCALE
cdef double FOREST_SHARE = constants.FOREST_SHARE

# Every tag that a feature knows, with its number; what the features ask of it by that number.
cdef dict _TAGS = {tag: i for i, tag in enumerate(dict.fromkeys(
    (*columns.OWN_TAGS, *columns.INSIDE_TAGS, *columns.HEADINGS, *columns.COUNTED)))}
cdef enum: KNOWN = 64  # tags at most
assert len(_TAGS) <= KNOWN
cdef int _OWN[KNOWN]  # the column, from the first of OUTLINE; -1 for none
cdef int _HEADING[KNOWN]
cdef int64_t _BIT[KNOWN]
for _tag, _number in _TAGS.items():
    _OWN[_number] = columns.OWN_TAGS.index(_tag) if _tag in columns.OWN_TAGS else -1
    _HEADING[_number] = 7 - columns.HEADINGS[_tag] if _tag in columns.HEADINGS else 0
    _BIT[_number] = 1 << columns.INSIDE_TAGS.index(_tag) if _tag in columns.INSIDE_TAGS else 0
cdef dict _ROLE_BITS = {role: 1 << columns.INSIDE_TAGS.index(tag) for role, tag in columns.ROLE_TAGS.items()}
cdef dict _ROLE_COLUMNS = {role: MARKS + i for i, role in enumerate(Role)}

cdef enum: CLASSES = 10
assert CLASSES == characters.CLASSES
cdef int DIGIT = characters.DIGIT, UPPER = characters.UPPER, LOWER = characters.LOWER, LETTER = characters.LETTER
cdef int UNSPACED = characters.UNSPACED, END = characters.END, COMMA = characters.COMMA, SPACE = characters.SPACE
cdef int MONEY = characters.MONEY, SYMBOL = characters.SYMBOL
cdef enum: PLANE = 1 << 16
cdef uint8_t _CLASS[PLANE]


cdef uint32_t _filled = 0  # characters of which the class is known


cdef void _fill_classes(uint32_t size) noexcept:
    """`characters.class_of` of the first `size` characters, from those known on; all take 1 ms, few pages need them."""
    global _filled
    cdef uint32_t code
    for code in range(_filled, size):
        if Py_UNICODE_ISALPHA(code):
            _CLASS[code] = UPPER if Py_UNICODE_ISUPPER(code) else LOWER if Py_UNICODE_ISLOWER(code) else LETTER
        else:
            _CLASS[code] = DIGIT if Py_UNICODE_ISDIGIT(code) else SPACE if Py_UNICODE_ISSPACE(code) else SYMBOL
    for first, last in characters.UNSPACED_RANGES:
        for code in range(first, last + 1):
            if _CLASS[code] == LETTER:
                _CLASS[code] = UNSPACED
    for kind, chars in ((MONEY, characters.CURRENCIES), (END, characters.ENDS), (COMMA, characters.COMMAS)):
        for char in chars:
            _CLASS[<Py_UCS4>char] = kind
    _filled = size

_fill_classes(characters.ALPHABETS)


def class_of(str char):
    """The class of one character, for the test against `characters.class_of`."""
    return _class_of(<Py_UCS4>char)


cdef inline int _class_of(uint32_t code) noexcept:
    if code >= PLANE:
        return SYMBOL
    if code >= _filled:
        _fill_classes(PLANE)
    return _CLASS[code]


cdef void _count_classes(int kind, const void* data, Py_ssize_t length, Py_ssize_t* counts) noexcept:
    """How many characters of each class a text has. Latin-1 by itself: three texts in four, and twice as quick."""
    cdef Py_ssize_t i
    cdef const uint8_t* narrow = <const uint8_t*>data
    for i in range(CLASSES):
        counts[i] = 0
    if kind == 1:
        for i in range(length):
            counts[_CLASS[narrow[i]]] += 1
    else:
        for i in range(length):
            counts[_class_of(PyUnicode_READ(kind, <void*>data, i))] += 1


# ---------------------------------------------------------------- memory, checksums, numbers of things

cdef class _Arena:
    """Arrays that are freed together, when this object is."""

    cdef void* _held[96]
    cdef int _count

    def __dealloc__(self):
        cdef int i
        for i in range(self._count):
            PyMem_Free(self._held[i])

    cdef void* take(self, Py_ssize_t count, Py_ssize_t size) except NULL:
        """Room for `count` things, all 0."""
        if self._count == 96:
            raise MemoryError
        cdef void* found = PyMem_Calloc(count if count > 0 else 1, size)
        if found is NULL:
            raise MemoryError
        self._held[self._count] = found
        self._count += 1
        return found

    cdef float* floats(self, Py_ssize_t count) except NULL:
        return <float*>self.take(count, sizeof(float))

    cdef double* doubles(self, Py_ssize_t count) except NULL:
        return <double*>self.take(count, sizeof(double))

    cdef int32_t* ints(self, Py_ssize_t count) except NULL:
        return <int32_t*>self.take(count, sizeof(int32_t))


cdef uint32_t _CRC[256]


cdef void _fill_crc():
    cdef uint32_t code, i
    for i in range(256):
        code = i
        for _ in range(8):
            code = (code >> 1) ^ 0xEDB88320 if code & 1 else code >> 1
        _CRC[i] = code

_fill_crc()


cdef inline uint32_t _with_byte(uint32_t crc, uint32_t byte) noexcept nogil:
    return _CRC[(crc ^ byte) & 255] ^ (crc >> 8)


cdef uint32_t _checksum(int kind, const void* data, Py_ssize_t first, Py_ssize_t last) noexcept:
    """`zlib.crc32` of characters `first` to `last` (exclusive) in UTF-8, "?" for half a character."""
    cdef uint32_t crc = 0xFFFFFFFF
    cdef uint32_t code
    cdef Py_ssize_t i
    for i in range(first, last):
        code = PyUnicode_READ(kind, <void*>data, i)
        if code < 0x80:
            crc = _with_byte(crc, code)
        elif code < 0x800:
            crc = _with_byte(crc, 0xC0 | code >> 6)
            crc = _with_byte(crc, 0x80 | code & 63)
        elif 0xD800 <= code <= 0xDFFF:
            crc = _with_byte(crc, c"?")
        elif code < PLANE:
            crc = _with_byte(crc, 0xE0 | code >> 12)
            crc = _with_byte(crc, 0x80 | code >> 6 & 63)
            crc = _with_byte(crc, 0x80 | code & 63)
        else:
            crc = _with_byte(crc, 0xF0 | code >> 18)
            crc = _with_byte(crc, 0x80 | code >> 12 & 63)
            crc = _with_byte(crc, 0x80 | code >> 6 & 63)
            crc = _with_byte(crc, 0x80 | code & 63)
    return crc ^ 0xFFFFFFFF


cdef inline uint32_t _checksum_of(str word) noexcept:
    return _checksum(PyUnicode_KIND(word), PyUnicode_DATA(word), 0, PyUnicode_GET_LENGTH(word))


cdef inline uint32_t _pair_bucket(uint64_t first, uint64_t second) noexcept nogil:
    return (((first * 31 + second) * <uint64_t>2654435761) >> 15) % BUCKETS


cdef class _Numbers:
    """Pairs of numbers to one number each, in the order in which they come; at most as many as it was made for."""

    cdef uint64_t* _first
    cdef uint64_t* _second
    cdef int32_t* _number  # plus one; 0 for a free place
    cdef uint64_t _mask
    cdef int32_t count

    def __cinit__(self, _Arena arena, Py_ssize_t most):
        cdef uint64_t size = 16
        while size < 2 * <uint64_t>most:
            size *= 2
        self._first = <uint64_t*>arena.take(size, sizeof(uint64_t))
        self._second = <uint64_t*>arena.take(size, sizeof(uint64_t))
        self._number = arena.ints(size)
        self._mask = size - 1

    cdef int32_t of(self, uint64_t first, uint64_t second, bint add) noexcept:
        """The pair's number; a new one where it is not known and `add` says so, else -1."""
        cdef uint64_t place = (first * <uint64_t>0x9E3779B97F4A7C15) ^ (second * <uint64_t>0xC2B2AE3D27D4EB4F)
        place = (place ^ place >> 29) & self._mask
        while self._number[place]:
            if self._first[place] == first and self._second[place] == second:
                return self._number[place] - 1
            place = place + 1 & self._mask
        if not add:
            return -1
        self._first[place] = first
        self._second[place] = second
        self.count += 1
        self._number[place] = self.count
        return self.count - 1


# ---------------------------------------------------------------- the weights

cdef class Model:
    """The weights of one file, from the arrays of `stored.read_arrays`.

    Raises:
        ValueError: an array has another shape than its part of the model.
    """

    cdef _Arena _arena
    cdef float* names
    cdef float* words
    cdef int16_t* tree_features  # (depth, trees)
    cdef float* thresholds
    cdef float* leaves  # (trees, 2 ** depth)
    cdef double bias
    cdef int depth
    cdef Py_ssize_t trees
    cdef Py_ssize_t networks, channels
    cdef char* heavy
    cdef float* mean
    cdef float* scale
    cdef float* mix  # (features, networks * channels)
    cdef float* mix_bias
    cdef float* pool
    cdef float* pool_bias
    cdef float* taps
    cdef float* steps
    cdef float* step_biases
    cdef float* out
    cdef float* out_bias
    cdef Py_ssize_t kinds
    cdef float* kind_words
    cdef float* kind_numbers
    cdef float* kind_bias
    cdef float* kind_mean
    cdef float* kind_scale

    def __cinit__(self, dict arrays):
        self._arena = _Arena()
        self.names = self._floats(arrays, "lexicon.names", (BUCKETS,))
        self.words = self._floats(arrays, "lexicon.words", (BUCKETS,))
        self._read_forest(arrays)
        self._read_networks(arrays)
        self.kinds = arrays["kind.bias"].shape[0]
        self.kind_words = self._floats(arrays, "kind.words", (WORD_BUCKETS, self.kinds))
        numbers = 2 * CONTEXT + ALL - PAGE + 3
        self.kind_numbers = self._floats(arrays, "kind.numbers", (numbers, self.kinds))
        self.kind_bias = self._floats(arrays, "kind.bias", (self.kinds,))
        self.kind_mean = self._floats(arrays, "kind.mean", (numbers,))
        self.kind_scale = self._floats(arrays, "kind.scale", (numbers,))

    cdef _read_forest(self, dict arrays):
        cdef const int16_t[::1] features
        cdef Py_ssize_t i
        depth, trees = arrays["forest.features"].shape
        if not 1 <= depth <= 12:
            raise ValueError("forest.features: trees of another depth than 1 to 12")
        self.depth, self.trees = depth, trees
        self.thresholds = self._floats(arrays, "forest.thresholds", (depth, trees))
        self.leaves = self._floats(arrays, "forest.leaves", (trees, 1 << depth))
        self.bias = self._floats(arrays, "forest.bias", ())[0]
        features = memoryview(arrays["forest.features"].data).cast("h")
        self.tree_features = <int16_t*>self._arena.take(depth * trees, sizeof(int16_t))
        for i in range(depth * trees):
            if not 0 <= features[i] < ALL:
                raise ValueError("forest.features: no such feature")
            self.tree_features[i] = features[i]

    cdef _read_networks(self, dict arrays):
        cdef Py_ssize_t n, f, c
        networks, _, channels = arrays["networks.mix"].shape
        layers = len(constants.DILATIONS)
        if channels % LANES:
            raise ValueError("networks.mix: channels that are no multiple of 16")
        self.networks, self.channels = networks, channels
        self.heavy = <char*>self._arena.take(ALL, 1)
        for feature in memoryview(arrays["networks.heavy"].data).cast("h"):
            if not 0 <= feature < ALL:
                raise ValueError("networks.heavy: no such feature")
            self.heavy[<Py_ssize_t>feature] = 1
        self.mean = self._floats(arrays, "networks.mean", (ALL,))
        self.scale = self._floats(arrays, "networks.scale", (ALL,))
        cdef float* mix = self._floats(arrays, "networks.mix", (networks, ALL, channels))
        self.mix = self._arena.floats(networks * ALL * channels)
        for n in range(self.networks):
            for f in range(ALL):
                for c in range(self.channels):
                    self.mix[(f * self.networks + n) * self.channels + c] = mix[(n * ALL + f) * self.channels + c]
        self.mix_bias = self._floats(arrays, "networks.mix_bias", (networks, channels))
        self.pool = self._floats(arrays, "networks.pool", (networks, 2 * channels, channels))
        self.pool_bias = self._floats(arrays, "networks.pool_bias", (networks, channels))
        self.taps = self._floats(arrays, "networks.taps", (networks, layers, constants.WIDTH, channels))
        self.steps = self._floats(arrays, "networks.steps", (networks, layers, channels, channels))
        self.step_biases = self._floats(arrays, "networks.step_biases", (networks, layers, channels))
        self.out = self._floats(arrays, "networks.out", (networks, channels))
        self.out_bias = self._floats(arrays, "networks.out_bias", (networks,))

    cdef float* _floats(self, dict arrays, str name, tuple shape) except NULL:
        """An array of this shape, at single precision."""
        array = arrays[name]
        cdef const uint8_t[::1] data = array.data
        cdef Py_ssize_t i, count = 1
        for i in shape:
            count *= i
        size = {"<f2": 2, "<f4": 4, "<f8": 8}.get(array.kind)
        if array.shape != shape or size is None or len(data) != count * size:
            raise ValueError(f"{name}: shape {array.shape}, expected {shape}")
        cdef float* found = self._arena.floats(count)
        if count == 0:
            return found
        cdef const void* start = &data[0]
        if size == 2:
            widen(<const uint16_t*>start, count, found)
        elif size == 4:
            memcpy(found, start, count * sizeof(float))
        else:
            for i in range(count):
                found[i] = <float>(<const double*>start)[i]
        return found

    def score(self, page, blocks, certain, likely):
        """p(content) and words of each block, and the probability of each kind of page: three lists.

        `certain` and `likely` are the findings of each block, from `marks.by_block`.
        """
        cdef _Seen seen = _look(self, page, blocks, certain, likely)
        cdef _Arena arena = _Arena()
        cdef double* p = arena.doubles(seen.blocks)
        cdef Py_ssize_t i
        _log_odds(self, seen, p)
        for i in range(seen.blocks):
            p[i] = 1 / (1 + exp(-p[i]))
        kinds = _kinds(self, seen, p, page_words(page, blocks))
        return [rint(p[i] * SCALE) / SCALE for i in range(seen.blocks)], [seen.words[i] for i in range(seen.blocks)], kinds

    def features(self, page, blocks, certain, likely):
        """The columns of MEANINGS, one after the other, single precision: for the test against `block_features`."""
        cdef _Seen seen = _look(self, page, blocks, certain, likely)
        return (<char*>seen.columns)[:seen.blocks * ALL * sizeof(float)]


# ---------------------------------------------------------------- the features

cdef class _Seen:
    """A page's blocks and nodes as arrays, and their features."""

    cdef _Arena arena
    cdef Py_ssize_t blocks, nodes
    cdef float* columns  # (features, blocks)
    cdef double* chars  # (blocks,)
    cdef double* words
    cdef double* ends
    cdef int32_t* node  # (blocks,) the block's node
    cdef int32_t* shape  # (blocks,) one number for those with the same tags and names of node and parent
    cdef Py_ssize_t shapes
    cdef int32_t* first  # (nodes,)
    cdef int32_t* last
    cdef int32_t* top
    cdef int32_t* up
    cdef double* sums  # (blocks + 1, BASIC): what stands before each block

    cdef inline float* column(self, Py_ssize_t number) noexcept nogil:
        return self.columns + number * self.blocks


cdef _Seen _look(Model model, page, blocks, certain, likely):
    cdef _Seen seen = _Seen()
    cdef _Arena arena = _Arena()
    cdef Py_ssize_t n = len(blocks.items)
    seen.arena, seen.blocks, seen.nodes = arena, n, len(blocks.nodes)
    seen.columns = arena.floats(n * ALL)
    seen.chars, seen.words, seen.ends = arena.doubles(n), arena.doubles(n), arena.doubles(n)
    seen.node, seen.shape = arena.ints(n), arena.ints(n)
    seen.sums = arena.doubles((n + 1) * BASIC)
    _read_texts(model, seen, page, blocks.items)
    counts = _read_outline(model, seen, blocks)
    _sum_up(seen)
    _read_boxes(seen)
    _read_likes(seen)
    _read_neighbours(seen)
    _read_windows(seen)
    _read_places(seen)
    _read_marks(model, seen, certain, likely)
    _read_page(model, seen, page, counts)
    return seen


cdef _read_texts(Model model, _Seen seen, page, tuple items):
    """Twin of `texts.text_features`."""
    cdef Py_ssize_t n = seen.blocks, i, j, length
    cdef Py_ssize_t counts[CLASSES]
    cdef int kind, first, last
    cdef void* data
    cdef double words
    cdef str text
    cdef tuple block
    cdef dict places = {}
    cdef int32_t* times = seen.arena.ints(n)
    cdef int32_t* place = seen.arena.ints(n)
    cdef float* out = seen.columns
    title = set((page.structured.title or "").lower().split())
    cdef _Numbers title_words = _Numbers(seen.arena, len(title))
    for text in title:
        title_words.of(_checksum_of(text), 0, True)
    in_data, in_meta = stated_in_lower_case(page.structured)
    cdef bint states = bool(in_data or in_meta)
    for i in range(n):
        block = <tuple>items[i]
        text = block[1]
        length = PyUnicode_GET_LENGTH(text)
        kind = PyUnicode_KIND(text)
        data = PyUnicode_DATA(text)
        _count_classes(kind, data, length, counts)
        first = _class_of(PyUnicode_READ(kind, data, 0)) if length else SPACE
        last = _class_of(PyUnicode_READ(kind, data, length - 1)) if length else SPACE
        words = counts[SPACE] + 1 + counts[UNSPACED] / 2.0
        seen.chars[i], seen.words[i], seen.ends[i] = length, words, counts[END]
        out[0 * n + i] = log1p(length)
        out[1 * n + i] = log1p(words)
        out[2 * n + i] = (length - counts[SPACE]) / words
        out[3 * n + i] = <double>(<Py_ssize_t>block[4]) / max(length, 1)
        out[4 * n + i] = <double>counts[DIGIT] / max(length, 1)
        out[5 * n + i] = <double>counts[UPPER] / max(counts[UPPER] + counts[LOWER], 1)
        out[6 * n + i] = log1p(counts[END])
        out[7 * n + i] = log1p(counts[COMMA])
        out[8 * n + i] = <double>counts[SYMBOL] / max(length, 1)
        out[9 * n + i] = <double>counts[UNSPACED] / max(length, 1)
        out[10 * n + i] = last == END
        out[11 * n + i] = text.endswith(COLONS)
        out[12 * n + i] = text.endswith(ELLIPSES)
        out[13 * n + i] = first == UPPER
        out[14 * n + i] = first == DIGIT
        if length <= SHORT and "\0" not in text:
            _read_words(model, seen, i, text.lower(), title_words, max(len(title), 1))
        j = places.setdefault(text, i)
        place[i] = j
        times[j] += 1
        out[21 * n + i] = j < i
        out[22 * n + i] = counts[MONEY] > 0
        out[23 * n + i] = log(max(len(<tuple>block[2]), 1))
        out[IN_DATA * n + i] = 0 if in_data else -1
        out[(IN_DATA + 1) * n + i] = 0 if in_meta else -1
        if states and length >= LEAST_STATED:
            _read_stated(seen, i, text, length, in_data, in_meta)
    for i in range(n):
        out[20 * n + i] = log(times[place[i]])


cdef _read_words(Model model, _Seen seen, Py_ssize_t i, str text, _Numbers title_words, double title_size):
    """title_share, title_cover, word_mean, word_min and word_max of one short text, in lower case."""
    cdef Py_ssize_t n = seen.blocks, j = 0, begin, length = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef uint32_t code
    cdef float odds, low = 0, high = 0
    cdef double count = 0, common = 0, total = 0
    cdef float* out = seen.column(TITLE_SHARE)
    while True:
        while j < length and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, j)):
            j += 1
        if j == length:
            break
        begin = j
        while j < length and not Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, j)):
            j += 1
        code = _checksum(kind, data, begin, j)
        odds = model.words[code % BUCKETS]
        low = odds if count == 0 else min(low, odds)
        high = odds if count == 0 else max(high, odds)
        total += odds
        common += title_words.of(code, 0, False) >= 0  # two words with one checksum of 32 bits do no harm
        count += 1
    if count:
        out[i] = common / count
        out[n + i] = min(common / title_size, 1)
        out[2 * n + i] = total / count
        out[3 * n + i] = low
        out[4 * n + i] = high


cdef _read_stated(_Seen seen, Py_ssize_t i, str text, Py_ssize_t length, str in_data, str in_meta):
    """in_data, in_meta and of_data of one text."""
    cdef Py_ssize_t n = seen.blocks, middle = length // 2
    cdef float* out = seen.column(IN_DATA)
    cdef double found
    head = text[:PROBE].lower()
    if in_meta and head in in_meta:
        out[n + i] = 1
    if in_data:
        found = (head in in_data) + (text[middle:middle + PROBE].lower() in in_data)
        found = (found + (text[max(length - PROBE, 0):].lower() in in_data)) / 3
        out[i] = found
        out[2 * n + i] = found * min(<double>length / PyUnicode_GET_LENGTH(in_data), 1)


cdef struct _Names:
    float total, low, high
    int64_t bits
    bint any


cdef _Names _names_of(Model model, words) except *:
    """Twin of `lexicon.name_scores`, for one element; and its bits of ARIA roles."""
    cdef _Names found = _Names(0, 0, 0, 0, False)
    cdef uint32_t code, before = 0
    cdef float odds, beside
    for word in <tuple>words:
        code = _checksum_of(word)
        odds = model.names[code % BUCKETS]
        if found.any:
            beside = model.names[_pair_bucket(before, code)]
            found.total += odds + beside
            found.low = min(found.low, min(odds, beside))
            found.high = max(found.high, max(odds, beside))
        else:
            found.total = found.low = found.high = odds
            found.any = True
        before = code
        if word in _ROLE_BITS:
            found.bits |= <int64_t>_ROLE_BITS[word]
    return found


cdef dict _read_outline(Model model, _Seen seen, blocks):
    """Twin of `outline.read_outline`: the columns of OUTLINE, the containers, the shapes; how often each tag stands."""
    cdef Py_ssize_t n = seen.blocks, m = seen.nodes, i, parent, block
    cdef _Arena arena = seen.arena
    cdef int32_t* kind = arena.ints(m)
    cdef int32_t* near = arena.ints(m)
    cdef int32_t* depth = arena.ints(m)
    cdef int32_t* number = arena.ints(m)  # of the tag
    cdef int64_t* bits = <int64_t*>arena.take(m, sizeof(int64_t))
    cdef float* own = arena.floats(m)
    cdef float* path = arena.floats(m)
    cdef float* low = arena.floats(m)
    cdef float* high = arena.floats(m)
    cdef dict tags = dict(_TAGS), names = {}, counts = {}
    cdef _Names* known = <_Names*>arena.take(m + len(blocks.inlines), sizeof(_Names))
    cdef _Names* said
    cdef _Numbers kinds = _Numbers(arena, m), shapes = _Numbers(arena, n)
    cdef tuple node
    cdef Py_ssize_t j, tag
    cdef int32_t times = 0
    seen.first, seen.last, seen.top, seen.up = arena.ints(m), arena.ints(m), arena.ints(m), arena.ints(m)
    for i in range(m):
        node = <tuple>(<tuple>blocks.nodes)[i]
        tag = tags.setdefault(node[0], len(tags))
        j = names.setdefault(node[1], len(names))
        said = &known[j]
        if j == len(names) - 1 and not said.any:
            said[0] = _names_of(model, node[1])
        parent = node[2]
        seen.first[i], seen.last[i], depth[i], number[i] = node[4], node[5], node[3], tag
        if not (0 <= parent < i or i == 0) or not 0 <= seen.first[i] <= seen.last[i] <= n:
            raise ValueError(f"node {i} has no parent before it, or no blocks of the page")
        kind[i] = kinds.of(j, tag, True)
        bits[i] = said.bits | (_BIT[tag] if tag < len(_TAGS) else 0) | (<int64_t>bool(node[7]) << HIDDEN)
        own[i] = path[i] = said.total
        low[i], high[i] = said.low, said.high
        near[i] = seen.top[i] = i
        if i:
            bits[i] |= bits[parent]
            path[i] += FADE * path[parent]
            low[i], high[i] = min(low[i], low[parent]), max(high[i], high[parent])
            if not said.any:
                near[i] = near[parent]
            if seen.first[i] == seen.first[parent] and seen.last[i] == seen.last[parent]:
                seen.top[i] = seen.top[parent]
        counts[node[0]] = counts.get(node[0], 0) + 1
    for i in range(m):
        parent = (<tuple>(<tuple>blocks.nodes)[seen.top[i]])[2]
        seen.up[i] = seen.top[max(parent, 0)]
    cdef float* out = seen.columns
    for i in range(n):
        j = (<tuple>(<tuple>blocks.items)[i])[3]
        if not 0 <= j < m:
            raise ValueError(f"block {i} has no node")
        seen.node[i] = j
        parent = max(<Py_ssize_t>(<tuple>(<tuple>blocks.nodes)[j])[2], 0)
        seen.shape[i] = shapes.of(kind[j], kind[parent], True)
        if number[j] < len(_TAGS):
            if _OWN[number[j]] >= 0:
                out[(OUTLINE + _OWN[number[j]]) * n + i] = 1
            out[HEADING * n + i] = _HEADING[number[j]]
        for block in range(HIDDEN + 1):
            out[(INSIDE + block) * n + i] = bits[j] >> block & 1
        out[DEPTH * n + i] = depth[j]
        out[(DEPTH + 1) * n + i] = own[j]
        out[(DEPTH + 2) * n + i] = own[near[j]]
        out[(DEPTH + 3) * n + i] = path[j]
        out[(DEPTH + 4) * n + i] = low[j]
        out[(DEPTH + 5) * n + i] = high[j]
    seen.shapes = shapes.count
    for node_of in blocks.inlines:
        node = <tuple>node_of
        if node[0] == "time":
            times += 1
        block = node[2]
        if node[1] and 0 <= block < n:
            j = names.setdefault(node[1], len(names))
            said = &known[j]
            if j == len(names) - 1 and not said.any:
                said[0] = _names_of(model, node[1])
            out[INLINE_LOW * n + block] = min(out[INLINE_LOW * n + block], said.low)
            out[(INLINE_LOW + 1) * n + block] = max(out[(INLINE_LOW + 1) * n + block], said.high)
    counts["time"] = times
    return counts


cdef void _sum_up(_Seen seen) noexcept nogil:
    """Twin of `context._basic` and `context.running_sums`."""
    cdef Py_ssize_t n = seen.blocks, i, j
    cdef double* row = seen.sums
    cdef double chars
    cdef float links
    for i in range(n):
        for j in range(BASIC):
            row[BASIC + j] = row[j]
        row += BASIC
        chars = seen.chars[i]
        links = seen.columns[LINK_SHARE * n + i]
        row[0] += chars
        row[1] += 1
        row[2] += links * chars
        row[3] += chars if chars >= LONG_TEXT and links < MOSTLY_LINKS else 0
        row[4] += seen.ends[i]
        row[5] += seen.columns[HEADING * n + i] > 0
        row[6] += seen.columns[IS_P * n + i] * chars
        row[7] += seen.columns[PATH * n + i]


cdef void _read_boxes(_Seen seen) noexcept nogil:
    """Twin of `context._containers`."""
    cdef Py_ssize_t n = seen.blocks, i, level, first
    cdef int32_t box
    cdef double chars, count
    cdef double page_chars = max(seen.sums[n * BASIC], 1.0)
    cdef double* before
    cdef double* after
    cdef float* out
    for i in range(n):
        box = seen.top[seen.node[i]]
        for level in range(LEVELS):
            if level:
                box = seen.up[box]
            first = seen.first[box]
            before = seen.sums + first * BASIC
            after = seen.sums + seen.last[box] * BASIC
            chars, count = max(after[0] - before[0], 1), max(after[1] - before[1], 1)
            out = seen.columns + (CONTEXT + 10 * level) * n + i
            out[0] = log1p(chars)
            out[n] = log(count)
            out[2 * n] = (after[2] - before[2]) / chars
            out[3 * n] = (after[3] - before[3]) / chars
            out[4 * n] = (after[0] - before[0]) / page_chars
            out[5 * n] = (after[4] - before[4]) / count
            out[6 * n] = (after[5] - before[5]) / count
            out[7 * n] = (after[6] - before[6]) / chars
            out[8 * n] = (i - first) / count
            out[9 * n] = log1p(seen.sums[i * BASIC] - before[0])


cdef _read_likes(_Seen seen):
    """Twin of `context._likes`."""
    cdef Py_ssize_t n = seen.blocks, i, k
    cdef double* table = seen.arena.doubles(5 * seen.shapes)  # blocks, logs, their squares, characters, of links
    cdef double* row
    cdef double size, mean, total = max(seen.sums[n * BASIC], 1)
    cdef float* out
    for i in range(n):
        row = table + 5 * seen.shape[i]
        size = log1p(seen.chars[i])
        row[0] += 1
        row[1] += size
        row[2] += size * size
        row[3] += seen.chars[i]
        row[4] += seen.sums[(i + 1) * BASIC + 2] - seen.sums[i * BASIC + 2]
    for i in range(n):
        row = table + 5 * seen.shape[i]
        mean = row[1] / row[0]
        out = seen.columns + LIKES * n + i
        out[0] = log(row[0])
        out[n] = mean
        out[2 * n] = row[4] / max(row[3], 1)
        out[3 * n] = row[3] / total
        out[4 * n] = sqrt(max(row[2] / row[0] - mean * mean, 0))


cdef _read_neighbours(_Seen seen):
    """Twin of `context._neighbours`."""
    cdef Py_ssize_t n = seen.blocks, i, shift, first, last
    cdef Py_ssize_t sources[7]
    cdef Py_ssize_t number = 0, j
    cdef float* out
    sources[:] = [0, LINK_SHARE, FEATURES.index("sentence_ends"), HEADING, PATH, IS_P, IS_LI]
    for shift in SHIFTS:
        out = seen.column(NEAR + 8 * number)
        first, last = max(0, -shift), min(n, n - shift)
        for i in range(first, last):
            for j in range(7):
                out[j * n + i] = seen.columns[sources[j] * n + i + shift]
            out[7 * n + i] = seen.shape[i] == seen.shape[i + shift]
        number += 1


cdef _read_windows(_Seen seen):
    """Twin of `context._windows`."""
    cdef Py_ssize_t n = seen.blocks, i, size, side, first, last
    cdef Py_ssize_t number = 0
    cdef double chars, count
    cdef double* before
    cdef double* after
    cdef float* out
    for size in WINDOWS:
        for side in range(2):
            for i in range(n):
                first, last = (i + 1, min(i + 1 + size, n)) if side else (max(i - size, 0), i)
                before, after = seen.sums + first * BASIC, seen.sums + last * BASIC
                chars, count = max(after[0] - before[0], 1), max(after[1] - before[1], 1)
                out = seen.columns + (WINDOW + 5 * number) * n + i
                out[0] = log1p((after[0] - before[0]) / count)
                out[n] = (after[2] - before[2]) / chars
                out[2 * n] = (after[3] - before[3]) / chars
                out[3 * n] = (after[4] - before[4]) / count
                out[4 * n] = (after[7] - before[7]) / count
            number += 1


cdef void _read_places(_Seen seen) noexcept nogil:
    """Twin of `context._place`."""
    cdef Py_ssize_t n = seen.blocks, i
    cdef Py_ssize_t h1 = -1, title = -1
    cdef float* heading = seen.columns + HEADING * n
    cdef float* cover = seen.columns + (TITLE_SHARE + 1) * n
    cdef float* out = seen.columns + PLACE * n
    cdef double total = max(seen.sums[n * BASIC], 1)
    for i in range(n):
        if h1 < 0 and heading[i] == H1:
            h1 = i
        if title < 0 and cover[i] >= TITLE_COVER:
            title = i
    for i in range(n):
        out[i] = <double>i / n
        out[n + i] = seen.sums[i * BASIC] / total
        _from_first(h1, i, n, out + 2 * n + i)
        _from_first(title, i, n, out + 4 * n + i)
    _distances(seen, 5, out + 6 * n)
    _distances(seen, 3, out + 8 * n)


cdef inline void _from_first(Py_ssize_t mark, Py_ssize_t i, Py_ssize_t n, float* out) noexcept nogil:
    cdef double away = i - mark
    if mark < 0:
        out[n] = 0.5
    else:
        out[0] = log1p(away) if away >= 0 else -log1p(-away)
        out[n] = away > 0


cdef void _distances(_Seen seen, Py_ssize_t sum_of, float* out) noexcept nogil:
    """Blocks since the last with some of a running sum, and to the next, log; the page's length when none."""
    cdef Py_ssize_t n = seen.blocks, i
    cdef Py_ssize_t mark = -n
    for i in range(n):
        out[i] = log1p(min(i - mark, n))
        if seen.sums[(i + 1) * BASIC + sum_of] > seen.sums[i * BASIC + sum_of]:
            mark = i
    mark = 2 * n
    for i in range(n - 1, -1, -1):
        out[n + i] = log1p(min(mark - i, n))
        if seen.sums[(i + 1) * BASIC + sum_of] > seen.sums[i * BASIC + sum_of]:
            mark = i


cdef _read_marks(Model model, _Seen seen, certain, likely):
    """Twin of `marks.mark_features`."""
    cdef Py_ssize_t n = seen.blocks, i, strength
    cdef float* odds = seen.column(PAGE - 1)
    cdef tuple finding
    cdef dict known = {}
    for strength, said in ((1, likely), (2, certain)):
        for i in range(n):
            if said[i] is None:
                continue
            finding = <tuple>said[i]
            reason = finding[3]
            if reason not in known:
                known[reason] = model.names[_checksum_of(f"reason:{reason}") % BUCKETS]
            seen.column(_ROLE_COLUMNS[finding[2]])[i] = strength
            odds[i] = known[reason]


cdef _read_page(Model model, _Seen seen, page, dict counts):
    """The columns of PAGE, in every block."""
    cdef Py_ssize_t n = seen.blocks, i, j = PAGE
    cdef double longest = 0, long_chars = 0, hidden = 0, total = max(seen.sums[n * BASIC], 1)
    cdef float value
    for i in range(n):
        longest = max(longest, seen.chars[i])
        long_chars += seen.chars[i] if seen.chars[i] >= LONG_TEXT else 0
        hidden += seen.columns[(INSIDE + HIDDEN) * n + i] * seen.chars[i]
    for value in [
        *page_facts(page, lambda names: [model.names[_checksum_of(name) % BUCKETS] for name in names]),
        *[log1p(counts.get(tag, 0)) for tag in columns.COUNTED],
        log(n),
        log(total),
        seen.sums[n * BASIC + 2] / total,
        long_chars / total,
        log1p(longest),
        hidden / total,
    ]:
        for i in range(n):
            seen.columns[j * n + i] = value
        j += 1


# ---------------------------------------------------------------- what the model makes of them

cdef _log_odds(Model model, _Seen seen, double* out):
    """Twin of `weights.Weights.log_odds`: log-odds of content, by the forest and the networks together."""
    cdef Py_ssize_t n = seen.blocks, i, first, last
    cdef _Arena arena = _Arena()
    cdef double* mean = arena.doubles(n)
    cdef int32_t* leaf = arena.ints(n)
    cdef Py_ssize_t width = model.networks * model.channels
    cdef float* rows = arena.floats(ROWS * ALL)
    cdef float* hidden = arena.floats(n * width)
    cdef float* around = arena.floats(n * model.channels)
    cdef float* step = arena.floats(n * model.channels)
    cdef float* pooled = arena.floats(2 * model.channels)
    cdef double words = 0
    cdef int dilations[8]
    cdef Py_ssize_t layers = 0
    for dilation in constants.DILATIONS:
        dilations[layers] = dilation
        layers += 1
    with nogil:
        for i in range(model.trees):
            add_tree(seen.columns, n, model.depth, model.trees, model.tree_features + i, model.thresholds + i,
                     model.leaves + (i << model.depth), leaf, out)
        first = 0
        while first < n:
            last = min(first + ROWS, n)
            standardise(seen.columns, n, ALL, model.mean, model.scale, model.heavy, CLIP, first, last, rows)
            mix_rows(rows, last - first, ALL, model.mix, width, model.mix_bias, hidden + first * width)
            first = last
        for i in range(n):
            words += seen.words[i]
        words = max(words, 1)
        for i in range(model.networks):
            _one_network(model, seen, i, layers, dilations, words, hidden, around, step, pooled, mean)
        for i in range(n):
            out[i] = FOREST_SHARE * (out[i] + model.bias) + (1 - FOREST_SHARE) * mean[i] / model.networks


cdef void _one_network(Model model, _Seen seen, Py_ssize_t number, Py_ssize_t layers, const int* dilations,
                       double words, float* hidden, float* around, float* step, float* pooled,
                       double* total) noexcept nogil:
    """Add what one network makes of the page to `total`. `hidden` is what its first layer and the others' gave."""
    cdef Py_ssize_t n = seen.blocks, width = model.channels, stride = model.networks * width, i, c, layer
    cdef float* rows = hidden + number * width
    cdef float* taps
    cdef float share
    cdef double sum
    for c in range(2 * width):
        pooled[c] = 0  # nothing of a first layer is below 0
    for i in range(n):
        share = <float>(seen.words[i] / words)
        for c in range(width):
            pooled[c] += share * rows[i * stride + c]
            pooled[width + c] = max(pooled[width + c], rows[i * stride + c])
    mix_rows(pooled, 1, 2 * width, model.pool + number * 2 * width * width, width, model.pool_bias + number * width,
             step)
    for i in range(n):
        for c in range(width):
            rows[i * stride + c] += step[c]
    for layer in range(layers):
        taps = model.taps + (number * layers + layer) * 3 * width
        weigh_rows(rows, n, width, stride, dilations[layer], taps, taps + width, taps + 2 * width, around)
        mix_rows(around, n, width, model.steps + (number * layers + layer) * width * width, width,
                 model.step_biases + (number * layers + layer) * width, step)
        for i in range(n):
            for c in range(width):
                rows[i * stride + c] += step[i * width + c]
    for i in range(n):
        sum = model.out_bias[number]
        for c in range(width):
            sum += rows[i * stride + c] * model.out[number * width + c]
        total[i] += sum


cdef list _kinds(Model model, _Seen seen, double* p, list names):
    """Twin of `kind.page_numbers` and `kind.KindModel.probabilities`."""
    cdef Py_ssize_t n = seen.blocks, i, j, k, wide = ALL - PAGE, count = 2 * CONTEXT + wide + 3
    cdef _Arena arena = _Arena()
    cdef double* numbers = arena.doubles(count)
    cdef double* content = arena.doubles(n)
    cdef double* logits = arena.doubles(model.kinds)
    cdef double words = 0, total = 0, likely = 0, scaled, highest, sum = 0
    for i in range(n):
        content[i] = p[i] * seen.words[i]
        words += seen.words[i]
        total += content[i]
        likely += p[i] > 0.5
    words, total = max(words, 1), max(total, 1e-6)
    weighed_sums(seen.columns, n, CONTEXT, seen.words, numbers)
    weighed_sums(seen.columns, n, CONTEXT, content, numbers + CONTEXT)
    for j in range(CONTEXT):
        numbers[j] /= words
        numbers[CONTEXT + j] /= total
    for j in range(wide):
        numbers[2 * CONTEXT + j] = seen.columns[(PAGE + j) * n]
    numbers[count - 3], numbers[count - 2], numbers[count - 1] = log1p(total), total / words, log1p(likely)
    for k in range(model.kinds):
        logits[k] = model.kind_bias[k]
        for name in names:
            logits[k] += model.kind_words[<Py_ssize_t>name * model.kinds + k]
    for j in range(count):
        scaled = min(max((numbers[j] - model.kind_mean[j]) / model.kind_scale[j], -CLIP), CLIP)
        for k in range(model.kinds):
            logits[k] += scaled * model.kind_numbers[j * model.kinds + k]
    highest = max([logits[k] for k in range(model.kinds)])
    for k in range(model.kinds):
        logits[k] = exp(logits[k] - highest)
        sum += logits[k]
    return [logits[k] / sum for k in range(model.kinds)]
