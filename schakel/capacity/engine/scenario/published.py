# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published form of the answer to a scenario: what is stored, shown, exported and printed with --json."""

from collections.abc import Mapping

from pydantic import Field

from schakel.capacity.engine.forecast.result import Series
from schakel.capacity.engine.scenario.advice import Measure
from schakel.capacity.engine.scenario.answer import Answer, breaks
from schakel.capacity.engine.scenario.leaves import leaves
from schakel.capacity.engine.scenario.load import loads
from schakel.capacity.engine.scenario.read import Scenario
from schakel.capacity.engine.simulation.model import Model
from schakel.capacity.engine.simulation.published import Published, PublishedSimulation, published_result
from schakel.capacity.engine.simulation.result import Break, Result
from schakel.values.schema import LabelModel

# Raised when the same scenario and seed would give other numbers: then answers are computed anew.
ENGINE = 2


class PublishedYear(Published):
    """Patients in a year: mean, and the ends of the middle 50, 80 and 95 % of all draws."""

    year: int
    mean: float
    within: dict[int, tuple[float, float]]


class PublishedSeries(Published):
    name: str
    years: list[PublishedYear]


class PublishedLoad(Published):
    """Offered load. share null: work comes and there is no place for it. centre null: all centres together."""

    centre: str | None
    resource: str
    year: int
    share: float | None


class PublishedFuture(Published):
    """One possible future: patients per year, and the mean total wait of who finished (days, with its interval)."""

    name: str = Field(description="middle: the means; low, high: draws near the 10th and 90th percentile")
    patients: list[float]
    wait_total: list[tuple[float, float, float] | None]


class PublishedBreak(Published):
    """The first year in which a step or resource breaks, by the scenario's criterion."""

    centre: str | None
    name: str
    year: int
    value: float | None = Field(description="null: work without any place for it")
    certain: bool


class PublishedMeasure(Published):
    """A measure tried by arithmetic on the offered load; years null: nothing breaks in these years."""

    kind: str
    about: str
    before: int | None
    after: int | None
    then: str | None
    gained: int


class PublishedAssumption(Published):
    """A number that the answer rests on."""

    name: str
    text: str
    unit: str
    basis: str
    sourced: bool


class PublishedResourceOf(Published):
    """A resource and the step of the pathway under which it is shown."""

    id: str
    label: dict[str, str]
    step: str | None


class PublishedAnswer(Published):
    """The answer to a scenario."""

    kind: str = "answer"
    key: str
    title: dict[str, str]
    engine: int
    seed: int
    years: list[int]
    measure: str
    at_least: float
    resources: list[PublishedResourceOf]
    patients: list[PublishedSeries]
    replaced: list[PublishedSeries]
    loads: list[PublishedLoad]
    breaks: list[PublishedBreak]
    futures: list[PublishedFuture]
    advice: list[PublishedMeasure]
    assumptions: list[PublishedAssumption]
    simulation: PublishedSimulation


class PublishedCase(Published):
    """One case of a sweep: what breaks first at any centre by its scenario's criterion, and its simulation."""

    name: str
    first: PublishedBreak | None
    simulation: PublishedSimulation


class PublishedSweep(Published):
    """Answer of `sweep`: the cases in the order in which they were asked."""

    kind: str = "sweep"
    cases: list[PublishedCase]


def published_sweep(found: Mapping[str, tuple[Scenario, Model, Result]]) -> PublishedSweep:
    """The published form: per case its scenario, the model that was run, and the result."""
    cases = []
    for name, (scenario, model, result) in found.items():
        broken = [one for one in breaks(scenario, model, loads(model), result) if one.centre is not None]
        told = published_result(name, scenario.file.run.seed, result)
        cases.append(PublishedCase(name=name, first=_break(broken[0]) if broken else None, simulation=told))
    return PublishedSweep(cases=cases)


def published_answer(found: Answer) -> PublishedAnswer:
    """The published form."""
    file = found.scenario.file
    return PublishedAnswer(
        key=file.key,
        title=LabelModel.model_dump(file.title),
        engine=ENGINE,
        seed=file.run.seed,
        years=list(found.scenario.years),
        measure=file.breaks.measure,
        at_least=file.breaks.at_least.estimate().middle,
        resources=[
            PublishedResourceOf(id=one.id, label=one.label.model_dump(), step=one.step) for one in file.resources
        ],
        patients=[_series(one, found.scenario.years) for one in (found.forecast.total, *found.forecast.products)],
        replaced=[_series(one, found.scenario.years) for one in found.forecast.replaced],
        loads=[PublishedLoad(centre=x.centre, resource=x.resource, year=x.year, share=x.share) for x in found.loads],
        breaks=[_break(one) for one in found.breaks],
        futures=[
            PublishedFuture(name=one.name, patients=list(one.patients), wait_total=_waits(found, place))
            for place, one in enumerate(found.futures)
        ],
        advice=[_measure(one) for one in found.advice],
        assumptions=[
            PublishedAssumption(
                name=".".join(leaf.name), text=leaf.text, unit=leaf.unit, basis=leaf.basis, sourced=leaf.sourced
            )
            for leaf in leaves(file)
        ],
        simulation=published_result(file.title.en, file.run.seed, found.result),
    )


class PublishedHeadline(Published):
    """What breaks first at any centre (name null: nothing does), at how many of how many centres in that year."""

    years: list[int]
    name: str | None
    label: dict[str, str] | None = Field(description="the resource in words; null for a step of the pathway")
    year: int | None
    centres: list[str]
    of: int
    wait: float | None = Field(description="mean total wait in the last year, in days")


def headline_of(found: PublishedAnswer) -> PublishedHeadline:
    """The headline of an answer."""
    at_centres = [one for one in found.breaks if one.centre is not None]
    first = at_centres[0] if at_centres else None
    alike = [one for one in at_centres if first and (one.name, one.year) == (first.name, first.year)]
    last = found.futures[0].wait_total[-1]
    return PublishedHeadline(
        years=found.years,
        name=first.name if first else None,
        label=next((one.label for one in found.resources if first and one.id == first.name), None),
        year=first.year if first else None,
        centres=[one.centre for one in alike if one.centre],
        of=len({one.centre for one in found.loads if one.centre is not None}),
        wait=last[0] if last else None,
    )


def _series(found: Series, years: tuple[int, ...]) -> PublishedSeries:
    return PublishedSeries(
        name=found.name,
        years=[
            PublishedYear(year=year, mean=spread.mean, within=dict(spread.within))
            for year, spread in zip(years, found.spreads, strict=True)
        ],
    )


def _break(found: Break) -> PublishedBreak:
    value = found.estimate.mean
    return PublishedBreak(
        centre=found.centre,
        name=found.name,
        year=found.year,
        value=None if value == float("inf") else value,
        certain=found.certain,
    )


def _measure(found: Measure) -> PublishedMeasure:
    return PublishedMeasure(
        kind=found.kind,
        about=found.about,
        before=found.before,
        after=found.after,
        then=found.then,
        gained=found.gained,
    )


def _waits(found: Answer, place: int) -> list[tuple[float, float, float] | None]:
    """Total wait per year of the patients of products; competing loads are left out."""
    names = {flow.id for flow in found.scenario.file.flows}
    rows = {
        (row.flow, row.year): row
        for row in found.futures[place].result.flows
        if row.centre is None and row.flow in names
    }
    every: list[tuple[float, float, float] | None] = []
    for year in found.scenario.years:
        of_year = [rows[name, year] for name in names if (name, year) in rows]
        known = [(row.finished.mean, row.wait_total) for row in of_year if row.finished and row.wait_total]
        total = sum(weight for weight, _wait in known)
        if not total:
            every.append(None)
            continue
        # Flows are run together; their intervals are added as if they moved together, which is never too narrow.
        parts = [sum(weight * getattr(wait, end) for weight, wait in known) / total for end in ("mean", "low", "high")]
        every.append((parts[0], parts[1], parts[2]))
    return every
