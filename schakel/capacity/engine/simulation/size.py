# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""How large a run will be, before it is run: events and patients in the system, when nobody waits or is lost."""

from schakel.capacity.engine.simulation.blueprint import Blueprint, Origin

_SWEEPS = 1000
_ENOUGH = 1e-6


def expected_events(found: Blueprint) -> float:
    """Arrivals, and passages of nodes, of one replication."""
    coming = [_patients(found, origin) for origin in found.origins]
    return sum(coming) + sum(_visits(found, coming))


def expected_present(found: Blueprint) -> float:
    """Patients in the system at once, at the busiest rate of every origin."""
    busiest = [_busiest(found, origin) for origin in found.origins]
    visits = _visits(found, busiest)
    lengths = [found.durations[node.duration].mean() * node.scale * _slower(found, node.clock) for node in found.nodes]
    return sum(number * length for number, length in zip(visits, lengths, strict=True))


def _patients(found: Blueprint, origin: Origin) -> float:
    if origin.every is not None:
        return found.ends[-1] / found.durations[origin.every].mean()
    starts = (0.0, *found.ends[:-1])
    lengths = [end - start for start, end in zip(starts, found.ends, strict=True)]
    return len(origin.times) + sum(rate * each for rate, each in zip(origin.rates, lengths, strict=False))


def _busiest(found: Blueprint, origin: Origin) -> float:
    if origin.rates:
        return max(origin.rates)
    return _patients(found, origin) / found.ends[-1]


def _slower(found: Blueprint, clock: int | None) -> float:
    if clock is None:
        return 1.0
    return 7.0 / sum(close - start for start, close in found.clocks[clock].open)


def _visits(found: Blueprint, coming: list[float]) -> list[float]:
    """How many pass each node: a wave of arrivals is followed until what is left of it is next to nothing."""
    visits = [0.0] * len(found.nodes)
    wave = [0.0] * len(found.nodes)
    for origin, number in zip(found.origins, coming, strict=True):
        wave[origin.node] += number
    total = sum(wave)
    for _ in range(_SWEEPS):
        following = [0.0] * len(found.nodes)
        for number, arriving in enumerate(wave):
            if arriving:
                visits[number] += arriving
                for edge in found.nodes[number].edges:
                    if edge.node is not None:
                        following[edge.node] += arriving * edge.chance
        wave = following
        if sum(wave) <= _ENOUGH * total:
            break
    return visits
