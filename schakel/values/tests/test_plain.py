# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Plain data as text and back, and numbers as they are written."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.values.located import Decimalish
from schakel.values.plain import digest, dumps, loads, written_number

DECIMALS = st.decimals(-1000, 1000, places=3).map(lambda d: Decimalish(f"{d:f}"))
LEAVES = st.none() | st.booleans() | st.integers() | st.text() | st.dates() | DECIMALS
KEYS = st.text() | st.sampled_from(["$date", "$decimal", "$map"])
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))


@given(VALUES)
def test_nothing_is_lost_in_text(value: object) -> None:
    assert loads(dumps(value)) == value


def test_dates_and_decimals_come_back_as_what_they_were() -> None:
    back = loads(dumps({"on": date(2026, 11, 22), "max": Decimalish("2.50"), "text": "2.50"}))
    assert [type(part) for part in back.values()] == [date, Decimalish, str]


def test_the_digest_minds_what_is_said_and_not_the_order_of_keys() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest({"a": 1}) != digest({"a": "1"})
    assert digest({"a": "1"}) != digest({"a": Decimalish("1")})


@given(st.decimals(-(10**6), 10**6, places=6))
def test_a_number_is_written_exactly(value: object) -> None:
    fraction = Fraction(str(value))
    assert Fraction(str(written_number(fraction))) == fraction


@pytest.mark.parametrize(
    ("fraction", "written"), [(Fraction(-120), -120), (Fraction(5, 2), "2.5"), (Fraction(-1, 100), "-0.01")]
)
def test_numbers_as_a_person_would_write_them(fraction: Fraction, written: object) -> None:
    assert written_number(fraction) == written


def test_a_third_has_no_decimal_form() -> None:
    with pytest.raises(ValueError, match="no exact decimal form"):
        written_number(Fraction(1, 3))
