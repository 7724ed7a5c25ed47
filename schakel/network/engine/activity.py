# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The activity map: which initiatives work on which themes (or phases), where nobody does, and who does the same.

The idea of such a map is that of Gort et al. 2023; its themes and links were not public, so these are our own.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

Reach = Literal["dutch", "abroad", "example"]

# Two initiatives overlap when they share so many themes, and a phase to share them in.
SHARED = 2


@dataclass(frozen=True, slots=True)
class Working:
    """An initiative on the map: how far it reaches and what it works on."""

    slug: str
    reach: str
    themes: frozenset[str]
    phases: frozenset[str]


@dataclass(frozen=True, slots=True)
class Column:
    """A theme or phase, with how many initiatives work on it and how many bottlenecks are counted under it."""

    id: str
    dutch: int
    abroad: int
    example: int
    bottlenecks: int = 0

    @property
    def elsewhere(self) -> int:
        return self.abroad + self.example

    @property
    def gap(self) -> bool:
        """No Dutch initiative was found."""
        return self.dutch == 0

    @property
    def empty(self) -> bool:
        """No initiative was found at all."""
        return self.dutch + self.elsewhere == 0


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two Dutch initiatives that work on the same themes in the same phases."""

    one: str
    other: str
    themes: tuple[str, ...]
    phases: tuple[str, ...]


def columns(
    ids: Sequence[str], counts: Mapping[tuple[str, str], int], bottlenecks: Mapping[str, int] | None = None
) -> tuple[Column, ...]:
    """The columns from least to most worked on, Dutch initiatives first, then others; `counts` by (id, reach)."""
    held = bottlenecks or {}
    found = [
        Column(
            id=one,
            dutch=counts.get((one, "dutch"), 0),
            abroad=counts.get((one, "abroad"), 0),
            example=counts.get((one, "example"), 0),
            bottlenecks=held.get(one, 0),
        )
        for one in ids
    ]
    order = {one: place for place, one in enumerate(ids)}
    return tuple(sorted(found, key=lambda c: (c.dutch, c.elsewhere, order[c.id])))


def counted(initiatives: Iterable[Working], by: Literal["themes", "phases"]) -> Counter[tuple[str, str]]:
    """How many initiatives work on each theme or phase, by (id, reach)."""
    return Counter((name, one.reach) for one in initiatives for name in getattr(one, by))


def overlaps(initiatives: Iterable[Working], order: Sequence[str] = ()) -> tuple[Overlap, ...]:
    """Pairs of Dutch initiatives that share at least two themes and a phase; those that share most come first."""
    return _overlaps(tuple(one for one in initiatives if one.reach == "dutch"), tuple(order))


# The same for every visitor until an initiative changes.
@lru_cache(maxsize=4)
def _overlaps(dutch: tuple[Working, ...], order: tuple[str, ...]) -> tuple[Overlap, ...]:
    place = {name: n for n, name in enumerate(order)}
    themes, phases = _bits(one.themes for one in dutch), _bits(one.phases for one in dutch)
    found = []
    for (i, t_i, p_i), (j, t_j, p_j) in combinations(zip(range(len(dutch)), themes, phases, strict=True), 2):
        if p_i & p_j and (t_i & t_j).bit_count() >= SHARED:
            a, b = dutch[i], dutch[j]
            shared = _ordered(a.themes & b.themes, place), _ordered(a.phases & b.phases, place)
            found.append(Overlap(a.slug, b.slug, *shared))
    return tuple(sorted(found, key=lambda o: (-len(o.themes), -len(o.phases), o.one, o.other)))


def _bits(sets: Iterable[frozenset[str]]) -> list[int]:
    """Each set as a number with one bit per name: hundreds of thousands of pairs are compared."""
    known: dict[str, int] = {}
    return [sum(1 << known.setdefault(name, len(known)) for name in one) for one in sets]


def _ordered(names: Iterable[str], place: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (place.get(name, len(place)), name)))
