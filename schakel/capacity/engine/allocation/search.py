# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A good plan soon, for programmes too large to be proven at once; the bound still comes from HiGHS.

Large-neighbourhood search: everything stays as it is except the openings and modules of two centres, of one group of
products, or of a few years, and that small programme is solved. What comes out is a start for the whole programme.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np

from schakel.capacity.engine.allocation.layout import Layout
from schakel.capacity.engine.allocation.program import INFINITE, Places, Solved
from schakel.capacity.engine.allocation.years import year_by_year

# Fewer whole columns than this are proven directly.
SMALL = 120
# Of the time there is: year by year, for the search, for one neighbourhood; the rest proves.
FIRST, SEARCH, ONE = 0.45, 0.3, 0.03
# With so many columns the whole programme is too large to say anything in a few minutes: all time goes to the search.
HUGE, HUGE_FIRST = 60_000, 0.85
NEAR = 1e-3
# What a neighbourhood costs at least, so that the search ends where each is solved in no time.
LEAST = 0.02


def search(layout: Layout, seconds: float, *, seed: int = 0) -> Solved:
    """The best plan found within its share of `seconds`, with the bound of the years alone.

    `unknown` when none was found; then only the bound is worth anything.
    """
    program, whole = layout.program, layout.whole()
    huge = program.n_columns > HUGE
    first = year_by_year(layout, seconds * (HUGE_FIRST if huge else FIRST))
    if first.bound == INFINITE:
        return Solved("infeasible", INFINITE, INFINITE, np.zeros(0), np.zeros(0), first.seconds)
    if first.values is None:
        return Solved("unknown", INFINITE, first.bound, np.zeros(0), np.zeros(0), first.seconds)
    objective = program.value(first.values)
    best = Solved("feasible", objective, first.bound, first.values, np.zeros(0), first.seconds)
    for free in _neighbourhoods(layout, Random(seed)):  # noqa: S311 - choices of a search, no secrets
        left = seconds * (1 if huge else FIRST + SEARCH) - best.seconds
        if left <= 0 or best.gap <= NEAR:
            break
        held = np.setdiff1d(whole, free)
        part = program.held(held, np.round(best.values[held]))
        found = part.solve(seconds=min(left, seconds * ONE), rel_gap=NEAR, start=best.values)
        best = replace(best, seconds=best.seconds + max(found.seconds, LEAST))
        if found.found and found.objective < best.objective:
            best = replace(best, objective=found.objective, values=found.values)
    return best


def _neighbourhoods(layout: Layout, random: Random) -> Iterator[Places]:
    """Without end: two centres, one group, two years; each time others."""
    centres, _, years = layout.offers.shape
    groups = [np.array([p.group == g for p in layout.problem.products]) for g in layout.problem.groups]
    while True:
        pair = random.sample(range(centres), min(2, centres))
        yield _columns(layout.offers[pair], layout.added[pair])
        yield _columns(layout.offers[:, random.choice(groups)], layout.added)
        window = random.randrange(years)
        yield _columns(layout.offers[:, :, window : window + 2], layout.added[:, :, window : window + 2])


def _columns(*parts: Places) -> Places:
    columns = np.concatenate([part.ravel() for part in parts])
    return columns[columns >= 0]
