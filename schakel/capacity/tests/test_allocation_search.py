# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The way to a plan of a large problem: the bound of the years holds, and its plans keep every promise."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from schakel.capacity.engine.allocation import search as searching
from schakel.capacity.engine.allocation.check import broken
from schakel.capacity.engine.allocation.layout import laid_out
from schakel.capacity.engine.allocation.plan import plan, read_plan
from schakel.capacity.engine.allocation.problem import Module, Norm, Problem
from schakel.capacity.engine.allocation.program import Solved
from schakel.capacity.engine.allocation.years import year_by_year
from schakel.capacity.tests.allocated import NORTH, SOUTH, hospital, problem
from schakel.capacity.tests.test_allocation_plan import small


@settings(max_examples=40, deadline=None)
@given(small())
def test_the_bound_of_the_years_never_passes_the_best_plan(given_: Problem) -> None:
    layout, best = laid_out(given_), plan(given_)
    found = year_by_year(layout, 60)
    assert found.bound <= best.cost + 1e-4
    if found.values is not None:
        told = Solved("feasible", layout.program.value(found.values), found.bound, found.values, np.zeros(0))
        made = read_plan(layout, told, found.values)
        assert broken(made) == []
        assert made.cost >= best.cost - 1e-4
        assert made.cost == pytest.approx(told.objective, abs=1e-4)


@settings(max_examples=15, deadline=None)
@given(small())
def test_the_search_answers_as_the_proof_does(given_: Problem) -> None:
    """Small problems are searched here as if they were large."""
    best, found = plan(given_), searching.search(laid_out(given_), 20)
    if best.found and found.found:
        assert best.cost - 1e-4 <= found.objective
        assert found.bound <= best.cost + 1e-4
    elif found.status == "infeasible":
        assert best.status == "infeasible"


def test_a_year_that_cannot_be_is_known_at_once() -> None:
    given_ = problem([hospital("north", NORTH, beds=[9, 5], years=2)], [[4, 9]], places=[NORTH])
    assert year_by_year(laid_out(given_), 10).bound == np.inf
    assert searching.search(laid_out(given_), 10).status == "infeasible"


def test_the_first_plan_looks_ahead() -> None:
    """Modules go where the network ends, not where the first year alone would put them."""
    centres = [hospital("north", NORTH, beds=[2, 2], years=2), hospital("south", SOUTH, beds=[0, 0], years=2)]
    norms = [Norm("modules", "bed", 4)]
    given_ = problem(centres, [[1, 1], [2, 30]], norms, module=Module(9, 10), minute_cost=0.05)
    layout = laid_out(given_)
    found = year_by_year(layout, 20)
    assert found.values is not None
    assert layout.program.value(found.values) == pytest.approx(plan(given_).cost, rel=0.02)


def test_time_is_counted_by_the_solver_and_runs_out() -> None:
    given_ = replace(problem([hospital("north", NORTH)], [[1], [1]]))
    found = searching.search(laid_out(given_), 1)
    assert found.found
    assert 0 < found.seconds <= 2
