# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One replication, compiled once and kept.

The machine code is kept by numba beside this file, or in the user's cache folder when that cannot be written (an
installed, read-only package), or in NUMBA_CACHE_DIR. Numba looks at this file only to see whether it is stale, so the
code of everything that is inlined here is made part of its name.
"""

from hashlib import blake2b
from types import ModuleType
from typing import Any

import numpy as np
from numba.core.dispatcher import Dispatcher

from schakel.capacity.engine.simulation import agenda, draws, kernel, week
from schakel.capacity.engine.simulation.agenda import NOBODY, NONE, clear, drop, put, take
from schakel.capacity.engine.simulation.blueprint import REFUSED
from schakel.capacity.engine.simulation.compiled import compiled, inlined, kept, leaf
from schakel.capacity.engine.simulation.draws import mixed
from schakel.capacity.engine.simulation.kernel import (
    _CHECK,
    _NEW,
    CANCELLED,
    FULL,
    READY,
    _arrive,
    _ask,
    _deteriorated,
    _give,
    _lacks,
    _leave,
    _next_arrival,
    _next_of,
    _start,
    _stop_waiting,
    _target,
    _wait,
)
from schakel.capacity.engine.simulation.program import GIVES, HELD, WEEK
from schakel.capacity.engine.simulation.week import worked


def _version(*modules: ModuleType) -> str:
    """Changes whenever the code or a constant of these modules does."""
    parts = []
    for module in modules:
        for name, found in sorted(vars(module).items()):
            if isinstance(found, Dispatcher):
                code = found.py_func.__code__
                parts.append(repr((name, code.co_code, code.co_consts, code.co_names)))
            elif isinstance(found, int | float | np.generic):
                parts.append(repr((name, found)))
    return blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


@inlined
def _reset(p: Any, s: Any, pools: Any, cells: Any, origins: Any) -> None:
    clear(s)
    s.cursor[1] = s.cursor[4] = 0
    s.cursor[2] = len(s.spare)
    for place in range(len(s.spare)):
        s.spare[place] = len(s.patients) - 1 - place
    for pool in pools:
        s.pools[pool].free = p.capacity[pool * p.period_count]
        s.pools[pool].waiting = s.pools[pool].asked = 0
        s.pools[pool].held_since = 0.0
        for line in range(pool * p.classes, (pool + 1) * p.classes):
            s.lines[line].first = s.lines[line].last = NOBODY
    for cell in cells:
        s.cells[cell].waiting = 0
        s.cells[cell].since = 0.0
    for origin in origins:
        s.streams[origin].sum = s.streams[origin].base = 0.0
        s.streams[origin].period = s.streams[origin].number = 0


@compiled
def _close_period(p: Any, s: Any, c: Any, pools: Any, cells: Any, period: Any) -> None:
    """Counts what is in use and what waits up to the end of the period."""
    time = p.ends[period]
    for pool in pools:
        at = pool * p.period_count + period
        if p.pools[pool].weekly == 0:
            held = (p.capacity[at] - s.pools[pool].free) * worked(p, p.pools[pool].clock, time)
            c.used[at] = s.pools[pool].held_since + held
            s.pools[pool].held_since = -held
        elif period == p.period_count - 1:
            _close_week(p, s, c, pool)
    for cell in cells:
        c.cells[cell * p.period_count + period].queue = s.cells[cell].since + s.cells[cell].waiting * time
        s.cells[cell].since = -s.cells[cell].waiting * time


@leaf
def _close_week(p: Any, s: Any, c: Any, pool: Any) -> None:
    """Slots count in the period in which their week began."""
    c.used[pool * p.period_count + s.cursor[4]] += s.pools[pool].held_since
    s.pools[pool].held_since = 0.0


@compiled
def _open_period(p: Any, s: Any, pools: Any, period: Any) -> None:
    for pool in pools:
        at = pool * p.period_count + period
        if p.pools[pool].weekly == 0:
            s.pools[pool].free += p.capacity[at] - p.capacity[at - 1]
        if s.pools[pool].free > 0:
            _ask(s, pool)


@compiled
def _new_week(p: Any, s: Any, c: Any, pools: Any, period: Any) -> None:
    for pool in pools:
        if p.pools[pool].weekly:
            _close_week(p, s, c, pool)
            s.pools[pool].free = p.capacity[pool * p.period_count + period]
            _ask(s, pool)
    s.cursor[4] = period


@compiled
def _begin(p: Any, s: Any, origins: Any, rep_key: Any, flip: Any) -> None:
    for origin in origins:
        time = _next_arrival(p, s, origin, mixed(p.origins[origin].key ^ rep_key), flip)
        if time < np.inf:
            put(s, np.uint32(origin), time)
    put(s, np.uint32(len(p.origins)), p.ends[0])
    put(s, np.uint32(len(p.origins) + 1), WEEK)


@inlined
def _patient(p: Any, s: Any, c: Any, who: Any, time: Any, period: Any, flip: Any) -> Any:
    """The event of a patient in the system; answers the patient when it goes on to a next node, else -1."""
    if s.patients[who].queue >= 0 or s.patients[who].doomed:
        outcome = _deteriorated(p, s, c, who, time, period, flip)
        _leave(p, s, c, who, outcome, time, period)
        return NOBODY
    single = p.nodes[s.patients[who].node].single
    if single >= 0:
        s.pools[single].free += 1
        s.pools[single].held_since += time
        _ask(s, single)
    else:
        _give(p, s, s.patients[who].node, GIVES, time)
    target = _target(p, s, who, flip)
    if target < 0:
        _leave(p, s, c, who, -1 - target, time, period)
        return NOBODY
    s.patients[who].node = target
    return who


@inlined
def _newcomer(p: Any, s: Any, c: Any, origin: Any, time: Any, period: Any, rep_key: Any, flip: Any) -> Any:
    key = mixed(p.origins[origin].key ^ rep_key)
    who = _arrive(p, s, c, origin, time, period, key, flip)
    s.patients[who].node = p.origins[origin].node
    following = _next_arrival(p, s, origin, key, flip)
    if following < np.inf:
        put(s, origin, following)
    return who


@inlined
def _may_start(p: Any, s: Any, c: Any, who: Any, time: Any, period: Any) -> Any:
    """True when everything is there; otherwise the patient now waits, or was refused."""
    single = p.nodes[s.patients[who].node].single
    s.patients[who].since = time
    if single >= 0 and s.pools[single].free > 0 and s.pools[single].waiting == 0:
        return True
    if single < 0 and _lacks(p, s, s.patients[who].node, _NEW) == NONE:
        return True
    if not _wait(p, s, c, who, time, period):
        _give(p, s, s.patients[who].node, HELD, time)
        _leave(p, s, c, who, REFUSED, time, period)
    return False


@inlined
def _settle(p: Any, s: Any, c: Any, arriving: Any, time: Any, period: Any, flip: Any) -> None:
    """Starts whoever can: first those who waited for what came free, then the one who arrives."""
    while True:
        if s.cursor[1] > 0:
            pool = s.pending[s.cursor[1] - 1]
            who = _next_of(p, s, pool)
            if who == NOBODY:
                s.pools[pool].asked = 0
                s.cursor[1] -= 1
                continue
            _stop_waiting(p, s, who, time)
            if s.patients[who].risk < np.inf:
                drop(s, who)
        elif arriving != NOBODY:
            who, arriving = arriving, NOBODY
            if not _may_start(p, s, c, who, time, period):
                continue
        else:
            return
        _start(p, s, c, who, time, period, flip)


@inlined
def _run(p: Any, s: Any, c: Any, origins: Any, pools: Any, cells: Any, rep_key: Any, flip: Any, cancel: Any) -> Any:
    """One part of the model, from time 0 to the end of the last period."""
    _reset(p, s, pools, cells, origins)
    _begin(p, s, origins, rep_key, flip)
    sources, period, events = len(p.origins), np.int64(0), np.int64(0)
    while True:
        which = take(s)
        time, arriving = s.patients[which].when, NOBODY
        events += 1
        if which > sources + 1:
            arriving = _patient(p, s, c, which, time, period, flip)
        elif which < sources:
            if s.cursor[2] == 0:
                return FULL
            arriving = _newcomer(p, s, c, which, time, period, rep_key, flip)
        elif which == sources:
            _close_period(p, s, c, pools, cells, period)
            period += 1
            if period == p.period_count:
                c.present[0] += len(s.spare) - s.cursor[2]
                s.cursor[3] += events
                return READY
            _open_period(p, s, pools, period)
            put(s, which, p.ends[period])
        else:
            _new_week(p, s, c, pools, period)
            put(s, which, time + WEEK)
        if s.cursor[1] > 0 or arriving != NOBODY:
            _settle(p, s, c, arriving, time, period, flip)
        if events & _CHECK == 0 and cancel[0]:
            return CANCELLED


def _compiled(version: str) -> Any:
    @kept
    def replicate(p: Any, s: Any, c: Any, parts: Any, rep_key: Any, flip: Any, cancel: Any) -> Any:
        _ = version
        s.cursor[3] = 0
        for part in range(len(parts.origins_at) - 1):
            status = _run(
                p, s, c,
                parts.origins[parts.origins_at[part] : parts.origins_at[part + 1]],
                parts.pools[parts.pools_at[part] : parts.pools_at[part + 1]],
                parts.cells[parts.cells_at[part] : parts.cells_at[part + 1]],
                rep_key, flip, cancel,
            )  # fmt: skip
            if status != READY:
                return status
        return READY

    return replicate


replicate = _compiled(_version(agenda, draws, week, kernel))
"""replicate(program, state, counts, parts, replication's key, flip, cancel) -> READY, FULL or CANCELLED."""
