# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The inverse of the gamma distribution function, for the tables of the kernel.

Series and continued fraction of the incomplete gamma function as in the Digital Library of Mathematical Functions,
8.7.1 and 8.9.2 (evaluated by the modified Lentz method); inverted by Newton's method.
"""

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from schakel.capacity.engine.simulation.durations import Floats

_TINY = 1e-300
_STEPS = 20
_ENOUGH, _CLOSE = 1e-9, 1e-4


def cumulative(shape: float, x: "Floats") -> "Floats":
    """P(shape, x): the chance of at most x, at scale 1. x > 0."""
    return np.where(x < shape + 1, _series(shape, np.minimum(x, shape + 1)), 1 - _fraction(shape, np.maximum(x, shape)))


def inverse(shape: float, u: "Floats") -> "Floats":
    """x with P(shape, x) = u; 0 < u < 1. Newton's steps on logarithmic scales, halving when one goes astray."""
    low = np.full_like(u, math.log(_TINY))
    high = np.full_like(u, math.log(shape + 40 * math.sqrt(shape) + 60))
    found = _start(shape, u)
    for _ in range(_STEPS):
        x = np.exp(found)
        reached = cumulative(shape, x)
        low, high = np.where(reached < u, found, low), np.where(reached < u, high, found)
        away = np.where(u < 0.5, reached * np.log(np.maximum(reached, _TINY) / u), reached - u)
        better = found - away / np.maximum(_scale(shape, x), _TINY)
        inside = ((better > low) & (better < high)) | (np.abs(better - found) < _CLOSE)
        following = np.where(reached == u, found, np.where(inside, better, (low + high) / 2))
        done = np.all(np.abs(following - found) < _ENOUGH)
        found = following
        if done:
            break
    return np.exp(found)


def _start(shape: float, u: "Floats") -> "Floats":
    """The logarithm of a first guess: the leading term near zero, Wilson and Hilferty's cube elsewhere."""
    near = (np.log(u) + math.lgamma(shape + 1)) / shape
    if shape < 1:
        return np.minimum(near, math.log(shape + 40))
    normal = NormalDist()
    z = np.array([normal.inv_cdf(float(each)) for each in u])
    cube = 1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape))
    return np.where(cube > 0.3, math.log(shape) + 3 * np.log(np.maximum(cube, 0.3)), near)


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
