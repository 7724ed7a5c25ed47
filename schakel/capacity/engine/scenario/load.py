# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The offered load: work that comes, against work that can be done, by arithmetic alone.

It says what a simulation cannot, since a resource in use never passes 100 %: by how much demand passes capacity. And it
judges the simulation: while nothing waits without end and nobody is lost, utilisation and offered load are one number.
Work = patients × visits × mean duration × amount; a failed step is visited 1/(1 − p·again) times (geometric series);
what is handed over is counted where it is done. Held resources count the mean durations up to the end of `until`, and
no waiting in between: where that waiting is long, the true load is higher.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schakel.capacity.engine.simulation.model import Arrivals, Flow, Model, Step

WEEK_HOURS = 168.0


@dataclass(frozen=True, slots=True)
class Load:
    """`share`: work against what the places can do in the year; None where work comes and there is no place."""

    centre: str | None
    resource: str
    year: int
    work: float
    share: float | None


def loads(model: Model) -> tuple[Load, ...]:
    """Per centre (and None for all together), resource and year, in that order. `work` in days."""
    work: dict[tuple[str, str, int], float] = defaultdict(float)
    flows = {flow.name: flow for flow in model.flows}
    for arrivals in model.arrivals:
        _add(model, flows[arrivals.flow], arrivals, work)
    rows = []
    for centre in [None, *(one.name for one in model.centres)]:
        for resource in model.resources:
            for place, year in enumerate(model.years):
                rows.append(_row(model, work, centre, resource.name, place, year))
    return tuple(rows)


def _row(
    model: Model, work: Mapping[tuple[str, str, int], float], centre: str | None, resource: str, place: int, year: int
) -> Load:
    centres = [one for one in model.centres if centre in (None, one.name)]
    total = sum(work.get((one.name, resource, place), 0.0) for one in centres)
    days = sum(one.capacity[resource][place] for one in centres) * model.year_days * _open(model, resource)
    share = total / days if days else None if total else 0.0
    return Load(centre, resource, year, total, share)


def _open(model: Model, resource: str) -> float:
    """The part of a week in which work on the resource goes on."""
    hours = next(one.hours for one in model.resources if one.name == resource)
    return 1.0 if hours is None else sum(day[1] - day[0] for day in hours.days if day) / WEEK_HOURS


def _add(model: Model, flow: Flow, arrivals: Arrivals, work: dict[tuple[str, str, int], float]) -> None:
    visits = visits_of(flow.steps)
    per_year = arrivals.per_year or _counted(model, arrivals.times)
    names = [step.name for step in flow.steps]
    for number, step in enumerate(flow.steps):
        for use in step.uses:
            last = names.index(use.until) if use.until else number
            held = flow.steps[number : last + 1]
            for year, patients in enumerate(per_year):
                passes = patients * visits[number] * use.amount
                for centre, days in _held(model, flow, arrivals.centre, held):
                    work[centre, use.resource, year] += passes * days


def _held(model: Model, flow: Flow, centre: str, steps: Sequence[Step]) -> Iterator[tuple[str, float]]:
    """For how long one passage of these steps holds a place, and where: what is handed over counts where it is done."""
    for step in steps:
        mean = step.duration.mean()
        away = [
            one
            for one in model.hand_overs
            if (one.centre, one.step) == (centre, step.name) and one.flow in (None, flow.name)
        ]
        yield centre, mean - sum(one.share * (1 - one.after) for one in away) * mean
        for one in away:
            if one.to is not None:
                yield one.to, one.share * (1 - one.after) * mean


def _counted(model: Model, times: tuple[float, ...]) -> tuple[float, ...]:
    found = [0.0] * len(model.years)
    for time in times:
        place = int((time - model.warm_up) // model.year_days)
        if 0 <= place < len(found):
            found[place] += 1
    return tuple(found)


def visits_of(steps: tuple[Step, ...]) -> list[float]:
    """How often a patient is expected at each step, when nobody waits without end or is lost.

    Worked through in order: what fails at a step goes round again from `back_to`, with chance p·again each time.
    """
    names = [step.name for step in steps]
    visits = [1.0] * len(steps)
    for number, step in enumerate(steps):
        if step.failure is None:
            continue
        again = step.failure.probability * step.failure.again
        for earlier in range(names.index(step.failure.back_to), number + 1):
            visits[earlier] /= 1 - again
        passed = (1 - step.failure.probability) / (1 - again)
        for later in range(number + 1, len(steps)):
            visits[later] *= passed
    return visits
