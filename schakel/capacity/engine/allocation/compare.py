# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Several plans side by side: policies, and the front of cost against travel."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schakel.capacity.engine.allocation.layout import Layout, laid_out, values_of
from schakel.capacity.engine.allocation.plan import Plan, plan, solved
from schakel.capacity.engine.allocation.problem import Norm, Policy, Problem, policies
from schakel.capacity.engine.allocation.program import INFINITE, Floats

# How much travel may pass its bound on the front, for the solver's tolerances.
OVER = 1e-6


@dataclass(frozen=True, slots=True)
class Journeys:
    """Minutes one way over all patients: mean, the time that 95 % stay within, and the longest."""

    mean: float
    p95: float
    longest: float


def journeys(found: Plan) -> Journeys:
    """Travel of a plan, each patient once."""
    minutes = found.problem.minutes()
    patients = found.patients.sum(axis=(2, 3))
    order = np.argsort(minutes, axis=None)
    times, weights = minutes.ravel()[order], patients.ravel()[order]
    reached = np.cumsum(weights)
    if not len(reached) or reached[-1] <= 0:
        return Journeys(0.0, 0.0, 0.0)
    p95 = times[np.searchsorted(reached, 0.95 * reached[-1])]
    return Journeys(found.travel / float(reached[-1]), float(p95), float(times[weights > 0].max()))


@dataclass(frozen=True, slots=True)
class Compared:
    """A policy and its plan."""

    policy: Policy
    plan: Plan


def compared(
    problem: Problem, chosen: Sequence[Policy] | None = None, *, seconds: float = INFINITE, rel_gap: float = 0.0
) -> tuple[Compared, ...]:
    """A plan for each policy (as today, centralised, decentralised when none are given), under the same norms.

    `seconds` is for all together.
    """
    ways = policies(problem) if chosen is None else chosen
    each = seconds / max(len(ways), 1)
    return tuple(Compared(way, plan(problem.with_norms(way.norms), seconds=each, rel_gap=rel_gap)) for way in ways)


def front(problem: Problem, *, points: int = 5, seconds: float = INFINITE, rel_gap: float = 0.0) -> tuple[Plan, ...]:
    """Plans none of which is better than another on both cost and travel, the cheapest first (epsilon-constraint).

    Each is the cheapest with at most so much travel, with its own gap. Empty when there is no plan.
    """
    each = seconds / (points + 1)
    cheapest = plan(problem, seconds=each, rel_gap=rel_gap)
    if not cheapest.found:
        return ()
    shortest = _shortest(laid_out(problem), each, rel_gap)
    found = [cheapest]
    for most in np.linspace(cheapest.travel, shortest, points)[1:]:
        layout = laid_out(problem)
        layout.program.rows((), layout.travel_terms(), high=most * (1 + OVER))
        found.append(solved(layout, seconds=each, rel_gap=rel_gap))
    return _undominated([one for one in found if one.found])


def _shortest(layout: Layout, seconds: float, rel_gap: float) -> float:
    """The least travel at any cost."""
    program = layout.program
    columns, minutes = layout.travel_terms()
    travel = np.zeros(program.n_columns)
    travel[columns] = minutes
    program.cost[:] = [travel]
    return program.solve(seconds=seconds, rel_gap=rel_gap).objective


def _undominated(found: Sequence[Plan]) -> tuple[Plan, ...]:
    kept: list[Plan] = []
    for one in sorted(found, key=lambda each: (each.cost, each.travel)):
        if not kept or one.travel < kept[-1].travel * (1 - OVER):
            kept.append(one)
    return tuple(kept)


def fairest(problem: Problem, *, seconds: float = INFINITE) -> float | None:
    """The shortest time within which everybody can be treated (max-min fairness), in minutes; None: it cannot be.

    Only the times of the pairs that there are can be the answer, so it is a search by halves over those. With a limit
    on `seconds` (for each question) a time that could not be decided counts as too short.
    """
    free = problem.without(*(norm for norm in problem.norms if norm.kind == "travel"))
    times = np.unique(free.minutes())
    if not possible(free, seconds=seconds):
        return None
    low, high = 0, len(times) - 1
    while low < high:
        middle = (low + high) // 2
        limited = free.with_norms([Norm("travel", "", float(times[middle]))])
        low, high = (low, middle) if possible(limited, seconds=seconds) else (middle + 1, high)
    return float(times[low])


def possible(problem: Problem, *, seconds: float = INFINITE) -> bool:
    """Is there any plan at all?"""
    layout = laid_out(problem)
    layout.program.cost[:] = [np.zeros(layout.program.n_columns)]
    return layout.program.solve(seconds=seconds).found


def start_of(layout: Layout, known: Plan) -> Floats:
    """A known plan as values of another programme for the same centres, products and years."""
    return values_of(layout, known.offers, known.patients, known.added, known.handed)
