# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Why a plan is as it is: what is full, what norms cost, policies, the front, and what cannot hold together."""

from dataclasses import replace
from itertools import pairwise

import pytest

from schakel.capacity.engine.allocation.check import broken
from schakel.capacity.engine.allocation.compare import compared, fairest, front, journeys, possible
from schakel.capacity.engine.allocation.plan import plan
from schakel.capacity.engine.allocation.problem import Module, Norm, Problem
from schakel.capacity.engine.allocation.why import bindings, conflict, prices
from schakel.capacity.engine.allocation.words import binding_words, norm_words
from schakel.capacity.tests.allocated import MIDDLE, NORTH, SOUTH, hospital, problem

VOLUME, TRAVEL = Norm("volume", "cell", 5), Norm("travel", "", 60)


def two(*norms: Norm, demand: float = 4, minute_cost: float = 0.1, beds: float = 100) -> Problem:
    centres = [hospital("north", NORTH, beds=beds), hospital("south", SOUTH, beds=beds)]
    return problem(centres, [[demand], [demand]], norms, minute_cost=minute_cost)


def test_the_price_of_a_norm_is_what_its_absence_saves() -> None:
    found = plan(two(VOLUME))
    (price,) = prices(found)
    assert price.saves == pytest.approx(found.cost - plan(two()).cost)
    assert price.between == pytest.approx((price.saves, price.saves))
    # At least 4 instead of 5 a centre is enough for two centres.
    assert (price.looser, price.step_saves) == (Norm("volume", "cell", 4), pytest.approx(price.saves))


def test_a_norm_that_does_not_bind_costs_nothing() -> None:
    (price,) = prices(plan(two(Norm("volume", "cell", 3))))
    assert (price.saves, price.step_saves) == (0, 0)


def test_the_price_of_a_place_is_what_one_more_saves() -> None:
    """Five beds in the north, eight patients there: three travel, and one bed more spares one journey."""

    def with_beds(beds: float) -> Problem:
        centres = [hospital("north", NORTH, beds=beds), hospital("south", SOUTH)]
        return problem(centres, [[8], [8]], minute_cost=0.1)

    found = plan(with_beds(5))
    (full,) = [each for each in bindings(found) if each.kind == "capacity"]
    assert (full.centre, full.about, full.year, full.used, full.limit) == ("north", "bed", 2026, 5, 5)
    assert full.price == pytest.approx(found.cost - plan(with_beds(6)).cost)
    assert binding_words(full, "nl") == "north: bed vol in 2026 (5 van 5)"


def test_what_is_just_met_is_told() -> None:
    told = {
        binding_words(each, "en") for each in bindings(plan(two(Norm("volume", "cell", 4), Norm("at_most", "cell", 2))))
    }
    assert "north: just enough patients of cell in 2026 (4)" in told
    assert "cell: no more centres allowed in 2026 (2)" in told
    hours = replace(two(Norm("hours", "", 1)), centres=(hospital("north", NORTH, hours=10),))
    products = (replace(hours.products[0], start_hours=6.0, yearly_hours=1.0),)
    (spent,) = bindings(plan(replace(hours, products=products)))
    assert (spent.kind, spent.used, spent.limit) == ("hours", 7, 10)


def test_modules_at_their_limit_are_told() -> None:
    given = problem(
        [hospital("north", NORTH, beds=2)], [[4]], [Norm("modules", "bed", 1)], module=Module(3, 1), places=[NORTH]
    )
    assert [each.kind for each in bindings(plan(given))] == ["modules"]


def test_two_norms_that_cannot_hold_together_are_named() -> None:
    """Four patients in each place, at least five a centre, and nobody may travel to the other."""
    found = conflict(two(VOLUME, TRAVEL, Norm("at_least", "cell", 1), Norm("hours", "", 1)))
    assert found is not None
    assert (set(found.norms), found.smallest) == ({VOLUME, TRAVEL}, True)
    assert set(found.enough) == {Norm("volume", "cell", 4), Norm("travel", "", 225)}
    for norm in found.norms:
        assert possible(two(*(each for each in found.norms if each != norm)))
    for norm in found.enough:
        rest = [each for each in found.norms if each.kind != norm.kind]
        assert possible(two(norm, *rest))


def test_the_smallest_conflict_is_found_also_behind_a_larger_one() -> None:
    """Looked through in order, the first three would do; the last alone does as well."""
    alone = Norm("at_least", "cell", 3)
    found = conflict(two(alone, VOLUME, TRAVEL))
    assert found is not None
    assert (found.norms, found.smallest) == ((alone,), True)


def test_no_conflict_where_there_is_a_plan() -> None:
    assert conflict(two(VOLUME)) is None


def test_what_no_norm_can_help_is_told_by_product() -> None:
    found = conflict(two(VOLUME, beds=1))
    assert found is not None
    assert (found.norms, found.hopeless) == ((), ("alpha",))


def test_three_ways_to_organise_are_compared() -> None:
    centres = [
        hospital("north", NORTH, offers=frozenset({"alpha"})),
        hospital("middle", MIDDLE),
        hospital("south", SOUTH),
    ]
    found = {each.policy.name: each.plan for each in compared(problem(centres, [[4], [4]], minute_cost=0.1))}
    assert {name: each.offers.sum() for name, each in found.items()} == {
        "today": 1,
        "centralise": 2,
        "decentralise": 3,
    }
    assert found["today"].offers[0, 0, 0] == 1
    assert all(broken(each) == [] for each in found.values())


def test_the_front_trades_cost_for_travel() -> None:
    centres = [hospital("north", NORTH), hospital("middle", MIDDLE), hospital("south", SOUTH)]
    found = front(problem(centres, [[4], [9]], minute_cost=0), points=4)
    assert all(broken(each) == [] and each.gap == 0 for each in found)
    assert all(a.cost < b.cost and a.travel > b.travel for a, b in pairwise(found))
    assert (found[0].offers.sum(), found[-1].offers.sum()) == (1, 2)
    assert found[-1].travel == pytest.approx(0, abs=1e-3)


def test_journeys_count_patients() -> None:
    found = journeys(plan(two(Norm("at_most", "cell", 1), minute_cost=0.01)))
    assert (found.mean, found.p95, found.longest) == pytest.approx((111.2, 222.4, 222.4), abs=0.1)


def test_the_fairest_time_is_the_shortest_that_can_be() -> None:
    given = problem([hospital("middle", MIDDLE), hospital("north", NORTH, beds=3)], [[4], [4]])
    shortest = fairest(given)
    assert shortest == pytest.approx(111.2, abs=0.1)
    assert possible(given.with_norms([Norm("travel", "", shortest)]))
    assert not possible(given.with_norms([Norm("travel", "", shortest - 1)]))
    assert fairest(two(beds=1)) is None


def test_norms_read_as_sentences() -> None:
    assert norm_words(Norm("volume", "cell", 10), "nl") == "ten minste 10 patiënten cell per centrum per jaar"
    assert norm_words(Norm("hours", "", 1.5), "nl") == "kwalificatie binnen 1,5 maal de uren van elk centrum"
    assert norm_words(Norm("travel", "", 90), "en") == "nobody travels more than 90 minutes"
