# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Monte Carlo: every uncertain input drawn from its own stream, then plain arithmetic over all draws at once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from schakel.capacity.engine.forecast.estimate import Estimate, Floats
from schakel.capacity.engine.forecast.model import ForecastModel, Growth, Indication, Key, Line, Offer
from schakel.capacity.engine.forecast.shares import shares
from schakel.capacity.engine.forecast.streams import drawn, uniforms
from schakel.capacity.engine.forecast.uptake import year_means


@dataclass(frozen=True, slots=True)
class Draws:
    """Patients per year by key, shape (draws, years); `eligible` by (indication, line), the same shape.

    They are expected numbers per year; who wants whole patients draws them (Poisson) from these rates.
    """

    years: tuple[int, ...]
    patients: Mapping[Key, Floats]
    eligible: Mapping[tuple[str, int], Floats]
    replaced: Mapping[str, Floats]

    def rates(self, draw: int) -> dict[Key, list[float]]:
        """One possible future: patients per year by key. Draws are counted from 0 and begin again after the last."""
        return {key: values[draw % len(values)].tolist() for key, values in self.patients.items()}


class _Streams:
    """Draws by name for one seed."""

    def __init__(self, model: ForecastModel) -> None:
        self.seed, self.draws = model.seed, model.draws
        self.years = np.arange(model.start, model.start + model.years, dtype=np.float64)

    def of(self, estimate: Estimate, *name: object) -> Floats:
        return drawn(estimate, self.seed, "|".join(map(str, name)), self.draws)

    def chance(self, *name: object) -> Floats:
        return uniforms(self.seed, "|".join(map(str, name)), self.draws)


def draw(model: ForecastModel) -> Draws:
    """All draws of the model; the same model and seed give the same numbers, in whatever order its parts are listed."""
    streams = _Streams(model)
    patients: dict[Key, Floats] = {}
    eligible: dict[tuple[str, int], Floats] = {}
    for indication in model.indications:
        offers = [offer for offer in model.offers if offer.key.indication == indication.key]
        for line, reached, treated in _lines(indication, offers, streams):
            eligible[indication.key, line] = reached
            patients |= treated
    patients |= {growth.key: _grown(growth, streams) for growth in model.growths}
    years = tuple(range(model.start, model.start + model.years))
    return Draws(years, patients, eligible, _replaced(model, patients, streams))


def _lines(
    indication: Indication, offers: list[Offer], streams: _Streams
) -> Iterator[tuple[int, Floats, dict[Key, Floats]]]:
    """Per line of treatment: its number, who reach it, and who are treated with what."""
    apart = streams.of(indication.apart, indication.key, "apart")
    remain = np.ones((streams.draws, len(streams.years)))
    for number, line in enumerate(indication.lines, start=1):
        here = sorted((offer for offer in offers if offer.key.line == number), key=lambda offer: offer.key)
        reached = _eligible(line, (indication.key, number), streams) * remain
        taken = _taken(here, apart, streams)
        yield number, reached, {offer.key: reached * share for offer, share in zip(here, taken, strict=True)}
        leaves = streams.of(line.leaves, indication.key, number, "leaves")
        remain = remain * (1 - taken.sum(axis=0) * leaves[:, None])


def _eligible(line: Line, name: tuple[str, int], streams: _Streams) -> Floats:
    base = streams.of(line.eligible, *name, "eligible")
    growth = streams.of(line.growth, *name, "growth")
    return np.asarray(base[:, None] * (1 + growth[:, None]) ** (streams.years - streams.years[0]))


def _taken(offers: list[Offer], apart: Floats, streams: _Streams) -> Floats:
    """Shares of the patients of one line, shape (offers, draws, years)."""
    if not offers:
        return np.zeros((0, streams.draws, len(streams.years)))
    alone = np.stack([_alone(offer, streams) for offer in offers])
    preference = np.stack([streams.of(offer.preference, offer.key, "preference") for offer in offers])
    return shares(alone, preference, apart)


def _alone(offer: Offer, streams: _Streams) -> Floats:
    """The share that a product would reach without competitors, shape (draws, years)."""
    access = streams.of(offer.access, offer.key, "access") + streams.of(offer.delay, offer.key, "delay")
    until = streams.of(offer.until, offer.key, "until")
    numbers = {name: streams.of(each, offer.key, name) for name, each in offer.uptake.numbers.items()}
    peak = streams.of(offer.uptake.peak, offer.key, "peak")
    admitted = streams.chance(offer.key, "admitted") < offer.admitted
    means = year_means(offer.uptake.curve, numbers, access, until, streams.years)
    return np.asarray((peak * admitted)[:, None] * means)


def _grown(growth: Growth, streams: _Streams) -> Floats:
    """Endless growth is exact compounding; under a ceiling it is Verhulst's curve with the same rate at the start."""
    base = streams.of(growth.base, growth.key, "base")[:, None]
    factor = 1 + streams.of(growth.rate, growth.key, "rate")[:, None]
    later = streams.years - growth.base_year
    if growth.ceiling is None:
        return np.asarray(base * factor**later)
    ceiling = np.maximum(streams.of(growth.ceiling, growth.key, "ceiling")[:, None], base)
    return np.asarray(ceiling / (1 + (ceiling / base - 1) * factor ** (-later)))


def _replaced(model: ForecastModel, patients: Mapping[Key, Floats], streams: _Streams) -> dict[str, Floats]:
    """Units of other care per year; care that is avoided for several years adds up over the years treated before."""
    found: dict[str, Floats] = defaultdict(lambda: np.zeros((streams.draws, len(streams.years))))
    parts: tuple[Offer | Growth, ...] = (*model.offers, *model.growths)
    for offer in parts:
        for each in offer.replaces:
            units = streams.of(each.per_treatment, offer.key, "replaces", each.care)[:, None] * patients[offer.key]
            found[each.care] = found[each.care] + _repeated(units, each.years)
    return dict(found)


def _repeated(units: Floats, years: int) -> Floats:
    """Each year's units, and those of the `years - 1` years before it."""
    total = np.cumsum(units, axis=1)
    total[:, years:] -= total[:, :-years].copy() if years < total.shape[1] else 0
    return total
