# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""From a scenario and one possible future to the model that is simulated: every uncertain number gets one value."""

from collections.abc import Iterator, Mapping, Sequence

from schakel.capacity.engine.forecast.model import Key
from schakel.capacity.engine.scenario.read import Scenario, flows_of, middle, weight_of
from schakel.capacity.engine.scenario.written import (
    CapacityModel,
    CentreModel,
    CompetingModel,
    FlowModel,
    HoursModel,
    ScenarioFile,
    StepModel,
    UseModel,
)
from schakel.capacity.engine.simulation import model as sim

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Rates = Mapping[Key, Sequence[float]]


def model_of(scenario: Scenario, rates: Rates) -> sim.Model:
    """The model for these patients per year, by product, indication and line."""
    file = scenario.file
    return sim.Model(
        years=scenario.years,
        resources=tuple(sim.Resource(one.id, _hours(one.hours), one.staff) for one in file.resources),
        centres=tuple(sim.Centre(one.id, capacities(file, one)) for one in file.centres),
        flows=tuple(_flows(file)),
        arrivals=tuple(_arrivals(scenario, rates)),
        hand_overs=tuple(_hand_overs(file)),
    )


def capacities(file: ScenarioFile, centre: CentreModel) -> dict[str, tuple[int, ...]]:
    """How many of each resource a centre has, in each year."""
    return {
        resource.id: tuple(
            capacity_in(centre.capacity[resource.id], file.start + number) if resource.id in centre.capacity else 0
            for number in range(file.years)
        )
        for resource in file.resources
    }


def capacity_in(written: CapacityModel, year: int) -> int:
    """The number in a year: the newest change up to it, or what there was to begin with."""
    before = [one for one in written.changes if one <= year]
    return written.changes[max(before)] if before else round(middle(written))


def _hours(written: HoursModel | None) -> sim.Hours | None:
    if written is None:
        return None
    times = (middle(written.open), middle(written.close))
    return sim.Hours(tuple(times if day in written.days else None for day in WEEKDAYS))


def _flows(file: ScenarioFile) -> Iterator[sim.Flow]:
    for flow in file.flows:
        urgent = middle(flow.urgent)
        yield sim.Flow(
            name=flow.id,
            steps=_steps(flow.steps),
            priorities=((0, urgent), (1, 1 - urgent)) if urgent else ((1, 1.0),),
            hazard=middle(flow.hazard),
            death_share=middle(flow.death_share),
            slots_per_week=_slots(file, flow),
            vein=(flow.vein[0], flow.vein[1]) if flow.vein else None,
        )
    for other in file.competing:
        yield sim.Flow(name=other.id, steps=_steps(other.steps), kind=other.sort, priorities=((1, 1.0),))


def _slots(file: ScenarioFile, flow: FlowModel) -> tuple[int, ...]:
    return () if flow.slots_per_week is None else (round(middle(flow.slots_per_week)),) * file.years


def _steps(written: Sequence[StepModel]) -> tuple[sim.Step, ...]:
    return tuple(
        sim.Step(
            name=one.step,
            duration=one.duration.duration(),
            uses=tuple(map(_use, one.uses)),
            room=one.room,
            at_risk=one.at_risk,
            slot=one.slot,
            failure=sim.Failure(middle(one.failure.probability), middle(one.failure.again), one.failure.back_to)
            if one.failure
            else None,
        )
        for one in written
    )


def _use(written: UseModel) -> sim.Use:
    return sim.Use(written.resource, written.amount, written.until)


def _arrivals(scenario: Scenario, rates: Rates) -> Iterator[sim.Arrivals]:
    file = scenario.file
    for flow in file.flows:
        for centre, per_year in zip(file.centres, patients(scenario, rates, flow.id), strict=True):
            if any(per_year):
                yield sim.Arrivals(flow.id, centre.id, per_year)
    for other in file.competing:
        for centre, per_year in zip(file.centres, others(file, other), strict=True):
            if any(per_year):
                yield sim.Arrivals(other.id, centre.id, per_year)


def patients(scenario: Scenario, rates: Rates, flow: str) -> list[tuple[float, ...]]:
    """Patients of a flow per year, centre by centre: each product is divided by the weights of who offers it."""
    file, flows = scenario.file, flows_of(scenario.file)
    found = [[0.0] * file.years for _centre in file.centres]
    for key, per_year in rates.items():
        part = flows[key.product].get(flow, 0.0)
        weights = [weight_of(centre, key.product) for centre in file.centres]
        for row, weight in zip(found, weights, strict=True):
            for year, number in enumerate(per_year):
                row[year] += number * part * weight / sum(weights)
    return [tuple(row) for row in found]


def others(file: ScenarioFile, other: CompetingModel) -> list[tuple[float, ...]]:
    """Patients of a competing load per year, centre by centre, by the weights of the centres."""
    weights = [middle(centre.weight) for centre in file.centres]
    start, growth = middle(other.per_year), middle(other.growth)
    totals = [start * (1 + growth) ** year for year in range(file.years)]
    return [tuple(total * weight / sum(weights) for total in totals) for weight in weights]


def _hand_overs(file: ScenarioFile) -> Iterator[sim.HandOver]:
    for one in file.hand_over:
        if not middle(one.share):
            continue
        for centre in one.centres or [each.id for each in file.centres]:
            if centre != one.to:
                yield sim.HandOver(centre, one.step, middle(one.share), middle(one.after), one.to, one.flow)
