# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where things stand on the small map: projection, sizes of dots, and labels that do not cover one another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import cos, hypot, radians, sin, sqrt

WIDTH, HEIGHT = 420.0, 500.0
NORTH, SOUTH, WEST, EAST = 53.60, 50.70, 3.25, 7.30
LETTER, LINE = 6.6, 15.0
ROUNDS, GAP = 60, 1.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A city with how many organisations have their seat there."""

    name: str
    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A city on the map; a label that would cover something is left out (`anchor` is empty)."""

    name: str
    count: int
    x: float
    y: float
    radius: float
    label_x: float = 0.0
    label_y: float = 0.0
    anchor: str = ""


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """A point of the map in its own units, y downwards: equirectangular, true to shape in the middle of the country."""
    shrink = cos(radians((NORTH + SOUTH) / 2))
    scale = min(WIDTH / ((EAST - WEST) * shrink), HEIGHT / (NORTH - SOUTH))
    return round((longitude - WEST) * shrink * scale, 1), round((NORTH - latitude) * scale, 1)


def inside(latitude: float, longitude: float) -> bool:
    """Whether a point falls on the map."""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def path(rings: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """The outline as an SVG path."""
    drawn = []
    for ring in rings.values():
        points = " L".join("{} {}".format(*project(*point)) for point in ring)
        drawn.append(f"M{points}Z")
    return " ".join(drawn)


def dots(spots: Iterable[Spot], most: int = 60) -> tuple[Dot, ...]:
    """The cities with most organisations, largest first; labels go where they cover nothing, else they stay away."""
    shown = sorted((s for s in spots if inside(s.latitude, s.longitude)), key=lambda s: (-s.count, s.name))[:most]
    bare = _apart([Dot(s.name, s.count, *project(s.latitude, s.longitude), radius(s.count)) for s in shown])
    taken: list[Box] = [_round(dot) for dot in bare]
    placed = []
    for dot in bare:
        found = _labelled(dot, taken)
        if found.anchor:
            taken.append(_label_box(found))
        placed.append(found)
    return tuple(placed)


def _apart(found: list[Dot]) -> list[Dot]:
    """Dots that lie over one another are pushed apart, the smaller one furthest: the map is schematic anyway."""
    at = [[dot.x, dot.y] for dot in found]
    for _turn in range(ROUNDS):
        moved = False
        for i, j in combinations(range(len(found)), 2):
            moved |= _push(at, i, j, found[i].radius, found[j].radius)
        if not moved:
            break
    return [replace(dot, x=round(x, 1), y=round(y, 1)) for dot, (x, y) in zip(found, at, strict=True)]


def _push(at: list[list[float]], i: int, j: int, r_i: float, r_j: float) -> bool:
    across, down = at[j][0] - at[i][0], at[j][1] - at[i][1]
    apart, wanted = hypot(across, down), r_i + r_j + GAP
    if apart >= wanted - 0.1:
        return False
    # Two in the very same spot part along a direction of their own, so that the outcome is always the same.
    across, down = (across / apart, down / apart) if apart > 0.01 else (cos(j), sin(j))
    share = r_i**2 / (r_i**2 + r_j**2)
    for side, part in ((i, share - 1), (j, share)):
        at[side][0] += across * (wanted - apart) * part
        at[side][1] += down * (wanted - apart) * part
    return True


def radius(count: int) -> float:
    """The area of a dot grows with the number, within bounds that keep it a target and a dot."""
    return round(min(26.0, 6.0 + 3.0 * sqrt(count)), 1)


def _labelled(dot: Dot, taken: Sequence[Box]) -> Dot:
    away = dot.radius + 4
    spots = (
        (dot.x + away, dot.y + 4, "start"),
        (dot.x - away, dot.y + 4, "end"),
        (dot.x, dot.y - away, "middle"),
        (dot.x, dot.y + away + 9, "middle"),
    )
    for x, y, anchor in spots:
        tried = Dot(dot.name, dot.count, dot.x, dot.y, dot.radius, round(x, 1), round(y, 1), anchor)
        box = _label_box(tried)
        if box[0] >= 0 and box[2] <= WIDTH and not any(_covers(box, other) for other in taken):
            return tried
    return dot


def _label_box(dot: Dot) -> Box:
    width = len(dot.name) * LETTER
    left = {"start": dot.label_x, "end": dot.label_x - width, "middle": dot.label_x - width / 2}[dot.anchor]
    return left, dot.label_y - LINE + 3, left + width, dot.label_y + 3


def _round(dot: Dot) -> Box:
    return dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius


def _covers(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
