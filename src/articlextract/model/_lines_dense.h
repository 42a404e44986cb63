/* The network over lines, as fast as the processor at hand allows: what numpy's products do in `lines_network.py`. */

#include "_dense.h"

#define UNITS 8 /* hidden units worked on at once */

static const float zeros[LANES];

/* odds (2, LANES) of LANES lines. `rows` is of shape (features, stride), from the first of those lines on; each feature
   is held between `low` and `high`. `mix` is of shape (units, features), `out` (2, units); `held` has room for
   (features, LANES). */
FOR_EACH_PROCESSOR
static void lines_odds(const float *rows, ptrdiff_t features, ptrdiff_t stride, const float *low, const float *high,
                       const float *mix, const float *bias, ptrdiff_t units, const float *out, float *held, float *odds)
{
    for (ptrdiff_t f = 0; f < features; f++)
        for (int c = 0; c < LANES; c++) {
            float value = rows[f * stride + c];
            value = value > low[f] ? value : low[f];
            held[f * LANES + c] = value < high[f] ? value : high[f];
        }
    for (int c = 0; c < 2 * LANES; c++)
        odds[c] = 0;
    for (ptrdiff_t unit = 0; unit < units; unit += UNITS) {
        float sums[UNITS][LANES];
        int most = units - unit < UNITS ? (int)(units - unit) : UNITS;
        if (most == UNITS)
            tile_8(mix + unit * features, features, 1, features, held, LANES, zeros, AS_IT_IS, sums[0]);
        else
            for (int r = 0; r < most; r++)
                tile_1(mix + (unit + r) * features, 0, 1, features, held, LANES, zeros, AS_IT_IS, sums[r]);
        for (int r = 0; r < most; r++)
            for (int c = 0; c < LANES; c++) {
                float value = sums[r][c] + bias[unit + r];
                value = value > 0 ? value : 0;
                odds[c] += out[unit + r] * value;
                odds[LANES + c] += out[units + unit + r] * value;
            }
    }
}
