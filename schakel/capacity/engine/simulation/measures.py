# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""From what one replication counted to its measures: one long row of numbers, in a fixed order.

Each measure stands per block (a step, resource or flow, at one centre or at all together) and per year, and then for
all years together. Not a number: nothing happened there. Quantiles are read from the histograms, straight between the
edges of a bin (sixteen bins per doubling, so off by at most 3 % and mostly far less).
"""

from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schakel.capacity.engine.simulation.blueprint import DIED, DROPPED_OUT, FAILED, FINISHED, REFUSED, Blueprint
from schakel.capacity.engine.simulation.compiled import compiled, kept
from schakel.capacity.engine.simulation.model import ModelError
from schakel.capacity.engine.simulation.program import WEEK, Array, Program
from schakel.capacity.engine.simulation.state import BINS, BINS_PER_DOUBLING, FATES, LOWEST, Counts

STEP = ("served", "wait_mean", "wait_median", "wait_p95", "queue", "refused", "lost")
RESOURCE = ("utilisation", "hours")
FLOW = (
    "arrived", "finished", "died", "dropped_out", "failed", "refused",
    "vein_mean", "vein_median", "vein_p95", "wait_total", "time_total",
)  # fmt: skip
_FATE = (FINISHED, DIED, DROPPED_OUT, FAILED, REFUSED)


@dataclass(frozen=True, slots=True)
class Block:
    """What is measured together: the cells, pools or groups `members`. `place` None: everywhere."""

    name: str | None
    place: str | None
    members: tuple[int, ...]


class Layout:
    """Which number of the row is what."""

    def __init__(self, found: Blueprint, made: Program) -> None:
        self.blueprint, self.time_scale = found, made.time_scale
        self.periods = len(found.ends) - found.skip
        self.steps = _blocks(found.cells, bool(found.places))
        self.resources = _blocks(found.pools, bool(found.places))
        self.flows = _blocks(found.groups, bool(found.places), together=True)

    @property
    def shapes(self) -> tuple[tuple[int, int, int], ...]:
        """Blocks × (years and all together) × measures, of steps, resources and flows."""
        columns = self.periods + 1
        return (
            (len(self.steps), columns, len(STEP)),
            (len(self.resources), columns, len(RESOURCE)),
            (len(self.flows), columns, len(FLOW)),
        )

    @property
    def width(self) -> int:
        return sum(a * b * c for a, b, c in self.shapes)

    def tables(self) -> tuple[tuple[Block, ...], ...]:
        return (self.steps, self.resources, self.flows)

    def split(self, row: NDArray[np.float64]) -> list[NDArray[np.float64]]:
        """The row as three tables of `shapes`."""
        ends = np.cumsum([int(np.prod(shape)) for shape in self.shapes])[:-1]
        return [part.reshape(shape) for part, shape in zip(np.split(row, ends), self.shapes, strict=True)]

    def row(self, counted: Counts) -> NDArray[np.float64]:
        """The measures of one replication."""
        tables = (self._steps(counted), self._resources(counted), self._flows(counted))
        return np.concatenate([table.ravel() for table in tables])

    @cached_property
    def _lengths(self) -> NDArray[np.float64]:
        found = np.diff(np.array([0.0, *self.blueprint.ends]))[self.blueprint.skip :]
        return np.append(found, found.sum())

    def _sums(self, values: Array, blocks: tuple[Block, ...]) -> Array:
        """Per block and year, and over the years, of what stands per member and period."""
        if not blocks:
            return np.zeros((0, self.periods + 1))
        shaped = values.reshape(-1, len(self.blueprint.ends))[:, self.blueprint.skip :]
        starts, members = self._members[blocks]
        by_block = np.add.reduceat(shaped[members], starts[:-1], axis=0)
        return np.concatenate([by_block, by_block.sum(axis=1, keepdims=True)], axis=1)

    @cached_property
    def _members(self) -> dict[tuple[Block, ...], tuple[Array, Array]]:
        """Where the members of each block start, and all members after one another."""
        return {
            blocks: (
                np.cumsum([0, *(len(block.members) for block in blocks)]),
                np.array([each for block in blocks for each in block.members], np.int64),
            )
            for blocks in self.tables()
        }

    def _quantiles(self, bins: Array, total: Array, number: Array, blocks: tuple[Block, ...]) -> Array:
        """Median and 95th percentile per block and column; `number` counts also what took no time at all."""
        starts, members = self._members[blocks]
        shaped = bins.reshape(-1, len(self.blueprint.ends), BINS)
        there = total.reshape(-1, len(self.blueprint.ends)) > 0
        found, sums = np.empty((2, *number.shape)), np.empty((number.shape[1], BINS), np.int64)
        read_all(shaped, there, self.blueprint.skip, starts, members, number, self.time_scale, sums, found)
        return found

    def _steps(self, counted: Counts) -> Array:
        cells = counted.cells
        served, wait = self._sums(cells["served"], self.steps), self._sums(cells["wait"], self.steps)
        middle, high = self._quantiles(counted.waits, cells["wait"], served, self.steps)
        queue = self._sums(cells["queue"], self.steps) / self._lengths
        others = [self._sums(cells[name], self.steps) for name in ("refused", "lost")]
        return np.stack([served, _ratio(wait, served), middle, high, queue, *others], axis=-1)

    def _resources(self, counted: Counts) -> Array:
        used, offered = self._sums(counted.used, self.resources), self._sums(self._offered, self.resources)
        pools = self.blueprint.pools
        weekly = np.array([pools[block.members[0]].weekly for block in self.resources], np.bool_)
        hours = np.where(weekly[:, None], np.nan, used * self.blueprint.hours_per_unit)
        return np.stack([_ratio(used, offered), hours], axis=-1)

    @cached_property
    def _offered(self) -> Array:
        return np.array(
            [_offered(self.blueprint, pool) for pool in range(len(self.blueprint.pools))], np.float64
        ).ravel()

    def _flows(self, counted: Counts) -> Array:
        groups = counted.groups
        fates = counted.fates.reshape(-1, FATES)
        by_fate = [self._sums(fates[:, fate], self.flows) for fate in _FATE]
        number = self._sums(groups["vein_number"], self.flows)
        middle, high = self._quantiles(counted.veins, groups["vein"], number, self.flows)
        means = [_ratio(self._sums(groups[name], self.flows), by_fate[0]) for name in ("wait_total", "time_total")]
        vein = _ratio(self._sums(groups["vein"], self.flows), number)
        return np.stack([self._sums(groups["arrived"], self.flows), *by_fate, vein, middle, high, *means], axis=-1)


def common(one: Layout, other: Layout) -> tuple[Layout, tuple[Array, Array]]:
    """A layout of the rows that both have, and where each stands in the row of either."""
    if [one.blueprint.labels, one.periods] != [other.blueprint.labels, other.periods]:
        raise ModelError([("years", "the two models are not of the same years")])
    shared, places = copy(one), (list[Array](), list[Array]())
    for kind, (a, b) in enumerate(zip(one.tables(), other.tables(), strict=True)):
        at = [{(block.name, block.place): number for number, block in enumerate(each)} for each in (a, b)]
        both = [key for key in at[0] if key in at[1]]
        for which, layout in enumerate((one, other)):
            positions = layout.split(np.arange(layout.width, dtype=np.float64))[kind]
            places[which].append(positions[[at[which][key] for key in both]].ravel().astype(np.int64))
        setattr(shared, ("steps", "resources", "flows")[kind], tuple(a[at[0][key]] for key in both))
    return shared, (np.concatenate(places[0]), np.concatenate(places[1]))


def _blocks(found: Any, placed: bool, *, together: bool = False) -> tuple[Block, ...]:
    """Each by itself, then those of one name together, then (`together`) all."""
    alone: dict[tuple[str, str | None], list[int]] = {}
    joint: dict[str, list[int]] = {}
    for number, each in enumerate(found):
        alone.setdefault((each.name, each.place), []).append(number)
        joint.setdefault(each.name, []).append(number)
    blocks = [Block(name, place, tuple(members)) for (name, place), members in alone.items() if place is not None]
    blocks = blocks if placed else []
    blocks += [Block(name, None, tuple(members)) for name, members in joint.items()]
    return (*blocks, Block(None, None, tuple(range(len(found))))) if together else tuple(blocks)


def _offered(found: Blueprint, number: int) -> list[float]:
    """Places × working time (or weekly slots) of a pool, per period."""
    pool, begin, offered = found.pools[number], 0.0, []
    for places, end in zip(pool.capacity, found.ends, strict=True):
        if pool.weekly:
            # At time 0 there is a first week's worth; a new one comes each week on.
            length = np.ceil(end / WEEK) - np.ceil(begin / WEEK)
        elif pool.clock is None:
            length = end - begin
        else:
            length = _worked(found, pool.clock, end) - _worked(found, pool.clock, begin)
        offered.append(float(places * length))
        begin = end
    return offered


def _worked(found: Blueprint, clock: int, time: float) -> float:
    stretches = found.clocks[clock].open
    weeks, day = divmod(time, WEEK)
    whole = sum(close - start for start, close in stretches)
    return weeks * whole + sum(max(0.0, min(day, close) - start) for start, close in stretches)


def _ratio(value: Array, number: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(number > 0, value / number, np.nan)


@kept
def read_all(
    bins: Any, there: Any, skip: Any, at: Any, members: Any, number: Any, scale: Any, sums: Any, found: Any
) -> None:
    """Fills found[0 or 1, block, column]; the last column is all years together. `sums` is room to add up in."""
    columns = number.shape[1]
    for block in range(number.shape[0]):
        some = False
        for column in range(columns):
            for place in range(BINS):
                sums[column, place] = 0
        for member in range(at[block], at[block + 1]):
            for column in range(columns - 1):
                if there[members[member], skip + column]:
                    some = True
                    for place in range(BINS):
                        sums[column, place] += bins[members[member], skip + column, place]
        if some:
            for column in range(columns - 1):
                for place in range(BINS):
                    sums[columns - 1, place] += sums[column, place]
        for column in range(columns):
            for which in range(2):
                target = (0.5 if which == 0 else 0.95) * number[block, column]
                found[which, block, column] = _read(sums, column, number[block, column], target, scale, some)


@compiled
def _read(sums: Any, column: Any, number: Any, target: Any, scale: Any, some: Any) -> Any:
    """Where `target` of the `number` is reached; those that are in no bin took no time and come first."""
    if number == 0:
        return np.nan
    if not some:
        return 0.0
    passed = number
    for place in range(BINS):
        passed -= sums[column, place]
    for place in range(BINS):
        count = sums[column, place]
        if passed < target and passed + count >= target:
            part = (place % BINS_PER_DOUBLING + (target - passed) / count) / BINS_PER_DOUBLING
            return 2.0 ** (place // BINS_PER_DOUBLING + LOWEST) * (1.0 + part) / scale
        passed += count
    return 0.0
