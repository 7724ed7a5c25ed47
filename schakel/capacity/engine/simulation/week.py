# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Working hours: a clock that stands still while closed, and back. Clock -1 never stands still."""

from typing import Any

import numpy as np

from schakel.capacity.engine.simulation.compiled import compiled, leaf

WEEK = 7.0
_STARTING, _ENDING = np.int64(0), np.int64(1)
# Work that ends at closing time ends then, and not at the next opening, whatever the last digit says.
_JUST = 1e-9


@compiled
def _worked(clocks: Any, hours: Any, clock: Any, time: Any) -> Any:
    weeks = np.floor(time / WEEK)
    day, done = time - weeks * WEEK, 0.0
    for part in range(clocks[clock].first, clocks[clock].last + 1):
        if day < hours[part].open:
            break
        done = hours[part].before + min(day, hours[part].close) - hours[part].open
    return weeks * clocks[clock].week + done


@compiled
def _moment(clocks: Any, hours: Any, clock: Any, work: Any, ending: Any) -> Any:
    week = clocks[clock].week
    weeks = np.floor(work / week)
    rest = work - weeks * week
    if ending and rest <= _JUST:
        weeks -= 1.0
        rest += week
    chosen = clocks[clock].first
    for part in range(chosen + 1, clocks[clock].last + 1):
        if hours[part].before > rest or (ending and hours[part].before > rest - _JUST):
            break
        chosen = part
    return weeks * WEEK + hours[chosen].open + rest - hours[chosen].before


@leaf
def worked(p: Any, clock: Any, time: Any) -> Any:
    """How much working time has passed at `time`."""
    return time if clock < 0 else _worked(p.clocks, p.hours, clock, time)


@leaf
def begins(p: Any, clock: Any, time: Any) -> Any:
    """The first moment from `time` on at which work goes on."""
    if clock < 0:
        return time
    return max(time, _moment(p.clocks, p.hours, clock, _worked(p.clocks, p.hours, clock, time), _STARTING))


@leaf
def ends(p: Any, clock: Any, time: Any, work: Any) -> Any:
    """When `work` is done that begins at `time`."""
    if clock < 0 or work <= 0.0:
        return time + work
    return max(time, _moment(p.clocks, p.hours, clock, _worked(p.clocks, p.hours, clock, time) + work, _ENDING))
