# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a simulation answers: estimates with their intervals, per step, resource and flow, centre and year."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over replications, and the interval that it lies in with the plan's confidence."""

    mean: float
    low: float
    high: float


Value: TypeAlias = Estimate | None
"""None: nothing happened that could be measured."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step at a centre (None: all) in a year (None: all). Waits in days; `queue`: mean number waiting.

    `served`: patients who started. `lost`: deteriorated while waiting for it, or during it.
    """

    centre: str | None
    step: str
    year: int | None
    served: Value
    wait_mean: Value
    wait_median: Value
    wait_p95: Value
    queue: Value
    refused: Value
    lost: Value


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """`utilisation`: share of places × working time in use, or of weekly slots; `hours` in use (None: slots)."""

    centre: str | None
    resource: str
    year: int | None
    utilisation: Value
    hours: Value


@dataclass(frozen=True, slots=True)
class FlowRow:
    """The fates of patients in the year they met them. `wait_total`, `time_total`: days, of those who finished."""

    flow: str | None
    centre: str | None
    year: int | None
    arrived: Value
    finished: Value
    died: Value
    dropped_out: Value
    failed: Value
    refused: Value
    vein_mean: Value
    vein_median: Value
    vein_p95: Value
    wait_total: Value
    time_total: Value


@dataclass(frozen=True, slots=True)
class Result:
    """`events`: how many happened in all replications. `precise`: the half width that the plan asked was reached.

    `unstable`: (station, load) of a network that cannot keep up; it then has no rows.
    """

    replications: int
    events: int
    precise: bool | None
    steps: tuple[StepRow, ...] = ()
    resources: tuple[ResourceRow, ...] = ()
    flows: tuple[FlowRow, ...] = ()
    unstable: tuple[tuple[str, float], ...] = ()
    confidence: float = 0.95
    present: float = 0.0


MEASURES = ("utilisation", "wait_mean", "wait_p95", "lost_share")


@dataclass(frozen=True, slots=True)
class Criterion:
    """When a step has broken: `measure` is `at_least` so much. `lost_share`: of those who came to the step."""

    measure: str
    at_least: float


@dataclass(frozen=True, slots=True)
class Break:
    """The first year in which a step (or resource) breaks at a centre. `certain`: so does its whole interval."""

    centre: str | None
    name: str
    year: int
    estimate: Estimate
    certain: bool


def first_break(result: Result, criterion: Criterion) -> tuple[Break, ...]:
    """Per centre and step or resource its first broken year, earliest first; ValueError for an unknown measure."""
    if criterion.measure not in MEASURES:
        raise ValueError(f"unknown measure {criterion.measure!r}; known: {', '.join(MEASURES)}")
    found: dict[tuple[str | None, str], Break] = {}
    for centre, name, year, value in _values(result, criterion.measure):
        if value is None or value.mean < criterion.at_least or (centre, name) in found:
            continue
        found[centre, name] = Break(centre, name, year, value, value.low >= criterion.at_least)
    return tuple(sorted(found.values(), key=lambda each: (each.year, each.centre or "", each.name)))


def _values(result: Result, measure: str) -> list[tuple[str | None, str, int, Value]]:
    if measure == "utilisation":
        return [(r.centre, r.resource, r.year, r.utilisation) for r in result.resources if r.year is not None]
    rows = [row for row in result.steps if row.year is not None]
    if measure == "lost_share":
        return [(row.centre, row.step, row.year or 0, _lost_share(row)) for row in rows]
    return [(row.centre, row.step, row.year or 0, getattr(row, measure)) for row in rows]


def _lost_share(row: StepRow) -> Value:
    """Lost or refused, of all who came; the interval takes the mean of those who came as given."""
    if row.served is None or row.lost is None or row.refused is None:
        return None
    came = row.served.mean + row.lost.mean + row.refused.mean
    if came <= 0:
        return None
    low, high = row.lost.low + row.refused.low, row.lost.high + row.refused.high
    return Estimate((row.lost.mean + row.refused.mean) / came, max(0.0, low / came), min(1.0, high / came))
