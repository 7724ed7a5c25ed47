# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The simulation against SimPy: the same luck gives the same waits, and other luck the same ones on average."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import simpy

from schakel.capacity.engine.simulation.draws import bits, drawn, mixed, name_key
from schakel.capacity.engine.simulation.durations import Duration, Exponential, Gamma, Lognormal, Triangular
from schakel.capacity.engine.simulation.model import Arrivals, Centre, Flow, Model, Resource, Step, Use
from schakel.capacity.engine.simulation.result import Estimate
from schakel.capacity.engine.simulation.run import Cancel, Plan, Runner, blueprint_of, simulate

CENTRES = ("amber", "birch", "cedar")
CAPACITY = {"apheresis": 2, "lab": 1, "bed": 8}
DAYS = 730.0
STEPS = (
    Step("referral", Triangular(1, 3, 7)),
    Step("collection", Triangular(0.3, 0.5, 1.0), (Use("apheresis"),)),
    Step("processing", Gamma(0.8, 3), (Use("lab"),)),
    Step("manufacture", Lognormal(20, 3)),
    Step("receipt", Exponential(0.3), (Use("lab"),)),
    Step("stay", Lognormal(10, 4), (Use("bed"),)),
)
Drawing = Callable[[str, str, int, Step], float]
Times = dict[tuple[str, str], tuple[float, ...]]


def example(arrivals: tuple[Arrivals, ...]) -> Model:
    """A national model without calendars or loss: what SimPy can do by itself."""
    flows = tuple(Flow(name, STEPS, priorities=((number, 1.0),)) for number, name in enumerate(("urgent", "planned")))
    centres = tuple(Centre(name, {key: (number,) for key, number in CAPACITY.items()}) for name in CENTRES)
    return Model((2027,), tuple(map(Resource, CAPACITY)), centres, flows, arrivals, warm_up=0.0, year_days=DAYS)


def moments(seed: int) -> Times:
    """Arrivals of each flow at each centre."""
    source, found = random.Random(seed), {}
    for centre in CENTRES:
        for flow, rate in (("urgent", 0.15), ("planned", 0.45)):
            times, time = [], 0.0
            while (time := time + source.expovariate(rate)) < DAYS:
                times.append(time)
            found[flow, centre] = tuple(times)
    return found


def in_simpy(times: Times, draw: Drawing) -> dict[str, list[float]]:
    """The waits per step, written the way a SimPy user would."""
    env = simpy.Environment()
    waits: dict[str, list[float]] = defaultdict(list)
    places = {(c, name): simpy.PriorityResource(env, number) for c in CENTRES for name, number in CAPACITY.items()}

    def patient(flow: str, centre: str, number: int) -> Iterator[Any]:
        for step in STEPS:
            length = draw(flow, centre, number, step)
            if not step.uses:
                yield env.timeout(length)
                continue
            came = env.now
            with places[centre, step.uses[0].resource].request(priority=flow == "planned") as place:
                yield place
                waits[step.name].append(env.now - came)
                yield env.timeout(length)

    def source(flow: str, centre: str) -> Iterator[Any]:
        for number, time in enumerate(times[flow, centre]):
            yield env.timeout(time - env.now)
            env.process(patient(flow, centre, number))

    for flow, centre in times:
        env.process(source(flow, centre))
    env.run(until=DAYS)
    return waits


def test_the_same_luck_gives_the_same_waits() -> None:
    times = moments(1)
    runner = Runner(blueprint_of(example(tuple(Arrivals(*key, times=each) for key, each in times.items()))), Cancel())
    steps = runner.layout.split(runner.replicate(4, 0)[0])[0]
    which = {each: number for number, each in enumerate(runner.blueprint.durations)}

    def draw(flow: str, centre: str, number: int, step: Step) -> float:
        stream = np.uint64(mixed(np.uint64(name_key(f"{flow}@{centre}")) ^ np.uint64(name_key("4/0"))))
        patient = np.uint64(bits(stream, np.uint64(2 * number + 2)))
        luck = np.uint64(bits(patient, np.uint64(name_key(step.name))))
        return float(drawn(runner.program, which[step.duration], luck))

    waits = in_simpy(times, draw)
    for number, block in enumerate(runner.layout.steps):
        if block.place is None and block.name in waits:
            served, mean = steps[number, -1, :2]
            assert served == len(waits[block.name])
            assert mean == pytest.approx(np.mean(waits[block.name]), rel=1e-9, abs=1e-12)


def _own_draw(seed: int) -> Drawing:
    source = np.random.default_rng(seed)

    def draw(_flow: str, _centre: str, _number: int, step: Step) -> float:
        return _sample(source, step.duration)

    return draw


def _sample(source: np.random.Generator, duration: Duration) -> float:
    """By numpy's own generators, not by our tables."""
    if isinstance(duration, Triangular):
        return float(source.triangular(duration.low, duration.mode, duration.high))
    if isinstance(duration, Gamma):
        return float(source.gamma(duration.shape, duration.mean() / duration.shape))
    if isinstance(duration, Exponential):
        return float(source.exponential(duration.mean()))
    spread = np.log1p(duration.variance() / duration.mean() ** 2)
    return float(source.lognormal(np.log(duration.mean()) - spread / 2, np.sqrt(spread)))


def test_other_luck_gives_the_same_waits_on_average() -> None:
    rates = {"urgent": 0.15, "planned": 0.45}
    streams = tuple(Arrivals(flow, centre, (rates[flow] * DAYS,)) for centre in CENTRES for flow in rates)
    ours = simulate(example(streams), Plan(seed=6, replications=60))
    theirs = [in_simpy(moments(100 + seed), _own_draw(seed)) for seed in range(12)]
    for row in ours.steps:
        if row.centre is None and row.year is None and row.step in theirs[0]:
            means = [float(np.mean(each[row.step])) for each in theirs]
            half = 2.2 * float(np.std(means, ddof=1)) / len(means) ** 0.5
            assert isinstance(row.wait_mean, Estimate)
            assert row.wait_mean.low - half <= np.mean(means) <= row.wait_mean.high + half
