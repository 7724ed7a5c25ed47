# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A file that holds a plain queueing network (`kind: network`) and how to run it."""

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from schakel.capacity.engine.simulation import durations, plain
from schakel.capacity.engine.simulation.durations import Duration
from schakel.capacity.engine.simulation.model import ModelError, Network, Route, Source, Station
from schakel.capacity.engine.simulation.run import Plan, Precision, check
from schakel.values.located import FactsError, Fault, Located, Path
from schakel.values.schema import Line, Model, Number, checked


class ExponentialModel(Model):
    """By `mean`, or by `rate` = 1 / mean."""

    distribution: Literal["exponential"]
    mean: Number | None = None
    rate: Number | None = None


class DeterministicModel(Model):
    distribution: Literal["deterministic"]
    value: Number


class UniformModel(Model):
    distribution: Literal["uniform"]
    low: Number
    high: Number


class TriangularModel(Model):
    distribution: Literal["triangular"]
    low: Number
    mode: Number
    high: Number


class LognormalModel(Model):
    """`mean` and `sd` of the duration itself."""

    distribution: Literal["lognormal"]
    mean: Number
    sd: Number


class GammaModel(Model):
    distribution: Literal["gamma"]
    mean: Number
    shape: Number


class EmpiricalModel(Model):
    """Observed durations, as likely as their weights."""

    distribution: Literal["empirical"]
    values: list[Number]
    weights: list[Number] = []


DurationModel: TypeAlias = Annotated[
    ExponentialModel
    | DeterministicModel
    | UniformModel
    | TriangularModel
    | LognormalModel
    | GammaModel
    | EmpiricalModel,
    Field(discriminator="distribution"),
]


class ClassModel(Model):
    """A class of customers; class 0 goes first, nobody is interrupted."""

    priority: int = 0


class StationModel(Model):
    """`room`: waiting places; whoever finds them full is lost. Left out: without limit."""

    servers: int
    service: DurationModel
    service_by_class: dict[str, DurationModel] = {}
    room: int | None = None


class ArrivalModel(Model):
    """Customers from outside; `every` is the time between two."""

    station: Line
    customers: Line = Field(default="all", alias="class")
    every: DurationModel


class PrecisionModel(Model):
    """Stop when half the confidence interval of `output` is this small, as a share of its mean when `relative`."""

    output: Line = "wait_total"
    half_width: Number
    relative: bool = True
    at_least: int = 10


class RunModel(Model):
    """`length` is measured after `warm_up`, in each of `replications` (at most so many when a precision is asked)."""

    length: Number
    warm_up: Number = Field(default=0, validate_default=True)
    replications: int = 20
    seed: int = 1
    antithetic: bool = False
    confidence: Number = Field(default=0.95, validate_default=True)
    precision: PrecisionModel | None = None


class NetworkModel(Model):
    """A plain queueing network. All times are in one unit of your choice, `time_unit` in words."""

    kind: Literal["network"]
    name: Line
    time_unit: Line = "unit"
    classes: dict[str, ClassModel] = {}
    stations: dict[str, StationModel]
    arrivals: list[ArrivalModel]
    routing: dict[str, dict[str, Number]] = Field(
        default={}, description="per station where customers go: station or `exit` -> probability; left out: they leave"
    )
    routing_by_class: dict[str, dict[str, dict[str, Number]]] = {}
    run: RunModel


def read_network(located: Located) -> tuple[str, Network, Plan]:
    """Its name, the network and the plan; FactsError lists every fault with its line."""
    found = checked(located, NetworkModel)
    network, plan = _network(found), _plan(found.run)
    faults: list[Fault] = list(_both(found, located))
    faults += _refused(located, "", lambda: plain.check(network))
    faults += _refused(located, "run.", lambda: check(plan))
    if faults:
        raise FactsError(faults)
    return found.name, network, plan


def _refused(located: Located, prefix: str, verify: Callable[[], None]) -> list[Fault]:
    try:
        verify()
    except ModelError as error:
        return [located.fault(_path(prefix + where), f"{prefix}{where}: {what}") for where, what in error.faults]
    return []


def _both(found: NetworkModel, located: Located) -> list[Fault]:
    """What the models cannot see: an exponential duration has a mean or a rate; a class of customers arrives."""
    faults = [
        located.fault(path, f"{path[-1]!r} needs a mean or a rate", "one of the two")
        for path, each in _durations(found)
        if isinstance(each, ExponentialModel) and (each.mean is None) == (each.rate is None)
    ]
    unknown = set(found.classes) - {each.customers for each in found.arrivals}
    return faults + [located.fault(("classes", name), f"nobody of class {name!r} arrives") for name in sorted(unknown)]


def _durations(found: NetworkModel) -> Iterator[tuple[Path, DurationModel]]:
    for name, station in found.stations.items():
        yield ("stations", name, "service"), station.service
        for key, each in station.service_by_class.items():
            yield ("stations", name, "service_by_class", key), each
    for number, arrival in enumerate(found.arrivals):
        yield ("arrivals", number, "every"), arrival.every


def _path(where: str) -> Path:
    """From `arrivals[0].every` to the path of the located data."""
    parts = re.findall(r"\[(\d+)\]|([^.\[\]]+)", where)
    return tuple(int(number) if number else word for number, word in parts)


def _network(found: NetworkModel) -> Network:
    every = [Route(station, _targets(to)) for station, to in found.routing.items()]
    by_class = [
        Route(station, _targets(to), name)
        for name, stations in found.routing_by_class.items()
        for station, to in stations.items()
    ]
    return Network(
        stations=tuple(_station(name, each) for name, each in found.stations.items()),
        sources=tuple(Source(each.station, duration(each.every), each.customers) for each in found.arrivals),
        routes=(*every, *by_class),
        priorities={name: each.priority for name, each in found.classes.items()},
        warm_up=float(found.run.warm_up),
        length=float(found.run.length),
    )


def _targets(to: dict[str, Number]) -> tuple[tuple[str, float], ...]:
    return tuple((target, float(chance)) for target, chance in to.items())


def _station(name: str, found: StationModel) -> Station:
    by_class = {key: duration(each) for key, each in found.service_by_class.items()}
    return Station(name, found.servers, duration(found.service), found.room, by_class)


def duration(found: DurationModel) -> Duration:
    """The value that the simulation draws from."""
    if isinstance(found, ExponentialModel):
        if found.rate is not None:
            return durations.Exponential(float(1 / found.rate) if found.rate else 0.0)
        return durations.Exponential(float(found.mean or 0))
    if isinstance(found, DeterministicModel):
        return durations.Constant(float(found.value))
    if isinstance(found, UniformModel):
        return durations.Uniform(float(found.low), float(found.high))
    if isinstance(found, TriangularModel):
        return durations.Triangular(float(found.low), float(found.mode), float(found.high))
    if isinstance(found, LognormalModel):
        return durations.Lognormal(float(found.mean), float(found.sd))
    if isinstance(found, GammaModel):
        return durations.Gamma(float(found.mean), float(found.shape))
    return durations.Empirical(tuple(map(float, found.values)), tuple(map(float, found.weights)))


def _plan(found: RunModel) -> Plan:
    asked = found.precision
    precision = (
        None if asked is None else Precision(asked.output, float(asked.half_width), asked.relative, asked.at_least)
    )
    return Plan(found.seed, found.replications, precision, found.antithetic, float(found.confidence))
