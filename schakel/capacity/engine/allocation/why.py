# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Why this plan: what is full, and what each norm costs.

The price of a norm is a difference of two optima: the problem is solved again without it, and with it one step looser.
No dual of a whole-number programme would mean that. The price of a unit of capacity is the dual of the linear programme
that is left when openings and modules stay as planned: what one unit more would save then, no more than that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

import numpy as np

from schakel.capacity.engine.allocation.compare import possible, start_of
from schakel.capacity.engine.allocation.layout import laid_out
from schakel.capacity.engine.allocation.plan import Plan, solved
from schakel.capacity.engine.allocation.problem import Norm, NormKind, Problem
from schakel.capacity.engine.allocation.program import INFINITE, Places

FULL = 1e-4
# Sets of norms up to this many are searched for the smallest conflict; beyond it a conflict that cannot shrink is told.
EXHAUSTIVE = 8
# What a norm is loosened by while looking for the least that is enough.
GRAIN: dict[NormKind, float] = {
    "volume": -1,
    "travel": 5,
    "hours": 0.05,
    "modules": 1,
    "at_most": 1,
    "at_least": -1,
}


@dataclass(frozen=True, slots=True)
class Binding:
    """Something that is full or just met: `used` of `limit`; `price`: what one unit more saves with openings kept."""

    kind: Literal["capacity", "volume", "hours", "modules", "at_most", "at_least"]
    centre: str | None
    about: str
    year: int | None
    used: float
    limit: float
    price: float | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """What a norm costs: the plan without it, and the plan with it one step looser (None: there is no such step).

    `saves` is the difference of the plans found; the true one lies in `between` when a plan was not proven the best.
    """

    norm: Norm
    saves: float
    between: tuple[float, float]
    looser: Norm | None
    step_saves: float | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Norms that cannot hold together; without any one of them there is a plan.

    `smallest`: no conflict has fewer norms. `enough`: each norm loosened alone just so far that there is a plan, as far
    as that was found. `hopeless`: products for which there is no plan even without norms.
    """

    norms: tuple[Norm, ...]
    smallest: bool
    enough: tuple[Norm, ...] = ()
    hopeless: tuple[str, ...] = ()


def bindings(found: Plan) -> tuple[Binding, ...]:
    """What is full or just met in a plan, by centre and year."""
    return (*_full(found), *_norms(found))


def _full(found: Plan) -> Iterator[Binding]:
    problem, load, room = found.problem, found.load(), found.room()
    prices = _prices(found)
    for c, k, t in zip(*((load >= room - FULL * np.maximum(1, room)) & (load > FULL)).nonzero(), strict=True):
        yield Binding(
            "capacity",
            problem.centres[c].name,
            problem.resources[k],
            problem.start + int(t),
            float(load[c, k, t]),
            float(room[c, k, t]),
            float(prices[c, k, t]),
        )


def _prices(found: Plan) -> np.ndarray:
    # A cut that is as tight as the capacity itself would share its price.
    layout = laid_out(found.problem, cuts=False)
    whole = layout.whole()
    program = layout.program.fixed(whole, start_of(layout, found)[whole])
    duals = program.solve().row_duals
    rows = layout.capacity_rows
    return np.asarray(np.maximum(-duals[rows], 0.0) if len(duals) else np.zeros(rows.shape))


def _norms(found: Plan) -> Iterator[Binding]:
    problem, volume = found.problem, found.volume()
    for norm in problem.norms:
        if norm.kind in ("volume", "at_most", "at_least"):
            members = [p for p, product in enumerate(problem.products) if product.group == norm.about]
            yield from _group(found, norm, members, volume)
        elif norm.kind == "hours":
            yield from _hours(found, norm)
        elif norm.kind == "modules" and norm.about in problem.resources:
            added = found.added[:, problem.resources.index(norm.about)].sum(axis=1)
            for c in np.flatnonzero((added >= norm.amount) & (added > 0)):
                name = problem.centres[c].name
                yield Binding("modules", name, norm.about, None, float(added[c]), norm.amount)


def _group(found: Plan, norm: Norm, members: list[int], volume: np.ndarray) -> Iterator[Binding]:
    problem = found.problem
    offered = found.offers[:, members, :].max(axis=1) > 0
    treated = volume[:, members, :].sum(axis=1)
    for t in range(problem.years):
        year = problem.start + t
        if norm.kind == "volume":
            for c in np.flatnonzero(offered[:, t] & (treated[:, t] <= norm.amount + FULL)):
                name = problem.centres[c].name
                yield Binding("volume", name, norm.about, year, float(treated[c, t]), norm.amount)
        elif (count := int(offered[:, t].sum())) == norm.amount:
            kind: Literal["at_most", "at_least"] = "at_most" if norm.kind == "at_most" else "at_least"
            yield Binding(kind, None, norm.about, year, count, norm.amount)


def _hours(found: Plan, norm: Norm) -> Iterator[Binding]:
    """Full when no further product could be started: less is left than the least of them asks."""
    problem = found.problem
    to_start, yearly = (
        np.array([getattr(p, name) for p in problem.products]) for name in ("start_hours", "yearly_hours")
    )
    spent = np.einsum("cpt,p->ct", found.starts(), to_start) + np.einsum("cpt,p->ct", found.offers, yearly)
    least = float((to_start + yearly).min())
    for c, centre in enumerate(problem.centres):
        limit = centre.hours * norm.amount
        for t in np.flatnonzero((spent[c] > 0) & (spent[c] + least > limit + FULL)):
            yield Binding("hours", centre.name, "", problem.start + int(t), float(spent[c, t]), limit)


def prices(found: Plan, *, seconds: float = INFINITE, rel_gap: float = 0.0) -> tuple[Price, ...]:
    """What each norm costs, the dearest first; `seconds` is for all together."""
    norms = found.problem.norms
    each = seconds / max(2 * len(norms), 1)
    told = [_price(found, norm, each, rel_gap) for norm in norms]
    return tuple(sorted(told, key=lambda price: (-price.saves, price.norm)))


def _price(found: Plan, norm: Norm, seconds: float, rel_gap: float) -> Price:
    free = _again(found, found.problem.without(norm), seconds, rel_gap)
    looser = norm.loosened()
    step = None
    if looser:
        problem = found.problem.without(norm).with_norms([looser])
        step = max(found.cost - _again(found, problem, seconds, rel_gap).cost, 0.0)
    between = (max(found.bound - free.cost, 0.0), max(found.cost - free.bound, 0.0))
    return Price(norm, max(found.cost - free.cost, 0.0), between, looser, step)


def _again(found: Plan, problem: Problem, seconds: float, rel_gap: float) -> Plan:
    """The known plan keeps the looser norms, so it is a start and never beaten by a worse one."""
    layout = laid_out(problem)
    again = solved(layout, seconds=seconds, rel_gap=rel_gap, start=start_of(layout, found))
    return again if again.found and again.cost < found.cost else replace(found, bound=min(again.bound, found.bound))


def conflict(problem: Problem, *, seconds: float = INFINITE) -> Conflict | None:
    """Why there is no plan; None when there is one. `seconds` is for each question asked on the way."""

    def can(norms: tuple[Norm, ...]) -> bool:
        return possible(replace(problem, norms=norms), seconds=seconds)

    if can(problem.norms):
        return None
    if not can(()):
        return Conflict((), smallest=True, hopeless=tuple(_hopeless(problem, seconds)))
    kept = problem.norms
    for norm in problem.norms:
        without = tuple(each for each in kept if each != norm)
        if not can(without):
            kept = without
    smallest = len(kept) == 1
    if not smallest and len(problem.norms) <= EXHAUSTIVE:
        sets = (few for size in range(1, len(kept)) for few in combinations(problem.norms, size))
        kept, smallest = next((few for few in sets if not can(few)), kept), True
    return Conflict(kept, smallest, tuple(_enough(problem, kept, seconds)))


def _hopeless(problem: Problem, seconds: float) -> Iterator[str]:
    """Products that cannot be given to everyone even alone; all of them when each could, but not all together."""
    alone = [
        product.name for p, product in enumerate(problem.products) if not possible(_only(problem, [p]), seconds=seconds)
    ]
    yield from alone or [product.name for product in problem.products]


def _only(problem: Problem, members: list[int]) -> Problem:
    chosen: Places = np.array(members)
    products = tuple(problem.products[p] for p in members)
    return replace(problem, norms=(), products=products, demand=problem.demand[:, chosen, :])


def _enough(problem: Problem, norms: tuple[Norm, ...], seconds: float) -> Iterator[Norm]:
    """Per norm the first step on its way to nothing at which there is a plan, by doubling and then halving."""
    for norm in norms:
        grain = GRAIN.get(norm.kind)
        if grain is None:
            continue

        def can(steps: int, norm: Norm = norm, grain: float = grain) -> bool:
            amount = max(norm.amount + steps * grain, 0.0)
            looser = problem.without(norm).with_norms([replace(norm, amount=amount)])
            return possible(looser, seconds=seconds)

        steps, most = 1, 1024
        while steps < most and not can(steps):
            steps *= 2
        if not can(steps):
            continue
        low = steps // 2
        while steps - low > 1:
            middle = (steps + low) // 2
            low, steps = (low, middle) if can(middle) else (middle, steps)
        yield replace(norm, amount=max(norm.amount + steps * grain, 0.0))
