# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Would the method have been right before? Fitted on the first years known, judged on the years held out.

Methods, all on the logarithm of the counts: `exponential` (a straight line; the interval is the textbook prediction
interval with Student's t), `drift` (a random walk whose mean step is the mean growth so far, the usual yardstick in
forecasting), and two curves that level off, `logistic` and `gompertz` (for each ceiling of a grid the curve is a
straight line after its own transformation; the ceiling with the least squared error of log counts is taken; the
interval is a parametric bootstrap of fit and residual). No method is chosen for the reader: each stands with its miss.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt
from typing import Literal

import numpy as np

from schakel.capacity.engine.forecast.estimate import Floats
from schakel.capacity.engine.forecast.result import COVERAGES
from schakel.capacity.engine.forecast.streams import uniforms
from schakel.capacity.engine.forecast.student import normal, t_quantile

Method = Literal["exponential", "drift", "logistic", "gompertz"]
# Fewest years to fit on: one more than the numbers the method estimates, so that a residual is left.
FEWEST: dict[Method, int] = {"exponential": 3, "drift": 3, "logistic": 4, "gompertz": 4}
METHODS: tuple[Method, ...] = tuple(FEWEST)
CEILINGS = np.geomspace(1.02, 1000, 120)
REFITS = 2000


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted in a year; `basis` and `source` travel along to whoever reads the answer."""

    year: int
    patients: float
    basis: str = "reported"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """One year held out: what the method said with only the earlier years, and what came.

    `within[80]` holds the ends of the 80 % prediction interval; `error` is predicted / actual - 1.
    """

    year: int
    actual: float
    predicted: float
    within: dict[int, tuple[float, float]]

    @property
    def error(self) -> float:
        return self.predicted / self.actual - 1

    def holds(self, coverage: int) -> bool:
        """True when the actual count lies inside the interval."""
        low, high = self.within[coverage]
        return low <= self.actual <= high


@dataclass(frozen=True, slots=True)
class MethodJudged:
    """A method over all held-out years, each fitted on the years before it."""

    method: Method
    fitted_on: tuple[int, ...]
    years: tuple[Judged, ...]

    def coverage(self, nominal: int) -> float:
        """Share of the held-out years inside the interval; near nominal / 100 when the interval is honest."""
        return sum(year.holds(nominal) for year in self.years) / len(self.years)

    @property
    def miss(self) -> float:
        """Mean absolute error as a share of the actual counts."""
        return sum(abs(year.error) for year in self.years) / len(self.years)


class TooFewYearsError(ValueError):
    """There are not enough consecutive years of counts above zero for any method."""


def backtest(
    counts: Sequence[Count], *, held_out: int = 1, seed: int = 1, methods: Sequence[Method] = METHODS
) -> tuple[MethodJudged, ...]:
    """Each method judged on the last `held_out` years, one year ahead each time, on the years known before it.

    A method that has too few years to be fitted on is left out; TooFewYearsError when none is left.
    """
    ordered = sorted(counts, key=lambda count: count.year)
    years = [count.year for count in ordered]
    if any(b - a != 1 for a, b in pairwise(years)) or any(each.patients <= 0 for each in ordered):
        raise TooFewYearsError("the counts must be of consecutive years and above zero")
    fitted = len(ordered) - held_out
    found = [_judged(name, ordered, fitted, seed) for name in methods if held_out and fitted >= FEWEST[name]]
    if not found:
        raise TooFewYearsError(f"{len(ordered)} years with {held_out} held out: at least 3 to fit on are needed")
    return tuple(found)


def _judged(method: Method, ordered: Sequence[Count], fitted: int, seed: int) -> MethodJudged:
    years = []
    for place in range(fitted, len(ordered)):
        logs = np.log([count.patients for count in ordered[:place]])
        predicted, within = _METHODS[method](logs, seed)
        years.append(Judged(ordered[place].year, ordered[place].patients, predicted, within))
    return MethodJudged(method, tuple(count.year for count in ordered[:fitted]), tuple(years))


Answer = tuple[float, dict[int, tuple[float, float]]]


def _exponential(logs: Floats, seed: int) -> Answer:  # noqa: ARG001 - one form for all methods
    n = len(logs)
    x = np.arange(n) - (n - 1) / 2
    slope = float(x @ logs / (x @ x))
    residual = logs - logs.mean() - slope * x
    ahead = (n + 1) / 2
    sd = sqrt(float(residual @ residual) / (n - 2) * (1 + 1 / n + ahead**2 / float(x @ x)))
    return _around(float(logs.mean()) + slope * ahead, sd, n - 2)


def _drift(logs: Floats, seed: int) -> Answer:  # noqa: ARG001 - one form for all methods
    steps = np.diff(logs)
    sd = float(steps.std(ddof=1)) * sqrt(1 + 1 / len(steps))
    return _around(float(logs[-1] + steps.mean()), sd, len(steps) - 1)


def _around(middle: float, sd: float, freedom: int) -> Answer:
    half = {c: t_quantile((1 + c / 100) / 2, freedom) * sd for c in COVERAGES}
    return exp(middle), {c: (exp(middle - each), exp(middle + each)) for c, each in half.items()}


def _levelling(transform: Callable[[Floats], Floats], back: Callable[[Floats], Floats]) -> Callable[..., Answer]:
    """A method from the transformation of count / ceiling that makes its curve straight, and the way back."""

    def method(logs: Floats, seed: int) -> Answer:
        fitted, ahead = _straightened(logs[None, :], transform, back)
        residual = logs - fitted[0]
        sd = sqrt(float(residual @ residual) / (len(logs) - 3))
        chance = normal(uniforms(seed, "backtest", REFITS * (len(logs) + 1))).reshape(REFITS, -1)
        _, again = _straightened(fitted + sd * chance[:, :-1], transform, back)
        future = np.exp(again + sd * chance[:, -1])
        ends = {c: np.quantile(future, [(1 - c / 100) / 2, (1 + c / 100) / 2]) for c in COVERAGES}
        return exp(float(ahead[0])), {c: (float(low), float(high)) for c, (low, high) in ends.items()}

    return method


def _straightened(
    logs: Floats, transform: Callable[[Floats], Floats], back: Callable[[Floats], Floats]
) -> tuple[Floats, Floats]:
    """Per row of log counts the fitted log counts and the one of the next year."""
    n = logs.shape[1]
    x = np.arange(n) - (n - 1) / 2
    ceilings = np.log(CEILINGS)[None, :, None] + logs.max(axis=1)[:, None, None]
    straight = transform(logs[:, None, :] - ceilings)
    slope = (straight @ x) / (x @ x)
    level = straight.mean(axis=2)
    fitted = back(level[:, :, None] + slope[:, :, None] * x) + ceilings
    best = ((fitted - logs[:, None, :]) ** 2).sum(axis=2).argmin(axis=1)
    rows = np.arange(len(logs))
    ahead = back(level[rows, best] + slope[rows, best] * (n + 1) / 2) + ceilings[rows, best, 0]
    return fitted[rows, best], ahead


# With z the log of count / ceiling (below 0): logit for the logistic curve, -log(-z) for Gompertz's.
_METHODS: dict[Method, Callable[[Floats, int], Answer]] = {
    "exponential": _exponential,
    "drift": _drift,
    "logistic": _levelling(lambda z: z - np.log1p(-np.exp(z)), lambda s: -np.logaddexp(0, -s)),
    "gompertz": _levelling(lambda z: -np.log(-z), lambda s: -np.exp(-s)),
}


def yearly_growth(times: float, years: float) -> float:
    """The growth per year (0.44 is 44 %) that makes something `times` as large in `years` years."""
    return exp(log(times) / years) - 1
