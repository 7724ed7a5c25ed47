# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Simple temporal networks: events as nodes, "between low and high minutes later" as edges.

Method: R. Dechter, I. Meiri, J. Pearl, "Temporal constraint networks", Artificial Intelligence 49 (1991) 61-95. An
edge weight w from x to y says y - x <= w; shortest paths are the tightest implied windows and a negative cycle is an
impossible combination. Weights are exact fractions of minutes.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

Pair = tuple[str, str]


@dataclass(frozen=True)
class Network:
    """`upper[x, y]` = the most minutes that y may come after x (negative: y must come before x)."""

    upper: dict[Pair, Fraction] = field(default_factory=dict)

    def add(self, start: str, end: str, low: Fraction | None, high: Fraction | None) -> "Network":
        """A network in which `end` also comes low to high minutes after `start`."""
        upper = dict(self.upper)
        for pair, weight in (((start, end), high), ((end, start), None if low is None else -low)):
            if weight is not None and (pair not in upper or weight < upper[pair]):
                upper[pair] = weight
        return Network(upper)

    def join(self, other: "Network") -> "Network":
        """Both networks at once."""
        upper = dict(self.upper)
        for pair, weight in other.upper.items():
            if pair not in upper or weight < upper[pair]:
                upper[pair] = weight
        return Network(upper)

    def events(self) -> tuple[str, ...]:
        return tuple(sorted({event for pair in self.upper for event in pair}))

    def contradiction(self) -> tuple[str, ...] | None:
        """The events of one negative cycle, in order, or None when all can hold (Bellman-Ford)."""
        distance = dict.fromkeys(self.events(), Fraction(0))
        came_from: dict[str, str] = {}
        last = None
        for _ in range(len(distance) + 1):
            last = None
            for (x, y), weight in self.upper.items():
                if distance[x] + weight < distance[y]:
                    distance[y], came_from[y], last = distance[x] + weight, x, y
            if last is None:
                return None
        return _cycle(came_from, last, len(distance)) if last else None

    def tightest(self) -> "Network":
        """All implied bounds; only meaningful without a contradiction."""
        return self._tightest

    def among(self, events: Collection[str]) -> "Network":
        """What this network says about these events, also through others."""
        implied = self.tightest().upper.items()
        return Network({pair: weight for pair, weight in implied if pair[0] in events and pair[1] in events})

    @cached_property
    def _tightest(self) -> "Network":
        """Floyd-Warshall. Kept, since every row asks it of the same order of events."""
        events, upper = self.events(), dict(self.upper)
        for via in events:
            for x in events:
                first = upper.get((x, via))
                if first is None or x == via:
                    continue
                for y in events:
                    second = upper.get((via, y))
                    if second is None or x == y:
                        continue
                    old = upper.get((x, y))
                    if old is None or first + second < old:
                        upper[x, y] = first + second
        return Network(upper)

    def paths_from(self, source: str) -> tuple[dict[str, Fraction], dict[str, str]]:
        """Shortest distance to every event reachable from `source`, and the event before it on that path.

        Only meaningful without a contradiction. Bellman-Ford; edges are tried in a fixed order, so that of two
        equally short paths always the same one is told.
        """
        distance, came_from = {source: Fraction(0)}, dict[str, str]()
        changed = True
        while changed:
            changed = False
            for (x, y), weight in sorted(self.upper.items()):
                if x in distance and (y not in distance or distance[x] + weight < distance[y]):
                    distance[y], came_from[y], changed = distance[x] + weight, x, True
        return distance, came_from

    def implies(self, other: "Network") -> bool:
        """Whether every bound of `other` follows from this network."""
        if all(pair in self.upper and self.upper[pair] <= weight for pair, weight in other.upper.items()):
            return True
        implied = self.tightest().upper
        return all(pair in implied and implied[pair] <= weight for pair, weight in other.upper.items())

    def needs(self, pair: Pair) -> bool:
        """Whether the bound of this pair does not follow from the others."""
        rest = Network({other: weight for other, weight in self.upper.items() if other != pair})
        implied = rest.tightest().upper.get(pair)
        return implied is None or implied > self.upper[pair]

    def between(self, start: str, end: str) -> tuple[Fraction | None, Fraction | None]:
        """(low, high) minutes from start to end as they stand in this network."""
        back = self.upper.get((end, start))
        return (None if back is None else -back, self.upper.get((start, end)))


def _cycle(came_from: dict[str, str], event: str, steps: int) -> tuple[str, ...]:
    for _ in range(steps):  # walk back until surely inside the cycle
        event = came_from[event]
    cycle, at = [event], came_from[event]
    while at != event:
        cycle.append(at)
        at = came_from[at]
    return tuple(reversed(cycle))


def ordered(pairs: Iterable[Pair]) -> Network:
    """The network that only says: the first of each pair never comes after the second."""
    network = Network()
    for earlier, later in pairs:
        network = network.add(earlier, later, Fraction(0), None)
    return network
