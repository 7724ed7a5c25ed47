# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A plain queueing network as a blueprint, and whether it is stable.

Unstable: by the traffic equations some station without a limit to its room gets at least as much work as its servers
can do. Its waits have no mean, so it gets none. A full room turns customers away, so what leaves a station with one is
at most what its servers can do; what a room turns away below that is not taken off.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from schakel.capacity.engine.simulation.blueprint import Blueprint, Cell, Edge, Group, Node, Origin, Pool
from schakel.capacity.engine.simulation.durations import Duration
from schakel.capacity.engine.simulation.model import ModelError, Network, Route, Source, Station

EXIT = "exit"
_SWEEPS = 100_000
_ENOUGH = 1e-13


@dataclass(frozen=True, slots=True)
class Overload:
    """A station and its load: work coming in per unit of time, as a share of what its servers can do."""

    station: str
    load: float


def blueprint(network: Network) -> Blueprint:
    """The blueprint; ModelError with every fault of the network."""
    check(network)
    classes, durations = _classes(network), dict[Duration, int]()
    node_of = {
        (each.name, name): len(classes) * place + number
        for place, each in enumerate(network.stations)
        for number, name in enumerate(classes)
    }
    nodes = [
        Node(
            cell=place,
            duration=durations.setdefault(_service(station, name), len(durations)),
            purpose=station.name,
            edges=tuple(_edges(network, station.name, name, node_of)),
            takes=((place, 1),),
            gives=((place, 1),),
        )
        for place, station in enumerate(network.stations)
        for name in classes
    ]
    origins = [
        Origin(
            name=f"{each.customers}@{each.station}/{number}",
            node=node_of[each.station, each.customers],
            group=classes.index(each.customers),
            every=durations.setdefault(each.every, len(durations)),
            priorities=((network.priorities.get(each.customers, 0), 1.0),),
        )
        for number, each in enumerate(network.sources)
    ]
    periods = 1 + (network.warm_up > 0)
    return Blueprint(
        cells=tuple(Cell(each.name, None, each.room) for each in network.stations),
        pools=tuple(Pool(each.name, None, (each.servers,) * periods) for each in network.stations),
        nodes=tuple(nodes),
        origins=tuple(origins),
        groups=tuple(Group(name, None) for name in classes),
        durations=tuple(durations),
        ends=(network.warm_up, network.warm_up + network.length)[2 - periods :],
        skip=periods - 1,
        labels=(None,),
        hours_per_unit=1.0,
    )


def overloads(network: Network) -> tuple[Overload, ...]:
    """The stations without a limit to their room that get too much work, heaviest first; empty: stable."""
    classes = _classes(network)
    flows = _flows(network, classes)
    loads = [
        Overload(
            each.name, sum(flows[each.name, name] * _service(each, name).mean() for name in classes) / each.servers
        )
        for each in network.stations
        if each.room is None
    ]
    return tuple(sorted((each for each in loads if each.load >= 1 - 1e-9), key=lambda each: -each.load))


def _flows(network: Network, classes: list[str]) -> dict[tuple[str, str], float]:
    """Customers per unit of time by station and class: the traffic equations, solved by repeated substitution."""
    outside = {(each.name, name): 0.0 for each in network.stations for name in classes}
    for source in network.sources:
        outside[source.station, source.customers] += 1 / source.every.mean()
    flows = dict(outside)
    for _ in range(_SWEEPS):
        found = dict(outside)
        for station in network.stations:
            passing = _passing(station, flows, classes)
            for name in classes:
                for target, chance in _route(network, station.name, name):
                    if target != EXIT:
                        found[target, name] += chance * passing * flows[station.name, name]
        done = all(abs(found[key] - flows[key]) <= _ENOUGH * (1 + found[key]) for key in found)
        flows = found
        if done:
            break
    return flows


def _work(station: Station, flows: dict[tuple[str, str], float], classes: list[str]) -> float:
    return sum(flows[station.name, name] * _service(station, name).mean() for name in classes)


def _passing(station: Station, flows: dict[tuple[str, str], float], classes: list[str]) -> float:
    """The share of its customers that a station with a limited room can serve at most."""
    work = _work(station, flows, classes)
    return 1.0 if station.room is None or work <= station.servers else station.servers / work


def _classes(network: Network) -> list[str]:
    return sorted({each.customers for each in network.sources})


def _service(station: Station, name: str) -> Duration:
    return station.by_class.get(name, station.service)


def _route(network: Network, station: str, name: str) -> tuple[tuple[str, float], ...]:
    """Where a class goes after a station; a route of its own stands above one for all; without any, it leaves."""
    found = [each for each in network.routes if each.station == station and each.customers in (name, None)]
    return min(found, key=lambda each: each.customers is None).to if found else ((EXIT, 1.0),)


def _edges(network: Network, station: str, name: str, node_of: dict[tuple[str, str], int]) -> Iterator[Edge]:
    for target, chance in _route(network, station, name):
        if chance > 0:
            yield Edge(chance, None if target == EXIT else node_of[target, name], again=True)


def check(network: Network) -> None:
    """ModelError with all faults, or nothing."""
    found = list(_faults(network))
    if not found:
        found = list(_reach(network))
    if found:
        raise ModelError(found)


def _faults(network: Network) -> Iterator[tuple[str, str]]:
    names = [each.name for each in network.stations]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"stations.{name}", "stands twice"
    if EXIT in names:
        yield f"stations.{EXIT}", f"{EXIT!r} is the word for leaving; choose another name"
    for station in network.stations:
        yield from _station(station, _classes(network))
    for number, source in enumerate(network.sources):
        yield from _source(f"arrivals[{number}]", source, names)
    if not network.sources:
        yield "arrivals", "is empty: nobody comes"
    for route in network.routes:
        yield from _one_route(route, names, network)
    for name, number in network.priorities.items():
        if not 0 <= number <= 9:
            yield f"classes.{name}.priority", f"must lie between 0 and 9, is {number}"
    for field in ("warm_up", "length"):
        value = getattr(network, field)
        if not math.isfinite(value) or value < 0 or (field == "length" and value == 0):
            yield f"run.{field}", f"must be {'more than zero' if field == 'length' else 'zero or more'}, is {value:g}"


def _station(station: Station, classes: list[str]) -> Iterator[tuple[str, str]]:
    where = f"stations.{station.name}"
    if station.servers < 1:
        yield f"{where}.servers", f"must be 1 or more, is {station.servers}"
    if station.room is not None and station.room < 0:
        yield f"{where}.room", f"is negative: {station.room}"
    for field, what in station.service.faults():
        yield f"{where}.service.{field}", what
    for name, service in station.by_class.items():
        if name not in classes:
            yield f"{where}.service_by_class.{name}", "no customers of this class arrive"
        for field, what in service.faults():
            yield f"{where}.service_by_class.{name}.{field}", what


def _source(where: str, source: Source, names: list[str]) -> Iterator[tuple[str, str]]:
    if source.station not in names:
        yield f"{where}.station", f"unknown station {source.station!r}; known: {', '.join(names)}"
    found = list(source.every.faults())
    for field, what in found:
        yield f"{where}.every.{field}", what
    if not found and source.every.mean() <= 0:
        yield f"{where}.every", "the mean time between arrivals is zero"


def _one_route(route: Route, names: list[str], network: Network) -> Iterator[tuple[str, str]]:
    where = f"routing.{route.station}"
    if route.station not in names:
        yield where, f"unknown station; known: {', '.join(names)}"
    if route.customers is not None and route.customers not in _classes(network):
        yield where, f"no customers of class {route.customers!r} arrive"
    for target, chance in route.to:
        if target not in (*names, EXIT):
            yield f"{where}.{target}", f"unknown station; known: {', '.join((*names, EXIT))}"
        if not 0 <= chance <= 1:
            yield f"{where}.{target}", f"a probability lies between 0 and 1, is {chance:g}"
    total = math.fsum(chance for _, chance in route.to)
    if abs(total - 1) > 1e-9:
        yield where, f"the probabilities sum to {total:g}, not to 1"


def _reach(network: Network) -> Iterator[tuple[str, str]]:
    """Every station gets customers, and every customer can leave."""
    visited: set[str] = set()
    for name in _classes(network):
        starts = {each.station for each in network.sources if each.customers == name}
        onward = {s.name: {t for t, p in _route(network, s.name, name) if p > 0} for s in network.stations}
        seen = _closure(starts, onward)
        visited |= seen
        for where in sorted(seen - {EXIT}):
            if EXIT not in _closure({where}, onward):
                yield f"routing.{where}", f"customers of class {name!r} go round for ever: no way leads to {EXIT!r}"
    for station in network.stations:
        if station.name not in visited:
            yield f"stations.{station.name}", "nobody can ever come here"


def _closure(starts: set[str], onward: dict[str, set[str]]) -> set[str]:
    seen, todo = set(starts), list(starts)
    while todo:
        for target in onward.get(todo.pop(), ()):
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return seen
