# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""How long something takes: distributions as values that know their mean, their spread and their quantiles.

The kernel draws by the inverse of the distribution function, so that one random number gives one duration: scenarios
that share random numbers then share durations, and the antithetic partner of a duration is its mirror image.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import NormalDist
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

Faults: TypeAlias = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Constant:
    """Always the same."""

    value: float

    def mean(self) -> float:
        return self.value

    def variance(self) -> float:
        return 0.0

    def faults(self) -> Faults:
        yield from _finite(self, "value")
        yield from _at_least_zero(self, "value")


@dataclass(frozen=True, slots=True)
class Exponential:
    mean_: float

    def mean(self) -> float:
        return self.mean_

    def variance(self) -> float:
        return self.mean_**2

    def faults(self) -> Faults:
        yield from _positive(self, "mean_")

    def quantile(self, u: "Floats") -> "Floats":
        import numpy as np

        return -self.mean_ * np.log1p(-u)


@dataclass(frozen=True, slots=True)
class Uniform:
    low: float
    high: float

    def mean(self) -> float:
        return (self.low + self.high) / 2

    def variance(self) -> float:
        return (self.high - self.low) ** 2 / 12

    def faults(self) -> Faults:
        yield from _finite(self, "low", "high")
        yield from _at_least_zero(self, "low")
        yield from _rising(self, "low", "high")

    def quantile(self, u: "Floats") -> "Floats":
        return self.low + u * (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Triangular:
    """From low to high with the peak at mode."""

    low: float
    mode: float
    high: float

    def mean(self) -> float:
        return (self.low + self.mode + self.high) / 3

    def variance(self) -> float:
        a, c, b = self.low, self.mode, self.high
        return (a * a + b * b + c * c - a * b - a * c - b * c) / 18

    def faults(self) -> Faults:
        yield from _finite(self, "low", "mode", "high")
        yield from _at_least_zero(self, "low")
        yield from _rising(self, "low", "mode", "high")

    def quantile(self, u: "Floats") -> "Floats":
        import numpy as np

        a, c, b = self.low, self.mode, self.high
        if a == b:
            return np.full_like(u, a)
        rising = a + np.sqrt(u * (b - a) * (c - a))
        falling = b - np.sqrt((1 - u) * (b - a) * (b - c))
        chosen: Floats = np.where(u * (b - a) < c - a, rising, falling)
        return chosen


@dataclass(frozen=True, slots=True)
class Lognormal:
    """By the mean and standard deviation of the duration itself, not of its logarithm."""

    mean_: float
    sd: float

    def mean(self) -> float:
        return self.mean_

    def variance(self) -> float:
        return self.sd**2

    def faults(self) -> Faults:
        yield from _positive(self, "mean_", "sd")

    def quantile(self, u: "Floats") -> "Floats":
        import numpy as np

        spread = math.log1p((self.sd / self.mean_) ** 2)
        middle = math.log(self.mean_) - spread / 2
        normal = NormalDist(middle, math.sqrt(spread))
        found: Floats = np.exp(np.array([normal.inv_cdf(float(each)) for each in u]))
        return found


@dataclass(frozen=True, slots=True)
class Gamma:
    """Shape 1 is exponential; a whole shape k is Erlang-k; below 1 it varies more than exponential."""

    mean_: float
    shape: float

    def mean(self) -> float:
        return self.mean_

    def variance(self) -> float:
        return self.mean_**2 / self.shape

    def faults(self) -> Faults:
        yield from _positive(self, "mean_", "shape")
        if not 0.05 <= self.shape <= 10_000:
            yield "shape", "must lie between 0.05 and 10,000"

    def quantile(self, u: "Floats") -> "Floats":
        from schakel.capacity.engine.simulation.gamma import inverse

        return inverse(self.shape, u) * (self.mean_ / self.shape)


@dataclass(frozen=True, slots=True)
class Empirical:
    """Observed durations, each as likely as its weight says (equal when no weights are given)."""

    values: tuple[float, ...]
    weights: tuple[float, ...] = ()

    def shares(self) -> tuple[float, ...]:
        weights = self.weights or (1.0,) * len(self.values)
        return tuple(each / math.fsum(weights) for each in weights)

    def cumulative(self) -> tuple[float, ...]:
        return tuple(accumulate(self.shares()))

    def mean(self) -> float:
        return math.fsum(v * p for v, p in zip(self.values, self.shares(), strict=True))

    def variance(self) -> float:
        mean = self.mean()
        return math.fsum((v - mean) ** 2 * p for v, p in zip(self.values, self.shares(), strict=True))

    def faults(self) -> Faults:
        if not self.values:
            yield "values", "is empty"
        elif not all(math.isfinite(each) and each >= 0 for each in self.values):
            yield "values", "holds a duration that is negative or no number"
        if not self.weights:
            return
        if len(self.weights) != len(self.values):
            yield "weights", f"has {len(self.weights)} entries for {len(self.values)} values"
        elif not all(math.isfinite(each) and each >= 0 for each in self.weights) or math.fsum(self.weights) <= 0:
            yield "weights", "must be zero or more, and not all zero"


Duration: TypeAlias = Constant | Exponential | Uniform | Triangular | Lognormal | Gamma | Empirical


def _name(field: str) -> str:
    return field.rstrip("_")


def _finite(found: Duration, *fields: str) -> Faults:
    for field in fields:
        if not math.isfinite(getattr(found, field)):
            yield _name(field), "is not a finite number"


def _at_least_zero(found: Duration, *fields: str) -> Faults:
    for field in fields:
        if getattr(found, field) < 0:
            yield _name(field), f"is negative: {getattr(found, field):g}"


def _positive(found: Duration, *fields: str) -> Faults:
    for field in fields:
        value = getattr(found, field)
        if not (math.isfinite(value) and value > 0):
            yield _name(field), f"must be more than zero, is {value:g}"


def _rising(found: Duration, *fields: str) -> Faults:
    for low, high in pairwise(fields):
        if getattr(found, low) > getattr(found, high):
            yield _name(high), f"is less than {_name(low)}: {getattr(found, high):g} < {getattr(found, low):g}"
