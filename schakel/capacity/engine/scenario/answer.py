# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answer to a scenario: who comes, how loaded every step is, how long people wait, and what breaks first when.

The middle future (means of the forecast) is simulated with intervals over replications. A low and a high future (the
draws whose total lies nearest the 10th and 90th percentile) show what the forecast's own doubt does; they are simulated
with the same luck.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from schakel.capacity.engine.forecast.model import Key
from schakel.capacity.engine.forecast.result import Forecast, forecast
from schakel.capacity.engine.scenario.advice import Measure, advice
from schakel.capacity.engine.scenario.build import model_of
from schakel.capacity.engine.scenario.load import Load, loads
from schakel.capacity.engine.scenario.read import Scenario, middle
from schakel.capacity.engine.simulation.model import Model
from schakel.capacity.engine.simulation.result import Break, Criterion, Estimate, Result, first_break
from schakel.capacity.engine.simulation.run import Cancel, Plan, Precision, Progress, expected_seconds, simulate

# A run that would take longer asks first.
LONG = 600.0
FUTURES = (("low", 0.1), ("high", 0.9))


@dataclass(frozen=True, slots=True)
class Future:
    """One possible future simulated: which, its patients per year, and the result."""

    name: str
    patients: tuple[float, ...]
    result: Result


@dataclass(frozen=True, slots=True)
class Answer:
    """`breaks`: per centre (None: all together) and step or resource its first broken year, earliest first."""

    scenario: Scenario
    forecast: Forecast
    loads: tuple[Load, ...]
    result: Result
    futures: tuple[Future, ...]
    breaks: tuple[Break, ...]
    advice: tuple[Measure, ...]

    @property
    def first(self) -> Break | None:
        """What breaks first at any centre."""
        return next((one for one in self.breaks if one.centre is not None), None)


@dataclass(frozen=True, slots=True)
class Told:
    """How far a run is, over all futures: `done` of `of` replications."""

    done: int
    of: int


Tell = Callable[[Told], None]


def plan_of(scenario: Scenario, *, workers: int = 1) -> Plan:
    """How the scenario asks to be computed."""
    run = scenario.file.run
    precision = Precision("wait_total", middle(run.half_width)) if run.half_width else None
    return Plan(run.seed, run.replications, precision, run.antithetic, workers=workers)


def means(found: Forecast) -> Mapping[Key, Sequence[float]]:
    """The mean patients per year by product, indication and line."""
    return {key: [spread.mean for spread in row.spreads] for key, row in found.cells.items()}


def seconds_of(scenario: Scenario) -> float:
    """How long the run takes, about, on one core."""
    rates = means(forecast(replace(scenario.forecast, draws=100)))
    return expected_seconds(model_of(scenario, rates), plan_of(scenario)) * (1 + len(FUTURES))


def answer(scenario: Scenario, *, workers: int = 1, tell: Tell | None = None, cancel: Cancel | None = None) -> Answer:
    """Computes all of it; ModelError when the model cannot be run, CancelledError when asked to stop."""
    found = forecast(scenario.forecast)
    plan = plan_of(scenario, workers=workers)
    rates = [("middle", means(found)), *_futures(found)]
    models = [(name, model_of(scenario, each)) for name, each in rates]
    results = [
        simulate(model, plan, progress=_progress(tell, number, len(models), plan), cancel=cancel)
        for number, (_name, model) in enumerate(models)
    ]
    totals = [tuple(sum(per_year) for per_year in zip(*each.values(), strict=True)) for _name, each in rates]
    futures = tuple(
        Future(name, total, result) for (name, _model), total, result in zip(models, totals, results, strict=True)
    )
    middle_model = models[0][1]
    load = loads(middle_model)
    broken = breaks(scenario, middle_model, load, results[0])
    return Answer(scenario, found, load, results[0], futures, broken, advice(middle_model, limit_of(scenario)))


def limit_of(scenario: Scenario) -> float:
    """The offered load at which a resource is taken to break when measures are tried."""
    asked = scenario.file.breaks
    return middle(asked.at_least) if asked.measure in ("load", "utilisation") else 1.0


def _progress(tell: Tell | None, number: int, of: int, plan: Plan) -> Callable[[Progress], None] | None:
    if tell is None:
        return None
    return lambda at: tell(Told(number * plan.replications + at.done, of * plan.replications))


def _futures(found: Forecast) -> Iterator[tuple[str, Mapping[Key, Sequence[float]]]]:
    """The draws whose total over all years lies nearest a low and a high percentile."""
    import numpy as np

    totals = np.sum([each.sum(axis=1) for each in found.draws.patients.values()], axis=0)
    order = np.argsort(totals, kind="stable")
    for name, place in FUTURES:
        number = int(order[round(place * (len(order) - 1))])
        yield name, {key: [float(n) for n in each[number]] for key, each in found.draws.patients.items()}


def breaks(scenario: Scenario, model: Model, load: Sequence[Load], result: Result) -> tuple[Break, ...]:
    """What breaks first where, by the criterion of the scenario."""
    asked = scenario.file.breaks
    limit = middle(asked.at_least)
    if asked.measure != "load":
        return first_break(result, Criterion(asked.measure, limit))
    seen: set[tuple[str | None, str]] = set()
    found = []
    for one in load:
        # Work without any place for it is broken from the start.
        share = float("inf") if one.share is None else one.share
        if share >= limit and (one.centre, one.resource) not in seen:
            seen.add((one.centre, one.resource))
            found.append(Break(one.centre, one.resource, one.year, Estimate(share, share, share), certain=True))
    order = {name: place for place, name in enumerate(one.name for one in model.centres)}
    return tuple(sorted(found, key=lambda one: (one.year, order.get(one.centre or "", -1), one.name)))
