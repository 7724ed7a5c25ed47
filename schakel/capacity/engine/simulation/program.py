# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A blueprint as arrays of records, the form the kernel reads."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from schakel.capacity.engine.simulation.blueprint import Blueprint, Clock, Edge, Held, Node, Origin, added
from schakel.capacity.engine.simulation.draws import CONSTANT, OBSERVED, TABLE, name_key, table
from schakel.capacity.engine.simulation.durations import Constant, Duration, Empirical

Array: TypeAlias = NDArray[Any]
# Not plain numbers: those the compiler would make into a function for each.
TAKES, GIVES, FIRST, HELD, WORK = (np.int64(each) for each in range(5))
POISSON, GIVEN, RENEWAL = range(3)
LISTS = 5
SEVERAL = -100
WEEK = 7.0


class Program(NamedTuple):
    """One array of records per kind of thing; `lists` and others are stretches that the records point into."""

    nodes: Array
    list_at: Array
    lists: Array
    edges: Array
    pools: Array
    capacity: Array
    cells: Array
    origins: Array
    origin_rate: Array
    times: Array
    priorities: Array
    ends: Array
    durations: Array
    tables: Array
    observed: Array
    clocks: Array
    hours: Array
    classes: int
    period_count: int
    time_scale: float


def program(found: Blueprint) -> Program:
    """The arrays of a blueprint."""
    held = [each for node in found.nodes for each in lists_of(node, found)]
    return Program(
        nodes=_nodes(found),
        list_at=np.array(_starts(held), np.int64),
        lists=_records({"pool": int, "amount": int}, [pair for each in held for pair in each]),
        edges=_edges(found.nodes),
        pools=_records({"clock": int, "weekly": bool}, [(_or_none(each.clock), each.weekly) for each in found.pools]),
        capacity=np.array([n for each in found.pools for n in each.capacity] or [0], np.int64),
        cells=_records({"room": int}, [(_or_none(each.room),) for each in found.cells]),
        origins=_origins(found.origins),
        origin_rate=np.array([rate for each in found.origins for rate in _rates(each, len(found.ends))], np.float64),
        times=np.array([t for each in found.origins for t in sorted(each.times)] or [0.0], np.float64),
        priorities=_priorities(found.origins),
        ends=np.array(found.ends, np.float64),
        durations=_durations(found.durations),
        tables=np.concatenate([table(each) for each in found.durations]),
        observed=_observed(found.durations),
        clocks=_clocks(found.clocks),
        hours=_hours(found.clocks),
        classes=1 + max((number for each in found.origins for number, _ in each.priorities), default=0),
        period_count=len(found.ends),
        time_scale=1.0 / _typical(found.durations),
    )


_TYPES = {int: np.int64, float: np.float64, bool: np.uint8, "key": np.uint64, "short": np.int64, "id": np.uint32}


def kind(fields: Mapping[str, Any]) -> np.dtype[Any]:
    """The type of a record."""
    return np.dtype([(name, _TYPES[each]) for name, each in fields.items()], align=True)


def _records(fields: Mapping[str, Any], rows: Sequence[tuple[Any, ...]]) -> Array:
    """At least one record, so that no array is empty."""
    return np.array(list(rows) or [(0,) * len(fields)], kind(fields))


def _typical(durations: Sequence[Duration]) -> float:
    means = [each.mean() for each in durations if each.mean() > 0]
    return sum(means) / len(means) if means else 1.0


def _starts(stretches: Iterable[Sequence[object]]) -> list[int]:
    return [0, *accumulate(len(each) for each in stretches)]


def _or_none(value: int | None) -> int:
    return -1 if value is None else value


def _nodes(found: Blueprint) -> Array:
    at = _starts([node.edges for node in found.nodes])
    # What every event reads comes first, so that it lies together.
    fields = {
        "purpose": "key", "scale": float, "cell": int, "duration": int, "single": int, "only": int, "at_risk": bool,
        "mark": bool, "clock": int, "edge": int, "last_edge": int,
    }  # fmt: skip
    rows = [
        (
            name_key(node.purpose), node.scale, node.cell, node.duration, _single(node, found), _only(node),
            node.at_risk, node.mark, _or_none(node.clock), at[number], at[number + 1] - 1,
        )
        for number, node in enumerate(found.nodes)
    ]  # fmt: skip
    return _records(fields, rows)


def lists_of(node: Node, found: Blueprint) -> tuple[Held, Held, Held, Held, Held]:
    """What a node takes, gives at its end, gives at its start, holds while waiting and holds while working."""
    working = added(added(node.held, node.takes, 1), node.gives_first, -1)
    kept = tuple((pool, amount) for pool, amount in working if not found.pools[pool].weekly)
    return (node.takes, node.gives, node.gives_first, node.held, kept)


def _single(node: Node, found: Blueprint) -> int:
    """The pool of a node that needs one place of one pool that never closes and gives it back: the quick way."""
    if len(node.takes) != 1 or node.takes != node.gives or node.gives_first or node.held or node.at_risk:
        return -1
    (pool, amount), *_ = node.takes
    return pool if amount == 1 and node.clock is None and not found.pools[pool].weekly else -1


def _edges(nodes: Sequence[Node]) -> Array:
    chances = [chance for node in nodes for chance in accumulate(edge.chance for edge in node.edges)]
    flat = [edge for node in nodes for edge in node.edges]
    rows = [(chance, _target(edge), edge.again) for chance, edge in zip(chances, flat, strict=True)]
    return _records({"chance": float, "to": int, "again": bool}, rows)


def _only(node: Node) -> int:
    """The target of a node from which one way leads on; SEVERAL when it takes more to know."""
    edge, *others = node.edges
    return SEVERAL if others or edge.again else _target(edge)


def _target(edge: Edge) -> int:
    return edge.node if edge.node is not None else -1 - edge.outcome


def _rates(origin: Origin, periods: int) -> tuple[float, ...]:
    return origin.rates or (0.0,) * periods


def _origins(origins: Sequence[Origin]) -> Array:
    times, classes = _starts([each.times for each in origins]), _starts([each.priorities for each in origins])
    fields = {
        "key": "key", "hazard": float, "death_share": float, "kind": int, "node": int, "group": int, "every": int,
        "time": int, "last_time": int, "priority": int, "last_priority": int,
    }  # fmt: skip
    rows = [
        (
            name_key(each.name), each.hazard, each.death_share, _kind(each), each.node, each.group,
            _or_none(each.every), times[number], times[number + 1] - 1, classes[number], classes[number + 1] - 1,
        )
        for number, each in enumerate(origins)
    ]  # fmt: skip
    return _records(fields, rows)


def _priorities(origins: Sequence[Origin]) -> Array:
    chances = [chance for each in origins for chance in accumulate(share for _, share in each.priorities)]
    numbers = [number for each in origins for number, _ in each.priorities]
    return _records({"chance": float, "number": int}, list(zip(chances, numbers, strict=True)))


def _kind(origin: Origin) -> int:
    if origin.every is not None:
        return RENEWAL
    return GIVEN if origin.times else POISSON


def _durations(durations: Sequence[Duration]) -> Array:
    at = _starts([each.values if isinstance(each, Empirical) else () for each in durations])
    rows = [(_form(each), each.mean(), at[n], at[n + 1] - 1) for n, each in enumerate(durations)]
    return _records({"kind": int, "value": float, "first": int, "last": int}, rows)


def _observed(durations: Sequence[Duration]) -> Array:
    found = [each for each in durations if isinstance(each, Empirical)]
    rows = [pair for each in found for pair in zip(each.cumulative(), each.values, strict=True)]
    return _records({"chance": float, "value": float}, rows)


def _form(found: Duration) -> int:
    if isinstance(found, Constant):
        return CONSTANT
    return OBSERVED if isinstance(found, Empirical) else TABLE


def _clocks(clocks: Sequence[Clock]) -> Array:
    at = _starts([each.open for each in clocks])
    rows = [(at[n], at[n + 1] - 1, sum(close - start for start, close in each.open)) for n, each in enumerate(clocks)]
    return _records({"first": int, "last": int, "week": float}, rows)


def _hours(clocks: Sequence[Clock]) -> Array:
    rows = []
    for each in clocks:
        before = [0.0, *accumulate(close - start for start, close in each.open)]
        rows += [(start, close, before[part]) for part, (start, close) in enumerate(each.open)]
    return _records({"open": float, "close": float, "before": float}, rows)
