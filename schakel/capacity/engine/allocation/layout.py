# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The problem as a mixed-integer programme. Each block of columns and rows keeps its place, so answers can be read.

Sets: regions r, centres c, products p, groups g, resources k, years t. Some rows follow from others in whole numbers,
but not in fractions, so that the relaxation is close to the truth and proofs are short: patients of r reach c
only if c offers p (pair by pair), and a centre's capacity serves a product only if the centre offers it.
"""

from dataclasses import dataclass

import numpy as np

from schakel.capacity.engine.allocation.problem import Problem
from schakel.capacity.engine.allocation.program import INFINITE, Bools, Floats, Places, Program


@dataclass(frozen=True, slots=True)
class Layout:
    """Column numbers (-1: no such column) and row numbers, by what they mean."""

    problem: Problem
    program: Program
    offers: Places  # c p t, whole: the centre offers the product
    starts: Places  # c p t: it did not the year before
    groups: Places  # c g t: it offers any of the group
    patients: Places  # r c p t
    volume: Places  # c p t: patients of all regions
    added: Places  # c k t, whole: modules bought
    handed: Places  # c d k t: units of use from c to d
    capacity_rows: Places  # c k t
    volume_rows: dict[str, Places]  # group → c t
    hours_rows: Places | None  # c t
    centres_rows: dict[str, Places]  # at_most:g, at_least:g → t
    module_rows: dict[str, Places]  # resource → c
    minutes: Floats  # r c

    def travel_terms(self) -> tuple[Places, Floats]:
        """Columns and minutes of all journeys, to bound or minimise their sum."""
        used = self.patients >= 0
        times = np.broadcast_to(self.minutes[:, :, None, None], self.patients.shape)
        return self.patients[used], times[used]

    def whole(self) -> Places:
        """The columns that must be whole numbers."""
        columns = np.concatenate([self.offers.ravel(), self.added.ravel()])
        return columns[columns >= 0]


def values_of(layout: Layout, offers: Floats, patients: Floats, added: Floats, handed: Floats) -> Floats:
    """A known plan for the same centres, products and years as values of this programme."""
    problem, values = layout.problem, np.zeros(layout.program.n_columns)
    members = [_members(problem, group) for group in problem.groups]
    before = np.concatenate([problem.today()[:, :, None], offers[:, :, :-1]], axis=2)
    for columns, amounts in (
        (layout.offers, offers),
        (layout.starts, np.maximum(offers - before, 0)),
        (layout.groups, np.stack([offers[:, group].max(axis=1) for group in members], axis=1)),
        (layout.patients, patients),
        (layout.volume, patients.sum(axis=0)),
        (layout.added, added),
        (layout.handed, handed),
    ):
        used = columns >= 0
        values[columns[used]] = amounts[used]
    return values


def laid_out(problem: Problem, *, cuts: bool = True) -> Layout:
    """Columns first, then rows, block by block; `cuts`: also the rows that only shorten proofs."""
    program = Program()
    allowed = np.broadcast_to((problem.allowed() > 0)[:, :, None], _shape(problem))
    minutes = problem.minutes()
    offers, starts, groups = _offers(problem, program, allowed)
    patients = _patients(problem, program, allowed, minutes)
    volume = program.columns(_shape(problem), where=allowed)
    program.rows(_shape(problem), (volume, 1), (patients.transpose(1, 2, 3, 0), -1), low=0, high=0, where=allowed)
    _served(problem, program, patients, offers)
    added, handed = _added(problem, program), _handed(problem, program)
    if cuts:
        _least_modules(problem, program, added)
        _own_room(problem, program, volume, offers, added)
    return Layout(
        problem,
        program,
        offers,
        starts,
        groups,
        patients,
        volume,
        added,
        handed,
        _capacity(problem, program, volume, added, handed),
        _volumes(problem, program, volume, groups),
        _hours(problem, program, offers, starts),
        _centres(problem, program, groups),
        _modules(problem, program, added),
        minutes,
    )


def _shape(problem: Problem) -> tuple[int, int, int]:
    return len(problem.centres), len(problem.products), problem.years


def _of_products(problem: Problem, name: str) -> Floats:
    """A number of each product, to broadcast over centres, products and years."""
    return np.array([getattr(product, name) for product in problem.products], dtype=np.float64)[None, :, None]


def _members(problem: Problem, group: str) -> Places:
    return np.array([p for p, product in enumerate(problem.products) if product.group == group], dtype=np.int64)


def _offers(problem: Problem, program: Program, allowed: Bools) -> tuple[Places, Places, Places]:
    centres, _, years = shape = _shape(problem)
    offers = program.columns(shape, cost=_of_products(problem, "yearly_cost"), high=1, integer=True, where=allowed)
    starts = program.columns(shape, cost=_of_products(problem, "start_cost"), high=1, where=allowed)
    before = np.concatenate([np.full((centres, shape[1], 1), -1), offers[:, :, :-1]], axis=2)
    at_first = np.zeros(shape)
    at_first[:, :, 0] = problem.today()
    program.rows(shape, (offers, 1), (starts, -1), (before, -1), high=at_first, where=allowed)
    groups = program.columns((centres, len(problem.groups), years), high=1)
    for place, group in enumerate(problem.groups):
        members = _members(problem, group)
        some = offers[:, members, :]
        program.rows(some.shape, (some, 1), (groups[:, place, None, :], -1), high=0, where=some >= 0)
        # A group without an offer is not offered, or a norm on the number of centres could be met on paper.
        program.rows((centres, years), (groups[:, place, :], 1), (some.transpose(0, 2, 1), -1), high=0)
    return offers, starts, groups


def _patients(problem: Problem, program: Program, allowed: Bools, minutes: Floats) -> Places:
    norm = problem.norm("travel")
    near = minutes <= (norm.amount if norm else INFINITE)
    demand = problem.demand[:, None, :, :]
    where = allowed[None] & near[:, :, None, None] & (demand > 0)
    cost = _of_products(problem, "patient_cost")[None] + problem.minute_cost * minutes[:, :, None, None]
    return program.columns(where.shape, cost=cost, high=demand, where=where)


def _served(problem: Problem, program: Program, patients: Places, offers: Places) -> None:
    asked = problem.demand > 0
    everyone = patients.transpose(0, 2, 3, 1)
    program.rows(asked.shape, (everyone, 1), low=problem.demand, high=problem.demand, where=asked)
    used = patients >= 0
    demand = np.broadcast_to(problem.demand[:, None], patients.shape)
    wide = np.broadcast_to(offers[None], patients.shape)
    program.rows((int(used.sum()),), (patients[used], 1), (wide[used], -demand[used]), high=0)


def _added(problem: Problem, program: Program) -> Places:
    """Modules; bought early they cost their upkeep for longer."""
    shape = (len(problem.centres), len(problem.resources), problem.years)
    cost, where = np.zeros(shape), np.zeros(shape, dtype=bool)
    left = problem.years - np.arange(problem.years)
    for place, kind in enumerate(problem.resources):
        if module := problem.modules.get(kind):
            cost[:, place], where[:, place] = module.cost + module.yearly_cost * left, True
    return program.columns(shape, cost=cost, integer=True, where=where)


def _least_modules(problem: Problem, program: Program, added: Places) -> None:
    """What all centres together lack must be added somewhere, in whole modules: a cut that shortens the proof."""
    uses = np.einsum("rpt,pk->kt", problem.demand, problem.uses())
    lacking = uses - problem.capacity().sum(axis=0)
    for place, kind in enumerate(problem.resources):
        if module := problem.modules.get(kind):
            pieces = np.ceil(np.maximum(lacking[place], 0) / module.size - 1e-9)
            for year in np.flatnonzero(pieces):
                program.rows((), (added[:, place, : year + 1].ravel(), 1), low=pieces[year])


def _own_room(problem: Problem, program: Program, volume: Places, offers: Places, added: Places) -> None:
    """A product alone fits in the centre's room, and that only if it is offered: a cut on openings."""
    capacity, uses, most = problem.capacity(), problem.uses(), problem.demand.sum(axis=0)
    years = problem.years
    for place, kind in enumerate(problem.resources):
        share = problem.handovers[kind].share if kind in problem.handovers else 0.0
        kept = (1 - share) * uses[:, place]
        size = problem.modules[kind].size if kind in problem.modules else 0.0
        tight = (volume >= 0) & (capacity[:, None, place] < (kept[:, None] * most)[None]) & (kept > 0)[None, :, None]
        c, p, t = tight.nonzero()
        until = (np.arange(years)[None, :] <= t[:, None]).astype(float)
        program.rows(
            (len(c),),
            (volume[c, p, t], kept[p]),
            (offers[c, p, t], -capacity[c, place, t]),
            (added[c, place], -size * until),
            high=0,
        )


def _handed(problem: Problem, program: Program) -> Places:
    centres = len(problem.centres)
    shape = (centres, centres, len(problem.resources), problem.years)
    cost, where = np.zeros(shape), np.zeros(shape, dtype=bool)
    between = problem.between()
    for place, kind in enumerate(problem.resources):
        if handover := problem.handovers.get(kind):
            near = (between <= handover.minutes) & ~np.eye(centres, dtype=bool)
            cost[:, :, place], where[:, :, place] = handover.cost, near[:, :, None]
    return program.columns(shape, cost=cost, where=where)


def _capacity(problem: Problem, program: Program, volume: Places, added: Places, handed: Places) -> Places:
    capacity, uses = problem.capacity(), problem.uses()
    sizes = np.array([problem.modules[k].size if k in problem.modules else 0 for k in problem.resources])
    years = problem.years
    # Year t has what was bought in any year up to t: a further axis over the years of buying.
    until = (np.arange(years)[None, :] <= np.arange(years)[:, None]).astype(float)
    treated = volume.transpose(0, 2, 1)[:, None, :, :]
    return _with_handover_limits(
        problem,
        program,
        handed,
        program.rows(
            capacity.shape,
            (treated, uses.T[None, :, None, :]),
            (added[:, :, None, :], -sizes[None, :, None, None] * until[None, None]),
            (handed.transpose(0, 2, 3, 1), -1),
            (handed.transpose(1, 2, 3, 0), 1),
            high=capacity,
        ),
        treated,
    )


def _with_handover_limits(
    problem: Problem, program: Program, handed: Places, capacity_rows: Places, treated: Places
) -> Places:
    """What is handed over was used: at most its share of the use of the centre's own patients."""
    uses = problem.uses()
    for place, kind in enumerate(problem.resources):
        if handover := problem.handovers.get(kind):
            out = handed[:, :, place].transpose(0, 2, 1)
            own = (treated[:, 0], -handover.share * uses[None, None, :, place])
            program.rows(out.shape[:2], (out, 1), own, high=0)
    return capacity_rows


def _volumes(problem: Problem, program: Program, volume: Places, groups: Places) -> dict[str, Places]:
    found = {}
    for place, group in enumerate(problem.groups):
        if norm := problem.norm("volume", group):
            treated = volume[:, _members(problem, group), :].transpose(0, 2, 1)
            found[group] = program.rows(treated.shape[:2], (treated, 1), (groups[:, place, :], -norm.amount), low=0)
    return found


def _hours(problem: Problem, program: Program, offers: Places, starts: Places) -> Places | None:
    norm = problem.norm("hours")
    if norm is None:
        return None
    hours = np.array([centre.hours for centre in problem.centres])[:, None] * norm.amount
    to_start, yearly = (_of_products(problem, name).swapaxes(1, 2) for name in ("start_hours", "yearly_hours"))
    shape = (len(problem.centres), problem.years)
    return program.rows(shape, (starts.swapaxes(1, 2), to_start), (offers.swapaxes(1, 2), yearly), high=hours)


def _centres(problem: Problem, program: Program, groups: Places) -> dict[str, Places]:
    found = {}
    for place, group in enumerate(problem.groups):
        everywhere = groups[:, place, :].T
        if most := problem.norm("at_most", group):
            found[str(most)] = program.rows((problem.years,), (everywhere, 1), high=most.amount)
        if least := problem.norm("at_least", group):
            found[str(least)] = program.rows((problem.years,), (everywhere, 1), low=least.amount)
    return found


def _modules(problem: Problem, program: Program, added: Places) -> dict[str, Places]:
    found = {}
    for place, kind in enumerate(problem.resources):
        if (norm := problem.norm("modules", kind)) and kind in problem.modules:
            found[kind] = program.rows((len(problem.centres),), (added[:, place, :], 1), high=norm.amount)
    return found
