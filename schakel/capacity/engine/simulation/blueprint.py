# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the kernel knows: nodes that patients pass, pools of places they hold, sources they come from.

A national model and a plain network are both translated to this; the kernel has never heard of hospitals.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from schakel.capacity.engine.simulation.durations import Duration

FINISHED, FAILED, REFUSED, DIED, DROPPED_OUT = range(5)
OUTCOMES = ("finished", "failed", "refused", "died", "dropped_out")
START_VEIN, END_VEIN = 1, 2

Held: TypeAlias = tuple[tuple[int, int], ...]
"""(pool, amount) pairs."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Work goes on in these parts of a week only: (from, to) in days since Monday 0:00, rising, not touching."""

    open: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """Places of one kind at one centre, so many per period. `weekly`: not given back, but all new each week."""

    name: str
    place: str | None
    capacity: tuple[int, ...]
    clock: int | None = None
    weekly: bool = False
    staff: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Where waiting is counted: a step at a centre. `room`: how many may wait."""

    name: str
    place: str | None
    room: int | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """Where to after a node: a node, or an outcome when `node` is None. `again`: new random numbers from here on."""

    chance: float
    node: int | None = None
    outcome: int = FINISHED
    again: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """Something a patient goes through.

    `purpose` names its random numbers: the same word is the same luck in every scenario. `scale` times the drawn
    duration is its length. `takes` is needed to start; `gives_first` goes back once it starts and `gives` when it
    ends; `held` is in the patient's hands on arrival.
    """

    cell: int
    duration: int
    purpose: str
    edges: tuple[Edge, ...]
    scale: float = 1.0
    takes: Held = ()
    gives: Held = ()
    gives_first: Held = ()
    held: Held = ()
    clock: int | None = None
    at_risk: bool = False
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """A stream of patients into a node: `rates` per time unit per period, or `times`, or a duration `every`."""

    name: str
    node: int
    group: int
    rates: tuple[float, ...] = ()
    times: tuple[float, ...] = ()
    every: int | None = None
    priorities: tuple[tuple[int, float], ...] = ((0, 1.0),)
    hazard: float = 0.0
    death_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """Whose fate is counted together: a flow at a centre."""

    name: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Blueprint:
    """All of it. `ends` are the ends of the periods; the first `skip` are warm-up; `labels` name the others."""

    cells: tuple[Cell, ...]
    pools: tuple[Pool, ...]
    nodes: tuple[Node, ...]
    origins: tuple[Origin, ...]
    groups: tuple[Group, ...]
    durations: tuple[Duration, ...]
    ends: tuple[float, ...]
    skip: int
    labels: tuple[int | None, ...]
    clocks: tuple[Clock, ...] = ()
    places: tuple[str, ...] = field(default=())
    hours_per_unit: float = 24.0


def added(held: Held, more: Held, sign: int) -> Held:
    """Both together (sign 1), or the one without the other (-1)."""
    sums = dict(held)
    for pool, amount in more:
        sums[pool] = sums.get(pool, 0) + sign * amount
    return tuple((pool, amount) for pool, amount in sums.items() if amount)
