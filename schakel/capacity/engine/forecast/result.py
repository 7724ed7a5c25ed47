# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answer of a forecast: mean and intervals per product, indication and year, with totals and what they rest on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from schakel.capacity.engine.forecast.draw import Draws, draw
from schakel.capacity.engine.forecast.estimate import DEFAULT, Basis, Estimate, Floats
from schakel.capacity.engine.forecast.model import ForecastModel, Key, Offer, Replaced

COVERAGES = (50, 80, 95)
_PLACES = np.array([0.5, *(tail for c in COVERAGES for tail in ((1 - c / 100) / 2, (1 + c / 100) / 2))])


@dataclass(frozen=True, slots=True)
class Spread:
    """A number with its uncertainty; `within[80]` holds the ends of the middle 80 % of all draws."""

    mean: float
    median: float
    within: Mapping[int, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of the answer: a spread for every year."""

    name: str
    spreads: tuple[Spread, ...]


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number the answer rests on: what it is, how it is written, where it comes from."""

    what: str
    estimate: Estimate

    @property
    def basis(self) -> Basis:
        return self.estimate.basis


@dataclass(frozen=True, slots=True)
class Forecast:
    """`cells` by key; totals are taken over draws, so their intervals count what varies together."""

    model: ForecastModel
    draws: Draws
    cells: Mapping[Key, Series]
    products: tuple[Series, ...]
    indications: tuple[Series, ...]
    eligible: Mapping[tuple[str, int], Series]
    replaced: tuple[Series, ...]
    total: Series
    assumptions: tuple[Assumption, ...]

    @property
    def years(self) -> tuple[int, ...]:
        return self.draws.years


def forecast(model: ForecastModel) -> Forecast:
    """Draw the model and sum it up. Costs memory of 8 bytes × draws × years × offers."""
    found = draw(model)
    cells = {key: series(str(key), values) for key, values in sorted(found.patients.items())}
    return Forecast(
        model,
        found,
        cells,
        _summed(found, "product"),
        _summed(found, "indication"),
        {name: series(f"{name[0]}/{name[1]}", values) for name, values in found.eligible.items()},
        tuple(series(care, values) for care, values in sorted(found.replaced.items())),
        series("total", _sum(found.patients.values(), (model.draws, model.years))),
        tuple(assumptions(model)),
    )


def series(name: str, values: Floats) -> Series:
    """A row from draws of shape (draws, years)."""
    places = np.quantile(values, _PLACES, axis=0)
    means = values.mean(axis=0)
    return Series(name, tuple(_spread(float(mean), column) for mean, column in zip(means, places.T, strict=True)))


def _spread(mean: float, places: Floats) -> Spread:
    ends = {
        coverage: (float(places[1 + 2 * number]), float(places[2 + 2 * number]))
        for number, coverage in enumerate(COVERAGES)
    }
    return Spread(mean, float(places[0]), ends)


def _summed(found: Draws, part: str) -> tuple[Series, ...]:
    names = sorted({getattr(key, part) for key in found.patients})
    shape = next(iter(found.patients.values())).shape if found.patients else (0, 0)
    return tuple(
        series(name, _sum((each for key, each in found.patients.items() if getattr(key, part) == name), shape))
        for name in names
    )


def _sum(values: Iterable[Floats], shape: tuple[int, ...]) -> Floats:
    return np.asarray(sum(values, start=np.zeros(shape)))


def assumptions(model: ForecastModel) -> Iterator[Assumption]:
    """Every number of the model that was given, in the order of its parts."""
    return (each for each in _numbers(model) if each.basis is not DEFAULT)


def _numbers(model: ForecastModel) -> Iterator[Assumption]:
    for indication in model.indications:
        yield Assumption(f"{indication.key}: apart", indication.apart)
        for number, line in enumerate(indication.lines, start=1):
            for name in ("eligible", "growth", "leaves"):
                yield Assumption(f"{indication.key}/{number}: {name}", getattr(line, name))
    for offer in model.offers:
        yield from _of_offer(offer)
    for growth in model.growths:
        named = {"base": growth.base, "rate": growth.rate, "ceiling": growth.ceiling}
        yield from (Assumption(f"{growth.key}: {name}", each) for name, each in named.items() if each)
        yield from _of_replaced(growth.key, growth.replaces)


def _of_offer(offer: Offer) -> Iterator[Assumption]:
    for name in ("access", "delay", "until", "preference"):
        yield Assumption(f"{offer.key}: {name}", getattr(offer, name))
    yield Assumption(f"{offer.key}: peak", offer.uptake.peak)
    for name, each in offer.uptake.numbers.items():
        yield Assumption(f"{offer.key}: {name}", each)
    yield from _of_replaced(offer.key, offer.replaces)


def _of_replaced(key: Key, replaces: tuple[Replaced, ...]) -> Iterator[Assumption]:
    for each in replaces:
        yield Assumption(f"{key}: replaces {each.care}", each.per_treatment)
