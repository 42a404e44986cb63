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
typedef int32_t int_lanes __attribute__((vector_size(4 * LANES), aligned(4)));
#define ALWAYS_INLINE static inline __attribute__((always_inline))
#define ABOVE_ZERO(SUMS) (lanes)((int_lanes)(SUMS) & ((SUMS) > 0))
#else
typedef struct {
    float at[LANES];
} lanes;
#define ALWAYS_INLINE static inline
#endif

enum after { AS_IT_IS, POSITIVE, ADDED }; /* what becomes of a sum: stored; nothing below 0; that, added to what is there */

/* ROWS rows at once: 8 of them keep all of a processor's units busy, 142 to 180 GFLOP/s with AVX-512. Number i of row r
   is x[r * of_row + i * of_column]. */
#if defined(__GNUC__)
#define TILE(ROWS)                                                                                                     \
    ALWAYS_INLINE void tile_##ROWS(const float *x, ptrdiff_t of_row, ptrdiff_t of_column, ptrdiff_t depth,             \
                                   const float *w, ptrdiff_t columns, const float *bias, enum after after, float *out) \
    {                                                                                                                  \
        lanes sums[ROWS];                                                                                              \
        for (int r = 0; r < ROWS; r++)                                                                                 \
            sums[r] = *(const lanes *)bias;                                                                            \
        for (ptrdiff_t i = 0; i < depth; i++) {                                                                        \
            lanes weights = *(const lanes *)(w + i * columns);                                                         \
            for (int r = 0; r < ROWS; r++)                                                                             \
                sums[r] += x[r * of_row + i * of_column] * weights;                                                    \
        }                                                                                                              \
        for (int r = 0; r < ROWS; r++) {                                                                               \
            lanes *to = (lanes *)(out + r * columns);                                                                  \
            lanes sum = after == AS_IT_IS ? sums[r] : ABOVE_ZERO(sums[r]);                                             \
            *to = after == ADDED ? *to + sum : sum;                                                                    \
        }                                                                                                              \
    }
#else
#define TILE(ROWS)                                                                                                     \
    static void tile_##ROWS(const float *x, ptrdiff_t of_row, ptrdiff_t of_column, ptrdiff_t depth, const float *w,    \
                            ptrdiff_t columns, const float *bias, enum after after, float *out)                        \
    {                                                                                                                  \
        for (int r = 0; r < ROWS; r++) {                                                                               \
            lanes sum;                                                                                                 \
            for (int c = 0; c < LANES; c++)                                                                            \
                sum.at[c] = bias[c];                                                                                   \
            for (ptrdiff_t i = 0; i < depth; i++)                                                                      \
                for (int c = 0; c < LANES; c++)                                                                        \
                    sum.at[c] += x[r * of_row + i * of_column] * w[i * columns + c];                                   \
            for (int c = 0; c < LANES; c++) {                                                                          \
                float found = after == AS_IT_IS || sum.at[c] > 0 ? sum.at[c] : 0;                                      \
                out[r * columns + c] = after == ADDED ? out[r * columns + c] + found : found;                          \
            }                                                                                                          \
        }                                                                                                              \
    }
#endif

TILE(8)
TILE(1)

/* out (rows, columns) = x (rows, depth) @ w (depth, columns) + bias, nothing below 0; `x` lies column by column, each
   `stride` long. `rows` is a multiple of 8, as is that of what `mix_rows` and `add_mixed_rows` take. */
FOR_EACH_PROCESSOR
static void mix_columns(const float *x, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t depth, const float *w,
                        ptrdiff_t columns, const float *bias, float *out)
{
    for (ptrdiff_t column = 0; column < columns; column += LANES)
        for (ptrdiff_t row = 0; row < rows; row += 8)
            tile_8(x + row, 1, stride, depth, w + column, columns, bias + column, POSITIVE,
                   out + row * columns + column);
}

/* The same of one row. */
FOR_EACH_PROCESSOR
static void mix_row(const float *x, ptrdiff_t depth, const float *w, ptrdiff_t columns, const float *bias, float *out)
{
    for (ptrdiff_t column = 0; column < columns; column += LANES)
        tile_1(x, 0, 1, depth, w + column, columns, bias + column, POSITIVE, out + column);
}

/* The same of `x` row by row, added to what `out` holds. */
FOR_EACH_PROCESSOR
static void add_mixed_rows(const float *x, ptrdiff_t rows, ptrdiff_t depth, const float *w, ptrdiff_t columns,
                           const float *bias, float *out)
{
    for (ptrdiff_t column = 0; column < columns; column += LANES)
        for (ptrdiff_t row = 0; row < rows; row += 8)
            tile_8(x + row * depth, depth, 1, depth, w + column, columns, bias + column, ADDED,
                   out + row * columns + column);
}

/* out[i] += the leaf of one tree for block i, of `blocks`; `columns` holds the features one after the other. Level d
   of the tree asks whether feature features[d * trees] is above thresholds[d * trees], and gives bit d of the leaf. */
FOR_EACH_PROCESSOR
static void add_tree(const float *columns, ptrdiff_t blocks, int depth, ptrdiff_t trees, const int16_t *features,
                     const float *thresholds, const float *leaves, int32_t *leaf, float *out)
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
   the page's ends is 0. */
FOR_EACH_PROCESSOR
static void weigh_rows(const float *rows, ptrdiff_t blocks, ptrdiff_t width, ptrdiff_t away, const float *before,
                       const float *here, const float *after, float *out)
{
    for (ptrdiff_t i = 0; i < blocks; i++) {
        const float *row = rows + i * width;
        float *sum = out + i * width;
        for (ptrdiff_t c = 0; c < width; c++)
            sum[c] = row[c] * here[c];
        if (i >= away)
            for (ptrdiff_t c = 0; c < width; c++)
                sum[c] += row[c - away * width] * before[c];
        if (i + away < blocks)
            for (ptrdiff_t c = 0; c < width; c++)
                sum[c] += row[c + away * width] * after[c];
    }
}

/* pooled (2, width) = the mean of all rows, each with its share, and the highest of each channel; none is below 0 */
FOR_EACH_PROCESSOR
static void pool_rows(const float *rows, ptrdiff_t blocks, ptrdiff_t width, const float *shares, float *pooled)
{
    for (ptrdiff_t c = 0; c < 2 * width; c++)
        pooled[c] = 0;
    for (ptrdiff_t i = 0; i < blocks; i++)
        for (ptrdiff_t c = 0; c < width; c++) {
            float value = rows[i * width + c];
            pooled[c] += shares[i] * value;
            pooled[width + c] = pooled[width + c] > value ? pooled[width + c] : value;
        }
}

/* One row added to each. */
FOR_EACH_PROCESSOR
static void add_row(float *rows, ptrdiff_t blocks, ptrdiff_t width, const float *row)
{
    for (ptrdiff_t i = 0; i < blocks; i++)
        for (ptrdiff_t c = 0; c < width; c++)
            rows[i * width + c] += row[c];
}

/* sums[i] += bias + row i times `out` */
FOR_EACH_PROCESSOR
static void add_products(const float *rows, ptrdiff_t blocks, ptrdiff_t width, const float *out, float bias, float *sums)
{
    for (ptrdiff_t i = 0; i < blocks; i++) {
        float parts[LANES] = {0}, sum = bias;
        for (ptrdiff_t first = 0; first < width; first += LANES)
            for (int c = 0; c < LANES; c++)
                parts[c] += rows[i * width + first + c] * out[first + c];
        for (int c = 0; c < LANES; c++)
            sum += parts[c];
        sums[i] += sum;
    }
}

/* log(1 + x), x not below 0, to 1e-7: the logarithm of the mantissa is a series in s, which stays below 0.172 */
ALWAYS_INLINE float log_of_one_and(float x)
{
    float mantissa = 1 + x;
    int32_t bits;
    memcpy(&bits, &mantissa, sizeof bits);
    int32_t exponent = (bits - 0x3F3504F3) >> 23; /* the root of one half */
    bits -= exponent * (1 << 23);
    memcpy(&mantissa, &bits, sizeof bits);
    float s = (mantissa - 1) / (mantissa + 1), s2 = s * s;
    return (float)exponent * 0.69314718056f + 2 * s * (1 + s2 * (1.0f / 3 + s2 * (1.0f / 5 + s2 * (1.0f / 7 + s2 / 9))));
}

/* Columns `from` to `to` of `columns`, in standard deviations from the mean, within bounds; a heavy-tailed one by its
   logarithm. Of each, out (features, stride) gets the blocks `first` to `last`. */
FOR_EACH_PROCESSOR
static void standardise(const float *columns, ptrdiff_t blocks, ptrdiff_t from, ptrdiff_t to, const float *mean,
                        const float *scale, const char *heavy, float bound, ptrdiff_t first, ptrdiff_t last,
                        ptrdiff_t stride, float *out)
{
    for (ptrdiff_t f = from; f < to; f++) {
        const float *column = columns + f * blocks + first;
        float *found = out + f * stride, middle = mean[f], unit = scale[f];
        if (heavy[f])
            for (ptrdiff_t i = 0; i < last - first; i++)
                found[i] = copysignf(log_of_one_and(fabsf(column[i])), column[i]);
        else
            memcpy(found, column, (last - first) * sizeof(float));
        for (ptrdiff_t i = 0; i < last - first; i++) {
            float value = (found[i] - middle) / unit;
            found[i] = value > bound ? bound : value < -bound ? -bound : value;
        }
    }
}

/* sums[j] = what column j holds times what `weights` holds, over all blocks */
FOR_EACH_PROCESSOR
static void weighed_sums(const float *columns, ptrdiff_t blocks, ptrdiff_t count, const double *weights, double *sums)
{
    for (ptrdiff_t j = 0; j < count; j++) {
        double parts[8] = {0}, sum = 0; /* one alone would wait for each addition */
        ptrdiff_t i = 0;
        for (; i + 8 <= blocks; i += 8)
            for (int c = 0; c < 8; c++)
                parts[c] += columns[j * blocks + i + c] * weights[i + c];
        for (; i < blocks; i++)
            sum += columns[j * blocks + i] * weights[i];
        for (int c = 0; c < 8; c++)
            sum += parts[c];
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
