# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Plans: worked examples, every possibility tried on small problems, and an independent count of every promise."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.capacity.engine.allocation.check import broken
from schakel.capacity.engine.allocation.geography import Place, kilometres
from schakel.capacity.engine.allocation.plan import Plan, plan
from schakel.capacity.engine.allocation.problem import Centre, Handover, Module, Norm, Problem
from schakel.capacity.tests.allocated import MIDDLE, NORTH, SOUTH, hospital, problem


def test_distances_are_great_circles() -> None:
    utrecht, groningen = Place(52.0907, 5.1214), Place(53.2194, 6.5665)
    assert kilometres([utrecht], [groningen])[0, 0] == pytest.approx(158.6, abs=0.5)
    assert kilometres([Place(0, 0)], [Place(0, 180)])[0, 0] == pytest.approx(np.pi * 6371.0088)


def test_a_second_centre_opens_when_travel_weighs_more() -> None:
    centres = [hospital("north", NORTH), hospital("south", SOUTH)]
    together = plan(problem(centres, [[4], [4]]))
    assert together.offers.sum() == 1
    assert together.cost == pytest.approx(15 + 0.01 * 4 * 222.4, abs=0.01)
    apart = plan(problem(centres, [[4], [4]], minute_cost=0.1))
    assert (apart.offers.sum(), apart.cost, apart.gap) == (2, pytest.approx(30), 0)


def test_what_is_offered_today_costs_no_start() -> None:
    centres = [hospital("north", NORTH, offers=frozenset({"alpha"})), hospital("south", SOUTH)]
    found = plan(problem(centres, [[1], [1]]))
    assert found.offers[:, 0, 0].tolist() == [1, 0]
    assert found.costs()["starting"] == 0


def test_modules_are_added_in_the_year_they_are_needed() -> None:
    centres = [hospital("north", NORTH, beds=5, years=3)]
    found = plan(problem(centres, [[5, 6, 17]], module=Module(6, 100, 10), places=[NORTH]))
    assert found.added[0, 0].tolist() == [0, 1, 1]
    assert found.costs()["modules"] == pytest.approx(100 + 2 * 10 + 100 + 10)
    assert found.room()[0, 0].tolist() == [5, 11, 17]


def test_stays_are_handed_to_a_hospital_that_offers_nothing() -> None:
    centres = [hospital("north", NORTH, beds=6), hospital("partner", MIDDLE, beds=3, may=frozenset())]
    found = plan(problem(centres, [[8]], handover=Handover(0.5, cost=0.5), places=[NORTH]))
    assert found.handed[0, 1, 0, 0] == pytest.approx(2)
    assert found.costs()["handing over"] == pytest.approx(1)
    assert found.load()[:, 0, 0] == pytest.approx([6, 2])
    assert plan(problem(centres, [[8]], handover=Handover(0.2), places=[NORTH])).status == "infeasible"
    assert plan(problem(centres, [[8]], handover=Handover(0.5, minutes=60), places=[NORTH])).status == "infeasible"


@pytest.mark.parametrize(
    ("norm", "offered"),
    [
        (Norm("volume", "cell", 5), 1),
        (Norm("at_most", "cell", 1), 1),
        (Norm("at_least", "cell", 3), 3),
        (Norm("travel", "", 60), 2),
        (Norm("hours", "", 1), 2),
    ],
)
def test_norms_shape_the_plan(norm: Norm, offered: int) -> None:
    places = {"north": NORTH, "south": SOUTH, "middle": MIDDLE}
    centres = [hospital(name, place, hours=0 if name == "middle" else 10) for name, place in places.items()]
    found = plan(problem(centres, [[4], [4]], [norm], minute_cost=0.1, start_hours=8))
    assert (found.offers.sum(), broken(found)) == (offered, [])


def test_as_today_keeps_products_where_they_are() -> None:
    centres = [hospital("north", NORTH, offers=frozenset({"alpha"})), hospital("south", SOUTH)]
    found = plan(problem(centres, [[4], [4]], [Norm("as_today")], minute_cost=1))
    assert found.offers[:, 0, 0].tolist() == [1, 0]


def test_a_broken_plan_is_seen() -> None:
    """The independent count must be able to say no."""
    centres = [hospital("north", NORTH, beds=8), hospital("south", SOUTH, beds=8)]
    norms = [Norm("volume", "cell", 5), Norm("travel", "", 60), Norm("at_most", "cell", 1)]
    made = plan(problem(centres, [[4], [4]], minute_cost=0.01))
    wrong = Plan(
        problem(centres, [[5], [4]], norms), "optimal", 0, 0, 0, made.offers, made.patients, made.added, made.handed
    )
    told = " ".join(broken(wrong))
    assert "r0, alpha, year 0: 4 of 5 treated" in told
    assert "222 minutes" in told
    assert "0 of" not in " ".join(broken(made))
    assert broken(replace(wrong, offers=np.ones((2, 1, 1)))) != broken(wrong)
    assert any("without offering it" in line for line in broken(replace(wrong, offers=np.zeros((2, 1, 1)))))


@st.composite
def small(make: st.DrawFn) -> Problem:
    """Two centres, two regions, two years; whole amounts, so that the best flows are whole too."""
    beds = [[make(st.integers(0, 4)) for _ in range(2)] for _ in range(2)]
    demand = [[make(st.integers(0, 3)) for _ in range(2)] for _ in range(2)]
    offers = [frozenset({"alpha"}) if make(st.booleans()) else frozenset() for _ in range(2)]
    centres = [hospital(f"c{n}", place, beds=beds[n], offers=offers[n]) for n, place in enumerate((NORTH, MIDDLE))]
    kinds = {
        Norm("volume", "cell", make(st.integers(1, 4))),
        Norm("at_most", "cell", 1),
        Norm("at_least", "cell", 1),
        Norm("travel", "", 150),
    }
    norms = [norm for norm in sorted(kinds) if make(st.booleans())]
    module = Module(2, make(st.integers(1, 30)), make(st.integers(0, 5)))
    return problem(centres, demand, [*norms, Norm("modules", "bed", 1)], module=module, minute_cost=0.02)


def _brute(given_: Problem) -> float:
    """Every pattern of openings and modules; within a year every way to send whole patients."""
    best = np.inf
    bits = list(product((0, 1), repeat=2))
    (alpha,), module, today = given_.products, given_.modules["bed"], given_.today()[:, 0]
    for years in product(product(bits, bits), repeat=2):
        offers, added = np.array([year[0] for year in years]), np.array([year[1] for year in years])
        if (added.sum(axis=0) > 1).any():
            continue
        starts = np.maximum(offers - np.vstack([today, offers[:1]]), 0).sum()
        cost = starts * alpha.start_cost + offers.sum() * alpha.yearly_cost
        cost += added[0].sum() * (module.cost + 2 * module.yearly_cost) + added[1].sum() * (
            module.cost + module.yearly_cost
        )
        if cost < best:
            flows = (_year(given_, t, tuple(offers[t]), tuple(added[: t + 1].sum(axis=0))) for t in range(2))
            best = min(best, cost + sum(flows))
    return best


def _year(given_: Problem, t: int, offers: tuple[int, ...], added: tuple[int, ...]) -> float:
    norms = {norm.kind: norm.amount for norm in given_.norms}
    if sum(offers) > norms.get("at_most", 2) or sum(offers) < norms.get("at_least", 0):
        return np.inf
    minutes, best = given_.minutes(), np.inf
    first, second = (int(given_.demand[r, 0, t]) for r in range(2))
    for here in product(range(first + 1), range(second + 1)):
        sent = np.array([[here[0], first - here[0]], [here[1], second - here[1]]])
        load = sent.sum(axis=0)
        room = [given_.centres[c].capacity["bed"][t] + 2 * added[c] for c in range(2)]
        bad = any(load[c] > (room[c] if offers[c] else 0) for c in range(2))
        bad |= any(offers[c] and load[c] < norms.get("volume", 0) for c in range(2))
        bad |= bool((sent * (minutes > norms.get("travel", np.inf))).sum())
        if not bad:
            best = min(best, given_.minute_cost * float((sent * minutes).sum()))
    return best


@settings(max_examples=80, deadline=None)
@given(small())
def test_no_plan_is_better_among_all_there_are(given_: Problem) -> None:
    found, best = plan(given_), _brute(given_)
    if np.isinf(best):
        assert found.status == "infeasible"
        return
    assert (found.status, found.gap, broken(found)) == ("optimal", 0, [])
    assert found.cost == pytest.approx(best, abs=1e-3)


def _large(seed: int) -> Problem:
    """Six centres, four products, four years: too large to prove at once, so that the search runs."""
    source = np.random.default_rng(seed)
    resources = {"bed": (60.0,) * 4, "lab": (20.0,) * 4}
    centres = tuple(
        Centre(f"c{n}", Place(51 + 2 * source.random(), 4 + 2 * source.random()), capacity=resources, hours=400)
        for n in range(6)
    )
    base = problem([hospital("x", NORTH)], [[1], [1]])
    (one,) = base.products
    products = tuple(
        replace(one, name=f"p{n}", group=f"g{n % 2}", uses={"bed": 5.0, "lab": 1.0}, start_hours=100, yearly_hours=30)
        for n in range(4)
    )
    demand = source.uniform(1, 6, (2, 4, 4))
    norms = (Norm("volume", "g0", 5), Norm("volume", "g1", 5), Norm("hours", "", 1))
    return replace(base, years=4, centres=centres, products=products, demand=demand, norms=norms)


def test_a_plan_cut_off_by_time_is_sound_and_knows_its_gap() -> None:
    given_ = replace(_large(3), modules={"bed": Module(40, 50, 5), "lab": Module(10, 50, 5)})
    found = plan(given_, seconds=2)
    assert found.found
    assert broken(found) == []
    assert sum(found.costs().values()) == pytest.approx(found.cost)
    assert found.bound <= found.cost + 1e-6
    assert 0 <= found.gap < 1
