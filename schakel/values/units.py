# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The UCUM units that the facts use, and exact conversion between those of one dimension.

Source of codes and factors: The Unified Code for Units of Measure (ucum.org), version 2.1; a month is the mean
Julian month of 30.4375 days and a year the Julian year of 365.25 days, as UCUM defines `mo` and `a`.
Numbers are `Fraction`: 4 weeks equal 28 days exactly, and a bound never moves by rounding.
A table instead of a library: thirty units, and the command line must answer in under a second (docs/decisions).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


class UnitError(ValueError):
    """An unknown unit, or two units of different dimensions."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One UCUM unit: value in base = value × factor + offset, base being the first unit of its dimension."""

    code: str
    dimension: str
    factor: Fraction
    offset: Fraction = Fraction(0)


def _units() -> Iterator[Unit]:
    def many(dimension: str, /, **factors: Fraction | int) -> Iterator[Unit]:
        return (Unit(code, dimension, Fraction(factor)) for code, factor in factors.items())

    yield from many("time", min=1, s=Fraction(1, 60), h=60, d=1440, wk=10080, mo=Fraction("43830"), a=525960)
    yield Unit("Cel", "temperature", Fraction(1))
    yield Unit("K", "temperature", Fraction(1), Fraction("-273.15"))
    yield from many("volume", mL=1, uL=Fraction(1, 1000), L=1000)
    yield from many("mass", g=1, kg=1000, mg=Fraction(1, 1000), ug=Fraction(1, 10**6))
    yield from many("length", mm=1, um=Fraction(1, 1000), cm=10, m=1000)
    yield from many("area", mm2=1, cm2=100, m2=10**6)
    table: dict[str, dict[str, Fraction | int]] = {
        "number": {
            "1": 1,
            "%": Fraction(1, 100),
            "10*3": 10**3,
            "10*6": 10**6,
            "10*9": 10**9,
            "10*11": 10**11,
        },
        "number per mass": {"/kg": 1, "10*6/kg": 10**6, "10*13/kg": 10**13, "10*14/kg": 10**14},
        "number per volume": {"/mL": 1, "/uL": 1000, "10*6/mL": 10**6, "10*9/L": 10**6},
        "number per area": {"/cm2": 1, "/mm2": 100},
        "number per time": {"/wk": 1, "10*6/wk": 10**6},
        "mass per area": {"mg/m2": 1, "g/m2": 1000},
        "mass per mass": {"mg/kg": 1, "ug/kg": Fraction(1, 1000), "g/kg": 1000},
        "mass per mass per time": {"mg/kg/d": 1},
        "volume per time": {"mL/min": 1, "mL/h": Fraction(1, 60), "L/h": Fraction(1000, 60)},
        "volume per mass": {"mL/kg": 1},
        "volume per mass per time": {"mL/kg/h": 1, "mL/kg/min": 60},
        "activity": {"[IU]": 1},
        "activity per volume": {"[IU]/mL": 1, "[IU]/L": Fraction(1, 1000)},
    }
    for dimension, factors in table.items():
        yield from many(dimension, **factors)


UNITS = {unit.code: unit for unit in _units()}


ABSOLUTE_ZERO = Fraction("-273.15")


def possible(value: Fraction, code: str) -> bool:
    """Whether nature has this value: no temperature lies below absolute zero."""
    return unit(code).dimension != "temperature" or convert(value, code, "Cel") >= ABSOLUTE_ZERO


def unit(code: str) -> Unit:
    """The unit of a UCUM code; UnitError names the code when the table does not have it."""
    try:
        return UNITS[code]
    except KeyError:
        raise UnitError(f"unknown unit {code!r}; known units: {', '.join(sorted(UNITS))}") from None


def convert(value: Fraction, source: str, target: str) -> Fraction:
    """`value` in unit `source` expressed in `target`; UnitError when the dimensions differ."""
    if source == target:
        return value
    a, b = unit(source), unit(target)
    if a.dimension != b.dimension:
        raise UnitError(f"{source!r} is a {a.dimension}, {target!r} a {b.dimension}: they cannot be compared")
    return (value * a.factor + a.offset - b.offset) / b.factor


def same_dimension(a: str, b: str) -> bool:
    """Whether values in these two known units can be compared."""
    return unit(a).dimension == unit(b).dimension


def units_of(code: str) -> tuple[str, ...]:
    """Every unit of the same dimension, in table order (for a form's unit list)."""
    dimension = unit(code).dimension
    return tuple(other.code for other in UNITS.values() if other.dimension == dimension)


def units_like(code: str | None) -> tuple[str, ...]:
    """As `units_of`; nothing for no unit or an unknown one."""
    return units_of(code) if code is not None and code in UNITS else ()
