# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the kernel writes: the state of one run, and what it counts. Both are used again for every replication."""

import math
from typing import NamedTuple

import numpy as np

from schakel.capacity.engine.simulation.blueprint import OUTCOMES, Blueprint
from schakel.capacity.engine.simulation.program import Array, Program, kind

BINS_PER_DOUBLING, DOUBLINGS, LOWEST = 16, 20, -8
BINS = BINS_PER_DOUBLING * DOUBLINGS
# The first bin begins at a typical duration times 2^LOWEST; what is shorter falls in it too.
FIRST_BIN = (1023 + LOWEST) * BINS_PER_DOUBLING
FATES = len(OUTCOMES)


# What every event reads comes first, so that it lies together.
_PATIENT = {
    "when": float, "key": "key", "since": float, "link": "id", "node": "id", "lap": "short", "queue": "short",
    "doomed": "short", "waited": float, "risk": float, "origin": "id", "priority": "short", "ahead": "id",
    "behind": "id", "arrived": float, "vein": float,
}  # fmt: skip
_POOL = {"held_since": float, "free": int, "waiting": int, "asked": int}
_CELL = {"wait": float, "queue": float, "served": int, "refused": int, "lost": int}
_GROUP = {"wait_total": float, "time_total": float, "vein": float, "vein_number": int, "arrived": int}


class State(NamedTuple):
    """The agenda (heads of its buckets, its bitmap), and what changes of patients, pools, lines, cells and streams.

    `cursor`: the agenda's place, how many pools are pending, how many slots are spare, how many events there were,
    the period in which the week began.
    """

    heads: Array
    words: Array
    cursor: Array
    patients: Array
    spare: Array
    pools: Array
    pending: Array
    lines: Array
    cells: Array
    streams: Array
    mask: int
    per_unit: float


class Counts(NamedTuple):
    """Per cell, pool or group and period; `waits` and `veins` are histograms on a logarithmic scale."""

    cells: Array
    waits: Array
    used: Array
    groups: Array
    fates: Array
    veins: Array
    present: Array


def counts(found: Blueprint) -> Counts:
    """Zeros for a blueprint."""
    periods = len(found.ends)
    cells, pools, groups = (len(each) * periods for each in (found.cells, found.pools, found.groups))
    return Counts(
        cells=np.zeros(cells, kind(_CELL)),
        waits=np.zeros(cells * BINS, np.int32),
        used=np.zeros(pools),
        groups=np.zeros(groups, kind(_GROUP)),
        fates=np.zeros(groups * FATES, np.int64),
        veins=np.zeros(groups * BINS, np.int32),
        present=np.zeros(1, np.int64),
    )


def state(found: Blueprint, made: Program, room: int, density: float) -> State:
    """For at most `room` patients at once; `density`: events per time unit that the agenda is laid out for."""
    base = len(found.origins) + 2
    width = 1.0 / max(density, 1e-12)
    longest = 4 * max([each.mean() for each in found.durations] + [width])
    buckets = 2 ** min(16, max(9, math.ceil(math.log2(longest / width))))
    return State(
        heads=np.zeros(buckets, np.uint32),
        words=np.zeros(buckets // 64, np.uint64),
        cursor=np.zeros(5, np.int64),
        patients=np.zeros(base + room, kind(_PATIENT)),
        spare=np.zeros(room, np.uint32),
        pools=np.zeros(len(found.pools) + 1, kind(_POOL)),
        pending=np.zeros(len(found.pools) + 1, np.int64),
        lines=np.zeros(len(found.pools) * made.classes + 1, kind({"first": "id", "last": "id"})),
        cells=np.zeros(len(found.cells), kind({"waiting": int, "since": float})),
        streams=np.zeros(base, kind({"sum": float, "base": float, "period": int, "number": int})),
        mask=buckets - 1,
        per_unit=1.0 / width,
    )
