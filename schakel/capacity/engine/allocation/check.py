# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Does a plan keep every promise? Counted one by one in plain loops, without the programme that made it."""

from collections.abc import Iterator
from itertools import product

from schakel.capacity.engine.allocation.plan import Plan

TOLERANCE = 1e-4


def broken(plan: Plan) -> list[str]:
    """One line for every promise that the plan breaks; empty when it is sound."""
    return [*_served(plan), *_offered(plan), *_capacities(plan), *_handovers(plan), *_norms(plan)]


def _served(plan: Plan) -> Iterator[str]:
    problem = plan.problem
    for r, p, t in product(range(len(problem.regions)), range(len(problem.products)), range(problem.years)):
        treated = sum(float(plan.patients[r, c, p, t]) for c in range(len(problem.centres)))
        if abs(treated - float(problem.demand[r, p, t])) > TOLERANCE:
            asked = problem.demand[r, p, t]
            yield f"{problem.regions[r].name}, {problem.products[p].name}, year {t}: {treated:g} of {asked:g} treated"


def _offered(plan: Plan) -> Iterator[str]:
    problem, volume = plan.problem, plan.volume()
    for c, p, t in product(range(len(problem.centres)), range(len(problem.products)), range(problem.years)):
        if volume[c, p, t] > TOLERANCE and plan.offers[c, p, t] != 1:
            yield f"{problem.centres[c].name} treats with {problem.products[p].name} in year {t} without offering it"
        if plan.offers[c, p, t] and not problem.allowed()[c, p]:
            yield f"{problem.centres[c].name} may not offer {problem.products[p].name}"


def _capacities(plan: Plan) -> Iterator[str]:
    problem = plan.problem
    for c, centre in enumerate(problem.centres):
        for (k, kind), t in product(enumerate(problem.resources), range(problem.years)):
            used = sum(
                float(plan.volume()[c, p, t]) * each.uses.get(kind, 0) for p, each in enumerate(problem.products)
            )
            used += float(plan.handed[:, c, k, t].sum() - plan.handed[c, :, k, t].sum())
            room = centre.capacity[kind][t] if kind in centre.capacity else 0.0
            if module := problem.modules.get(kind):
                room += module.size * float(plan.added[c, k, : t + 1].sum())
            if used > room + TOLERANCE * max(1.0, room):
                yield f"{centre.name}: {used:g} of {kind} in year {t}, {room:g} there"


def _handovers(plan: Plan) -> Iterator[str]:
    problem, between = plan.problem, plan.problem.between()
    for c, d in product(range(len(problem.centres)), repeat=2):
        for (k, kind), t in product(enumerate(problem.resources), range(problem.years)):
            amount = float(plan.handed[c, d, k, t])
            rule = problem.handovers.get(kind)
            if amount > TOLERANCE and (c == d or rule is None or between[c, d] > rule.minutes):
                yield f"{amount:g} of {kind} handed from {problem.centres[c].name} to {problem.centres[d].name}"
    for c, (k, kind), t in product(range(len(problem.centres)), enumerate(problem.resources), range(problem.years)):
        own = sum(float(plan.volume()[c, p, t]) * each.uses.get(kind, 0) for p, each in enumerate(problem.products))
        share = problem.handovers[kind].share if kind in problem.handovers else 0.0
        out = float(plan.handed[c, :, k, t].sum())
        if out > share * own + TOLERANCE * max(1.0, own):
            yield f"{problem.centres[c].name} hands over {out:g} of {own:g} {kind} in year {t}"


def _norms(plan: Plan) -> Iterator[str]:
    problem = plan.problem
    for norm in problem.norms:
        if norm.kind == "travel":
            yield from _journeys(plan, norm.amount)
        elif norm.kind == "hours":
            yield from _hours(plan, norm.amount)
        elif norm.kind == "modules" and norm.about in problem.resources:
            k = problem.resources.index(norm.about)
            for c, centre in enumerate(problem.centres):
                if float(plan.added[c, k].sum()) > norm.amount:
                    yield f"{centre.name} adds {plan.added[c, k].sum():g} modules of {norm.about}"
        elif norm.kind in ("volume", "at_most", "at_least"):
            yield from _group(plan, norm.kind, norm.about, norm.amount)


def _journeys(plan: Plan, most: float) -> Iterator[str]:
    minutes = plan.problem.minutes()
    for r, region in enumerate(plan.problem.regions):
        for c, centre in enumerate(plan.problem.centres):
            if float(plan.patients[r, c].sum()) > TOLERANCE and minutes[r, c] > most:
                yield f"{region.name} to {centre.name}: {minutes[r, c]:.0f} minutes"


def _hours(plan: Plan, times: float) -> Iterator[str]:
    problem, starts = plan.problem, plan.starts()
    for (c, centre), t in product(enumerate(problem.centres), range(problem.years)):
        spent = sum(
            each.start_hours * float(starts[c, p, t]) + each.yearly_hours * float(plan.offers[c, p, t])
            for p, each in enumerate(problem.products)
        )
        if spent > centre.hours * times + TOLERANCE:
            yield f"{centre.name} spends {spent:g} hours on qualification in year {t}"


def _group(plan: Plan, kind: str, group: str, amount: float) -> Iterator[str]:
    problem = plan.problem
    members = [p for p, each in enumerate(problem.products) if each.group == group]
    for t in range(problem.years):
        offering = [c for c in range(len(problem.centres)) if any(plan.offers[c, p, t] for p in members)]
        if kind == "at_most" and len(offering) > amount:
            yield f"{len(offering)} centres offer {group} in year {t}"
        if kind == "at_least" and len(offering) < amount:
            yield f"only {len(offering)} centres offer {group} in year {t}"
        for c in offering if kind == "volume" else ():
            treated = sum(float(plan.volume()[c, p, t]) for p in members)
            if treated < amount - TOLERANCE:
                yield f"{problem.centres[c].name} treats {treated:g} patients of {group} in year {t}"
