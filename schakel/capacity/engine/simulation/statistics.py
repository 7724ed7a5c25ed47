# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Means over replications with their confidence interval.

Replications are independent, so their means obey Student's distribution; antithetic partners are averaged first, since
two of a pair are not independent. The running mean and spread are Welford's (Technometrics 4, 1962).
"""

import math
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Running:
    """Mean and spread of rows that come one by one; a value that is not a number is left out of its own column."""

    def __init__(self, width: int) -> None:
        self.number = np.zeros(width, np.int64)
        self.mean = np.zeros(width)
        self.squares = np.zeros(width)

    def add(self, row: Floats) -> None:
        there = ~np.isnan(row)
        self.number += there
        away = np.where(there, row - self.mean, 0.0)
        self.mean += away / np.maximum(self.number, 1)
        self.squares += np.where(there, away * (row - self.mean), 0.0)

    def half_width(self, confidence: float) -> Floats:
        """Half the interval around each mean; infinite below two values."""
        few = self.number < 2
        variance = self.squares / np.maximum(self.number - 1, 1)
        factor = np.array([student(confidence, int(n) - 1) if n > 1 else math.inf for n in np.unique(self.number)])
        by_number = factor[np.searchsorted(np.unique(self.number), self.number)]
        return np.where(few, math.inf, np.where(few, 0.0, by_number) * np.sqrt(variance / np.maximum(self.number, 1)))


@lru_cache(maxsize=4096)
def student(confidence: float, freedom: int) -> float:
    """How many standard errors a two-sided interval reaches at so many degrees of freedom (by bisection)."""
    low, high = 0.0, 10.0
    while _within(high, freedom) < confidence:
        high *= 2
    if freedom > 10_000:
        return NormalDist().inv_cdf((1 + confidence) / 2)
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < confidence else (low, middle)
    return (low + high) / 2


def _within(t: float, freedom: int) -> float:
    """The chance of less than t standard errors to either side: Abramowitz and Stegun 26.7.3 and 26.7.4."""
    angle = math.atan(t / math.sqrt(freedom))
    cosine, sine = math.cos(angle), math.sin(angle)
    start = 3 if freedom % 2 else 2
    term = total = (cosine if freedom % 2 else 1.0) if freedom > 1 else 0.0
    for k in range(start, freedom - 1, 2):
        term *= cosine * cosine * (k - 1) / k
        total += term
    return (angle + sine * total) * 2 / math.pi if freedom % 2 else sine * total
