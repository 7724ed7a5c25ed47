# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The simulation beside SimPy, Ciw and C on one model; its cores, its start, and what shared luck buys.

The model: twelve centres with five kinds of places, six products, twelve steps, two classes, ten years in which demand
grows a fifth a year. Speeds on one core are in processor time. SimPy and Ciw get one centre of it: what they do per
second does not depend on how many there are.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from schakel.capacity.engine.simulation.draws import BODY, table
from schakel.capacity.engine.simulation.durations import Duration, Exponential, Lognormal, Triangular
from schakel.capacity.engine.simulation.model import (
    Arrivals,
    Centre,
    Flow,
    Model,
    Network,
    Resource,
    Source,
    Station,
    Step,
    Use,
)
from schakel.capacity.engine.simulation.run import Cancel, Plan, Precision, Runner, blueprint_of, compare, simulate
from tools.bench import ROOT, Row, ms, seconds

PLACES = {"apheresis": 2, "lab": 1, "pharmacy": 2, "bed": 20, "nurse": 3}
CENTRES, YEARS, URGENT = 12, 10, 0.2
SHARES, MAKING = (0.30, 0.25, 0.20, 0.10, 0.10, 0.05), (17.0, 19.0, 21.0, 21.0, 24.0, 28.0)
PER_YEAR = tuple(1500 * 1.2**year for year in range(YEARS))
STEPS: tuple[tuple[str, str | None, Duration | None], ...] = (
    ("referral", None, Triangular(1, 3, 7)),
    ("eligibility", "nurse", Triangular(0.1, 0.2, 0.4)),
    ("ordering", None, Lognormal(4, 2)),
    ("collection", "apheresis", Triangular(0.3, 0.5, 1.0)),
    ("processing", "lab", Triangular(0.3, 0.5, 0.7)),
    ("dispatch", "pharmacy", Triangular(0.05, 0.1, 0.2)),
    ("manufacture", None, None),
    ("receipt", "pharmacy", Triangular(0.1, 0.15, 0.3)),
    ("conditioning", "nurse", Lognormal(0.6, 0.2)),
    ("preparation", "pharmacy", Triangular(0.2, 0.4, 0.8)),
    ("administration", "bed", Lognormal(10, 4)),
    ("follow_up", "nurse", Triangular(0.2, 0.3, 0.6)),
)


def model(centres: int = CENTRES, beds: int = 20) -> Model:
    """The model, or a part of its centres."""
    names = tuple(f"c{number}" for number in range(centres))
    places = {name: (number,) * YEARS for name, number in (PLACES | {"bed": beds}).items()}
    flows = tuple(
        Flow(f"p{number}", _steps(days), priorities=((0, URGENT), (1, 1 - URGENT)))
        for number, days in enumerate(MAKING)
    )
    arrivals = tuple(
        Arrivals(f"p{number}", name, tuple(total * share / CENTRES for total in PER_YEAR))
        for name in names
        for number, share in enumerate(SHARES)
    )
    resources = tuple(map(Resource, PLACES))
    return Model(
        tuple(range(2026, 2036)), resources, tuple(Centre(n, places) for n in names), flows, arrivals, warm_up=0.0
    )


def _steps(making: float) -> tuple[Step, ...]:
    return tuple(
        Step(name, length or Lognormal(making, 3), (Use(resource),) if resource else ())
        for name, resource, length in STEPS
    )


def _cpu(work: Callable[[], object]) -> float:
    """Seconds of processor time: what others do on the machine is left out."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _ours(subject: Model) -> Callable[[], float]:
    """Events per second of one replication after another on one core."""
    runner = Runner(blueprint_of(subject), Cancel())
    numbers = iter(range(10**9))
    runner.replicate(1, next(numbers))

    def once() -> float:
        events = []
        took = _cpu(lambda: events.append(runner.replicate(1, next(numbers))[1]))
        return events[0] / took

    return once


def _sampler(source: random.Random, length: Duration) -> Callable[[], float]:
    if isinstance(length, Triangular):
        return lambda: source.triangular(length.low, length.high, length.mode)
    spread = np.log1p(length.variance() / length.mean() ** 2)
    middle, width = float(np.log(length.mean()) - spread / 2), float(np.sqrt(spread))
    return lambda: source.lognormvariate(middle, width)


def _moments(source: random.Random) -> Iterator[float]:
    """Arrivals at one centre; demand changes by the year."""
    for year in range(YEARS):
        moment, rate = year * 365.0, PER_YEAR[year] / 365 / CENTRES
        while (moment := moment + source.expovariate(rate)) < (year + 1) * 365.0:
            yield moment


def _simpy(beds: int = 20) -> float:
    """Events per second at one centre, as a user of SimPy would write it."""
    import simpy

    source, env, events = random.Random(1), simpy.Environment(), [0]
    places = {name: simpy.PriorityResource(env, number) for name, number in (PLACES | {"bed": beds}).items()}
    making = [_sampler(source, Lognormal(days, 3)) for days in MAKING]
    plain = [_sampler(source, length) if length else None for _, _, length in STEPS]
    waits: list[float] = []

    def patient(urgent: bool, product: int) -> Iterator[Any]:
        for number, (_, resource, _) in enumerate(STEPS):
            draw = plain[number] or making[product]
            if resource is None:
                yield env.timeout(draw())
            else:
                came = env.now
                with places[resource].request(priority=not urgent) as place:
                    yield place
                    waits.append(env.now - came)
                    yield env.timeout(draw())
            events[0] += 1

    def arriving() -> Iterator[Any]:
        for moment in _moments(source):
            yield env.timeout(moment - env.now)
            events[0] += 1
            env.process(patient(source.random() < URGENT, source.choices(range(6), SHARES)[0]))

    env.process(arriving())
    took = _cpu(lambda: env.run(until=YEARS * 365.0))
    return events[0] / took


def _ciw() -> float:
    """Events per second at one centre in Ciw: five nodes with places, one without limit, routes by process."""
    import ciw

    source, names = random.Random(1), list(PLACES)
    nodes = [names.index(resource) + 1 if resource else len(names) + 1 for _, resource, _ in STEPS]
    making = [_sampler(source, Lognormal(days, 3)) for days in MAKING]
    plain = [_sampler(source, length) if length else None for _, _, length in STEPS]

    class Gaps(ciw.dists.Distribution):  # type: ignore[misc]
        def __init__(self, urgent: float) -> None:
            chosen = [each for each in _moments(random.Random(2)) if (source.random() < URGENT) == bool(urgent)]
            self.gaps = iter(np.diff([0.0, *chosen]))

        def sample(self, t: float | None = None, ind: Any = None) -> float:  # noqa: ARG002
            return float(next(self.gaps, np.inf))

    class Service(ciw.dists.Distribution):  # type: ignore[misc]
        def sample(self, t: float | None = None, ind: Any = None) -> float:  # noqa: ARG002
            return (plain[len(ind.data_records)] or source.choice(making))()

    limitless = len(names) + 1
    network = ciw.create_network(
        arrival_distributions={k: [None] * len(names) + [Gaps(u)] for k, u in (("urgent", 1), ("planned", 0))},
        service_distributions={k: [Service() for _ in range(limitless)] for k in ("urgent", "planned")},
        routing={k: ciw.routing.ProcessBased(lambda _i, _s: nodes[1:]) for k in ("urgent", "planned")},
        number_of_servers=[*PLACES.values(), float("inf")],
        priority_classes={"urgent": 0, "planned": 1},
    )
    run = ciw.Simulation(network)
    took = _cpu(lambda: run.simulate_until_max_time(YEARS * 365.0))
    records = sum(len(each.data_records) for node in run.nodes[1:] for each in node.all_individuals)
    people = sum(len(node.all_individuals) for node in run.nodes[1:])
    return (records + people) / took


def _c(folder: Path) -> Callable[[], float] | None:
    """Events per second of the C program on the whole model; None without a compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    source, program, tables = Path(__file__).with_name("anchor.c"), folder / "anchor", folder / "tables"
    subprocess.run([compiler, "-O3", "-march=native", str(source), "-lm", "-o", str(program)], check=True)
    lengths = [length or Lognormal(1, 1) for _, _, length in STEPS] + [Lognormal(days, 3) for days in MAKING]
    np.concatenate([table(length)[: BODY + 1] for length in lengths]).tofile(tables)

    def once() -> float:
        done = subprocess.run([program, tables, "4"], check=True, capture_output=True, text=True)
        events, took, _ = done.stdout.split()
        return float(events) / float(took)

    return once


def _middle(one: Callable[[], float], other: Callable[[], float], runs: int) -> tuple[float, float]:
    pairs = [(one(), other()) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def _speeds() -> Iterator[Row]:
    ours = _ours(model())
    mine, simpy = _middle(ours, _simpy, 5)
    yield Row(
        "simulation: events a second, one core",
        _rate(mine),
        f"SimPy {_rate(simpy)}",
        f"{mine / simpy:.0f} ×",
        "≥ 100 ×",
    )
    full, simpy = _middle(_ours(model(beds=6)), lambda: _simpy(6), 5)
    what = "simulation: the same with too few beds"
    yield Row(what, _rate(full), f"SimPy {_rate(simpy)}", f"{full / simpy:.0f} ×", "≥ 250 ×")
    mine, ciw = _middle(ours, _ciw, 1)
    yield Row("simulation: events a second, one core", _rate(mine), f"Ciw {_rate(ciw)}", f"{mine / ciw:.0f} ×", "")
    with tempfile.TemporaryDirectory() as folder:
        c = _c(Path(folder))
        if c is not None:
            mine, limit = _middle(ours, c, 9)
            share = f"{100 * mine / limit:.0f} %"
            yield Row(
                "simulation: events a second, one core", _rate(mine), f"C {_rate(limit)}", share, "≥ 85 %, aimed at"
            )


def _rate(value: float) -> str:
    return f"{value / 1e6:.1f} M/s" if value >= 1e6 else f"{value / 1e3:.0f} k/s"


def _cores() -> Row:
    subject, plan = model(), Plan(replications=40)
    pairs = [
        (seconds(lambda: simulate(subject, plan)), seconds(lambda: simulate(subject, replace(plan, workers=2))))
        for _ in range(5)
    ]
    one, two = statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
    return Row(
        "simulation: 40 replications, two cores", ms(two), f"one core {ms(one)}", f"{one / two:.2f} ×", "≥ 1.9 ×"
    )


def _precise() -> Iterator[Row]:
    """Time to a half width of 1 % of the mean total wait."""
    subject = model()
    plan = Plan(replications=4000, precision=Precision("wait_total", 0.01), workers=min(2, os.cpu_count() or 1))
    plain, mirrored = ([], [])
    for seed in range(3):
        plain.append(seconds(lambda seed=seed: simulate(subject, replace(plan, seed=seed))))
        mirrored.append(seconds(lambda seed=seed: simulate(subject, replace(plan, seed=seed, antithetic=True))))
    one, two = statistics.median(plain), statistics.median(mirrored)
    yield Row(
        "simulation: total wait to ± 1 %, two cores", ms(one), f"antithetic {ms(two)}", f"{two / one:.2f} ×", "< 3 s"
    )


def _shared_luck() -> Iterator[Row]:
    """The variance of a difference in total wait, with shared random numbers and with each its own."""
    plan, base = Plan(replications=40), model()
    grown = tuple(replace(each, per_year=tuple(1.02 * number for number in each.per_year)) for each in base.arrivals)
    for what, other in (("a bed more", model(beds=21)), ("2 % more patients", replace(base, arrivals=grown))):
        shared = compare(base, other, plan).flows[-1].wait_total
        apart = [
            simulate(each, replace(plan, seed=seed)).flows[-1].wait_total for each, seed in ((base, 1), (other, 2))
        ]
        assert shared is not None
        independent = sum((each.high - each.low) ** 2 for each in apart if each is not None)
        gain = independent / (shared.high - shared.low) ** 2
        name = f"simulation: variance of a difference, {what}"
        yield Row(name, "shared luck", "own luck", f"{gain:.0f} × less", "≥ 10 × less")


START = """
import time
start = time.perf_counter()
from tools.bench_cases.simulation import tiny
from schakel.capacity.engine.simulation.run import Plan, simulate
simulate(tiny(), Plan(replications=2))
print(time.perf_counter() - start)
"""


def tiny() -> Network:
    """As little as can be simulated."""
    return Network((Station("a", 1, Exponential(0.5)),), (Source("a", Exponential(1.0)),), length=10.0)


def _start_up() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"NUMBA_CACHE_DIR": folder}
        took = [
            float(
                subprocess.run(
                    [sys.executable, "-c", START], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
                ).stdout
            )
            for _ in range(4)
        ]
    cached = statistics.median(took[1:])
    yield Row(
        "simulation: first answer of a process",
        ms(cached),
        f"compiling {ms(took[0])}",
        f"{took[0] / cached:.0f} ×",
        "0.5 s; 4 s",
    )


MEMORY = """
from pathlib import Path
held = lambda: next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line)
before = held()
from tools.bench_cases.simulation import model
from schakel.capacity.engine.simulation.run import Plan, simulate
simulate(model(), Plan(replications=4))
print(before, held())
"""


def _memory() -> Row:
    """The most memory a process holds that runs the national model, code and all."""
    done = subprocess.run([sys.executable, "-c", MEMORY], cwd=ROOT, check=True, capture_output=True, text=True)
    bare, most = (int(part) / 1024 for part in done.stdout.split())
    name = "simulation: memory of a process, national model"
    return Row(name, f"{most:.0f} MB", f"bare Python {bare:.0f} MB", f"{most / bare:.0f} ×", "≤ 250 MB")


def rows() -> Iterator[Row]:
    """Speed, cores, precision, shared luck, start, memory."""
    yield from _speeds()
    yield _cores()
    yield from _precise()
    yield from _shared_luck()
    yield from _start_up()
    yield _memory()
