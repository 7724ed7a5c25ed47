# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Grouping: as few parts as trying all of them finds, whatever the order, and kind where there is a choice."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.pathway.engine.constraints import Choice, Failure, equal, meet_all
from schakel.pathway.engine.groups import groups_of
from schakel.pathway.engine.network import Network, ordered
from schakel.pathway.engine.requirement import Requirement
from schakel.pathway.engine.together import fewest_parts, tightened
from schakel.pathway.tests.strategies import ORDER, SOURCE, positions

CHAIN = ordered([("a", "b"), ("b", "c"), ("c", "d")])
pairs = st.sampled_from(list(combinations("abcd", 2)))


@st.composite
def bounds(draw):
    """One window between two events of the chain, as a network."""
    low, high = sorted((draw(st.integers(0, 9)), draw(st.integers(0, 9))))
    open_end = draw(st.sampled_from(["low", "high", "none"]))
    least, most = (None if open_end == "low" else Fraction(low)), (None if open_end == "high" else Fraction(high))
    return Network().add(*draw(pairs), least or Fraction(0), most)


def holds(networks):
    joined = CHAIN
    for network in networks:
        joined = joined.join(network)
    return joined.contradiction() is None


def fewest_by_covering(networks):
    """The other way round than the engine: of all sets that can hold, how many are needed to cover every window."""
    every = range(len(networks))
    holding = [set(c) for n in every for c in combinations(every, n + 1) if holds(networks[i] for i in c)]
    return next(n for n in range(1, len(networks) + 1) if any(set().union(*c) == set(every) for c in _of(holding, n)))


def _of(sets, size):
    largest = [s for s in sets if not any(s < other for other in sets)]
    return combinations(largest, min(size, len(largest)))


@settings(max_examples=60)
@given(st.lists(bounds(), min_size=1, max_size=7))
def test_windows_stand_in_the_fewest_parts(networks):
    parts = fewest_parts(networks, CHAIN)
    assert sorted(place for part in parts for place in part) == list(range(len(networks)))
    assert all(holds(networks[place] for place in part) for part in parts)
    assert len(parts) == fewest_by_covering(networks)


@given(st.lists(bounds(), min_size=1, max_size=5))
def test_adding_bounds_to_a_tightest_network_equals_tightening_anew(networks):
    grown = CHAIN.tightest()
    for network in networks:
        grown = grown and tightened(grown, network.upper.items())
    assert (grown is not None) == holds(networks)
    if grown is not None:
        joined = CHAIN
        for network in networks:
            joined = joined.join(network)
        assert grown.upper == joined.tightest().upper


@given(positions(), st.randoms())
def test_the_groups_do_not_depend_on_the_order_of_products(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    one, other = groups_of(found, ORDER), groups_of(shuffled, ORDER)
    assert {frozenset(p.id for p in group) for group in one} == {frozenset(p.id for p in group) for group in other}


def asked_extra(groups):
    """How many positions are asked more than their own; None when a group has no rule."""
    rules = [meet_all([p.constraint for p in group], ORDER) for group in groups]
    if any(isinstance(rule, Failure) for rule in rules):
        return None
    return sum(not equal(p.constraint, rule) for rule, group in zip(rules, groups, strict=True) for p in group)


@given(positions(most=6, kinds=("range", "choice", "window"), scoped=False))
def test_no_single_move_would_ask_less(found):
    groups = groups_of(found, ORDER)
    now = asked_extra(groups)
    for position in found:
        for to in groups:
            moved = [[p for p in group if p is not position] + [position] * (group is to) for group in groups]
            then = asked_extra(moved) if all(moved) else None
            assert then is None or then >= now


def position(product, constraint):
    return Requirement(product, "preparation", "x", constraint, SOURCE, {})


def test_one_that_fits_two_groups_goes_where_it_asks_least():
    """`xy` would take the other option from both who allow `xz`; who asks for `y` is not bothered."""
    found = [
        position(options + str(n), Choice(frozenset(options))) for n, options in enumerate(["xz", "xz", "xy", "y"])
    ]
    assert [[p.product for p in group] for group in groups_of(found, ORDER)] == [["xz0", "xz1"], ["xy2", "y3"]]


def test_few_options_that_many_share_are_found_among_many():
    """Greedily taking the option that most allow would need three."""
    sets = ["ax", "ay", "az", "bx", "by", "bz", "a", "b"]
    found = [position(f"p{n}", Choice(frozenset(options))) for n, options in enumerate(sets)]
    assert len(groups_of(found, ORDER)) == 2
