# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Methods judged on the past: right where the past follows the method, honest where it does not."""

from math import exp

import numpy as np
import pytest

from schakel.capacity.engine.forecast.backtest import Count, MethodJudged, TooFewYearsError, backtest, yearly_growth
from schakel.capacity.engine.forecast.history import read_counts
from schakel.capacity.engine.forecast.student import t_quantile
from schakel.values.located import FactsError, read


def counted(values: list[float], held_out: int = 1) -> dict[str, MethodJudged]:
    counts = [Count(2015 + place, value) for place, value in enumerate(values)]
    return {each.method: each for each in backtest(counts, held_out=held_out)}


def test_exact_exponential_growth_is_predicted_exactly() -> None:
    found = counted([100 * 1.44**n for n in range(8)], held_out=2)
    for method in ("exponential", "drift"):
        assert found[method].miss == pytest.approx(0, abs=1e-9)
        low, high = found[method].years[0].within[95]
        assert high - low == pytest.approx(0, abs=1e-6)


def test_a_curve_that_levels_off_is_found_by_its_own_method() -> None:
    logistic = counted([1000 / (1 + 50 * exp(-0.9 * n)) for n in range(9)])
    assert logistic["logistic"].miss < 0.02
    assert logistic["logistic"].miss < logistic["exponential"].miss
    gompertz = counted([1000 * exp(-5 * exp(-0.5 * n)) for n in range(9)])
    assert gompertz["gompertz"].miss < 0.02
    assert gompertz["gompertz"].miss < gompertz["exponential"].miss


def test_the_exponential_interval_is_the_textbook_one() -> None:
    """Counted by hand with the formula of simple linear regression for a new observation."""
    logs = [5.0, 5.6, 5.9, 6.6, 6.8]
    (year,) = counted([*map(exp, logs), 2000.0])["exponential"].years
    slope, level = np.polyfit(range(5), logs, 1)
    residual = sum((y - level - slope * x) ** 2 for x, y in enumerate(logs))
    sd = (residual / 3 * (1 + 1 / 5 + 9 / 10)) ** 0.5
    middle = level + slope * 5
    assert year.predicted == pytest.approx(exp(middle))
    assert year.within[95] == pytest.approx((exp(middle - 3.18244631 * sd), exp(middle + 3.18244631 * sd)))


def test_eighty_percent_intervals_hold_about_eighty_percent() -> None:
    """Histories made by a random walk with noise in its steps: the method whose model that is must be calibrated."""
    source = np.random.default_rng(11)
    inside = 0
    for _ in range(300):
        steps = source.normal(0.3, 0.15, 7)
        values = [100 * exp(each) for each in np.cumsum(steps)]
        counts = [Count(2015 + place, value) for place, value in enumerate(values)]
        (drift,) = backtest(counts, methods=["drift"])
        inside += drift.years[0].holds(80)
    assert 0.74 <= inside / 300 <= 0.86


@pytest.mark.parametrize(
    ("p", "freedom", "value"), [(0.975, 1, 12.7062), (0.975, 4, 2.77645), (0.9, 5, 1.47588), (0.75, 2, 0.816497)]
)
def test_students_t(p: float, freedom: int, value: float) -> None:
    assert t_quantile(p, freedom) == pytest.approx(value, rel=1e-5)


def test_years_held_out_are_never_fitted_on() -> None:
    honest = counted([100, 150, 210, 300, 420, 600], held_out=1)
    other = counted([100, 150, 210, 300, 420, 9], held_out=1)
    for method in honest:
        assert honest[method].years[0].predicted == other[method].years[0].predicted


def test_too_short_a_past_is_refused() -> None:
    with pytest.raises(TooFewYearsError):
        counted([1, 2, 3])
    with pytest.raises(TooFewYearsError):
        backtest([Count(2015, 1), Count(2017, 2), Count(2018, 3), Count(2019, 4)])


def test_a_file_of_counts() -> None:
    text = "kind: counts\ntitle: t\ncounts:\n" + "".join(
        f"- {{year: {2015 + n}, patients: {100 * 2**n}, source: s{n}}}\n" for n in range(5)
    )
    file, counts = read_counts(read("c.yaml", text))
    assert (file.held_out, counts[4]) == (1, Count(2019, 1600, "reported", "s4"))
    for broken, line in ((text.replace("2017", "2018"), 6), (text.replace("100,", "0,"), 4)):
        with pytest.raises(FactsError) as caught:
            read_counts(read("c.yaml", broken))
        assert caught.value.faults[0].line == line


def test_growth_from_times() -> None:
    assert 1.0 * (1 + yearly_growth(5, 8)) ** 8 == pytest.approx(5)
