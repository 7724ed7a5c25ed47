# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The forecast where the answer is known: exact without uncertainty, textbook quantiles with it."""

from collections.abc import Callable
from math import e, exp, log

import numpy as np
import pytest

from schakel.capacity.engine.forecast.estimate import Estimate, around, between, fixed, skewed
from schakel.capacity.engine.forecast.model import ForecastModel, Growth, Indication, Key, Line, Offer, Replaced
from schakel.capacity.engine.forecast.result import Forecast, forecast
from schakel.capacity.engine.forecast.shares import shares
from schakel.capacity.engine.forecast.uptake import Uptake, year_means

KEY = Key("alpha", "disease", 1)


def one(eligible: Estimate, offer: Offer | None = None, years: int = 3, **line: Estimate) -> Forecast:
    """One product for one group of patients."""
    offers = (offer or Offer(KEY, fixed(2026)),)
    return forecast(ForecastModel("t", 2026, years, (Indication("disease", (Line(eligible, **line),)),), offers))


def means(found: Forecast, key: Key = KEY) -> list[float]:
    return [spread.mean for spread in found.cells[key].spreads]


def test_without_uncertainty_it_is_arithmetic() -> None:
    found = one(fixed(200), growth=fixed(0.1))
    assert means(found) == pytest.approx([200, 220, 242])
    assert found.cells[KEY].spreads[2].within[95] == pytest.approx((242, 242))


def test_access_within_a_year_counts_the_part_that_is_left() -> None:
    found = one(fixed(100), Offer(KEY, fixed(2026.5), delay=fixed(0.75), until=fixed(2028.5)))
    assert means(found) == pytest.approx([0, 75, 50])


def test_a_straight_uptake_reaches_its_peak() -> None:
    uptake = Uptake("straight", fixed(0.6), {"years": fixed(2)})
    assert means(one(fixed(100), Offer(KEY, fixed(2026), uptake=uptake))) == pytest.approx([15, 45, 60])


@pytest.mark.parametrize(
    ("curve", "numbers", "at"),
    [
        ("bass", {"innovation": 0.03, "imitation": 0.4}, lambda t: _bass(t, 0.03, 0.4)),
        ("logistic", {"middle": 3.0, "width": 2.0}, lambda t: _logistic(t, 3.0, 2.0)),
        ("straight", {"years": 4.0}, lambda t: min(t / 4, 1)),
    ],
)
def test_year_means_are_the_area_under_the_curve(
    curve: str, numbers: dict[str, float], at: Callable[[float], float]
) -> None:
    """Against the midpoint rule on the curve itself."""
    arrays = {name: np.array([value]) for name, value in numbers.items()}
    years = np.arange(2026, 2034, dtype=float)
    found = year_means(curve, arrays, np.array([2026.3]), np.array([9999.0]), years)[0]
    times = [(year - 2026.3 + (step + 0.5) / 4000) for year in years for step in range(4000)]
    expected = np.array([at(t) if t > 0 else 0 for t in times]).reshape(8, 4000).mean(axis=1)
    assert found == pytest.approx(expected, abs=1e-6)


def _bass(t: float, p: float, q: float) -> float:
    gone = exp(-(p + q) * t)
    return (1 - gone) / (1 + q / p * gone)


def _logistic(t: float, middle: float, width: float) -> float:
    def raw(x: float) -> float:
        return 1 / (1 + 81 ** ((middle - x) / width))

    return (raw(t) - raw(0)) / (1 - raw(0))


@pytest.mark.parametrize(
    ("estimate", "mean", "ends"),
    [
        (between(100, 300), 200, (105, 295)),
        (around(0, 50, 100), 50, (100 * (0.025 / 2) ** 0.5, 100 - 100 * (0.025 / 2) ** 0.5)),
        (skewed(100, 100 * e), 100 * exp(0.5 / 1.6448536**2), (100 * e ** (-1.959964 / 1.6448536), None)),
    ],
)
def test_intervals_are_the_quantiles_of_the_estimate(
    estimate: Estimate, mean: float, ends: tuple[float, float | None]
) -> None:
    spread = one(estimate).cells[KEY].spreads[0]
    assert spread.mean == pytest.approx(mean, rel=2e-3)
    assert spread.within[95][0] == pytest.approx(ends[0], rel=1e-2)
    assert ends[1] is None or spread.within[95][1] == pytest.approx(ends[1], rel=1e-2)


def test_a_product_that_may_not_be_admitted_is_absent_in_that_share_of_the_futures() -> None:
    found = one(fixed(100), Offer(KEY, fixed(2026), admitted=0.25))
    assert means(found)[0] == pytest.approx(25, abs=0.1)
    assert found.cells[KEY].spreads[0].within[80] == (0, 100)


def test_growth_is_compounding_and_levels_off_under_a_ceiling() -> None:
    def series(ceiling: Estimate | None) -> list[float]:
        growth = Growth(Key("CAR T", "all", 0), 2023, fixed(100), fixed(0.44), ceiling)
        found = forecast(ForecastModel("t", 2023, 30, growths=(growth,), draws=100))
        return means(found, growth.key)

    assert series(None)[4] == pytest.approx(100 * 1.44**4)
    assert series(fixed(1000))[0] == pytest.approx(100)
    assert series(fixed(1000))[-1] == pytest.approx(1000, rel=1e-2)
    # Verhulst: log odds against the ceiling rise by the same amount each year.
    odds = [log(n / (1000 - n)) for n in series(fixed(1000))[:5]]
    assert np.diff(odds) == pytest.approx([log(1.44)] * 4)


def test_patients_treated_earlier_do_not_all_come_back() -> None:
    first, second = Key("alpha", "disease", 1), Key("beta", "disease", 2)
    lines = (Line(fixed(1000), leaves=fixed(0.5)), Line(fixed(400)))
    early = Offer(first, fixed(2027), uptake=Uptake("at_once", fixed(0.6)))
    model = ForecastModel("t", 2026, 2, (Indication("disease", lines),), (early, Offer(second, fixed(2026))), draws=100)
    found = forecast(model)
    assert means(found, first) == pytest.approx([0, 600])
    assert means(found, second) == pytest.approx([400, 400 * (1 - 0.6 * 0.5)])
    assert [spread.mean for spread in found.eligible["disease", 2].spreads] == pytest.approx([400, 280])


def test_care_avoided_for_years_adds_up() -> None:
    offer = Offer(KEY, fixed(2026), replaces=(Replaced("transfusions", fixed(10), years=2),))
    (row,) = one(fixed(3), offer).replaced
    assert [spread.mean for spread in row.spreads] == pytest.approx([30, 60, 60])


@pytest.mark.parametrize(
    ("apart", "preference", "expected"),
    [
        (0.0, (1, 1), (0.4, 0.2)),  # replace one another: the reach of the best
        (1.0, (1, 1), (0.72 * 2 / 3, 0.72 / 3)),  # 1 - 0.4 * 0.7
        (0.0, (1, 8), (0.3, 0.3)),  # the second is preferred, yet gets no more than alone
    ],
)
def test_products_share_as_documented(
    apart: float, preference: tuple[float, float], expected: tuple[float, float]
) -> None:
    alone = np.array([0.6, 0.3]).reshape(2, 1, 1)
    found = shares(alone, np.array(preference, dtype=float).reshape(2, 1), np.array([apart]))
    assert found.ravel() == pytest.approx(expected)


def test_one_possible_future_is_handed_to_the_simulation() -> None:
    found = one(between(100, 300))
    assert found.draws.rates(5)[KEY][0] == found.draws.patients[KEY][5, 0]
    assert found.draws.rates(5) == found.draws.rates(5 + found.model.draws)
