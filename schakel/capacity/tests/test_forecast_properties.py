# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What random forecasts must keep, and a slow second answer in plain Python."""

from dataclasses import replace
from math import isclose

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.capacity.engine.forecast.draw import draw
from schakel.capacity.engine.forecast.estimate import Estimate, between, fixed
from schakel.capacity.engine.forecast.model import ForecastModel, Indication, Key, Line, Offer
from schakel.capacity.engine.forecast.streams import drawn
from schakel.capacity.engine.forecast.uptake import Uptake

DRAWS, YEARS = 100, 5


@st.composite
def estimates(make: st.DrawFn, low: float, high: float) -> Estimate:
    a, b = sorted(make(st.tuples(st.floats(low, high), st.floats(low, high))))
    return between(a, b) if make(st.booleans()) else fixed(a)


@st.composite
def models(make: st.DrawFn) -> ForecastModel:
    lines = tuple(
        Line(make(estimates(0, 1000)), make(estimates(-0.05, 0.1)), make(estimates(0, 1)))
        for _ in range(make(st.integers(1, 3)))
    )
    offers = tuple(
        Offer(
            Key(f"p{number}", "d", make(st.integers(1, len(lines)))),
            make(estimates(2024, 2031)),
            uptake=Uptake("straight", make(estimates(0, 1)), {"years": make(estimates(0.1, 8))}),
            preference=make(estimates(0.1, 5)),
            admitted=make(st.sampled_from([0.3, 1.0])),
        )
        for number in range(make(st.integers(1, 4)))
    )
    indication = Indication("d", lines, make(estimates(0, 1)))
    return ForecastModel("t", 2026, YEARS, (indication,), offers, draws=DRAWS, seed=make(st.integers(0, 5)))


@settings(max_examples=60, deadline=None)
@given(models())
def test_never_more_patients_than_eligible(model: ForecastModel) -> None:
    found = draw(model)
    for (indication, line), eligible in found.eligible.items():
        keys = [key for key in found.patients if (key.indication, key.line) == (indication, line)]
        treated = sum((found.patients[key] for key in keys), start=np.zeros((DRAWS, YEARS)))
        assert (treated <= eligible * (1 + 1e-9) + 1e-9).all()
    assert all((values >= 0).all() for values in found.patients.values())


@settings(max_examples=30, deadline=None)
@given(models(), st.randoms(use_true_random=False))
def test_the_order_of_the_parts_does_not_matter(model: ForecastModel, random: object) -> None:
    offers = list(model.offers)
    random.shuffle(offers)
    ours, other = draw(model), draw(replace(model, offers=tuple(offers)))
    assert all((ours.patients[key] == other.patients[key]).all() for key in ours.patients)


@settings(max_examples=30, deadline=None)
@given(models(), st.floats(1.0, 3.0))
def test_more_eligible_patients_never_means_fewer_treated(model: ForecastModel, times: float) -> None:
    (indication,) = model.indications
    more = tuple(replace(line, eligible=_scaled(line.eligible, times)) for line in indication.lines)
    ours, other = draw(model), draw(replace(model, indications=(replace(indication, lines=more),)))
    assert all((other.patients[key] >= ours.patients[key] * (1 - 1e-12)).all() for key in ours.patients)


def _scaled(estimate: Estimate, times: float) -> Estimate:
    ends = (each * times for each in (estimate.low, estimate.middle, estimate.high))
    return Estimate(*ends, estimate.shape, estimate.basis)


@settings(max_examples=30, deadline=None)
@given(models())
def test_a_change_to_one_product_leaves_the_draws_of_another_disease(model: ForecastModel) -> None:
    """Common random numbers: only what depends on the change moves."""
    other = Indication("other", (Line(between(10, 20)),))
    beside = Offer(Key("q", "other", 1), between(2024, 2030))
    wide = replace(model, indications=(*model.indications, other), offers=(*model.offers, beside))
    narrow = replace(wide, offers=(beside,))
    assert (draw(wide).patients[beside.key] == draw(narrow).patients[beside.key]).all()


@settings(max_examples=25, deadline=None)
@given(models(), st.integers(0, DRAWS - 1))
def test_a_slow_answer_in_plain_python_agrees(model: ForecastModel, place: int) -> None:
    found = draw(model)
    expected = _slow(model, place)
    for key, values in expected.items():
        assert np.allclose(found.patients[key][place], values, rtol=1e-9, atol=1e-9)


def _slow(model: ForecastModel, place: int) -> dict[Key, list[float]]:
    """One draw, year by year and product by product."""

    def value(estimate: Estimate, *name: object) -> float:
        return float(drawn(estimate, model.seed, "|".join(map(str, name)), model.draws)[place])

    chance = between(0, 1)
    (indication,) = model.indications
    apart = value(indication.apart, "d", "apart")
    found: dict[Key, list[float]] = {offer.key: [] for offer in model.offers}
    for year in range(YEARS):
        remain = 1.0
        for number, line in enumerate(indication.lines, start=1):
            here = [offer for offer in model.offers if offer.key.line == number]
            growth = value(line.growth, "d", number, "growth")
            eligible = value(line.eligible, "d", number, "eligible") * (1 + growth) ** year * remain
            alone = {}
            for offer in here:
                mean = _straight(model.start + year, value(offer.access, offer.key, "access"), offer, value)
                absent = offer.admitted < 1 and value(chance, offer.key, "admitted") >= offer.admitted
                alone[offer.key] = 0.0 if absent else value(offer.uptake.peak, offer.key, "peak") * mean
            weight = {offer.key: value(offer.preference, offer.key, "preference") for offer in here}
            taken = _shared(alone, weight, apart)
            for key, share in taken.items():
                found[key].append(eligible * share)
            remain *= 1 - sum(taken.values()) * value(line.leaves, "d", number, "leaves")
    return found


def _straight(year: int, access: float, offer: Offer, value: object) -> float:
    """Area under min(t / n, 1) over the year, by its triangle and its rectangle."""
    n = value(offer.uptake.numbers["years"], offer.key, "years")

    def area(t: float) -> float:
        rising = min(max(t, 0), n)
        return rising * rising / (2 * n) + max(t - n, 0)

    return area(year + 1 - access) - area(year - access)


def _shared(alone: dict[Key, float], weight: dict[Key, float], apart: float) -> dict[Key, float]:
    """Divide the reach; who would get more than alone is given that, and the rest is divided anew."""
    if not alone:
        return {}
    missed = 1.0
    for each in alone.values():
        missed *= 1 - each
    best = max(alone.values())
    left, found = best + apart * (1 - missed - best), dict.fromkeys(alone, 0.0)
    free = {key for key, share in alone.items() if share > 0}
    while free:
        total = sum(weight[key] * alone[key] for key in free)
        offered = {key: left * weight[key] * alone[key] / total for key in free}
        over = {key for key in free if offered[key] > alone[key] and not isclose(offered[key], alone[key])}
        if not over:
            return found | offered
        found |= {key: alone[key] for key in over}
        left -= sum(alone[key] for key in over)
        free -= over
    return found
