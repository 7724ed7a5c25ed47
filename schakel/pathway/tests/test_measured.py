# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Scopes with bounds: patients up to 100 kg and patients up to 50 kg are not apart."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.pathway.engine.constraints import Act, Kind
from schakel.pathway.engine.measured import pieces, share
from schakel.pathway.engine.requirement import Requirement, Scope
from schakel.pathway.engine.situations import situations
from schakel.pathway.tests.strategies import SOURCE

SIGNS = {"min": "__ge__", "above": "__gt__", "max": "__le__", "below": "__lt__"}
GRAMS = {"kg": 1000, "g": 1}


def falls_under(grams, written):
    """Slow and by words alone: whether a weight meets written bounds."""
    *told, unit = written.split()
    pairs = zip(told[::2], told[1::2], strict=True)
    return all(getattr(grams, SIGNS[sign])(Fraction(number) * GRAMS[unit]) for sign, number in pairs)


@st.composite
def written(draw):
    low, high = draw(st.sampled_from(["", "min", "above"])), draw(st.sampled_from(["", "max", "below"]))
    parts = [f"{sign} {draw(st.integers(0, 4))}" for sign in (low, high) if sign] or ["min 2"]
    return " ".join([*parts, draw(st.sampled_from(["kg", "g"]))])


@given(st.lists(written(), min_size=1, max_size=5), st.integers(-2000, 6000))
def test_every_weight_falls_in_the_one_piece_that_falls_under_the_same_values(values, halves):
    grams = Fraction(halves, 2) if halves < 20 else Fraction(halves - 1)
    expected = {value for value in values if falls_under(grams, value)}
    found = [under for name, under in pieces(values) if falls_under(grams, name)]
    assert found == ([expected] if expected else [])


@given(st.lists(written(), min_size=1, max_size=5))
def test_no_value_is_lost(values):
    assert {value for _, under in pieces(values) for value in under} == set(values)


@pytest.mark.parametrize(
    ("some", "others", "expected"),
    [
        (["max 100 kg"], ["above 100 kg"], False),
        (["max 100 kg"], ["max 50 kg"], True),
        (["max 100 kg"], ["min 100000 g"], True),
        (["max 9"], ["min 10 max 14"], False),
        (["dlbcl", "fl"], ["fl"], True),
        (["dlbcl"], ["fl"], False),
        (["max 1e999999999 kg"], ["min 1 kg"], False),
    ],
)
def test_what_scopes_share(some, others, expected):
    assert share(some, others) is expected
    assert share(others, some) is expected
    one, other = Scope((("weight", tuple(some)),)), Scope((("weight", tuple(others)),))
    assert one.overlaps(other) is expected


def asked(product, weight):
    scope = Scope((("weight", (weight,)),))
    return Requirement(product, "administration", "x", Act(Kind.REQUIRED), SOURCE, {}, scope)


def test_requirements_meet_where_their_bounds_overlap():
    light, heavy = asked("a", "max 50 kg"), asked("b", "max 100 kg")
    assert situations([light, heavy]) == {
        (light, heavy): ((("weight", "max 50 kg"),),),
        (heavy,): ((("weight", "above 50 max 100 kg"),),),
    }
