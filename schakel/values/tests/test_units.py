# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Units: known values, exact both ways, and never across dimensions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.values.units import UNITS, UnitError, convert, same_dimension, unit, units_like, units_of

codes = st.sampled_from(sorted(UNITS))
pairs = codes.flatmap(lambda code: st.tuples(st.just(code), st.sampled_from(units_of(code))))
numbers = st.fractions(max_denominator=1000)


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("4", "wk", "d", "28"),
        ("1", "mo", "d", "30.4375"),
        ("1", "a", "d", "365.25"),
        ("12", "mo", "a", "1"),
        ("90", "min", "h", "1.5"),
        ("-120", "Cel", "K", "153.15"),
        ("0", "K", "Cel", "-273.15"),
        ("37", "Cel", "Cel", "37"),
        ("2500", "mL", "L", "2.5"),
        ("1", "10*6/mL", "10*9/L", "1"),
        ("5", "/uL", "/mL", "5000"),
        ("100", "%", "1", "1"),
        ("1", "cm2", "mm2", "100"),
        ("60", "mL/h", "mL/min", "1"),
        ("1", "[IU]/mL", "[IU]/L", "1000"),
        ("2", "10*6/kg", "/kg", "2000000"),
    ],
)
def test_known_conversions(value, source, target, expected):
    assert convert(Fraction(value), source, target) == Fraction(expected)


@given(pairs, numbers)
def test_there_and_back_is_the_same_number(pair, value):
    source, target = pair
    assert convert(convert(value, source, target), target, source) == value


@given(codes.flatmap(lambda c: st.tuples(st.just(c), *[st.sampled_from(units_of(c))] * 2)), numbers)
def test_a_detour_changes_nothing(three, value):
    source, over, target = three
    assert convert(convert(value, source, over), over, target) == convert(value, source, target)


@given(pairs, numbers, numbers)
def test_more_stays_more(pair, a, b):
    source, target = pair
    assert (a < b) == (convert(a, source, target) < convert(b, source, target))


@given(codes, codes, numbers)
def test_other_dimensions_are_refused(source, target, value):
    if not same_dimension(source, target):
        with pytest.raises(UnitError, match="cannot be compared"):
            convert(value, source, target)


@given(codes)
def test_every_unit_is_among_those_of_its_dimension(code):
    assert code in units_of(code) == units_like(code)
    assert {unit(other).dimension for other in units_of(code)} == {unit(code).dimension}


def test_an_unknown_unit_is_named_with_those_that_are_known():
    with pytest.raises(UnitError, match=r"unknown unit 'furlong'.*Cel"):
        unit("furlong")
    assert units_like("furlong") == units_like(None) == ()
