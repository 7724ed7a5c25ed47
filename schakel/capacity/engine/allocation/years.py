# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A large problem year by year: a bound that holds, and a first plan.

The bound. Charge every year what it costs by itself: offering, patients, handing over, and the upkeep of the modules
that are there. What is paid once (buying a module, starting a product) is charged to the last year only, for what is
there then and was not there today. No plan pays less than that in any year, since modules stay and what is offered in
the last year was started some time; so the sum of the best of each year is a bound. Each year is a small programme, and
keeps its whole numbers, which is why the sum is often nearer than the relaxation of the whole.

The plan. The last year alone says where the network should end; then the years are planned in order towards it.
"""

from dataclasses import dataclass, replace

import numpy as np

from schakel.capacity.engine.allocation.layout import Layout, laid_out, values_of
from schakel.capacity.engine.allocation.problem import Module, Problem
from schakel.capacity.engine.allocation.program import INFINITE, Floats, Places, Solved

NEAR = 2e-3
# A pair counts as used by the relaxation above this share.
USED = 1e-4
# From so many columns on the interior-point method is faster than the simplex method.
MANY = 5000
# The least time that is worth a start, in seconds.
LEAST = 0.2


@dataclass(frozen=True, slots=True)
class Yearly:
    """The bound, and the values of a plan of the whole programme (None: none was found this way)."""

    bound: float
    values: Floats | None
    seconds: float


@dataclass(frozen=True, slots=True)
class _Year:
    """The plan of one year, arrays without the axis of years."""

    offers: Floats  # c p
    patients: Floats  # r c p
    added: Floats  # c k
    handed: Floats  # c d k


def year_by_year(layout: Layout, seconds: float) -> Yearly:
    """Relaxations first, since without them there is no bound; then the plan, and with the rest whole numbers."""
    problem, clock = layout.problem, _Budget(seconds)
    alone = [_alone(problem, year) for year in range(problem.years)]
    relaxed = [clock.spend(_relaxed(one, clock.left())) for one in alone]
    if any(found.status == "infeasible" for found in relaxed):
        return Yearly(INFINITE, None, clock.spent)
    target = clock.spend(_planned(alone[-1], clock.part(4), relaxed[-1]))
    if target.status == "infeasible":
        return Yearly(INFINITE, None, clock.spent)
    plans = _forward(problem, _read(alone[-1], target) if target.found else None, clock)
    bounds = _whole(alone, relaxed, clock)
    if bounds is None:
        return Yearly(INFINITE, None, clock.spent)
    values = _values(layout, plans) if len(plans) == problem.years else None
    return Yearly(sum(bounds), values, clock.spent)


class _Budget:
    """Seconds given and spent, as the solver counts them."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.spent = seconds, 0.0

    def spend(self, found: Solved) -> Solved:
        self.spent += found.seconds
        return found

    def left(self) -> float:
        return max(self.seconds - self.spent, LEAST)

    def part(self, parts: int) -> float:
        return max(self.left() / parts, LEAST)


def _whole(alone: list[Layout], relaxed: list[Solved], clock: _Budget) -> list[float] | None:
    """The bound of each year, better than that of its relaxation where there is time; None: a year cannot be."""
    bounds = []
    for place, (one, known) in enumerate(zip(alone, relaxed, strict=True)):
        bound = max(known.bound, 0.0)
        if known.seconds < clock.part(len(alone) - place):
            found = clock.spend(one.program.solve(seconds=clock.part(len(alone) - place), rel_gap=NEAR))
            if found.status == "infeasible":
                return None
            bound = max(bound, found.bound)
        bounds.append(bound)
    return bounds


def _alone(problem: Problem, year: int) -> Layout:
    """One year with the costs that the bound charges to it."""
    last = year == problem.years - 1
    modules = {
        kind: Module(module.size, module.yearly_cost + (module.cost if last else 0.0))
        for kind, module in problem.modules.items()
    }
    products = tuple(
        replace(
            product,
            start_cost=product.start_cost if last else 0.0,
            # It may have been started in an earlier year.
            start_hours=product.start_hours if year == 0 else 0.0,
        )
        for product in problem.products
    )
    return laid_out(replace(_of_year(problem, year), modules=modules, products=products))


def _of_year(problem: Problem, year: int) -> Problem:
    centres = tuple(
        replace(centre, capacity={kind: (amounts[year],) for kind, amounts in centre.capacity.items()})
        for centre in problem.centres
    )
    demand = problem.demand[:, :, year : year + 1]
    return replace(problem, start=problem.start + year, years=1, centres=centres, demand=demand)


def _planned(layout: Layout, seconds: float, relaxed: Solved) -> Solved:
    """A plan of one year: only centres and products that the relaxation uses at all are decided on.

    That is a small part of all pairs, and nearly always holds a plan close to the best. All pairs when it holds none.
    """
    if not relaxed.found:
        return relaxed if relaxed.status == "infeasible" else layout.program.solve(seconds=seconds, rel_gap=NEAR)
    offers = layout.offers[layout.offers >= 0]
    unused = offers[relaxed.values[offers] <= USED]
    part = layout.program.held(unused, np.zeros(len(unused)))
    found = part.solve(seconds=seconds, rel_gap=NEAR)
    if not found.found:
        again = layout.program.solve(seconds=seconds, rel_gap=NEAR)
        return replace(again, seconds=again.seconds + found.seconds)
    return found


def _relaxed(layout: Layout, seconds: float) -> Solved:
    method = "ipm" if layout.program.n_columns > MANY else "choose"
    return layout.program.solve(relaxed=True, seconds=max(seconds, LEAST), method=method)


def _read(layout: Layout, found: Solved) -> _Year:
    def of(columns: Places) -> Floats:
        return np.where(columns >= 0, found.values[np.maximum(columns, 0)], 0.0)[..., 0]

    offers, added = np.round(of(layout.offers)), np.round(of(layout.added))
    return _Year(offers, np.maximum(of(layout.patients), 0), added, np.maximum(of(layout.handed), 0))


def _forward(problem: Problem, target: _Year | None, clock: _Budget) -> list[_Year]:
    """The years in order, each from where the one before ended; fewer years when one has no plan."""
    offers = problem.today()
    added = np.zeros((len(problem.centres), len(problem.resources)))
    plans: list[_Year] = []
    for year in range(problem.years):
        for within in (target, None):
            layout = _next(problem, year, offers, added, within)
            relaxed = clock.spend(_relaxed(layout, clock.left()))
            found = clock.spend(_planned(layout, clock.part(2 * (problem.years - year)), relaxed))
            if found.found or target is None:
                break
        if not found.found:
            return plans
        plan = _read(layout, found)
        plans.append(plan)
        offers, added = plan.offers, added + plan.added
    return plans


def _next(problem: Problem, year: int, offers: Floats, added: Floats, target: _Year | None) -> Layout:
    """One year on from `offers` and `added`, within what the target has when there is one."""
    allowed = problem.allowed() > 0
    if target is not None:
        allowed = allowed & ((target.offers > 0) | (offers > 0))
    one = _of_year(problem, year)
    sizes = {kind: module.size for kind, module in problem.modules.items()}
    centres = tuple(
        replace(
            centre,
            offers=frozenset(p.name for p, now in zip(problem.products, offers[c], strict=True) if now),
            may=frozenset(p.name for p, may in zip(problem.products, allowed[c], strict=True) if may),
            capacity={
                kind: (centre.capacity.get(kind, (0.0,))[0] + sizes.get(kind, 0.0) * float(added[c, k]),)
                for k, kind in enumerate(problem.resources)
            },
        )
        for c, centre in enumerate(one.centres)
    )
    left = problem.years - year
    modules = {
        kind: Module(module.size, module.cost + module.yearly_cost * left) for kind, module in problem.modules.items()
    }
    # Both are said otherwise here: `may` is what is allowed, and modules are limited per centre below.
    norms = tuple(norm for norm in problem.norms if norm.kind not in ("as_today", "modules"))
    layout = laid_out(replace(one, centres=centres, modules=modules, norms=norms))
    for k, kind in enumerate(problem.resources):
        norm = problem.norm("modules", kind)
        most = np.full(len(centres), norm.amount if norm else INFINITE)
        if target is not None:
            most = np.minimum(most, target.added[:, k])
        columns = layout.added[:, k, 0]
        layout.program.limit(columns, np.maximum(most - added[:, k], 0))
    return layout


def _values(layout: Layout, plans: list[_Year]) -> Floats:
    offers, patients, added, handed = (
        np.stack([getattr(plan, name) for plan in plans], axis=-1) for name in ("offers", "patients", "added", "handed")
    )
    return values_of(layout, offers, patients, added, handed)
