# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The agenda of coming events: a calendar queue (Brown, Communications of the ACM 31, 1988) with a bitmap.

Buckets of equal width hold short rising lists; a bitmap finds the next bucket that is not empty. A lap covers most
durations; an event of a later lap waits in its bucket until its lap comes. Equal times come out in the order in which
they were put in. Adding and taking cost the same however many events wait.
"""

from typing import Any

import numpy as np

from schakel.capacity.engine.simulation.bits import trailing_zeros
from schakel.capacity.engine.simulation.compiled import compiled, leaf

NONE = -1
# Events and patients have numbers without a sign: the compiler then need not ask whether one is negative.
NOBODY = np.uint32(0xFFFFFFFF)
_ONE, _ALL = np.uint64(1), np.uint64(0xFFFFFFFFFFFFFFFF)


@leaf
def clear(s: Any) -> None:
    """An agenda without events, at time 0."""
    s.heads[:] = NOBODY
    s.words[:] = 0
    s.cursor[0] = 0


@leaf
def put(s: Any, which: Any, time: Any) -> None:
    """Event `which` happens at `time`, which is not before the last one taken."""
    bucket = np.int64(time * s.per_unit) & s.mask
    s.patients[which].when = time
    place = s.heads[bucket]
    if place == NOBODY:
        s.words[bucket >> 6] |= _ONE << np.uint64(bucket & 63)
        s.heads[bucket] = which
        s.patients[which].link = NOBODY
    elif s.patients[place].when > time:
        s.heads[bucket] = which
        s.patients[which].link = place
    else:
        after = s.patients[place].link
        while after != NOBODY and s.patients[after].when <= time:
            place, after = after, s.patients[after].link
        s.patients[place].link = which
        s.patients[which].link = after


@leaf
def take(s: Any) -> Any:
    """The earliest event, taken out. There must be one."""
    turn = s.cursor[0]
    while True:
        bucket = turn & s.mask
        word = s.words[bucket >> 6] >> np.uint64(bucket & 63)
        if word == 0:
            turn = (turn | 63) + 1
            continue
        turn += trailing_zeros(word)
        bucket = turn & s.mask
        which = s.heads[bucket]
        if np.int64(s.patients[which].when * s.per_unit) == turn:
            break
        turn += 1
    s.cursor[0] = turn
    after = s.patients[which].link
    s.heads[bucket] = after
    if after == NOBODY:
        s.words[bucket >> 6] &= _ALL ^ (_ONE << np.uint64(bucket & 63))
    return which


@compiled
def drop(s: Any, which: Any) -> None:
    """Event `which` does not happen."""
    bucket = np.int64(s.patients[which].when * s.per_unit) & s.mask
    place = s.heads[bucket]
    if place == which:
        s.heads[bucket] = s.patients[which].link
        if s.patients[which].link == NOBODY:
            s.words[bucket >> 6] &= _ALL ^ (_ONE << np.uint64(bucket & 63))
        return
    while s.patients[place].link != which:
        place = s.patients[place].link
    s.patients[place].link = s.patients[which].link
