# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The laws of the algebra, over constraints of every kind."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from schakel.pathway.engine.constraints import (
    Act,
    Choice,
    Failure,
    Items,
    Local,
    Range,
    Text,
    Window,
    accepts,
    equal,
    implies,
    meet,
    told_in,
)
from schakel.pathway.tests.strategies import EVENTS, alike


def same(a, b):
    """Equal meets: the same failure, or constraints that accept the same."""
    if isinstance(a, Failure) or isinstance(b, Failure):
        return a == b
    return equal(a, b)


def a_value(draw, kind):
    match kind:
        case Range():
            return Fraction(draw(st.integers(-400, 400)))
        case Choice() | Text():
            return draw(st.sampled_from("abcde"))
        case Items():
            return draw(st.frozensets(st.sampled_from("abcde")))
        case Act():
            return draw(st.booleans())
    times = [Fraction(draw(st.integers(0, 400))) for _ in EVENTS]
    at = dict(zip(EVENTS, times, strict=True))
    return {(x, y): at[y] - at[x] for x in EVENTS for y in EVENTS if x != y}


@given(alike(2))
def test_meet_is_commutative(pair):
    a, b = pair
    assert same(meet(a, b), meet(b, a))


@given(alike(3))
def test_meet_is_associative(three):
    a, b, c = three
    assert same(meet(meet(a, b), c), meet(a, meet(b, c)))


@given(alike(1))
def test_meet_is_idempotent(one):
    (a,) = one
    assert same(meet(a, a), a)


@given(alike(2))
def test_implies_says_that_the_meet_is_the_stricter(pair):
    a, b = pair
    assert implies(a, b) == same(meet(a, b), a)


@given(alike(3))
def test_implies_is_a_partial_order(three):
    a, b, c = three
    assert implies(a, a)
    if implies(a, b) and implies(b, c):
        assert implies(a, c)


@given(st.data(), alike(2))
def test_the_meet_accepts_what_both_accept(data, pair):
    a, b = (told_in(c, "min") for c in pair)
    kind = b if isinstance(a, Local) else a
    assume(not isinstance(kind, Local))
    value = a_value(data.draw, kind)
    both = accepts(a, value) and accepts(b, value)
    met = meet(a, b)
    if isinstance(met, Failure):
        assert not both
    else:
        assert accepts(met, value) == both


@given(st.data(), alike(2))
def test_the_stricter_accepts_nothing_that_the_weaker_refuses(data, pair):
    a, b = (told_in(c, "min") for c in pair)
    kind = b if isinstance(a, Local) else a
    assume(not isinstance(kind, Local))
    value = a_value(data.draw, kind)
    if implies(a, b) and accepts(a, value):
        assert accepts(b, value)


@given(alike(1))
def test_telling_in_another_unit_changes_nothing(one):
    (a,) = one
    if isinstance(a, Range | Window):
        assert equal(a, told_in(a, "h"))
