# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The second judge of the temporal networks: a slow Floyd-Warshall, and times drawn at random."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from schakel.pathway.engine.network import Network, ordered

EVENTS = ("a", "b", "c", "d", "e")
bound = st.none() | st.integers(0, 30).map(Fraction)
pairs = st.tuples(st.sampled_from(EVENTS), st.sampled_from(EVENTS)).filter(lambda pair: pair[0] != pair[1])
edges = st.lists(st.tuples(pairs, bound, bound), max_size=7)


def build(drawn):
    network = Network()
    for (start, end), low, high in drawn:
        if low is not None and high is not None and low > high:
            low, high = high, low
        network = network.add(start, end, low, high)
    return network


def slow_shortest(network):
    """Floyd-Warshall as the textbook has it, over a full matrix with infinity."""
    far = Fraction(10**9)
    events = network.events()
    matrix = {(x, y): Fraction(0) if x == y else network.upper.get((x, y), far) for x, y in product(events, events)}
    for via, x, y in product(events, events, events):
        if matrix[x, via] < far and matrix[via, y] < far:
            matrix[x, y] = min(matrix[x, y], matrix[x, via] + matrix[via, y])
    return {pair: weight for pair, weight in matrix.items() if weight < far}


@given(edges)
def test_a_contradiction_is_exactly_a_negative_cycle(drawn):
    network = build(drawn)
    matrix = slow_shortest(network)
    cycle = network.contradiction()
    assert (cycle is not None) == any(matrix[event, event] < 0 for event in network.events())
    if cycle is not None:
        length = sum(network.upper[a, b] for a, b in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
        assert length < 0


@given(edges)
def test_tightening_equals_floyd_warshall(drawn):
    network = build(drawn)
    if network.contradiction() is None:
        expected = {(x, y): weight for (x, y), weight in slow_shortest(network).items() if x != y}
        assert network.tightest().upper == expected


@given(edges)
def test_paths_have_the_tightest_length(drawn):
    network = build(drawn)
    if network.contradiction() is not None:
        return
    tightest = network.tightest().upper
    for source in network.events():
        distance, came_from = network.paths_from(source)
        for event, length in distance.items():
            assert event == source or tightest[source, event] == length
            assert event == source or came_from[event] in distance


@given(edges, st.lists(st.integers(0, 40).map(Fraction), min_size=5, max_size=5))
def test_times_that_keep_a_network_keep_all_it_implies(drawn, times):
    network, at = build(drawn), dict(zip(EVENTS, times, strict=True))
    keeps = all(at[y] - at[x] <= weight for (x, y), weight in network.upper.items())
    if keeps:
        assert network.contradiction() is None
        assert all(at[y] - at[x] <= weight for (x, y), weight in network.tightest().upper.items())


@given(edges, edges)
def test_a_network_implies_each_of_its_parts(one, other):
    both = build(one).join(build(other))
    if both.contradiction() is None:
        assert both.implies(build(one))
        assert both.implies(build(other))


def test_order_says_only_before_and_after():
    network = ordered([("thaw_start", "thaw_end"), ("thaw_end", "infusion")])
    assert network.tightest().between("thaw_start", "infusion") == (0, None)
    assert network.add("infusion", "thaw_start", Fraction(1), None).contradiction() is not None
