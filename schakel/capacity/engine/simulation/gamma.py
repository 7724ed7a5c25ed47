# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The inverse of the gamma distribution function, for the tables of the kernel.

Series and continued fraction of the incomplete gamma function as in the Digital Library of Mathematical Functions,
8.7.1 and 8.9.2 (evaluated by the modified Lentz method); inverted by bisection on a logarithmic scale.
"""

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from schakel.capacity.engine.simulation.durations import Floats

_TINY = 1e-300
_BISECTIONS = 90


def cumulative(shape: float, x: "Floats") -> "Floats":
    """P(shape, x): the chance of at most x, at scale 1. x > 0."""
    return np.where(x < shape + 1, _series(shape, np.minimum(x, shape + 1)), 1 - _fraction(shape, np.maximum(x, shape)))


def inverse(shape: float, u: "Floats") -> "Floats":
    """x with P(shape, x) = u; 0 < u < 1. Accurate to about 1e-10 relative, in the upper tail to that of 1 - u."""
    low = np.full_like(u, math.log(_TINY))
    high = np.full_like(u, math.log(shape + 40 * math.sqrt(shape) + 60))
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        below = cumulative(shape, np.exp(middle)) < u
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.exp((low + high) / 2)


def _scale(shape: float, x: "Floats") -> "Floats":
    return np.exp(shape * np.log(x) - x - math.lgamma(shape))


def _terms(shape: float) -> int:
    return int(200 + 12 * math.sqrt(shape))


def _series(shape: float, x: "Floats") -> "Floats":
    term = np.full_like(x, 1 / shape)
    total = term.copy()
    for n in range(1, _terms(shape)):
        term = term * (x / (shape + n))
        total += term
        if np.all(term <= total * 1e-16):
            break
    return total * _scale(shape, x)


def _fraction(shape: float, x: "Floats") -> "Floats":
    b = x + 1 - shape
    c = np.full_like(x, 1 / _TINY)
    d = 1 / np.where(b == 0, _TINY, b)
    h = d.copy()
    for n in range(1, _terms(shape)):
        a = -n * (n - shape)
        b = b + 2
        d = 1 / _not_zero(a * d + b)
        c = _not_zero(b + a / c)
        step = c * d
        h = h * step
        if np.all(np.abs(step - 1) < 1e-16):
            break
    return h * _scale(shape, x)


def _not_zero(x: "Floats") -> "Floats":
    return np.where(np.abs(x) < _TINY, _TINY, x)
