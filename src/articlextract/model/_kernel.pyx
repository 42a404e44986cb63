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
from libc.string cimport memchr, memcpy
from libc.stdint cimport int16_t, int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..records import Role
from ..statements import stated_in_lower_case
from . import characters, columns, constants
from .pagewide import WORD_BUCKETS, page_facts, page_words

cdef extern from *:
    const char* SOURCE_HASH
    bint PyUnicode_IS_ASCII(object)

SOURCE = SOURCE_HASH.decode()

cdef extern from "_dense.h" nogil:
    enum: LANES
    void mix_columns(const float*, Py_ssize_t, Py_ssize_t, Py_ssize_t, const float*, Py_ssize_t, const float*, float*)
    void mix_row(const float*, Py_ssize_t, const float*, Py_ssize_t, const float*, float*)
    void add_mixed_rows(const float*, Py_ssize_t, Py_ssize_t, const float*, Py_ssize_t, const float*, float*)
    void add_tree(const float*, Py_ssize_t, int, Py_ssize_t, const int16_t*, const float*, const float*, int32_t*,
                  float*)
    void weigh_rows(const float*, Py_ssize_t, Py_ssize_t, Py_ssize_t, const float*, const float*, const float*, float*)
    void pool_rows(const float*, Py_ssize_t, Py_ssize_t, const float*, float*)
    void add_row(float*, Py_ssize_t, Py_ssize_t, const float*)
    void add_products(const float*, Py_ssize_t, Py_ssize_t, const float*, float, float*)
    void standardise(const float*, Py_ssize_t, Py_ssize_t, Py_ssize_t, const float*, const float*, const char*, float,
                     Py_ssize_t, Py_ssize_t, Py_ssize_t, float*)
    void widen(const uint16_t*, Py_ssize_t, float*)
    void weighed_sums(const float*, Py_ssize_t, Py_ssize_t, const double*, double*)

cdef extern from "_decision.h" nogil:
    Py_ssize_t best_prefix(const double*, const double*, Py_ssize_t, double, double, double, uint32_t*,
                           const uint32_t**, double*)


# ---------------------------------------------------------------- what the Python modules say, as C sees it

FEATURES = tuple(columns.MEANINGS)
cdef enum:
    LEVELS = 5
    BASIC = 8  # columns of running sums
    BUCKETS = 1 << 15
    QUADS = 1 << 16  # numbers of four characters
    ROWS = 64  # blocks that go through the first layer at once; their features stay in the cache
assert LEVELS == columns.LEVELS and BUCKETS == constants.BUCKETS

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
cdef float CLIP = constants.CLIP
cdef double SCALE = constants.SCALE
cdef double FOREST_SHARE = constants.FOREST_SHARE
cdef Py_ssize_t LAYERS = len(constants.DILATIONS)
cdef int DILATIONS[8]
for _layer, _dilation in enumerate(constants.DILATIONS):
    DILATIONS[<Py_ssize_t>_layer] = _dilation

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

cdef enum: LOGS = 1024
cdef double _LOGS[LOGS]  # of what is counted; most counts are this small
for _number in range(1, LOGS):
    _LOGS[<Py_ssize_t>_number] = log(_number)


cdef inline double _log_of(double count) noexcept nogil:
    """The logarithm of a whole number above 0."""
    return _LOGS[<Py_ssize_t>count] if count < LOGS else log(count)


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


cdef Py_ssize_t _number_of(_Numbers seen, int32_t* number, thing, dict numbers) except -1:
    """The number of an equal thing in `numbers`, the next one where it is new. An object that was asked for before is
    known by its address, which spares its hash; those of a page live as long as it."""
    cdef int32_t before = seen.count, place = seen.of(<uint64_t><void*>thing, 0, True)
    if place == before:
        number[place] = numbers.setdefault(thing, len(numbers))
    return number[place]


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
    cdef float* mix
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
        networks, _, channels = arrays["networks.mix"].shape
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
        self.mix = self._floats(arrays, "networks.mix", (networks, ALL, channels))
        self.mix_bias = self._floats(arrays, "networks.mix_bias", (networks, channels))
        self.pool = self._floats(arrays, "networks.pool", (networks, 2 * channels, channels))
        self.pool_bias = self._floats(arrays, "networks.pool_bias", (networks, channels))
        self.taps = self._floats(arrays, "networks.taps", (networks, LAYERS, constants.WIDTH, channels))
        self.steps = self._floats(arrays, "networks.steps", (networks, LAYERS, channels, channels))
        self.step_biases = self._floats(arrays, "networks.step_biases", (networks, LAYERS, channels))
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
    stated, described = stated_in_lower_case(page.structured)
    cdef _Stated in_data = _Stated(seen.arena, stated), in_meta = _Stated(seen.arena, described)
    cdef bint states = bool(stated or described)
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
        out[0 * n + i] = _log_of(length + 1)
        out[1 * n + i] = log1p(words)
        out[2 * n + i] = (length - counts[SPACE]) / words
        out[3 * n + i] = <double>(<Py_ssize_t>block[4]) / max(length, 1)
        out[4 * n + i] = <double>counts[DIGIT] / max(length, 1)
        out[5 * n + i] = <double>counts[UPPER] / max(counts[UPPER] + counts[LOWER], 1)
        out[6 * n + i] = _log_of(counts[END] + 1)
        out[7 * n + i] = _log_of(counts[COMMA] + 1)
        out[8 * n + i] = <double>counts[SYMBOL] / max(length, 1)
        out[9 * n + i] = <double>counts[UNSPACED] / max(length, 1)
        out[10 * n + i] = last == END
        if last != LOWER and last != UPPER and last != LETTER and last != DIGIT:  # as those end most texts
            out[11 * n + i] = text.endswith(COLONS)
            out[12 * n + i] = text.endswith(ELLIPSES)
        out[13 * n + i] = first == UPPER
        out[14 * n + i] = first == DIGIT
        if length <= SHORT and (memchr(data, 0, length * kind) is NULL or "\0" not in text):
            _read_words(model, seen, i, text, title_words, max(len(title), 1))
        j = places.setdefault(text, i)
        place[i] = j
        times[j] += 1
        out[21 * n + i] = j < i
        out[22 * n + i] = counts[MONEY] > 0
        out[23 * n + i] = _log_of(max(len(<tuple>block[2]), 1))
        out[IN_DATA * n + i] = 0 if in_data.text else -1
        out[(IN_DATA + 1) * n + i] = 0 if in_meta.text else -1
        if states and length >= LEAST_STATED:
            _read_stated(seen, i, text, in_data, in_meta)
    for i in range(n):
        out[20 * n + i] = _log_of(times[place[i]])


cdef inline uint32_t _lower(uint32_t ascii) noexcept nogil:
    return ascii | 32 if c"A" <= ascii <= c"Z" else ascii


cdef struct _Said:
    float low, high
    double total, common, count


cdef inline void _add_word(_Said* said, Model model, _Numbers title_words, uint32_t code) noexcept:
    cdef float odds = model.words[code % BUCKETS]
    said.low = odds if said.count == 0 else min(said.low, odds)
    said.high = odds if said.count == 0 else max(said.high, odds)
    said.total += odds
    said.common += title_words.of(code, 0, False) >= 0  # two words with one checksum of 32 bits do no harm
    said.count += 1


cdef _read_words(Model model, _Seen seen, Py_ssize_t i, str text, _Numbers title_words, double title_size):
    """title_share, title_cover, word_mean, word_min and word_max of one short text, in lower case."""
    cdef Py_ssize_t n = seen.blocks, j = 0, begin = 0
    cdef _Said said = _Said(0, 0, 0, 0, 0)
    cdef float* out = seen.column(TITLE_SHARE)
    cdef const uint8_t* ascii
    cdef uint32_t crc = 0xFFFFFFFF
    if not PyUnicode_IS_ASCII(text):
        text = text.lower()
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    if PyUnicode_IS_ASCII(text):  # most texts: lower case and checksum in one go, without another string
        ascii = <const uint8_t*>data
        for j in range(length):
            if _CLASS[ascii[j]] != SPACE:
                begin += 1
                crc = _with_byte(crc, _lower(ascii[j]))
            elif begin:
                _add_word(&said, model, title_words, crc ^ 0xFFFFFFFF)
                begin, crc = 0, 0xFFFFFFFF
        if begin:
            _add_word(&said, model, title_words, crc ^ 0xFFFFFFFF)
    else:
        while True:
            while j < length and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, j)):
                j += 1
            if j == length:
                break
            begin = j
            while j < length and not Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, j)):
                j += 1
            _add_word(&said, model, title_words, _checksum(kind, data, begin, j))
    if said.count:
        out[i] = said.common / said.count
        out[n + i] = min(said.common / title_size, 1)
        out[2 * n + i] = said.total / said.count
        out[3 * n + i] = said.low
        out[4 * n + i] = said.high


cdef _read_stated(_Seen seen, Py_ssize_t i, str text, _Stated in_data, _Stated in_meta):
    """in_data, in_meta and of_data of one text."""
    cdef Py_ssize_t n = seen.blocks, length = PyUnicode_GET_LENGTH(text)
    cdef float* out = seen.column(IN_DATA)
    cdef double found
    if in_meta.holds(text, 0):
        out[n + i] = 1
    if in_data.text:
        found = <double>in_data.holds(text, 0) + in_data.holds(text, length // 2)
        found = (found + in_data.holds(text, max(length - PROBE, 0))) / 3
        out[i] = found
        out[2 * n + i] = found * min(<double>length / PyUnicode_GET_LENGTH(in_data.text), 1)


cdef class _Stated:
    """A text of which it is asked whether it holds pieces of others; most do not, as their first characters tell."""

    cdef readonly str text
    cdef uint8_t* _known  # a bit for each number of four characters: whether it has such a sequence

    def __cinit__(self, _Arena arena, str text):
        cdef Py_ssize_t i, length = PyUnicode_GET_LENGTH(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef void* data = PyUnicode_DATA(text)
        cdef uint32_t last = 0
        self.text = text
        if length:
            self._known = <uint8_t*>arena.take(QUADS // 8, 1)
            for i in range(length):
                last = _quad(last, PyUnicode_READ(kind, data, i))
                if i >= 3:
                    self._known[last >> 3] |= 1 << (last & 7)

    cdef bint holds(self, str other, Py_ssize_t start) except -1:
        """Whether it holds PROBE characters of another text from `start` on, in lower case; fewer than 4 of them never."""
        cdef Py_ssize_t i
        cdef int kind = PyUnicode_KIND(other)
        cdef void* data = PyUnicode_DATA(other)
        cdef uint32_t code, last = 0
        if not self.text or start + 4 > PyUnicode_GET_LENGTH(other):
            return False
        for i in range(start, start + 4):
            code = PyUnicode_READ(kind, data, i)
            if code >= 128:  # its lower case is not always one character
                break
            last = _quad(last, _lower(code))
        else:
            if not self._known[last >> 3] >> (last & 7) & 1:
                return False
        return other[start:start + PROBE].lower() in self.text


cdef inline uint32_t _quad(uint32_t last, uint32_t code) noexcept nogil:
    """A number of the last four characters, given that of the last four before; those before them are shifted out."""
    return (last << 4 ^ code) & QUADS - 1


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
    cdef dict tags = dict(_TAGS), names = {}
    cdef _Names* known = <_Names*>arena.take(m + len(blocks.inlines), sizeof(_Names))
    cdef _Names* said
    cdef _Numbers kinds = _Numbers(arena, m), shapes = _Numbers(arena, n)
    cdef _Numbers seen_tags = _Numbers(arena, m), seen_names = _Numbers(arena, m + len(blocks.inlines))
    cdef int32_t* tag_of = arena.ints(m)
    cdef int32_t* names_of = arena.ints(m + len(blocks.inlines))
    cdef int32_t* counts = arena.ints(m + len(_TAGS))
    cdef tuple nodes = blocks.nodes, items = blocks.items, node
    cdef Py_ssize_t j, tag
    cdef int32_t times = 0
    seen.first, seen.last, seen.top, seen.up = arena.ints(m), arena.ints(m), arena.ints(m), arena.ints(m)
    for i in range(m):
        node = <tuple>nodes[i]
        tag = _number_of(seen_tags, tag_of, node[0], tags)
        j = _number_of(seen_names, names_of, node[1], names)
        said = &known[j]
        if j == len(names) - 1 and not said.any:
            said[0] = _names_of(model, node[1])
        counts[tag] += 1
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
    for i in range(m):
        parent = (<tuple>nodes[seen.top[i]])[2]
        seen.up[i] = seen.top[max(parent, 0)]
    cdef float* out = seen.columns
    for i in range(n):
        j = (<tuple>items[i])[3]
        if not 0 <= j < m:
            raise ValueError(f"block {i} has no node")
        seen.node[i] = j
        parent = max(<Py_ssize_t>(<tuple>nodes[j])[2], 0)
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
            j = _number_of(seen_names, names_of, node[1], names)
            said = &known[j]
            if j == len(names) - 1 and not said.any:
                said[0] = _names_of(model, node[1])
            out[INLINE_LOW * n + block] = min(out[INLINE_LOW * n + block], said.low)
            out[(INLINE_LOW + 1) * n + block] = max(out[(INLINE_LOW + 1) * n + block], said.high)
    return {name: times if name == "time" else counts[<int>_TAGS[name]] for name in columns.COUNTED}


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
            out[0] = _log_of(chars + 1)
            out[n] = _log_of(count)
            out[2 * n] = (after[2] - before[2]) / chars
            out[3 * n] = (after[3] - before[3]) / chars
            out[4 * n] = (after[0] - before[0]) / page_chars
            out[5 * n] = (after[4] - before[4]) / count
            out[6 * n] = (after[5] - before[5]) / count
            out[7 * n] = (after[6] - before[6]) / chars
            out[8 * n] = (i - first) / count
            out[9 * n] = _log_of(seen.sums[i * BASIC] - before[0] + 1)


cdef _read_likes(_Seen seen):
    """Twin of `context._likes`."""
    cdef Py_ssize_t n = seen.blocks, i, k
    cdef double* table = seen.arena.doubles(5 * seen.shapes)  # blocks, logs, their squares, characters, of links
    cdef double* row
    cdef double size, mean, total = max(seen.sums[n * BASIC], 1)
    cdef float* out
    for i in range(n):
        row = table + 5 * seen.shape[i]
        size = _log_of(seen.chars[i] + 1)
        row[0] += 1
        row[1] += size
        row[2] += size * size
        row[3] += seen.chars[i]
        row[4] += seen.sums[(i + 1) * BASIC + 2] - seen.sums[i * BASIC + 2]
    for i in range(n):
        row = table + 5 * seen.shape[i]
        mean = row[1] / row[0]
        out = seen.columns + LIKES * n + i
        out[0] = _log_of(row[0])
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
        out[0] = _log_of(away + 1) if away >= 0 else -_log_of(1 - away)
        out[n] = away > 0


cdef void _distances(_Seen seen, Py_ssize_t sum_of, float* out) noexcept nogil:
    """Blocks since the last with some of a running sum, and to the next, log; the page's length when none."""
    cdef Py_ssize_t n = seen.blocks, i
    cdef Py_ssize_t mark = -n
    for i in range(n):
        out[i] = _log_of(min(i - mark, n) + 1)
        if seen.sums[(i + 1) * BASIC + sum_of] > seen.sums[i * BASIC + sum_of]:
            mark = i
    mark = 2 * n
    for i in range(n - 1, -1, -1):
        out[n + i] = _log_of(min(mark - i, n) + 1)
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
    cdef Py_ssize_t n = seen.blocks, width = model.channels, i, first, last
    cdef Py_ssize_t padded = (n + 7) // 8 * 8  # rows are worked on by eights; what the last ones hold is not read
    cdef _Arena arena = _Arena()
    cdef float* trees = arena.floats(n)
    cdef float* networks = arena.floats(n)
    cdef float* shares = arena.floats(n)
    cdef int32_t* leaf = arena.ints(n)
    cdef float* columns = arena.floats(ALL * ROWS)
    cdef float* hidden = arena.floats(model.networks * padded * width)
    cdef float* around = arena.floats(padded * width)
    cdef double words = 0
    with nogil:
        for i in range(model.trees):
            add_tree(seen.columns, n, model.depth, model.trees, model.tree_features + i, model.thresholds + i,
                     model.leaves + (i << model.depth), leaf, trees)
        standardise(seen.columns, n, PAGE, ALL, model.mean, model.scale, model.heavy, CLIP, 0, min(n, ROWS), ROWS,
                    columns)  # the same in every block
        first = 0
        while first < n:
            last = min(first + ROWS, n)
            standardise(seen.columns, n, 0, PAGE, model.mean, model.scale, model.heavy, CLIP, first, last, ROWS, columns)
            for i in range(model.networks):
                mix_columns(columns, ROWS, (last - first + 7) // 8 * 8, ALL, model.mix + i * ALL * width, width,
                            model.mix_bias + i * width, hidden + (i * padded + first) * width)
            first = last
        for i in range(n):
            words += seen.words[i]
        for i in range(n):
            shares[i] = <float>(seen.words[i] / max(words, 1))
        for i in range(model.networks):
            _one_network(model, i, n, padded, shares, hidden + i * padded * width, around, networks)
        for i in range(n):
            out[i] = FOREST_SHARE * (trees[i] + model.bias) + (1 - FOREST_SHARE) * networks[i] / model.networks


cdef void _one_network(Model model, Py_ssize_t number, Py_ssize_t n, Py_ssize_t padded, const float* shares,
                       float* rows, float* around, float* total) noexcept nogil:
    """Add what one network makes of the page to `total`. `rows` are what its first layer gave."""
    cdef Py_ssize_t width = model.channels, layer
    cdef float* taps
    # the mean and the highest of all rows lie in `around` for a moment, and what they give behind them
    pool_rows(rows, n, width, shares, around)
    mix_row(around, 2 * width, model.pool + number * 2 * width * width, width, model.pool_bias + number * width,
            around + 2 * width)
    add_row(rows, n, width, around + 2 * width)
    for layer in range(LAYERS):
        taps = model.taps + (number * LAYERS + layer) * 3 * width
        weigh_rows(rows, n, width, DILATIONS[layer], taps, taps + width, taps + 2 * width, around)
        add_mixed_rows(around, padded, width, model.steps + (number * LAYERS + layer) * width * width, width,
                       model.step_biases + (number * LAYERS + layer) * width, rows)
    add_products(rows, n, width, model.out + number * width, model.out_bias[number], total)


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


# ---------------------------------------------------------------- from the scores to roles

def choose(list p, list words, double beta2, double least_p, double few_words):
    """Twin of `decision.choose`, given the square of beta and the two bounds."""
    cdef Py_ssize_t n = len(p), i, kept
    cdef _Arena arena = _Arena()
    cdef double* likelihoods = arena.doubles(n)
    cdef double* sizes = arena.doubles(n)
    cdef uint32_t* order = <uint32_t*>arena.take(2 * n, sizeof(uint32_t))
    cdef const uint32_t* likeliest = NULL
    cdef double highest
    cdef list chosen = [False] * n
    if len(words) != n:
        raise ValueError("so many words as probabilities")
    for i in range(n):
        likelihoods[i], sizes[i] = p[i], words[i]
    kept = best_prefix(likelihoods, sizes, n, beta2, least_p, few_words, order, &likeliest, &highest)
    for i in range(kept):
        chosen[likeliest[i]] = True
    return chosen, highest


def name_blocks(list certain, list likely, list chosen, list p, dict again, content, other, tuple reasons):
    """Twin of `label.name_blocks`."""
    cdef Py_ssize_t n = len(chosen), i
    cdef list roles = [other] * n, why = [None] * n
    if not len(certain) == len(likely) == len(p) == n:
        raise ValueError("so many findings and probabilities as blocks")
    for i in range(n):
        finding = certain[i]
        if finding is None and not chosen[i] and i not in again:
            finding = likely[i]
        if finding is not None:
            roles[i], why[i] = (<tuple>finding)[2], (<tuple>finding)[3]
            continue
        if chosen[i]:
            roles[i] = content
        reason = again.get(i) if again else None
        why[i] = reasons[<Py_ssize_t>rint(<double>p[i] * 100)] if reason is None else reason
    return roles, why


def with_tags(tuple nodes, tags):
    """Twin of `label.with_tags`."""
    cdef list found = []
    for node in nodes:
        if (<tuple>node)[0] in tags:
            found.append(node)
    return found
