# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The event loop: patients pass nodes, take and give places, wait in lines. Compiled; knows nothing but arrays.

Small functions are inlined into one loop. `p` is the Program (read only), `s` the State, `c` the Counts. The loop of an
event: who finished gives back, whoever waited for that starts, then the one who finished arrives at what comes next.
"""

from typing import Any

import numpy as np

from schakel.capacity.engine.simulation.agenda import NOBODY, NONE, put
from schakel.capacity.engine.simulation.bits import bits_of
from schakel.capacity.engine.simulation.blueprint import DIED, DROPPED_OUT, END_VEIN, START_VEIN
from schakel.capacity.engine.simulation.compiled import compiled, inlined, leaf
from schakel.capacity.engine.simulation.draws import bits, drawn, unit
from schakel.capacity.engine.simulation.program import FIRST, GIVEN, HELD, LISTS, POISSON, SEVERAL, TAKES, WORK
from schakel.capacity.engine.simulation.state import BINS, BINS_PER_DOUBLING, FATES, FIRST_BIN
from schakel.capacity.engine.simulation.week import begins, ends, worked

READY, FULL, CANCELLED = range(3)
_CHECK = (1 << 18) - 1
# Purposes that are not a node's: any numbers that no hash of a name will meet.
_RISK, _FATE, _CLASS, _ROUTE = (np.uint64(each) for each in (0x51A7, 0x9B3D, 0xC0FFE, 0xA5A5A5A5A5A5A5A5))
_AGAIN = np.uint64(0xD1342543DE82EF95)
_NEW, _OLD = np.int64(1), np.int64(0)
_SHIFT = np.int64(52 - 4)
assert BINS_PER_DOUBLING == 1 << 4


@leaf
def _bin(p: Any, time: Any) -> Any:
    place = (bits_of(time * p.time_scale) >> _SHIFT) - FIRST_BIN
    return min(max(place, 0), BINS - 1)


@leaf
def _ask(s: Any, pool: Any) -> None:
    """Who waits for the pool must be looked at."""
    if s.pools[pool].waiting > 0 and s.pools[pool].asked == 0:
        s.pools[pool].asked = 1
        s.pending[s.cursor[1]] = pool
        s.cursor[1] += 1


@compiled
def _give(p: Any, s: Any, node: Any, kind: Any, time: Any) -> None:
    for at in range(p.list_at[node * LISTS + kind], p.list_at[node * LISTS + kind + 1]):
        pool, amount = p.lists[at].pool, p.lists[at].amount
        if p.pools[pool].weekly == 0:
            s.pools[pool].free += amount
            s.pools[pool].held_since += amount * worked(p, p.pools[pool].clock, time)
            _ask(s, pool)


@compiled
def _take(p: Any, s: Any, node: Any, time: Any) -> None:
    for at in range(p.list_at[node * LISTS + TAKES], p.list_at[node * LISTS + TAKES + 1]):
        pool, amount = p.lists[at].pool, p.lists[at].amount
        s.pools[pool].free -= amount
        if p.pools[pool].weekly:
            s.pools[pool].held_since += amount
        else:
            s.pools[pool].held_since -= amount * worked(p, p.pools[pool].clock, time)


@compiled
def _lacks(p: Any, s: Any, node: Any, newcomer: Any) -> Any:
    """The first pool that has too little for the node; a newcomer does not pass those who wait."""
    for at in range(p.list_at[node * LISTS + TAKES], p.list_at[node * LISTS + TAKES + 1]):
        pool = p.lists[at].pool
        if s.pools[pool].free < p.lists[at].amount or (newcomer and s.pools[pool].waiting > 0):
            return pool
    return NONE


@inlined
def _line_up(s: Any, who: Any, pool: Any, line: Any) -> None:
    """Into the line by the time of arrival; nearly always at its end."""
    before = s.lines[line].last
    while before != NOBODY and s.patients[before].since > s.patients[who].since:
        before = s.patients[before].ahead
    after = s.lines[line].first if before == NOBODY else s.patients[before].behind
    s.patients[who].ahead = before
    s.patients[who].behind = after
    if before == NOBODY:
        s.lines[line].first = who
    else:
        s.patients[before].behind = who
    if after == NOBODY:
        s.lines[line].last = who
    else:
        s.patients[after].ahead = who
    s.patients[who].queue = pool
    s.pools[pool].waiting += 1


@inlined
def _step_out(s: Any, who: Any, line: Any) -> None:
    before, after = s.patients[who].ahead, s.patients[who].behind
    if before == NOBODY:
        s.lines[line].first = after
    else:
        s.patients[before].behind = after
    if after == NOBODY:
        s.lines[line].last = before
    else:
        s.patients[after].ahead = before
    s.pools[s.patients[who].queue].waiting -= 1
    s.patients[who].queue = NONE


@inlined
def _next_of(p: Any, s: Any, pool: Any) -> Any:
    """The patient at the head of the pool's lines who can start now, taken out; -1: nobody."""
    while s.pools[pool].free > 0 and s.pools[pool].waiting > 0:
        line = pool * p.classes
        while s.lines[line].first == NOBODY:
            line += 1
        who = s.lines[line].first
        lacking = _lacks(p, s, s.patients[who].node, _OLD) if p.nodes[s.patients[who].node].single < 0 else NONE
        if lacking == pool:
            return NOBODY
        _step_out(s, who, line)
        if lacking == NONE:
            return who
        _line_up(s, who, lacking, lacking * p.classes + line - pool * p.classes)
    return NOBODY


@inlined
def _stop_waiting(p: Any, s: Any, who: Any, time: Any) -> None:
    cell = p.nodes[s.patients[who].node].cell
    s.cells[cell].waiting -= 1
    s.cells[cell].since += time
    s.patients[who].risk -= time - s.patients[who].since


@inlined
def _wait(p: Any, s: Any, c: Any, who: Any, time: Any, period: Any) -> Any:
    """Joins the line of what is lacking; False when there is no room to wait."""
    node = s.patients[who].node
    cell = p.nodes[node].cell
    if p.cells[cell].room >= 0 and s.cells[cell].waiting >= p.cells[cell].room:
        c.cells[cell * p.period_count + period].refused += 1
        return False
    pool = _lacks(p, s, node, _NEW)
    _line_up(s, who, pool, pool * p.classes + s.patients[who].priority)
    s.cells[cell].waiting += 1
    s.cells[cell].since -= time
    if s.patients[who].risk < np.inf:
        put(s, who, time + max(s.patients[who].risk, 0.0))
    if s.pools[pool].free > 0:
        _ask(s, pool)
    return True


@inlined
def _start(p: Any, s: Any, c: Any, who: Any, time: Any, period: Any, flip: Any) -> None:
    """Takes what the node needs, counts the wait, and puts the end in the agenda."""
    node, single, begin = s.patients[who].node, p.nodes[s.patients[who].node].single, time
    if single >= 0:
        s.pools[single].free -= 1
        s.pools[single].held_since -= time
    else:
        _take(p, s, node, time)
        if p.list_at[node * LISTS + FIRST] < p.list_at[node * LISTS + FIRST + 1]:
            _give(p, s, node, FIRST, time)
        begin = begins(p, p.nodes[node].clock, time)
    at = p.nodes[node].cell * p.period_count + period
    c.cells[at].served += 1
    wait = begin - s.patients[who].since
    if wait > 0.0:
        c.cells[at].wait += wait
        c.waits[at * BINS + _bin(p, wait)] += 1
        s.patients[who].waited += wait
    if p.nodes[node].mark:
        _mark(p, s, c, who, begin, period)
    purpose = p.nodes[node].purpose + np.uint64(s.patients[who].lap) * _AGAIN
    x = bits(s.patients[who].key, purpose) ^ flip
    length = p.nodes[node].scale * drawn(p, p.nodes[node].duration, x)
    end = begin + length if single >= 0 else ends(p, p.nodes[node].clock, begin, length)
    if p.nodes[node].at_risk and s.patients[who].risk < np.inf:
        s.patients[who].doomed = s.patients[who].risk < end - begin
        end = min(end, begin + max(s.patients[who].risk, 0.0))
        s.patients[who].risk -= end - begin
    put(s, who, end)


@inlined
def _mark(p: Any, s: Any, c: Any, who: Any, time: Any, period: Any) -> None:
    """The clock from vein to vein: a second collection starts it anew."""
    mark = p.nodes[s.patients[who].node].mark
    if mark == START_VEIN:
        s.patients[who].vein = time
    if mark == END_VEIN and s.patients[who].vein >= 0.0:
        at = p.origins[s.patients[who].origin].group * p.period_count + period
        c.groups[at].vein_number += 1
        c.groups[at].vein += time - s.patients[who].vein
        c.veins[at * BINS + _bin(p, time - s.patients[who].vein)] += 1


@compiled
def _next_arrival(p: Any, s: Any, origin: Any, key: Any, flip: Any) -> Any:
    """When the next patient comes, infinity for never. Poisson streams share their unit gaps between scenarios."""
    number = s.streams[origin].number
    kind = p.origins[origin].kind
    if kind == GIVEN:
        at = p.origins[origin].time + number
        return p.times[at] if at <= p.origins[origin].last_time else np.inf
    x = bits(key, np.uint64(2 * number + 1)) ^ flip
    if kind != POISSON:
        s.streams[origin].sum += drawn(p, p.origins[origin].every, x)
        return s.streams[origin].sum
    s.streams[origin].sum -= np.log(1.0 - unit(x))
    period = s.streams[origin].period
    while period < p.period_count:
        rate = p.origin_rate[origin * p.period_count + period]
        start = p.ends[period - 1] if period else 0.0
        more = s.streams[origin].sum - s.streams[origin].base
        if more < rate * (p.ends[period] - start):
            s.streams[origin].period = period
            return start + more / rate
        s.streams[origin].base += rate * (p.ends[period] - start)
        period += 1
    s.streams[origin].period = period
    return np.inf


@inlined
def _arrive(p: Any, s: Any, c: Any, origin: Any, time: Any, period: Any, key: Any, flip: Any) -> Any:
    """A new patient, in a spare slot."""
    s.cursor[2] -= 1
    who = s.spare[s.cursor[2]]
    s.patients[who].key = bits(key, np.uint64(2 * s.streams[origin].number + 2))
    s.streams[origin].number += 1
    s.patients[who].origin = origin
    s.patients[who].lap = 0
    s.patients[who].queue = NONE
    s.patients[who].doomed = 0
    s.patients[who].waited = 0.0
    s.patients[who].arrived = time
    s.patients[who].vein = -1.0
    low, high = p.origins[origin].priority, p.origins[origin].last_priority
    if low < high:
        u = unit(bits(s.patients[who].key, _CLASS) ^ flip)
        while low < high and p.priorities[low].chance < u:
            low += 1
    s.patients[who].priority = p.priorities[low].number
    hazard = p.origins[origin].hazard
    s.patients[who].risk = np.inf if hazard <= 0.0 else -np.log(unit(bits(s.patients[who].key, _RISK) ^ flip)) / hazard
    c.groups[p.origins[origin].group * p.period_count + period].arrived += 1
    return who


@inlined
def _target(p: Any, s: Any, who: Any, flip: Any) -> Any:
    """Where to after the node: a node, or -1 - outcome."""
    node = s.patients[who].node
    if p.nodes[node].only != SEVERAL:
        return p.nodes[node].only
    edge, high = p.nodes[node].edge, p.nodes[node].last_edge
    if edge < high:
        purpose = (p.nodes[node].purpose ^ _ROUTE) + np.uint64(s.patients[who].lap) * _AGAIN
        u = unit(bits(s.patients[who].key, purpose) ^ flip)
        while edge < high and p.edges[edge].chance < u:
            edge += 1
    s.patients[who].lap += p.edges[edge].again
    return p.edges[edge].to


@inlined
def _leave(p: Any, s: Any, c: Any, who: Any, outcome: Any, time: Any, period: Any) -> None:
    at = p.origins[s.patients[who].origin].group * p.period_count + period
    c.fates[at * FATES + outcome] += 1
    if outcome == 0:
        c.groups[at].wait_total += s.patients[who].waited
        c.groups[at].time_total += time - s.patients[who].arrived
    s.spare[s.cursor[2]] = who
    s.cursor[2] += 1


@compiled
def _deteriorated(p: Any, s: Any, c: Any, who: Any, time: Any, period: Any, flip: Any) -> Any:
    """Gives back what the patient holds; says whether it dies or drops out."""
    node = s.patients[who].node
    c.cells[p.nodes[node].cell * p.period_count + period].lost += 1
    if s.patients[who].queue >= 0:
        _step_out(s, who, s.patients[who].queue * p.classes + s.patients[who].priority)
        _stop_waiting(p, s, who, time)
        _give(p, s, node, HELD, time)
    else:
        _give(p, s, node, WORK, time)
    u = unit(bits(s.patients[who].key, _FATE) ^ flip)
    return DIED if u < p.origins[s.patients[who].origin].death_share else DROPPED_OUT
