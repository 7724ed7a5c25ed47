# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""How fast a therapy finds its patients after access: the mean of the curve over each calendar year, in closed form.

A curve F rises from 0 at access to 1. Its mean over a year is the difference of its integral at both ends, so a therapy
that arrives in October counts for its last quarter only, without steps in time.
Curves: logistic (Verhulst) shifted so that it starts at 0, Bass (1969) with innovation p and imitation q, a straight
line, and at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from schakel.capacity.engine.forecast.estimate import DEFAULT, Estimate, Floats, fixed

Curve = Literal["at_once", "straight", "logistic", "bass"]
# What each curve asks: years to the end; years to the middle and from 10 to 90 %; innovation and imitation per year.
ASKS: dict[Curve, tuple[str, ...]] = {
    "at_once": (),
    "straight": ("years",),
    "logistic": ("middle", "width"),
    "bass": ("innovation", "imitation"),
}
TEN_TO_NINETY = 2 * np.log(9)


@dataclass(frozen=True, slots=True)
class Uptake:
    """The curve, its numbers by the names of ASKS, and `peak`: the share of eligible patients in the end, if alone."""

    curve: Curve = "at_once"
    peak: Estimate = field(default_factory=lambda: fixed(1.0, DEFAULT))
    numbers: Mapping[str, Estimate] = field(default_factory=dict)


def year_means(curve: Curve, numbers: Mapping[str, Floats], access: Floats, until: Floats, years: Floats) -> Floats:
    """Mean of the curve over each calendar year, 0 to 1: shape (draws, years). `access`, `until`: decimal years."""
    start = np.maximum(years - access[:, None], 0)
    end = np.maximum(np.minimum(years + 1, until[:, None]) - access[:, None], start)
    columns = {name: values[:, None] for name, values in numbers.items()}
    # A difference of two large integrals can miss the bounds by the last digit.
    return np.clip(_integral(curve, columns, end) - _integral(curve, columns, start), 0, 1)


def _integral(curve: Curve, numbers: Mapping[str, Floats], t: Floats) -> Floats:
    if curve == "straight":
        years = np.maximum(numbers["years"], 1e-9)
        return np.where(t < years, t * t / (2 * years), t - years / 2)
    if curve == "logistic":
        return _logistic(numbers["middle"], np.maximum(numbers["width"], 1e-9) / TEN_TO_NINETY, t)
    if curve == "bass":
        return _bass(numbers["innovation"], np.maximum(numbers["imitation"], 1e-9), t)
    return t


def _logistic(middle: Floats, scale: Floats, t: Floats) -> Floats:
    """Integral of (L(t) - L(0)) / (1 - L(0)) with L the logistic function around `middle`."""
    at_zero = 1 / (1 + np.exp(middle / scale))
    raw = scale * (np.logaddexp(0, (t - middle) / scale) - np.logaddexp(0, -middle / scale))
    return np.asarray((raw - at_zero * t) / (1 - at_zero))


def _bass(p: Floats, q: Floats, t: Floats) -> Floats:
    """Integral of Bass's curve: t minus the time not yet adopted."""
    ratio = q / p
    return np.asarray(t - np.log((1 + ratio) / (1 + ratio * np.exp(-(p + q) * t))) / q)
