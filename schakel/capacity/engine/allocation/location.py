# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Plain facility location: which sites to open, and who serves whom, at the least cost.

Uncapacitated, capacitated (a customer may be split, or must have a single site), and p-median (`open_exactly`).
The formulation is the strong one (share <= open for each pair), whose relaxation is close to the truth.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from schakel.capacity.engine.allocation.program import INFINITE, Floats, Places, Program, Solved, Status

Sourcing = Literal["split", "single"]


@dataclass(frozen=True, slots=True)
class Instance:
    """`costs[customer, site]`: of serving all of the customer from the site; infinite when it may not be.

    `capacity`: demand a site can serve, infinite when there is no end. `open_exactly`: how many sites, None for any.
    """

    sites: tuple[str, ...]
    customers: tuple[str, ...]
    fixed: Floats
    capacity: Floats
    demand: Floats
    costs: Floats
    sourcing: Sourcing = "split"
    open_exactly: int | None = None

    @property
    def capacitated(self) -> bool:
        return bool((self.capacity < self.demand.sum()).any())


@dataclass(frozen=True, slots=True)
class LocationPlan:
    """The answer: sites opened, and per customer the share that each site serves. `gap` 0: proven the best."""

    status: Status
    cost: float
    bound: float
    gap: float
    opened: tuple[str, ...]
    served: tuple[tuple[str, str, float], ...]


def locate(instance: Instance, *, seconds: float = INFINITE, rel_gap: float = 0.0) -> LocationPlan:
    """The cheapest plan, with its bound."""
    program, opened, shares = _program(instance)
    found = program.solve(seconds=seconds, rel_gap=rel_gap)
    if not found.found:
        return LocationPlan(found.status, found.objective, found.bound, found.gap, (), ())
    return _plan(instance, found, opened, shares)


def _program(instance: Instance) -> tuple[Program, Places, Places]:
    customers, sites = instance.costs.shape
    program = Program()
    opened = program.columns((sites,), cost=instance.fixed, high=1, integer=True)
    allowed = np.isfinite(instance.costs)
    whole = instance.sourcing == "single" and instance.capacitated
    costs = np.where(allowed, instance.costs, 0)
    shares = program.columns((customers, sites), cost=costs, high=np.where(allowed, 1, 0), integer=whole)
    program.rows((customers,), (shares, 1), low=1, high=1)
    program.rows((customers, sites), (shares, 1), (opened[None, :], -1), high=0)
    if instance.capacitated:
        room = np.minimum(instance.capacity, instance.demand.sum())
        program.rows((sites,), (shares.T, instance.demand), (opened, -room), high=0)
        program.rows((), (opened, room), low=instance.demand.sum())
    if instance.open_exactly is not None:
        program.rows((), (opened, 1), low=instance.open_exactly, high=instance.open_exactly)
    return program, opened, shares


def _plan(instance: Instance, found: Solved, opened: Places, shares: Places) -> LocationPlan:
    """Rounded to whole sites and summed anew, so that the cost told is that of the plan told."""
    chosen = found.values[opened] > 0.5
    share = np.where(found.values[shares] > 1e-9, found.values[shares], 0)
    if not instance.capacitated:
        # Nobody is turned away: each customer goes to the cheapest open site, whatever ties the solver left.
        share = np.zeros_like(share)
        nearest = np.where(chosen, instance.costs, INFINITE).argmin(axis=1)
        share[np.arange(len(share)), nearest] = 1
    served = tuple(
        (instance.customers[i], instance.sites[j], float(share[i, j])) for i, j in zip(*share.nonzero(), strict=True)
    )
    cost = cost_of(instance, np.flatnonzero(chosen).tolist(), share)
    gap = 0.0 if found.status == "optimal" else found.gap
    names = tuple(instance.sites[j] for j in np.flatnonzero(chosen))
    return LocationPlan(found.status, cost, min(found.bound, cost), gap, names, served)


def cost_of(instance: Instance, opened: Sequence[int], share: Floats) -> float:
    """Fixed and service cost of a plan, counted without the solver."""
    service = np.where(share > 0, share * np.where(share > 0, instance.costs, 0), 0)
    return float(instance.fixed[list(opened)].sum() + service.sum())
