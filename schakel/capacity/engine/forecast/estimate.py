# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A number that is not known exactly, with where it comes from.

Every shape is drawn through its inverse distribution function, so the same uniform number always gives the same place
within the range: two forecasts that share a stream differ only by what was changed.
"""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Shape = Literal["fixed", "uniform", "triangular", "lognormal"]
P95 = NormalDist().inv_cdf(0.95)


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a number comes from: a source in words, or an assumption. `replaced`: what stood there and was not used."""

    text: str
    assumption: bool = True
    date: str | None = None
    replaced: str | None = None


ASSUMED = Basis("given without a source")
DEFAULT = Basis("not given: the default")


@dataclass(frozen=True, slots=True)
class Estimate:
    """`low` to `high`; `middle` is the value (fixed), the most likely value (triangular) or the median (lognormal).

    For a lognormal `high` is the 95th percentile and `low` the 5th; for the other shapes they are the ends.
    """

    low: float
    middle: float
    high: float
    shape: Shape = "fixed"
    basis: Basis = ASSUMED

    def quantile(self, u: Floats) -> Floats:
        """The values at the places `u` (0 to 1) of the distribution; same shape as `u`."""
        if self.shape == "uniform":
            return self.low + (self.high - self.low) * u
        if self.shape == "triangular":
            return _triangular(self.low, self.middle, self.high, u)
        if self.shape == "lognormal":
            spread = np.log(self.high / self.middle) / P95
            normal = np.array([NormalDist().inv_cdf(each) for each in u.ravel()]).reshape(u.shape)
            return np.asarray(self.middle * np.exp(spread * normal))
        return np.full_like(u, self.middle)

    @property
    def certain(self) -> bool:
        """True when every draw gives the same value."""
        return self.low == self.high


def fixed(value: float, basis: Basis = ASSUMED) -> Estimate:
    """A number without a range."""
    return Estimate(value, value, value, "fixed", basis)


def between(low: float, high: float, basis: Basis = ASSUMED) -> Estimate:
    """Anywhere from `low` to `high`, equally likely."""
    return Estimate(low, (low + high) / 2, high, "uniform", basis)


def around(low: float, likely: float, high: float, basis: Basis = ASSUMED) -> Estimate:
    """A triangle that peaks at `likely`."""
    return Estimate(low, likely, high, "triangular", basis)


def skewed(median: float, p95: float, basis: Basis = ASSUMED) -> Estimate:
    """Lognormal: half of the draws below `median`, one in twenty above `p95`."""
    return Estimate(median * median / p95, median, p95, "lognormal", basis)


def _triangular(low: float, mode: float, high: float, u: Floats) -> Floats:
    width = high - low
    if width == 0:
        return np.full_like(u, low)
    rising = low + np.sqrt(u * width * (mode - low))
    falling = high - np.sqrt((1 - u) * width * (high - mode))
    return np.where(u * width < mode - low, rising, falling)
