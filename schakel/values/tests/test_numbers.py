# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Numbers in words, as a professional writes them in Dutch and in English."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.values.numbers import NBSP, bounds, number, quantity


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        ("2.5", "2,5", "2.5"),
        ("-120", "−120", "−120"),
        ("2500", "2.500", "2,500"),
        ("1234567.25", "1.234.567,25", "1,234,567.25"),
        ("0", "0", "0"),
        ("1/3", "0,333333", "0.333333"),
        ("100", "100", "100"),
    ],
)
def test_numbers(value, dutch, english):
    assert number(Fraction(value), "nl") == dutch
    assert number(Fraction(value), "en") == english


@pytest.mark.parametrize(
    ("low", "high", "unit", "dutch", "english"),
    [
        (None, "-150", "Cel", "≤ −150 °C", "≤ −150 °C"),
        ("72", None, "h", "≥ 72 uur", "≥ 72 hours"),
        ("20", "25", "Cel", "20–25 °C", "20–25 °C"),
        ("-90", "-70", "Cel", "−90 tot −70 °C", "−90 to −70 °C"),
        ("1", "1", "h", "1 uur", "1 hour"),
        ("1", "2", "d", "1–2 dagen", "1–2 days"),
        (None, "1", "d", "≤ 1 dag", "≤ 1 day"),
        ("2", None, "10*6/kg", "≥ 2 × 10⁶/kg", "≥ 2 × 10⁶/kg"),
        (None, "0", "min", "≤ 0 min", "≤ 0 min"),
        ("3", None, "1", "≥ 3", "≥ 3"),
        (None, "5", "%", "≤ 5 %", "≤ 5 %"),
    ],
)
def test_bounds(low, high, unit, dutch, english):
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    assert bounds(*ends, unit, "nl").replace(NBSP, " ") == dutch
    assert bounds(*ends, unit, "en").replace(NBSP, " ") == english


@given(st.integers(-(10**15), 10**15).map(lambda n: Fraction(n, 10**3)))
def test_the_number_that_is_read_is_the_number_that_was_meant(value):
    """By the plain reading of each language; numbers in the facts have fewer digits than this."""
    english = number(value, "en").replace(",", "").replace("−", "-")
    dutch = number(value, "nl").replace(".", "").replace(",", ".").replace("−", "-")
    assert english == dutch
    assert Fraction(english) == value


@given(st.integers(-1000, 1000))
def test_a_quantity_never_breaks_before_its_unit(value):
    assert " " not in quantity(Fraction(value), "Cel", "nl")
