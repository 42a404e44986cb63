# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The line model, compiled: the twins of `lines_features.rows_in_python`, in one pass over the characters, of
`LineNetwork.in_python` and of `decision.choose`.

It fills the same rows in the same order, from the same tables and sizes. Sums are taken in another order, so that
features may differ in the last digits of single precision.
"""

from cpython.unicode cimport PyUnicode_1BYTE_KIND, PyUnicode_2BYTE_KIND, PyUnicode_DATA, PyUnicode_GET_LENGTH
from cpython.unicode cimport PyUnicode_KIND
from libc.math cimport exp, expm1, log, log1pf, rint
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy, memset

from . import characters, constants, lines_chars, lines_context, lines_features, lines_lexicon

cdef extern from *:
    const char* SOURCE_HASH

SOURCE = SOURCE_HASH.decode()

cdef extern from "_lines_dense.h" nogil:
    const int LANES
    void lines_odds(
        const float *rows, Py_ssize_t features, Py_ssize_t stride, const float *low, const float *high,
        const float *mix, const float *bias, Py_ssize_t units, const float *out, float *held, float *odds
    )

cdef extern from "_decision.h" nogil:
    Py_ssize_t best_prefix(
        const double *p, const double *words, Py_ssize_t count, double beta2, double least_p, double few_words,
        uint32_t *order, const uint32_t **likeliest, double *highest
    )

cdef enum:  # the rows of `lines_features.OWN` and of the lexicon, in their order
    CHARS, WORDS, ENDS, COMMAS, GAP, GAP_BELOW, INDENT, DIGIT_SHARE, SYMBOL_SHARE, UNSPACED_SHARE, UPPER_SHARE
    CAPITAL_WORDS, BARS, ENDS_SENTENCE, ENDS_COMMA, ENDS_LETTER, ENDS_ELLIPSIS, IS_ITEM, IS_HEADING, STARTS_UPPER
    STARTS_LOWER, REPEATS, ECHO, FIRST_SHARE, FIRST_COVER, WORD_MEAN, WORD_MIN, WORD_FIRST, WORD_LAST, LINE_ODDS
    OWN_ROWS

cdef enum:  # as `characters` has them
    DIGIT, UPPER, LOWER, LETTER, UNSPACED, END, COMMA, SPACE, MONEY, SYMBOL, CLASSES

cdef enum:
    NEAR_ROWS = 9
    WINDOW_ROWS = 5
    MAX_SHIFTS = 8
    PLACE_ROWS = 11
    LOGS = 512  # counts whose logarithm is kept
    KNOWN_MOST = 1 << 14

cdef Py_ssize_t SHORT = lines_chars.SHORT
cdef uint32_t MIX = lines_chars._MIX
cdef uint32_t TURN = lines_chars._TURN - 1
cdef uint32_t FACTOR = lines_chars._FACTOR
cdef uint32_t INVERSE = pow(lines_chars._FACTOR, -1, 1 << 32)
cdef uint32_t BUCKETS = lines_lexicon.BUCKETS
cdef uint32_t KNOWN = lines_features._KNOWN - 1
cdef float BELOW_LAST = lines_features._BELOW_LAST
cdef float MAX_LAYOUT = lines_features._MAX_LAYOUT
cdef uint32_t PLANE = characters.PLANE - 1
cdef uint32_t ALPHABETS = characters.ALPHABETS
cdef double SCALE = constants.SCALE
cdef int SPAN = lines_context.SPAN
cdef double LONG = lines_context._LONG
cdef double SAID = lines_context._SAID
cdef float LIKE = lines_context.LIKE

cdef int SHIFTS[MAX_SHIFTS]
cdef int WINDOWS[MAX_SHIFTS]
cdef int SHIFT_COUNT = len(lines_context.SHIFTS)
cdef int WINDOW_COUNT = len(lines_context.WINDOWS)
cdef int[NEAR_ROWS] NEAR = [CHARS, ENDS, GAP, DIGIT_SHARE, CAPITAL_WORDS, ENDS_SENTENCE, IS_ITEM, WORD_MEAN, LINE_ODDS]
cdef int[WINDOW_ROWS] WINDOW = [CHARS, ENDS, GAP, DIGIT_SHARE, WORD_MEAN]
cdef float[LOGS] LOG

for _at in range(SHIFT_COUNT):
    SHIFTS[_at] = lines_context.SHIFTS[_at]
for _at in range(WINDOW_COUNT):
    WINDOWS[_at] = lines_context.WINDOWS[_at]
for _at in range(LOGS):
    LOG[_at] = log1pf(_at)

ctypedef fused char_t:
    uint8_t
    uint16_t
    uint32_t


cdef struct Line:
    uint32_t[CLASSES] counts
    uint32_t capitals, bars  # after a space
    uint32_t words, common
    uint32_t checksum, power
    const float *odds
    double total
    float lowest, first, last


cdef struct Text:
    const uint8_t *classes
    const uint32_t *values
    uint8_t *known
    uint32_t known_words
    uint32_t place, words  # of the next character, and word, in the text
    bint is_first


def row_count():
    return OWN_ROWS + SHIFT_COUNT * NEAR_ROWS + 2 * WINDOW_COUNT * WINDOW_ROWS + 1 + PLACE_ROWS + 11


if KNOWN >= KNOWN_MOST or LOGS <= MAX_LAYOUT or len(lines_features.MEANINGS) != row_count():
    raise ImportError("compiled for other features than these")


def is_wide(tuple texts):
    """Whether any character lies beyond what is written in letters: then the larger table of classes is asked for."""
    cdef Py_ssize_t i, size
    cdef void *data
    cdef str text
    for text in texts:
        size = PyUnicode_GET_LENGTH(text)
        if PyUnicode_KIND(text) == PyUnicode_1BYTE_KIND:
            continue
        if PyUnicode_KIND(text) != PyUnicode_2BYTE_KIND:
            return True  # holds a character beyond the plane
        data = PyUnicode_DATA(text)
        for i in range(size):
            if (<uint16_t *>data)[i] >= ALPHABETS:
                return True
    return False


def fill_rows(
    tuple texts, tuple tags, tuple gaps, tuple indents, const uint8_t[::1] classes, const uint32_t[::1] values,
    const float[::1] both, const float[::1] line_odds, float[:, ::1] out
):
    """Fill `out`, shape (rows, lines). `classes` and `values` are of the plane's characters, `both` as of a lexicon."""
    cdef Py_ssize_t count = len(texts), i, size
    if out.shape[0] != row_count() or out.shape[1] != count or not len(tags) == len(gaps) == len(indents) == count:
        raise ValueError("so many lines, and a row for each feature")
    if classes.shape[0] <= PLANE or values.shape[0] <= PLANE or both.shape[0] < 2 * BUCKETS or line_odds.shape[0] < BUCKETS:
        raise ValueError("tables that are too short")
    if count == 0:
        return
    cdef uint8_t[KNOWN_MOST] known
    cdef Text text
    cdef Line line
    cdef void *data
    cdef str held
    cdef float *rows = &out[0, 0]
    cdef uint32_t *sums = <uint32_t *>malloc(count * sizeof(uint32_t))
    if sums == NULL:
        raise MemoryError
    memset(known, 0, sizeof(known))
    text.classes, text.values, text.known = &classes[0], &values[0], known
    text.known_words = text.words = 0
    text.place = 1
    try:
        for i in range(count):
            held = texts[i]
            size = PyUnicode_GET_LENGTH(held)
            data = PyUnicode_DATA(held)
            memset(&line, 0, sizeof(line))
            line.odds = &both[BUCKETS if size <= SHORT else 0]
            text.is_first = i == 0
            if PyUnicode_KIND(held) == PyUnicode_1BYTE_KIND:
                read_line(<const uint8_t *>data, size, &text, &line, rows + i, count)
            elif PyUnicode_KIND(held) == PyUnicode_2BYTE_KIND:
                read_line(<const uint16_t *>data, size, &text, &line, rows + i, count)
            else:
                read_line(<const uint32_t *>data, size, &text, &line, rows + i, count)
            sums[i] = own_sum(&line)
            write_words(&line, &text, size, &line_odds[0], sums[i], rows + i, count)
            rows[GAP * count + i] = min(<float>gaps[i], MAX_LAYOUT)
            rows[INDENT * count + i] = min(<float>indents[i], MAX_LAYOUT)
            rows[IS_ITEM * count + i] = tags[i] == "li"
            rows[IS_HEADING * count + i] = tags[i][0] == "h"
        repeats(sums, count, rows + REPEATS * count, rows + ECHO * count)
        context(rows, count, texts)
    finally:
        free(sums)


cdef inline void read_line(
    const char_t *chars, Py_ssize_t size, Text *text, Line *line, float *rows, Py_ssize_t count
) noexcept nogil:
    """Classes and words of one line, with the border after it, which is white space."""
    cdef uint32_t code, kind, before = SPACE, word = 0, power = 1, place = text.place, start = 0
    cdef bint inside = False
    cdef Py_ssize_t i, run = 0
    for i in range(size):
        code = chars[i]
        if char_t is not uint8_t:
            if code > PLANE:
                code = PLANE
        kind = text.classes[code]
        if kind != before:  # counted by runs: half the time of counting each
            if kind >= CLASSES:
                kind = SYMBOL
            line.counts[before] += i - run
            run = i
            if before == SPACE:
                line.capitals += kind == UPPER
                line.bars += kind == SYMBOL
            before = kind
        if kind <= UNSPACED:
            if not inside:
                inside, word, power, start = True, 0, 1, place
            elif place & TURN == 0:
                power = power_of(INVERSE, start & TURN)  # the powers begin again
            word += text.values[code] * power
            power *= FACTOR
        elif inside:
            inside = False
            take_word(word, text, line)
        place += 1
    if inside:
        take_word(word, text, line)
    text.place = place + 1
    line.counts[before] += size - run
    line.counts[SPACE] += 1

    cdef uint32_t first = text.classes[min(<uint32_t>chars[0], PLANE)] if size else SPACE
    cdef uint32_t last = chars[size - 1] if size else 0
    cdef float words = line.counts[SPACE] + line.counts[UNSPACED] / <float>2
    cdef float length = max(size, 1)
    rows[CHARS * count] = log_of(size)
    rows[WORDS * count] = log1pf(words)
    rows[ENDS * count] = log_of(line.counts[END])
    rows[COMMAS * count] = log_of(line.counts[COMMA])
    rows[DIGIT_SHARE * count] = line.counts[DIGIT] / length
    rows[SYMBOL_SHARE * count] = line.counts[SYMBOL] / length
    rows[UNSPACED_SHARE * count] = line.counts[UNSPACED] / length
    rows[UPPER_SHARE * count] = line.counts[UPPER] / <float>max(line.counts[UPPER] + line.counts[LOWER], 1)
    rows[CAPITAL_WORDS * count] = line.capitals / words
    rows[BARS * count] = line.bars / words
    rows[ENDS_SENTENCE * count] = before == END
    rows[ENDS_COMMA * count] = before == COMMA
    rows[ENDS_LETTER * count] = UPPER <= before <= UNSPACED
    rows[ENDS_ELLIPSIS * count] = last == 0x2026 or (
        last == c"." and size > 2 and chars[size - 2] == c"." and chars[size - 3] == c"."
    )
    rows[STARTS_UPPER * count] = first == UPPER
    rows[STARTS_LOWER * count] = first == LOWER


cdef inline float log_of(Py_ssize_t number) noexcept nogil:
    return LOG[number] if number < LOGS else log1pf(number)


cdef uint32_t power_of(uint32_t factor, uint32_t times) noexcept nogil:
    cdef uint32_t found = 1
    while times:
        if times & 1:
            found *= factor
        factor *= factor
        times >>= 1
    return found


cdef inline void take_word(uint32_t word, Text *text, Line *line) noexcept nogil:
    """One word of a line, given its letters' sum: its checksum, and what it speaks for."""
    word ^= word >> 15
    word *= MIX
    word ^= word >> 13
    cdef float odds = line.odds[word & (BUCKETS - 1)]
    if line.words == 0:
        line.power, line.first, line.lowest = 1, odds, odds
        line.checksum = 0
    elif text.words & TURN == 0:
        line.power = power_of(INVERSE, (text.words - line.words) & TURN)
    line.checksum += (word + 1) * line.power
    line.power *= FACTOR
    line.total += odds
    line.last = odds
    if odds < line.lowest:
        line.lowest = odds
    if text.is_first:
        text.known_words += not text.known[word & KNOWN]
        text.known[word & KNOWN] = True
    line.common += text.known[word & KNOWN]
    line.words += 1
    text.words += 1


cdef inline uint32_t own_sum(const Line *line) noexcept nogil:
    """The checksum of all words of a line, 0 where it has none."""
    cdef uint32_t found = line.checksum
    found ^= found >> 15
    return found * MIX


cdef void write_words(
    const Line *line, const Text *text, Py_ssize_t size, const float *line_odds, uint32_t checksum, float *rows,
    Py_ssize_t count
) noexcept nogil:
    """What the words of a line are like, and what they speak for; zeros for a line without words."""
    cdef bint is_short = size <= SHORT
    cdef uint32_t words = max(line.words, 1)
    rows[FIRST_SHARE * count] = line.common / <float>words
    rows[FIRST_COVER * count] = min(line.common / <float>max(text.known_words, 1), <float>1) if is_short else 0
    rows[WORD_MEAN * count] = <float>(line.total / words)
    rows[WORD_MIN * count] = line.lowest
    rows[WORD_FIRST * count] = line.first
    rows[WORD_LAST * count] = line.last
    rows[LINE_ODDS * count] = line_odds[checksum & (BUCKETS - 1)] if is_short and line.words else 0


cdef int repeats(const uint32_t *sums, Py_ssize_t count, float *times, float *echo) except -1:
    """How often each line stands on the page, log, and whether it stood there before: by sorting, a byte at a time.

    A table of the sums would be filled at one place by lines made for that.
    """
    cdef uint32_t *order = <uint32_t *>malloc(2 * count * sizeof(uint32_t))
    if order == NULL:
        raise MemoryError
    cdef uint32_t *other = order + count
    cdef uint32_t *swap
    cdef Py_ssize_t[257] places
    cdef Py_ssize_t i, first
    cdef int byte, value
    cdef float log_times
    cdef uint32_t *held = order
    for i in range(count):
        order[i] = i
    for byte in range(0, 32, 8):
        memset(places, 0, sizeof(places))
        for i in range(count):
            places[((sums[i] >> byte) & 255) + 1] += 1
        for value in range(256):
            places[value + 1] += places[value]
        for i in range(count):
            value = (sums[order[i]] >> byte) & 255
            other[places[value]] = order[i]
            places[value] += 1
        swap, order, other = order, other, order
    first = 0
    for i in range(1, count + 1):
        if i == count or sums[order[i]] != sums[order[first]]:
            log_times = <float>log(<double>(i - first))
            echo[order[first]] = 0
            times[order[first]] = log_times
            for first in range(first + 1, i):
                times[order[first]], echo[order[first]] = log_times, 1
            first = i
    free(held)
    return 0


cdef int context(float *rows, Py_ssize_t count, tuple texts) except -1:
    """The rows of what stands around each line; the twin of `lines_context.context_rows`."""
    cdef float *out = rows + OWN_ROWS * count
    cdef float *gap = rows + GAP * count
    cdef float *below = rows + GAP_BELOW * count
    cdef float *indent = rows + INDENT * count
    cdef Py_ssize_t i
    for i in range(count):
        below[i] = gap[i + 1] if i + 1 < count else BELOW_LAST
    for i in range(count):
        gap[i], below[i], indent[i] = log_of(<Py_ssize_t>gap[i]), log_of(<Py_ssize_t>below[i]), log_of(<Py_ssize_t>indent[i])
    near(rows, count, out)
    out += SHIFT_COUNT * NEAR_ROWS * count
    # running sums of the windows' rows and of the characters, one row each
    cdef double *sums = <double *>malloc((WINDOW_ROWS + 1) * (count + 1) * sizeof(double))
    if sums == NULL:
        raise MemoryError
    cdef double *characters = sums + WINDOW_ROWS * (count + 1)
    characters[0] = 0
    for i in range(count):
        characters[i + 1] = characters[i] + PyUnicode_GET_LENGTH(texts[i])
    try:
        windows(rows, count, sums, out)
        out += 2 * WINDOW_COUNT * WINDOW_ROWS * count
        lowest(rows + LINE_ODDS * count, count, out)
        out += count
        place(rows, count, characters, out)
        page(rows, count, sums, characters, out + PLACE_ROWS * count)
    finally:
        free(sums)
    return 0


cdef void near(const float *rows, Py_ssize_t count, float *out) noexcept nogil:
    """The rows of the lines around; zeros beyond the page's ends."""
    cdef int at, k
    cdef Py_ssize_t shift, size
    for at in range(SHIFT_COUNT):
        shift = SHIFTS[at]
        size = max(count - (shift if shift > 0 else -shift), 0)
        for k in range(NEAR_ROWS):
            memset(out, 0, count * sizeof(float))
            memcpy(
                out + (0 if shift > 0 else count - size), rows + NEAR[k] * count + (count - size if shift > 0 else 0),
                size * sizeof(float),
            )
            out += count


cdef void windows(const float *rows, Py_ssize_t count, double *sums, float *out) noexcept nogil:
    """For each size the means of the lines before, then of those after; fills `sums` besides."""
    cdef int at, k
    cdef Py_ssize_t i, size
    cdef double *of
    cdef const float *row
    cdef double each
    for k in range(WINDOW_ROWS):
        of, row = sums + k * (count + 1), rows + WINDOW[k] * count
        of[0] = 0
        for i in range(count):
            of[i + 1] = of[i] + row[i]
    for at in range(WINDOW_COUNT):
        size = min(WINDOWS[at], count)
        each = 1.0 / WINDOWS[at]
        for k in range(WINDOW_ROWS):
            of = sums + k * (count + 1)
            for i in range(size):
                out[i] = <float>(of[i] / max(i, 1))
            for i in range(size, count):
                out[i] = <float>((of[i] - of[i - size]) * each)
            out += count
        for k in range(WINDOW_ROWS):
            of = sums + k * (count + 1)
            for i in range(count - size):
                out[i] = <float>((of[i + 1 + size] - of[i + 1]) * each)
            for i in range(count - size, count):
                out[i] = <float>((of[count] - of[i + 1]) / max(count - 1 - i, 1))
            out += count


cdef void lowest(const float *odds, Py_ssize_t count, float *out) noexcept nogil:
    """The running minimum over the SPAN lines above, zeros above the page: by doubling."""
    cdef Py_ssize_t i, reach = 1, step
    out[0] = 0
    for i in range(1, count):
        out[i] = odds[i - 1]
    while reach < SPAN:
        step = min(reach, SPAN - reach)
        for i in range(count - 1, step - 1, -1):
            if out[i - step] < out[i]:
                out[i] = out[i - step]
        for i in range(min(step, count)):
            if out[i] > 0:
                out[i] = 0
        reach += step


cdef void place(const float *rows, Py_ssize_t count, const double *characters, float *out) noexcept nogil:
    """Where each line stands among the long ones, those like the first line, and those that are no content."""
    cdef const float *chars = rows + CHARS * count
    cdef const float *cover = rows + FIRST_COVER * count
    cdef const float *odds = rows + LINE_ODDS * count
    cdef Py_ssize_t i, first = -1, last = -1, first_like = -1, long_at = -count, like_at = -count, low_at = -count
    cdef double since, to, run, total = max(characters[count], 1.0)
    for i in range(count):
        if chars[i] >= LONG:
            first, last = (i if first < 0 else first), i
        if i and cover[i] >= LIKE and first_like < 0:
            first_like = i
    if first < 0:
        first, last = 0, count - 1
    cdef Py_ssize_t next_long = 2 * count
    for i in range(count - 1, -1, -1):
        out[3 * count + i] = min(next_long - i, count)
        if chars[i] >= LONG:
            next_long = i
    for i in range(count):
        since, to = min(i - long_at, count), out[3 * count + i]
        run = 0 if chars[i] >= LONG else since + to - 1
        out[i] = <float>(<double>i / count)
        out[count + i] = <float>(characters[i] / total)
        out[2 * count + i] = log_of(<Py_ssize_t>since)
        out[3 * count + i] = log_of(<Py_ssize_t>to)
        out[4 * count + i] = signed_log(i - first)
        out[5 * count + i] = signed_log(last - i)
        out[6 * count + i] = log_of(<Py_ssize_t>run)
        out[7 * count + i] = log1pf(<float>(since / run)) if run > 0 else 0
        out[9 * count + i] = log_of(min(i - like_at, count))
        if chars[i] >= LONG:
            long_at = i
        if i and cover[i] >= LIKE:
            like_at = i
        if odds[i] <= -SAID:
            low_at = i
        out[8 * count + i] = log_of(min(i + 1 - low_at, count))
        out[10 * count + i] = <float>0.5 if first_like < 0 else i >= first_like


cdef inline float signed_log(Py_ssize_t number) noexcept nogil:
    return log_of(number) if number >= 0 else -log_of(-number)


cdef void page(
    const float *rows, Py_ssize_t count, const double *sums, const double *characters, float *out
) noexcept nogil:
    """The page as a whole, the same for each of its lines."""
    cdef const float *chars = rows + CHARS * count
    cdef double long_chars = 0, total = max(characters[count], 1.0)
    cdef float longest = 0
    cdef Py_ssize_t i, k, gaps = 0, items = 0, low = 0, sentences = 0, lower = 0
    cdef float[11] values
    for i in range(count):
        if chars[i] >= LONG:
            long_chars += characters[i + 1] - characters[i]
        longest = max(longest, chars[i])
        gaps += rows[GAP * count + i] != 0
        items += rows[IS_ITEM * count + i] != 0
        low += rows[LINE_ODDS * count + i] <= -SAID
        sentences += rows[ENDS_SENTENCE * count + i] != 0
        lower += rows[STARTS_LOWER * count + i] != 0
    values[0], values[1] = <float>log(<double>count), <float>log(total)
    values[2], values[3] = <float>(long_chars / total), longest
    values[4], values[5] = <float>(sums[count] / count), <float>(sums[4 * (count + 1) + count] / count)
    values[6], values[7] = <float>(<double>gaps / count), <float>(<double>items / count)
    values[8], values[9] = <float>(<double>low / count), <float>(<double>sentences / count)
    values[10] = <float>(<double>lower / count)
    for k in range(11):
        for i in range(count):
            out[i] = values[k]
        out += count


def log_odds(
    const float[:, ::1] rows, const float[::1] low, const float[::1] high, const float[:, ::1] mix,
    const float[::1] bias, const float[:, ::1] out, const float[::1] out_bias, double[:, ::1] found
):
    """Fill `found`, shape (2, lines), from features of shape (features, lines); `mix` and `bias` are for these."""
    cdef Py_ssize_t features = rows.shape[0], count = rows.shape[1], units = mix.shape[0]
    cdef Py_ssize_t first, size, f, at, c
    if (
        low.shape[0] != features or high.shape[0] != features or mix.shape[1] != features or bias.shape[0] != units
        or out.shape[0] != 2 or out.shape[1] != units or out_bias.shape[0] != 2
        or found.shape[0] != 2 or found.shape[1] != count or features == 0 or units == 0
    ):
        raise ValueError("parts of a network that do not fit together")
    if count == 0:
        return
    cdef float *held = <float *>malloc((2 * features + 2) * LANES * sizeof(float))
    if held == NULL:
        raise MemoryError
    cdef float *last = held + features * LANES
    cdef float *odds = last + features * LANES
    cdef const float *block
    cdef Py_ssize_t stride
    with nogil:
        first = 0
        while first < count:
            size = min(LANES, count - first)
            block, stride = &rows[0, first], count
            if size < LANES:  # the last lines, with nothing beside them
                memset(last, 0, features * LANES * sizeof(float))
                for f in range(features):
                    memcpy(last + f * LANES, &rows[f, first], size * sizeof(float))
                block, stride = last, LANES
            lines_odds(
                block, features, stride, &low[0], &high[0], &mix[0, 0], &bias[0], units, &out[0, 0], held, odds
            )
            for at in range(2):
                for c in range(size):
                    found[at, first + c] = <double>odds[at * LANES + c] + out_bias[at]
            first += LANES
    free(held)


def chances(
    const float[:, ::1] rows, const double[:, ::1] odds, double[:, ::1] out, Py_ssize_t top, Py_ssize_t above,
    Py_ssize_t below, double begun_at, double max_title
):
    """`lines.chances`: fill `out`, shape (3, lines), given that module's constants."""
    cdef Py_ssize_t count = rows.shape[1], i, start = 0
    cdef double mass = 0, begun = 0
    if rows.shape[0] != row_count() or (odds.shape[0], odds.shape[1], out.shape[0], out.shape[1]) != (2, count, 3, count):
        raise ValueError("so many lines, and a row for each feature")
    for i in range(count):
        out[0, i] = rint(SCALE / (1 + exp(-odds[0, i]))) / SCALE
        out[1, i] = rint(SCALE / (1 + exp(-odds[1, i]))) / SCALE
        out[2, i] = rint(2 * expm1(rows[WORDS, i])) / 2
        mass += out[0, i] * out[2, i]
    while start < count:  # to where the expected content has begun
        begun += out[0, start] * out[2, start]
        if begun >= begun_at * mass:
            break
        start += 1
    for i in range(count):
        if not (i < top or start - above <= i <= start + below) or rows[CHARS, i] > max_title:
            out[1, i] = 0


def name_lines(list kept not None, const double[::1] p, tuple reasons not None, content, other):
    """`lines.name_lines`."""
    cdef Py_ssize_t count = len(kept), i
    if p.shape[0] != count or len(reasons) != 101:
        raise ValueError("so many probabilities as lines, and a reason for each hundredth")
    cdef list roles = [other] * count, found = [None] * count
    for i in range(count):
        if kept[i]:
            roles[i] = content
        found[i] = reasons[<Py_ssize_t>rint(min(max(p[i], 0), 1) * 100)]
    return roles, found


def choose(const double[::1] p, const double[::1] words, double beta2, double least_p, double few_words):
    """`decision.choose`, given the square of beta and the two bounds."""
    cdef Py_ssize_t count = p.shape[0], kept, at
    cdef double highest
    cdef const uint32_t *likeliest = NULL
    cdef list chosen = [False] * count
    if words.shape[0] != count:
        raise ValueError("so many words as probabilities")
    cdef uint32_t *order = <uint32_t *>malloc(2 * max(count, 1) * sizeof(uint32_t))
    if order == NULL:
        raise MemoryError
    if count:
        kept = best_prefix(&p[0], &words[0], count, beta2, least_p, few_words, order, &likeliest, &highest)
        for at in range(kept):
            chosen[likeliest[at]] = True
    free(order)
    return chosen, highest if count else 0.0
