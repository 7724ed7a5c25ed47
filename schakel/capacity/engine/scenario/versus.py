# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Two scenarios compared on the same luck: differences per year with the interval of the difference itself.

Both are simulated with common random numbers, so what both share of chance falls away: the interval of the difference
is much narrower than the two intervals side by side suggest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from schakel.capacity.engine.forecast.model import Key
from schakel.capacity.engine.forecast.result import forecast
from schakel.capacity.engine.scenario.answer import means, plan_of
from schakel.capacity.engine.scenario.build import model_of, patients
from schakel.capacity.engine.scenario.read import Scenario
from schakel.capacity.engine.simulation.published import Published
from schakel.capacity.engine.simulation.result import Estimate, FlowRow, Result
from schakel.capacity.engine.simulation.run import Cancel, compare


@dataclass(frozen=True, slots=True)
class YearApart:
    """The difference in a year, other minus base; None where too little happened to tell.

    `wait_total`: days of waiting per patient of a product. `lost`: patients who died or left while waiting.
    """

    year: int
    wait_total: Estimate | None
    lost: Estimate | None


class PublishedDifference(Published):
    """The difference in a year, other minus base: mean, low and high of its interval; null: too little happened."""

    year: int
    wait_total: tuple[float, float, float] | None = Field(description="days of waiting per patient")
    lost: tuple[float, float, float] | None = Field(description="patients who died or left while waiting")


class PublishedVersus(Published):
    """Answer of a comparison."""

    kind: str = "versus"
    differences: list[PublishedDifference]


def versus(base: Scenario, other: Scenario, *, workers: int = 1, cancel: Cancel | None = None) -> tuple[YearApart, ...]:
    """The differences between the middle futures, in the years that both have; ModelError when one cannot be run."""
    rates = [means(forecast(one.forecast)) for one in (base, other)]
    models = [model_of(one, each) for one, each in zip((base, other), rates, strict=True)]
    found = compare(models[0], models[1], plan_of(base, workers=workers), cancel=cancel)
    weights = _weights(base, rates[0])
    return tuple(
        YearApart(year, _wait(found, year, {flow: row[place] for flow, row in weights.items()}), _lost(found, year))
        for place, year in enumerate(base.years)
        if year in other.years
    )


def published_versus(found: Iterable[YearApart]) -> PublishedVersus:
    """The published form."""
    return PublishedVersus(
        differences=[
            PublishedDifference(year=one.year, wait_total=_three(one.wait_total), lost=_three(one.lost))
            for one in found
        ]
    )


def _weights(scenario: Scenario, rates: Mapping[Key, Sequence[float]]) -> dict[str, list[float]]:
    """Patients per year of each flow of products: how much each counts."""
    flows = {flow.id: patients(scenario, rates, flow.id) for flow in scenario.file.flows}
    return {flow: [sum(per_year) for per_year in zip(*centres, strict=True)] for flow, centres in flows.items()}


def _wait(found: Result, year: int, weights: Mapping[str, float]) -> Estimate | None:
    rows = {row.flow: row for row in _national(found, year) if row.wait_total and weights.get(row.flow or "")}
    total = sum(weights[name] for name in rows if name)
    if not total:
        return None
    parts = [(weights[name] / total, row.wait_total) for name, row in rows.items() if name and row.wait_total]
    return _sum(parts)


def _lost(found: Result, year: int) -> Estimate | None:
    whole = next((row for row in _national(found, year) if row.flow is None), None)
    if whole is None or whole.died is None or whole.dropped_out is None:
        return None
    return _sum([(1.0, whole.died), (1.0, whole.dropped_out)])


def _national(found: Result, year: int) -> list[FlowRow]:
    return [row for row in found.flows if row.centre is None and row.year == year]


def _sum(parts: Sequence[tuple[float, Estimate]]) -> Estimate:
    """A weighted sum; the intervals are added as if they moved together, which is never too narrow."""
    mean, low, high = (sum(weight * getattr(one, end) for weight, one in parts) for end in ("mean", "low", "high"))
    return Estimate(mean, low, high)


def _three(found: Estimate | None) -> tuple[float, float, float] | None:
    return None if found is None else (found.mean, found.low, found.high)
