/* SPDX-FileCopyrightText: 2026 Schakel contributors
 * SPDX-License-Identifier: EUPL-1.2
 *
 * What the simulation could be at best: the same algorithm as the kernel (calendar queue with a bitmap, quantile
 * tables, random numbers hashed per patient and step, one centre at a time) written for this one model only, in C.
 *
 * anchor TABLES REPLICATIONS: reads the quantile tables that the kernel uses and prints events, seconds, mean wait. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { STEPS = 12, KINDS = 5, CENTRES = 12, YEARS = 10, FLOWS = 6, BODY = 1024, SIZE = BODY + 1, BUCKETS = 4096, MAX = 4096 };
#define PER_UNIT 32.0
#define YEAR 365.0
#define NONE 0xffffffffu
static const int KIND[STEPS] = {-1, 4, -1, 0, 1, 2, -1, 2, 4, 2, 3, 4}, PLACES[KINDS] = {2, 1, 2, 20, 3};
static const double SHARE[FLOWS] = {.30, .25, .20, .10, .10, .05};
static float table[STEPS + FLOWS][SIZE];

typedef struct { double when, since, waited; uint64_t key; uint32_t link, next; uint8_t step, flow, urgent; } patient;
typedef struct { double busy; uint32_t first[2], last[2]; int free; } pool;
static patient all[MAX + FLOWS];
static uint32_t heads[BUCKETS], spare[MAX], spares;
static uint64_t words[BUCKETS / 64], turn;
static pool pools[KINDS];
static double sum[FLOWS], base[FLOWS], waits[STEPS], total;
static long served[STEPS][YEARS], events, finished;
static int year_of[FLOWS];
static uint64_t count[FLOWS], stream[FLOWS];

static inline uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}
static inline uint64_t bits(uint64_t key, uint64_t purpose) { return mix(key + purpose * 0x9E3779B97F4A7C15ULL); }
static inline double unit(uint64_t x) { return ((double)(int64_t)(x >> 11) + 0.5) * 0x1p-53; }
static inline double drawn(int which, uint64_t x) {
    const float *at = &table[which][x >> 54];
    return at[0] + (double)(int64_t)(x & ((1ULL << 54) - 1)) * 0x1p-54 * (at[1] - at[0]);
}
static inline void put(uint32_t i, double t) {
    unsigned b = (uint64_t)(t * PER_UNIT) & (BUCKETS - 1);
    uint32_t *at = &heads[b];
    all[i].when = t;
    while (*at != NONE && all[*at].when <= t) at = &all[*at].link;
    all[i].link = *at;
    *at = i;
    words[b >> 6] |= 1ULL << (b & 63);
}
static inline uint32_t take(void) {
    for (;;) {
        unsigned b = turn & (BUCKETS - 1);
        uint64_t word = words[b >> 6] >> (b & 63);
        if (!word) { turn = (turn | 63) + 1; continue; }
        turn += __builtin_ctzll(word);
        b = turn & (BUCKETS - 1);
        uint32_t i = heads[b];
        if ((uint64_t)(all[i].when * PER_UNIT) != turn) { turn++; continue; }
        if ((heads[b] = all[i].link) == NONE) words[b >> 6] &= ~(1ULL << (b & 63));
        return i;
    }
}
static double next_arrival(int flow) {
    sum[flow] -= log(1 - unit(bits(stream[flow], 2 * count[flow] + 1)));
    for (int y = year_of[flow]; y < YEARS; y++) {
        double rate = 1500 * pow(1.2, y) / YEAR * SHARE[flow] / CENTRES, more = sum[flow] - base[flow];
        if (more < rate * YEAR) { year_of[flow] = y; return y * YEAR + more / rate; }
        base[flow] += rate * YEAR;
    }
    year_of[flow] = YEARS;
    return INFINITY;
}
static inline void start(uint32_t i, double t) {
    patient *p = &all[i];
    int step = p->step;
    double length = drawn(step == 6 ? STEPS + p->flow : step, bits(p->key, step + 100));
    served[step][(int)(t / YEAR)]++;
    if (KIND[step] >= 0) {
        double wait = t - p->since;
        pools[KIND[step]].free--;
        pools[KIND[step]].busy -= t;
        if (wait > 0) { waits[step] += wait; p->waited += wait; }
    }
    put(i, t + length);
}
static void arrive(uint32_t i, double t) {
    patient *p = &all[i];
    int kind = KIND[p->step];
    p->since = t;
    if (kind < 0 || pools[kind].free > 0) { start(i, t); return; }
    pool *q = &pools[kind];
    int line = !p->urgent;
    p->next = NONE;
    if (q->last[line] == NONE) q->first[line] = i; else all[q->last[line]].next = i;
    q->last[line] = i;
}
static void done(uint32_t i, double t) {
    patient *p = &all[i];
    int kind = KIND[p->step];
    if (kind >= 0) {
        pool *q = &pools[kind];
        q->free++;
        q->busy += t;
        int line = q->first[0] != NONE ? 0 : 1;
        uint32_t j = q->first[line];
        if (j != NONE) {
            if ((q->first[line] = all[j].next) == NONE) q->last[line] = NONE;
            start(j, t);
        }
    }
    if (++p->step == STEPS) { finished++; total += p->waited; spare[spares++] = i; return; }
    arrive(i, t);
}
static void centre(uint64_t seed) {
    memset(heads, 0xff, sizeof heads);
    memset(words, 0, sizeof words);
    turn = 0;
    spares = MAX;
    for (uint32_t i = 0; i < MAX; i++) spare[i] = FLOWS + MAX - 1 - i;
    for (int k = 0; k < KINDS; k++) pools[k] = (pool){0, {NONE, NONE}, {NONE, NONE}, PLACES[k]};
    for (int f = 0; f < FLOWS; f++) {
        sum[f] = base[f] = year_of[f] = count[f] = 0;
        stream[f] = mix(seed ^ mix(f + 1));
        put(f, next_arrival(f));
    }
    for (;;) {
        uint32_t i = take();
        double t = all[i].when;
        if (t >= YEARS * YEAR) break;
        events++;
        if (i >= FLOWS) { done(i, t); continue; }
        uint32_t j = spare[--spares];
        all[j].key = bits(stream[i], 2 * count[i]++ + 2);
        all[j].flow = i;
        all[j].step = 0;
        all[j].waited = 0;
        all[j].urgent = unit(bits(all[j].key, 99)) < .2;
        double t2 = next_arrival(i);
        put(i, t2 < 1e9 ? t2 : 1e9);
        arrive(j, t);
    }
}
int main(int argc, char **argv) {
    FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
    if (!file || fread(table, sizeof table, 1, file) != 1) return 2;
    struct timespec a, b;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    for (int r = 0; r < atoi(argv[2]); r++)
        for (int c = 0; c < CENTRES; c++) centre(mix(r * 1000 + c + 7));
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    printf("%ld %.6f %.6f\n", events, b.tv_sec - a.tv_sec + 1e-9 * (b.tv_nsec - a.tv_nsec), total / finished);
    return 0;
}
