# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a forecast is made from: groups of patients, therapies offered to them, and series that grow.

Years are calendar years; dates are decimal years (2027.5 is the middle of 2027); counts are patients per year.
"""

from dataclasses import dataclass, field
from typing import Literal

from schakel.capacity.engine.forecast.estimate import DEFAULT, Estimate, fixed
from schakel.capacity.engine.forecast.uptake import Uptake

Setting = Literal["registered", "exemption", "trial", "transplant"]
NEVER = fixed(9999.0, DEFAULT)


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a number is about. `line` counts from 1; 0 for a series that knows no lines of treatment."""

    product: str
    indication: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.product}/{self.indication}/{self.line}" if self.line else f"{self.product}/{self.indication}"


@dataclass(frozen=True, slots=True)
class Line:
    """Patients who reach this line of treatment in the first year of the forecast, if no earlier line changes.

    `growth`: per year (0.02 is 2 %). `leaves`: share of those treated here who do not come to a later line.
    """

    eligible: Estimate
    growth: Estimate = field(default_factory=lambda: fixed(0.0, DEFAULT))
    leaves: Estimate = field(default_factory=lambda: fixed(0.0, DEFAULT))


@dataclass(frozen=True, slots=True)
class Indication:
    """A disease with its lines of treatment in order. `apart`: see shares (0: products replace one another)."""

    key: str
    lines: tuple[Line, ...]
    apart: Estimate = field(default_factory=lambda: fixed(0.5, DEFAULT))


@dataclass(frozen=True, slots=True)
class Replaced:
    """Other care that a treatment replaces or avoids: `per_treatment` units, each year again for `years` years."""

    care: str
    per_treatment: Estimate
    years: int = 1


@dataclass(frozen=True, slots=True)
class Offer:
    """A product for one line of one indication, from `access` (+ `delay` years) to `until`.

    `admitted`: the chance that it is admitted at all. `preference`: its weight beside its competitors.
    """

    key: Key
    access: Estimate
    delay: Estimate = field(default_factory=lambda: fixed(0.0, DEFAULT))
    admitted: float = 1.0
    until: Estimate = NEVER
    uptake: Uptake = field(default_factory=Uptake)
    preference: Estimate = field(default_factory=lambda: fixed(1.0, DEFAULT))
    replaces: tuple[Replaced, ...] = ()
    setting: Setting = "registered"


@dataclass(frozen=True, slots=True)
class Growth:
    """A series that grows by `rate` a year (0.44 is 44 %) from `base` patients in `base_year`, up to `ceiling`."""

    key: Key
    base_year: int
    base: Estimate
    rate: Estimate
    ceiling: Estimate | None = None
    replaces: tuple[Replaced, ...] = ()
    setting: Setting = "registered"


@dataclass(frozen=True, slots=True)
class ForecastModel:
    """All of one forecast over `years` calendar years from `start`."""

    title: str
    start: int
    years: int
    indications: tuple[Indication, ...] = ()
    offers: tuple[Offer, ...] = ()
    growths: tuple[Growth, ...] = ()
    draws: int = 4000
    seed: int = 1
