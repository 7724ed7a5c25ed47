# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Quantiles of the normal and of Student's t distribution."""

from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist

import numpy as np

from schakel.capacity.engine.forecast.estimate import Floats


def normal(u: Floats) -> Floats:
    """Standard normal values at the places `u`, each strictly between 0 and 1."""
    inverse = NormalDist().inv_cdf
    return np.fromiter((inverse(each) for each in u.ravel()), dtype=np.float64, count=u.size).reshape(u.shape)


def t_quantile(p: float, freedom: int) -> float:
    """The value that Student's t with `freedom` degrees stays below with chance p, above 0.5; to about 1e-12."""
    low, high = 0.0, 1.0
    while _t_below(high, freedom) < p:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _t_below(middle, freedom) < p else (low, middle)
    return (low + high) / 2


def _t_below(t: float, freedom: int) -> float:
    """Distribution function for whole degrees of freedom: the finite series of Abramowitz and Stegun 26.7.3-4."""
    angle = atan(t / sqrt(freedom))
    square = cos(angle) ** 2
    if freedom % 2:
        term, total = cos(angle), 0.0
        for k in range(1, freedom - 1, 2):
            total += term
            term *= square * (k + 1) / (k + 2)
        return 0.5 + (angle + sin(angle) * total) / pi
    term, total = 1.0, 0.0
    for k in range(0, freedom - 1, 2):
        total += term
        term *= square * (k + 1) / (k + 2)
    return 0.5 + sin(angle) * total / 2
