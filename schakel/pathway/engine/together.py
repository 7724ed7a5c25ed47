# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Windows between different events in as few parts as possible, each part able to hold together.

Exact. Whether windows can hold together is monotone (what holds for many holds for fewer) but not decided two by two,
so the search keeps for every part its tightest network and adds one window at a time: first the window that has the
fewest parts left to go to, as in the DSATUR rule for colouring graphs (D. Brelaz, Communications of the ACM 22 (1979)
251-256). Windows that exclude each other two by two give the number of parts to start from.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

from schakel.pathway.engine.network import Network, Pair

Parts = tuple[frozenset[int], ...]


def fewest_parts(windows: Sequence[Network], order: Network) -> list[list[int]]:
    """The places of `windows` in as few parts as can hold together under `order`."""
    search = _Search(windows, order)
    start = len(search.apart())
    found = next(parts for room in range(start, len(windows) + 1) if (parts := search.parts(room)) is not None)
    return [sorted(part) for part in found]


class _Search:
    def __init__(self, windows: Sequence[Network], order: Network) -> None:
        self.windows = windows
        self._networks: dict[frozenset[int], Network | None] = {frozenset(): order.tightest()}
        pairs = [(a, b) for a, b in combinations(range(len(windows)), 2) if not self.holds(frozenset((a, b)))]
        self.excluded: list[set[int]] = [set() for _ in windows]
        for a, b in pairs:
            self.excluded[a].add(b)
            self.excluded[b].add(a)

    def apart(self) -> list[int]:
        """Windows that exclude each other two by two, taken greedily: each needs a part of its own."""
        found: list[int] = []
        for place in sorted(range(len(self.windows)), key=lambda p: (-len(self.excluded[p]), p)):
            if self.excluded[place].issuperset(found):
                found.append(place)
        return found

    def parts(self, room: int) -> Parts | None:
        """A division into at most `room` parts, or None when there is none."""
        return self._place(frozenset(range(len(self.windows))), (), room)

    def _place(self, left: frozenset[int], parts: Parts, room: int) -> Parts | None:
        if not left:
            return parts
        fits = {place: [part for part in parts if self._takes(part, place)] for place in left}
        place = min(left, key=lambda p: (len(fits[p]), -len(self.excluded[p]), p))
        for part in fits[place]:
            grown = tuple(part | {place} if other is part else other for other in parts)
            if (found := self._place(left - {place}, grown, room)) is not None:
                return found
        if len(parts) == room:
            return None
        return self._place(left - {place}, (*parts, frozenset({place})), room)

    def _takes(self, part: frozenset[int], place: int) -> bool:
        return self.excluded[place].isdisjoint(part) and self.holds(part | {place})

    def holds(self, part: frozenset[int]) -> bool:
        return self._network(part) is not None

    def _network(self, part: frozenset[int]) -> Network | None:
        if part not in self._networks:
            last = max(part)
            before = self._network(part - {last})
            self._networks[part] = None if before is None else tightened(before, self.windows[last].upper.items())
        return self._networks[part]


def tightened(network: Network, bounds: Iterable[tuple[Pair, Fraction]]) -> Network | None:
    """A tightest network with more bounds, tightest again; None when they cannot hold together."""
    upper = dict(network.upper)
    for (x, y), weight in bounds:
        if (x, y) in upper and upper[x, y] <= weight:
            continue
        if (y, x) in upper and upper[y, x] + weight < 0:
            return None
        _add(upper, (x, y), weight)
    return Network(upper)


def _add(upper: dict[Pair, Fraction], edge: Pair, weight: Fraction) -> None:
    """Every path that gets shorter through this edge."""
    x, y = edge
    before = [(x, weight), *((u, w + weight) for (u, to), w in upper.items() if to == x)]
    after = [(y, Fraction(0)), *((v, w) for (of, v), w in upper.items() if of == y)]
    for u, to_y in before:
        for v, on in after:
            length = to_y + on
            if u != v and ((u, v) not in upper or upper[u, v] > length):
                upper[u, v] = length
