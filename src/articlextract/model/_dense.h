/* Arithmetic on rows of floats, as fast as the processor at hand allows: what numpy's matrix products do in `forest.py`
   and `network.py`. Sums are taken in another order than numpy's, so the last digits differ. */

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LANES 16 /* floats worked on at once; columns come in multiples of it */

#if defined(__GNUC__) && __GNUC__ >= 12 && defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

#if defined(__GNUC__)
typedef float lanes __attribute__((vector_size(4 * LANES), aligned(4)));
#define ALWAYS_INLINE static inline __attribute__((always_inline))

/* ROWS rows at once: 8 of them keep all of a processor's units busy, 142 to 180 GFLOP/s with AVX-512 */
#define TILE(ROWS)                                                                                                     \
    ALWAYS_INLINE void tile_##ROWS(const float *x, ptrdiff_t depth, const float *w, ptrdiff_t columns,                 \
                                   const float *bias, float *out)                                                      \
    {                                                                                                                  \
        lanes sums[ROWS];                                                                                              \
        for (int r = 0; r < ROWS; r++)                                                                                 \
            sums[r] = *(const lanes *)bias;                                                                            \
        for (ptrdiff_t i = 0; i < depth; i++) {                                                                        \
            lanes weights = *(const lanes *)(w + i * columns);                                                         \
            for (int r = 0; r < ROWS; r++)                                                                             \
                sums[r] += x[r * depth + i] * weights;                                                                 \
        }                                                                                                              \
        for (int r = 0; r < ROWS; r++)                                                                                 \
            *(lanes *)(out + r * columns) = sums[r];                                                                   \
    }
#else
#define TILE(ROWS)                                                                                                     \
    static void tile_##ROWS(const float *x, ptrdiff_t depth, const float *w, ptrdiff_t columns, const float *bias,     \
                            float *out)                                                                                \
    {                                                                                                                  \
        for (int r = 0; r < ROWS; r++) {                                                                               \
            for (int c = 0; c < LANES; c++)                                                                            \
                out[r * columns + c] = bias[c];                                                                        \
            for (ptrdiff_t i = 0; i < depth; i++)                                                                      \
                for (int c = 0; c < LANES; c++)                                                                        \
                    out[r * columns + c] += x[r * depth + i] * w[i * columns + c];                                     \
        }                                                                                                              \
    }
#endif

TILE(8)
TILE(1)

/* out (rows, columns) = x (rows, depth) @ w (depth, columns) + bias, nothing below 0 */
FOR_EACH_PROCESSOR
static void mix_rows(const float *x, ptrdiff_t rows, ptrdiff_t depth, const float *w, ptrdiff_t columns,
                     const float *bias, float *out)
{
    for (ptrdiff_t column = 0; column < columns; column += LANES) {
        ptrdiff_t row = 0;
        for (; row + 8 <= rows; row += 8)
            tile_8(x + row * depth, depth, w + column, columns, bias + column, out + row * columns + column);
        for (; row < rows; row++)
            tile_1(x + row * depth, depth, w + column, columns, bias + column, out + row * columns + column);
    }
    for (ptrdiff_t i = 0; i < rows * columns; i++)
        out[i] = out[i] > 0 ? out[i] : 0;
}

/* out[i] += the leaf of one tree for block i, of `blocks`; `columns` holds the features one after the other. Level d
   of the tree asks whether feature features[d * trees] is above thresholds[d * trees], and gives bit d of the leaf. */
FOR_EACH_PROCESSOR
static void add_tree(const float *columns, ptrdiff_t blocks, int depth, ptrdiff_t trees, const int16_t *features,
                     const float *thresholds, const float *leaves, int32_t *leaf, double *out)
{
    for (ptrdiff_t i = 0; i < blocks; i++)
        leaf[i] = 0;
    for (int d = 0; d < depth; d++) {
        const float *column = columns + features[d * trees] * blocks;
        float threshold = thresholds[d * trees];
        int32_t bit = 1 << d;
        for (ptrdiff_t i = 0; i < blocks; i++)
            leaf[i] |= column[i] > threshold ? bit : 0;
    }
    for (ptrdiff_t i = 0; i < blocks; i++)
        out[i] += leaves[leaf[i]];
}

/* out (blocks, width) = each row with those `away` before and after it, weighed channel by channel; a row beyond
   the page's ends is 0. `stride` is the length of a row in `rows`. */
FOR_EACH_PROCESSOR
static void weigh_rows(const float *rows, ptrdiff_t blocks, ptrdiff_t width, ptrdiff_t stride, ptrdiff_t away,
                       const float *before, const float *here, const float *after, float *out)
{
    for (ptrdiff_t i = 0; i < blocks; i++) {
        const float *row = rows + i * stride;
        float *sum = out + i * width;
        for (ptrdiff_t c = 0; c < width; c++)
            sum[c] = row[c] * here[c];
        if (i >= away)
            for (ptrdiff_t c = 0; c < width; c++)
                sum[c] += row[c - away * stride] * before[c];
        if (i + away < blocks)
            for (ptrdiff_t c = 0; c < width; c++)
                sum[c] += row[c + away * stride] * after[c];
    }
}

/* out (blocks, features), in standard deviations from the mean, within bounds; a heavy-tailed one by its logarithm */
FOR_EACH_PROCESSOR
static void standardise(const float *columns, ptrdiff_t blocks, ptrdiff_t features, const float *mean,
                        const float *scale, const char *heavy, float bound, ptrdiff_t first, ptrdiff_t last, float *out)
{
    for (ptrdiff_t f = 0; f < features; f++) {
        const float *column = columns + f * blocks;
        for (ptrdiff_t i = first; i < last; i++) {
            float value = column[i];
            if (heavy[f])
                value = copysignf(log1pf(fabsf(value)), value);
            value = (value - mean[f]) / scale[f];
            out[(i - first) * features + f] = value > bound ? bound : value < -bound ? -bound : value;
        }
    }
}

/* sums[j] = what column j holds times what `weights` holds, over all blocks */
FOR_EACH_PROCESSOR
static void weighed_sums(const float *columns, ptrdiff_t blocks, ptrdiff_t count, const double *weights, double *sums)
{
    for (ptrdiff_t j = 0; j < count; j++) {
        double sum = 0;
        for (ptrdiff_t i = 0; i < blocks; i++)
            sum += columns[j * blocks + i] * weights[i];
        sums[j] = sum;
    }
}

/* out[i] = what a number of half precision stands for; none of them is infinite */
FOR_EACH_PROCESSOR
static void widen(const uint16_t *halves, ptrdiff_t count, float *out)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        uint32_t bits = (uint32_t)(halves[i] & 0x7FFF) << 13; /* its exponent is 112 too low */
        float size;
        memcpy(&size, &bits, sizeof size);
        size *= 5192296858534827628530496329220096.0f; /* 2 ** 112 */
        out[i] = halves[i] >> 15 ? -size : size;
    }
}
