# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the simulation must do whatever the model: conserve patients, repeat itself, stop when asked, share luck."""

import threading
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.capacity.engine.simulation.durations import Exponential, Gamma
from schakel.capacity.engine.simulation.model import Arrivals, Centre, ModelError, Network, Source, Station
from schakel.capacity.engine.simulation.result import Criterion, Result, Value, first_break
from schakel.capacity.engine.simulation.run import (
    Cancel,
    CancelledError,
    Plan,
    Precision,
    Progress,
    compare,
    expected_events,
    expected_seconds,
    simulate,
)
from schakel.capacity.tests.nation import PRODUCT, YEARS, nation

FEW = Plan(replications=4)
FATES = ("finished", "died", "dropped_out", "failed", "refused")


def mean(value: Value) -> float:
    assert value is not None
    return value.mean


def whole(result: Result) -> float:
    """Patients who left, in all years together."""
    row = next(row for row in result.flows if row.flow is None and row.centre is None and row.year is None)
    return sum(mean(getattr(row, fate)) for fate in FATES)


def came(result: Result) -> float:
    row = next(row for row in result.flows if row.flow is None and row.centre is None and row.year is None)
    return mean(row.arrived)


def wait_of(result: Result, step: str, centre: str | None = None) -> float:
    return mean(next(r for r in result.steps if (r.centre, r.step, r.year) == (centre, step, None)).wait_mean)


@settings(deadline=None, max_examples=25)
@given(
    st.integers(1, 3),
    st.integers(1, 4),
    st.floats(0, 0.05),
    st.floats(0, 0.9),
    st.integers(0, 3),
    st.integers(1, 2**32),
)
def test_patients_are_conserved(places: int, slots: int, hazard: float, failing: float, room: int, seed: int) -> None:
    steps = tuple(
        replace(
            step,
            room=room if step.name == "receipt" else None,
            failure=step.failure and replace(step.failure, probability=failing),
        )
        for step in PRODUCT.steps
    )
    flow = replace(PRODUCT, steps=steps, hazard=hazard, slots_per_week=(slots,) * 3)
    capacity = dict.fromkeys(("apheresis", "nurse", "pharmacy", "storage", "bed"), (places,) * 3)
    model = nation(
        flows=(flow,),
        centres=(Centre("north", capacity),),
        arrivals=(Arrivals("product", "north", (90, 30, 150)),),
        warm_up=0.0,
    )
    result = simulate(model, Plan(seed=seed, replications=2))
    assert came(result) == pytest.approx(whole(result) + result.present)
    for row in result.resources:
        if row.utilisation is not None:
            assert -1e-9 <= row.utilisation.mean <= 1 + 1e-9


def test_the_same_seed_gives_the_same_numbers_on_any_number_of_cores() -> None:
    one = simulate(nation(), replace(FEW, workers=1))
    two = simulate(nation(), replace(FEW, workers=2))
    assert one == two
    assert one != simulate(nation(), replace(FEW, seed=2))


def test_sequential_stopping_does_not_depend_on_the_cores() -> None:
    plan = Plan(replications=200, precision=Precision("wait_mean:conditioning", 0.2, at_least=5))
    told: list[Progress] = []
    one = simulate(nation(), plan, progress=told.append)
    assert one == simulate(nation(), replace(plan, workers=2))
    assert one.precise
    assert 5 <= one.replications == told[-1].done < 200
    row = next(r for r in one.steps if (r.centre, r.step, r.year) == (None, "conditioning", None))
    assert row.wait_mean is not None
    assert row.wait_mean.high - row.wait_mean.mean <= 0.2 * row.wait_mean.mean
    assert not simulate(nation(), replace(plan, replications=6, precision=Precision(half_width=1e-6))).precise


def test_an_unknown_output_is_refused_by_name() -> None:
    with pytest.raises(ModelError, match=r"precision\.output: unknown: 'wait_mean:nowhere'"):
        simulate(nation(), Plan(precision=Precision("wait_mean:nowhere")))


def test_more_places_do_not_make_patients_wait_longer() -> None:
    north, south = nation().centres
    wider = replace(north, capacity={**north.capacity, "bed": (9, 9, 9)})
    base = simulate(nation(), FEW)
    other = simulate(nation(centres=(wider, south)), FEW)
    assert wait_of(other, "conditioning", "north") <= wait_of(base, "conditioning", "north")
    assert wait_of(other, "conditioning", "south") == wait_of(base, "conditioning", "south")


def test_common_random_numbers_narrow_a_difference() -> None:
    def queue(servers: int) -> Network:
        return Network(
            (Station("a", servers, Gamma(1.8, 2)),), (Source("a", Exponential(1)),), warm_up=200, length=2000
        )

    apart = [simulate(queue(servers), Plan(seed=seed)).flows[-1].wait_total for servers, seed in ((2, 1), (3, 2))]
    together = compare(queue(2), queue(3), Plan()).flows[-1].wait_total
    assert together is not None
    widths = [each.high - each.low for each in apart if each is not None]
    assert (together.high - together.low) ** 2 < sum(width**2 for width in widths)
    assert together.mean < 0


def test_nothing_changed_is_no_difference() -> None:
    found = compare(nation(), nation(), FEW)
    assert all(row.wait_mean is None or row.wait_mean.mean == row.wait_mean.high == 0 for row in found.steps)


def test_what_one_centre_does_leaves_the_luck_of_another() -> None:
    alone = nation(arrivals=nation().arrivals[1:2], flows=(replace(PRODUCT, slots_per_week=()),))
    both = nation(arrivals=nation().arrivals[:2], flows=(replace(PRODUCT, slots_per_week=()),))
    assert wait_of(simulate(alone, FEW), "stay", "south") == wait_of(simulate(both, FEW), "stay", "south")
    assert wait_of(simulate(alone, FEW), "collection", "south") == wait_of(simulate(both, FEW), "collection", "south")


def test_cancel_stops_a_long_run() -> None:
    cancel = Cancel()
    busy = nation(arrivals=(Arrivals("transplant", "north", (3_000_000,) * len(YEARS)),))
    threading.Timer(0.3, cancel.set).start()
    with pytest.raises(CancelledError):
        simulate(busy, Plan(replications=1000), cancel=cancel)


def test_a_run_says_beforehand_how_large_it_is() -> None:
    events = expected_events(nation())
    result = simulate(nation(), Plan(replications=10))
    assert events * 10 == pytest.approx(result.events, rel=0.2)
    assert expected_seconds(nation(), Plan(replications=10**9)) > 3600


def test_the_first_year_in_which_something_breaks() -> None:
    result = simulate(nation(), Plan(replications=6))
    beds = {each.centre: each for each in first_break(result, Criterion("utilisation", 0.9)) if each.name == "bed"}
    assert beds["north"].year == 2029
    assert beds["north"].certain
    assert "south" not in beds
    late = first_break(result, Criterion("wait_p95", 20))
    assert {each.name for each in late if each.centre == "north"} == {"conditioning", "receipt"}
    assert not [each for each in late if each.centre == "south"]
    assert first_break(result, Criterion("lost_share", 0.99)) == ()
    with pytest.raises(ValueError, match="unknown measure"):
        first_break(result, Criterion("beauty", 1))
