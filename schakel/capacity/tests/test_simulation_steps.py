# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What each word of the model does to a patient, on examples small enough to reckon by hand."""

from dataclasses import replace
from typing import Any

import pytest

from schakel.capacity.engine.simulation.durations import Constant, Exponential
from schakel.capacity.engine.simulation.model import (
    Arrivals,
    Centre,
    Failure,
    Flow,
    HandOver,
    Hours,
    Model,
    Resource,
    Step,
    Use,
)
from schakel.capacity.engine.simulation.result import FlowRow, ResourceRow, Result, StepRow
from schakel.capacity.engine.simulation.run import Plan, simulate

YEAR = 70.0
TWO = Plan(replications=2)
OFFICE = Hours((*((8.0, 16.0),) * 5, None, None))
BEDS = (Resource("bed"), Resource("desk", OFFICE))


def model(steps: tuple[Step, ...], times: tuple[float, ...], capacity: dict[str, int], **flow: Any) -> Model:
    """One flow at one centre, in one year of ten weeks."""
    places = {name: (number,) for name, number in capacity.items()}
    arrivals = (Arrivals("f", "c", times=times),)
    return Model(
        (2027,), BEDS, (Centre("c", places),), (Flow("f", steps, **flow),), arrivals, warm_up=0.0, year_days=YEAR
    )


def step_of(result: Result, name: str, centre: str = "c") -> StepRow:
    return next(row for row in result.steps if (row.step, row.centre, row.year) == (name, centre, None))


def used(result: Result, name: str, centre: str = "c") -> ResourceRow:
    return next(row for row in result.resources if (row.resource, row.centre, row.year) == (name, centre, None))


def fate(result: Result) -> FlowRow:
    return next(row for row in result.flows if (row.flow, row.centre, row.year) == ("f", "c", None))


def number(value: Any) -> float:
    assert value is not None
    return float(value.mean)


STAY = Step("stay", Constant(2.0), (Use("bed"),))


def test_one_bed_serves_one_after_the_other() -> None:
    result = simulate(model((STAY,), (0.5, 1.0, 1.5), {"bed": 1}), TWO)
    row = step_of(result, "stay")
    assert number(row.served) == 3
    assert number(row.wait_mean) == pytest.approx((0 + 1.5 + 3.0) / 3)
    assert number(row.queue) == pytest.approx(4.5 / YEAR)
    assert number(used(result, "bed").utilisation) == pytest.approx(6 / YEAR)
    assert number(used(result, "bed").hours) == pytest.approx(6 * 24)
    assert number(fate(result).time_total) == pytest.approx((2 + 3.5 + 5) / 3)


def test_a_full_room_refuses() -> None:
    result = simulate(model((replace(STAY, room=1),), (0.5, 1.0, 1.5), {"bed": 1}), TWO)
    assert number(step_of(result, "stay").refused) == number(fate(result).refused) == 1
    assert number(fate(result).finished) == 2


def test_work_rests_outside_opening_hours() -> None:
    """Ten hours of work from Friday noon: four on Friday, six on Monday until 14:00; then the next one's turn."""
    work = Step("work", Constant(10 / 24), (Use("desk"),))
    result = simulate(model((work,), (4.5, 4.6), {"desk": 1}), TWO)
    first, second = 7 + 14 / 24 - 4.5, 8 + 16 / 24 - 4.6
    assert number(fate(result).time_total) == pytest.approx((first + second) / 2)
    assert number(step_of(result, "work").wait_mean) == pytest.approx((7 + 14 / 24 - 4.6) / 2)
    assert number(used(result, "desk").hours) == pytest.approx(20)
    assert number(used(result, "desk").utilisation) == pytest.approx(20 / (10 * 40))


def test_who_comes_at_night_waits_for_the_morning() -> None:
    work = Step("work", Constant(8 / 24), (Use("desk"),))
    result = simulate(model((work,), (0.0,), {"desk": 1}), TWO)
    assert number(step_of(result, "work").wait_mean) == pytest.approx(8 / 24)
    assert number(fate(result).time_total) == pytest.approx(16 / 24)


def test_urgent_patients_go_first_but_interrupt_nobody() -> None:
    base = model((STAY,), (0.0, 0.2), {"bed": 1}, priorities=((1, 1.0),))
    urgent = Flow("u", (STAY,), priorities=((0, 1.0),))
    both = replace(base, flows=(*base.flows, urgent), arrivals=(*base.arrivals, Arrivals("u", "c", times=(0.4,))))
    result = simulate(both, TWO)
    waits = {row.flow: number(row.wait_total) for row in result.flows if row.centre == "c" and row.year is None}
    assert waits == {"f": pytest.approx((0 + 3.8) / 2), "u": pytest.approx(1.6)}


def test_two_resources_are_taken_together() -> None:
    """The second patient needs bed and desk; the desk alone does not let it start, nor does it block the desk."""
    both = Step("both", Constant(1.0), (Use("bed"), Use("desk")))
    open_always = (Resource("bed"), Resource("desk"))
    base = replace(model((both,), (0.2,), {"bed": 1, "desk": 1}), resources=open_always)
    bed, desk = Flow("b", (STAY,)), Flow("d", (Step("talk", Constant(0.1), (Use("desk"),)),))
    result = simulate(
        replace(
            base,
            flows=(*base.flows, bed, desk),
            arrivals=(*base.arrivals, Arrivals("b", "c", times=(0.0,)), Arrivals("d", "c", times=(0.5,))),
        ),
        TWO,
    )
    assert number(step_of(result, "both").wait_mean) == pytest.approx(1.8)
    assert number(step_of(result, "talk").wait_mean) == 0


def test_a_place_can_be_held_over_several_steps() -> None:
    steps = (
        Step("receipt", Constant(0.0), (Use("bed", until="giving"),)),
        Step("rest", Constant(3.0)),
        Step("giving", Constant(1.0)),
    )
    result = simulate(model(steps, (0.0, 1.0), {"bed": 1}), TWO)
    assert number(step_of(result, "receipt").wait_mean) == pytest.approx((0 + 3.0) / 2)
    assert number(used(result, "bed").utilisation) == pytest.approx(8 / YEAR)


def test_slots_of_the_firm_are_new_each_week_and_lost_when_unused() -> None:
    make = Step("make", Constant(1.0), slot=True)
    result = simulate(model((make,), (15.0, 15.1, 15.2), {}, slots_per_week=(1,)), TWO)
    assert number(step_of(result, "make").wait_mean) == pytest.approx((0 + 5.9 + 12.8) / 3)
    slots = next(row for row in result.resources if row.resource == "slots:f" and row.year is None)
    assert number(slots.utilisation) == pytest.approx(3 / 10)
    assert slots.hours is None


def test_what_fails_is_made_again_or_given_up() -> None:
    steps = (Step("collect", Constant(1.0)), Step("make", Constant(3.0), failure=Failure(0.25, 0.6, "collect")))
    times = tuple(x / 100 for x in range(4000))
    found = simulate(model(steps, times, {}, vein=("collect", "make")), Plan(replications=10))
    leaving = 0.25 * 0.4 / (1 - 0.25 * 0.6)
    row = fate(found)
    assert number(row.failed) == pytest.approx(4000 * leaving, rel=0.05)
    assert number(row.finished) == pytest.approx(4000 * (1 - leaving), rel=0.01)
    assert number(step_of(found, "collect").served) == pytest.approx(4000 / (1 - 0.15), rel=0.02)
    assert number(row.vein_mean) == pytest.approx(1.0)


def test_patients_deteriorate_while_waiting_by_the_hazard() -> None:
    """One bed is taken for the whole year; the others leave at rate 0.1 a day, a quarter of them dies."""
    long = Step("stay", Constant(1000.0), (Use("bed"),))
    times = (0.0, *(0.001 + x / 10_000 for x in range(500)))
    row = fate(simulate(model((long,), times, {"bed": 1}, hazard=0.1, death_share=0.25), Plan(replications=20)))
    gone = number(row.died) + number(row.dropped_out)
    assert gone == pytest.approx(500, rel=0.01)
    assert number(row.died) == pytest.approx(125, rel=0.05)


def test_a_step_at_risk_loses_patients_too_and_gives_back_the_place() -> None:
    stay = Step("stay", Constant(10.0), (Use("bed"),), at_risk=True)
    times = tuple(x / 100 for x in range(2000))
    result = simulate(model((stay,), times, {"bed": 5000}, hazard=0.05), Plan(replications=10))
    alive = 2.718281828 ** (-0.5)
    assert number(fate(result).finished) == pytest.approx(2000 * alive, rel=0.02)
    assert number(step_of(result, "stay").lost) == pytest.approx(2000 * (1 - alive), rel=0.03)
    expected = 2000 * (1 - alive) / 0.05
    assert number(used(result, "bed").hours) == pytest.approx(24 * expected, rel=0.03)


def test_part_of_the_stay_moves_and_frees_the_place() -> None:
    steps = (Step("referral", Constant(0.0)), replace(STAY, duration=Constant(4.0)))
    base = model(steps, (0.0, 0.5), {"bed": 1})
    other = Centre("other", {"bed": (1,)})
    moved = replace(base, centres=(*base.centres, other), hand_overs=(HandOver("c", "stay", 1.0, 0.25, "other"),))
    result = simulate(moved, TWO)
    assert number(step_of(result, "stay").wait_mean) == pytest.approx((0 + 0.5) / 2)
    assert number(step_of(result, "stay", "other").wait_mean) == pytest.approx((0 + 2.0) / 2)
    assert number(used(result, "bed").hours) == pytest.approx(24 * (1 + 1 + 2))
    assert number(used(result, "bed", "other").hours) == pytest.approx(24 * 6)
    assert number(fate(result).time_total) == pytest.approx((4.0 + 6.5) / 2)
    outside = replace(base, hand_overs=(HandOver("c", "stay", 1.0, 0.25),))
    assert number(used(simulate(outside, TWO), "bed").hours) == pytest.approx(24 * 2)


def test_a_part_of_the_patients_is_handed_over() -> None:
    steps = (Step("referral", Constant(0.0)), STAY)
    times = tuple(x / 100 for x in range(4000))
    base = replace(model(steps, times, {"bed": 4000}), hand_overs=(HandOver("c", "stay", 0.3, 0.5),))
    hours = number(used(simulate(base, Plan(replications=10)), "bed").hours)
    assert hours == pytest.approx(24 * 4000 * (0.7 * 2 + 0.3 * 1), rel=0.01)


def test_the_warm_up_is_not_counted() -> None:
    """Beds that fill for a week before the first year are full on its first day."""
    stay = Step("stay", Constant(7.0), (Use("bed"),))
    base = replace(model((stay,), (), {"bed": 100}), arrivals=(Arrivals("f", "c", (700.0,)),))
    plan = Plan(replications=30)
    cold, warm = (simulate(replace(base, warm_up=days), plan) for days in (0.0, 14.0))
    assert number(used(warm, "bed").utilisation) == pytest.approx(0.7, rel=0.02)
    assert number(used(cold, "bed").utilisation) == pytest.approx(0.7 * (YEAR - 3.5) / YEAR, rel=0.02)
    assert number(fate(warm).arrived) == pytest.approx(700, rel=0.02)


def test_capacity_changes_with_the_year() -> None:
    stay = Step("stay", Exponential(1.0), (Use("bed"),))
    base = model((stay,), (), {"bed": 1})
    years = replace(
        base,
        years=(2027, 2028),
        centres=(Centre("c", {"bed": (4, 8)}),),
        arrivals=(Arrivals("f", "c", (140.0, 140.0)),),
    )
    rows = {row.year: row for row in simulate(years, Plan(replications=40)).resources if row.centre == "c"}
    assert number(rows[2027].utilisation) == pytest.approx(0.5, rel=0.04)
    assert number(rows[2028].utilisation) == pytest.approx(0.25, rel=0.04)
