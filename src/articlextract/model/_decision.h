/* The decision rule of `decision.py` on plain arrays, for the models of pages and of lines. */

#include <stddef.h>
#include <stdint.h>

/* The places in order of falling p, equal ones as they stand: by merging; `order` has room for twice as many. */
static const uint32_t *by_likelihood(const double *p, ptrdiff_t count, uint32_t *order)
{
    uint32_t *other = order + count;
    for (ptrdiff_t at = 0; at < count; at++)
        order[at] = (uint32_t)at;
    for (ptrdiff_t size = 1; size < count; size *= 2) {
        for (ptrdiff_t first = 0; first < count; first += 2 * size) {
            ptrdiff_t middle = first + size < count ? first + size : count;
            ptrdiff_t end = first + 2 * size < count ? first + 2 * size : count;
            ptrdiff_t left = first, right = middle;
            for (ptrdiff_t at = first; at < end; at++)
                other[at] = left < middle && (right == end || p[order[left]] >= p[order[right]]) ? order[left++]
                                                                                                 : order[right++];
        }
        uint32_t *sorted = other;
        other = order;
        order = sorted;
    }
    return order;
}

/* Twin of `decision.choose`: how many to keep, the likeliest first as `*likeliest` has them, and the score that this
   gives; 0 where nothing is likely. `beta2` is the square of beta; `order` has room for twice as many. */
static ptrdiff_t best_prefix(const double *p, const double *words, ptrdiff_t count, double beta2, double least_p,
                             double few_words, uint32_t *order, const uint32_t **likeliest, double *highest)
{
    double total = 0, of_all = 0, most = 0, gained = 0, kept = 0;
    ptrdiff_t best = 0;
    *highest = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        total += p[i] * words[i];
        of_all += words[i];
        most = p[i] > most ? p[i] : most;
    }
    if (total <= 0 || (most < least_p && of_all >= few_words))
        return 0;
    *likeliest = by_likelihood(p, count, order);
    for (ptrdiff_t at = 0; at < count; at++) {
        uint32_t i = (*likeliest)[at];
        gained += p[i] * words[i];
        kept += words[i];
        double score = (1 + beta2) * gained / (kept + beta2 * total);
        if (score > *highest) {
            best = at;
            *highest = score;
        }
    }
    return best + 1;
}
