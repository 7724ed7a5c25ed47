# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A national forecast beside a plain loop over the same draws, and beside drawing the chances alone."""

import math
from collections.abc import Iterator

from schakel.capacity.engine.forecast.estimate import between, fixed
from schakel.capacity.engine.forecast.model import ForecastModel, Indication, Key, Line, Offer
from schakel.capacity.engine.forecast.result import forecast
from schakel.capacity.engine.forecast.streams import uniforms
from schakel.capacity.engine.forecast.uptake import Uptake
from tools.bench import Row, median, ms, side_by_side, times

INDICATIONS, PRODUCTS, YEARS, DRAWS = 20, 2, 10, 4000
LOOP = 40


def _model() -> ForecastModel:
    indications = tuple(Indication(f"d{n}", (Line(between(100, 300)),), between(0, 1)) for n in range(INDICATIONS))
    uptake = Uptake("logistic", between(0.3, 0.7), {"middle": between(1, 3), "width": fixed(2)})
    offers = tuple(
        Offer(Key(f"p{k}", f"d{n}"), between(2026, 2029), uptake=uptake)
        for n in range(INDICATIONS)
        for k in range(PRODUCTS)
    )
    return ForecastModel("invented", 2026, YEARS, indications, offers, draws=DRAWS)


def _loop(draws: int) -> float:
    """The same arithmetic the way a script would write it: draw by draw, product by product, year by year."""
    total = 0.0
    for draw in range(draws):
        for _ in range(INDICATIONS):
            eligible, apart = 100 + 200 * (draw / draws), draw / draws
            for year in range(YEARS):
                alone = [_share(2026 + year - 2026.5 - k, 0.5) for k in range(PRODUCTS)]
                best, missed = max(alone), math.prod(1 - each for each in alone)
                total += eligible * (best + apart * (1 - missed - best))
    return total


def _share(since: float, peak: float) -> float:
    start, end = max(since, 0.0), max(since + 1, 0.0)
    scale = 2 / (2 * math.log(9))
    at_zero = 1 / (1 + math.exp(2 / scale))
    area = scale * (math.log1p(math.exp((end - 2) / scale)) - math.log1p(math.exp((start - 2) / scale)))
    return peak * (area - at_zero * (end - start)) / (1 - at_zero)


def rows() -> Iterator[Row]:
    """The whole forecast with its intervals, per draw against the loop, and against chance alone."""
    model = _model()
    took, chance = side_by_side(
        lambda: forecast(model),
        lambda: [uniforms(1, str(n), DRAWS) for n in range(INDICATIONS * (2 + 4 * PRODUCTS))],
        runs=5,
    )
    size = f"{INDICATIONS * PRODUCTS} products × {YEARS} years × {DRAWS:,} draws"
    yield Row(
        f"forecast: {size}, with intervals", ms(took), f"drawing the chances {ms(chance)}", times(took, chance), ""
    )
    loop = median(lambda: _loop(LOOP), runs=3) / LOOP * DRAWS
    yield Row(f"forecast: {size}", ms(took), f"plain loop {ms(loop)}", times(took, loop), "")
