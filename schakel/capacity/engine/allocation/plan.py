# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The plan: which centre offers what from when, what is added, who goes where, what is handed over; and its proof.

Among the plans of the least cost the one with the least travel is told: with openings and modules fixed the rest is a
linear programme, solved once more for travel. Every plan is counted anew without the solver (check.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from schakel.capacity.engine.allocation.layout import Layout, laid_out
from schakel.capacity.engine.allocation.problem import Problem
from schakel.capacity.engine.allocation.program import INFINITE, Floats, Solved, Status, gap
from schakel.capacity.engine.allocation.search import HUGE, SMALL, search

SLACK = 1e-6
# The share of a cost that the second solve may differ, for the solver's own tolerances.
SAME = 1e-7


@dataclass(frozen=True, slots=True)
class Plan:
    """Arrays as in layout: offers, starts (c p t), patients (r c p t), added (c k t), handed (c d k t).

    `cost` is at least `bound` in every plan there is; `gap` 0: proven the best. `travel`: patient-minutes one way.
    """

    problem: Problem
    status: Status
    cost: float = INFINITE
    bound: float = -INFINITE
    travel: float = INFINITE
    offers: Floats = field(default_factory=lambda: np.zeros((0, 0, 0)))
    patients: Floats = field(default_factory=lambda: np.zeros((0, 0, 0, 0)))
    added: Floats = field(default_factory=lambda: np.zeros((0, 0, 0)))
    handed: Floats = field(default_factory=lambda: np.zeros((0, 0, 0, 0)))

    @property
    def found(self) -> bool:
        return self.status in ("optimal", "feasible")

    @property
    def gap(self) -> float:
        """How much of the cost could still be saved at most, as a share of it."""
        return gap(self.cost, self.bound) if self.found else INFINITE

    def starts(self) -> Floats:
        """1 where a centre begins to offer a product, shape (c, p, t)."""
        before = np.concatenate([self.problem.today()[:, :, None], self.offers[:, :, :-1]], axis=2)
        return np.asarray(np.maximum(self.offers - before, 0))

    def volume(self) -> Floats:
        """Patients per centre, product and year."""
        return np.asarray(self.patients.sum(axis=0))

    def load(self) -> Floats:
        """Use of resources per centre, resource and year, after what was handed over and taken on."""
        own = np.einsum("cpt,pk->ckt", self.volume(), self.problem.uses())
        return np.asarray(own - self.handed.sum(axis=1) + self.handed.sum(axis=0))

    def room(self) -> Floats:
        """Capacity per centre, resource and year with the modules added so far."""
        modules = self.problem.modules
        sizes = np.array([modules[kind].size if kind in modules else 0.0 for kind in self.problem.resources])
        return np.asarray(self.problem.capacity() + np.cumsum(self.added, axis=2) * sizes[None, :, None])

    def costs(self) -> Mapping[str, float]:
        """The cost by what it is for; the sum is the cost."""
        problem, minutes = self.problem, self.problem.minutes()
        each = {name: np.array([getattr(p, name) for p in problem.products]) for name in _MONEY}
        left = problem.years - np.arange(problem.years)
        modules = [problem.modules.get(kind) for kind in problem.resources]
        bought = sum(
            float((self.added[:, k] * (m.cost + m.yearly_cost * left)).sum()) for k, m in enumerate(modules) if m
        )
        handed = sum(
            problem.handovers[kind].cost * float(self.handed[:, :, k].sum())
            for k, kind in enumerate(problem.resources)
            if kind in problem.handovers
        )
        return {
            "starting": float((self.starts() * each["start_cost"][None, :, None]).sum()),
            "offering": float((self.offers * each["yearly_cost"][None, :, None]).sum()),
            "patients": float((self.volume() * each["patient_cost"][None, :, None]).sum()),
            "modules": bought,
            "handing over": handed,
            "travel": problem.minute_cost * float((self.patients * minutes[:, :, None, None]).sum()),
        }


_MONEY = ("start_cost", "yearly_cost", "patient_cost")


def plan(problem: Problem, *, seconds: float = INFINITE, rel_gap: float = 0.0) -> Plan:
    """The cheapest plan under the problem's norms."""
    return solved(laid_out(problem), seconds=seconds, rel_gap=rel_gap)


def solved(layout: Layout, *, seconds: float = INFINITE, rel_gap: float = 0.0, start: Floats | None = None) -> Plan:
    """The cheapest plan of a programme, and of those the one with the least travel.

    A large programme is searched first for more than half of the time; the rest proves how good the plan is.
    """
    known = -INFINITE
    if start is None and np.isfinite(seconds) and len(layout.whole()) > SMALL and layout.problem.years > 1:
        first = search(layout, seconds)
        if first.status == "infeasible":
            return Plan(layout.problem, "infeasible")
        if first.found and layout.program.n_columns > HUGE:
            return read_plan(layout, first, least_travel(layout, first))
        known, seconds = first.bound, max(seconds - first.seconds, 1.0)
        start = first.values if first.found else None
    found = layout.program.solve(seconds=seconds, rel_gap=rel_gap, start=start)
    found = replace(found, bound=max(found.bound, known))
    if not found.found:
        return Plan(layout.problem, found.status, bound=found.bound)
    return read_plan(layout, found, least_travel(layout, found))


def least_travel(layout: Layout, found: Solved) -> Floats:
    """The columns with openings and modules as found, and the least travel that this cost allows."""
    whole = layout.whole()
    program = layout.program.fixed(whole, np.round(found.values[whole]))
    (cost,) = program.cost
    program.rows((), (np.arange(len(cost)), cost), high=found.objective + SAME * max(1.0, abs(found.objective)))
    columns, minutes = layout.travel_terms()
    travel = np.zeros(len(cost))
    travel[columns] = minutes
    program.cost[:] = [travel]
    again = program.solve()
    return again.values if again.found else found.values


def read_plan(layout: Layout, found: Solved, values: Floats) -> Plan:
    """The plan in the solver's values; whole numbers are made whole, and its cost is counted from the plan."""
    problem = layout.problem

    def of(columns: np.ndarray, *, whole: bool = False) -> Floats:
        taken = np.where(columns >= 0, values[np.maximum(columns, 0)], 0.0)
        return np.asarray(np.round(taken) if whole else np.where(taken > SLACK, taken, 0.0), dtype=np.float64)

    offers, patients = of(layout.offers, whole=True), of(layout.patients)
    travel = float((patients * layout.minutes[:, :, None, None]).sum())
    made = Plan(
        problem, found.status, 0.0, 0.0, travel, offers, patients, of(layout.added, whole=True), of(layout.handed)
    )
    cost = sum(made.costs().values())
    # Rounding may move the cost by the solver's tolerance: what is proven best stays proven.
    bound = cost if found.status == "optimal" and found.gap == 0 else min(found.bound, cost)
    return Plan(problem, found.status, cost, bound, travel, offers, patients, made.added, made.handed)
