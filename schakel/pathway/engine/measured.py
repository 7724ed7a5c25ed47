# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Values of a scope dimension cut into pieces, so that each piece falls wholly under a value or wholly outside it.

Ids (an indication, a way to thaw) are pieces by themselves. Written bounds (`max 100 kg`, `above 50 kg`) overlap, and a
requirement for patients up to 100 kg meets one for patients from 50 kg: they are cut where one begins or ends.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise

from schakel.values.units import UNITS, convert, units_of

Piece = tuple[str, frozenset[str]]
_BOUND = re.compile(r"(min|above|max|below) (-?\d{1,15}(?:\.\d{1,15})?)(?: |$)")


@dataclass(frozen=True, slots=True)
class _Bounds:
    """A written value: numbers and signs by name, and the unit ('' for none)."""

    written: str
    bounds: tuple[tuple[str, Fraction], ...]
    unit: str

    def contains(self, value: Fraction) -> bool:
        return all(_KEEPS[name](value, bound) for name, bound in self.bounds)

    def told_in(self, code: str) -> "_Bounds":
        if self.unit == code:
            return self
        bounds = ((name, convert(bound, self.unit, code)) for name, bound in self.bounds)
        return _Bounds(self.written, tuple(bounds), code)


_KEEPS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "min": lambda value, bound: value >= bound,
    "above": lambda value, bound: value > bound,
    "max": lambda value, bound: value <= bound,
    "below": lambda value, bound: value < bound,
}


def pieces(values: Iterable[str]) -> list[Piece]:
    """Each piece with the written values it falls under; pieces of bounds carry bounds written in the same way."""
    ids: list[Piece] = []
    measured: dict[str, list[_Bounds]] = {}
    for value in dict.fromkeys(values):
        bounds = _parsed(value)
        if bounds is None:
            ids.append((value, frozenset({value})))
        else:
            measured.setdefault(_dimension(bounds.unit), []).append(bounds)
    return [*ids, *(piece for found in measured.values() for piece in _cut(found))]


def share(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether something falls under a value of each."""
    mine, theirs = frozenset(some), frozenset(others)
    return bool(mine & theirs) or any(under & mine and under & theirs for _, under in pieces([*mine, *theirs]))


def _parsed(written: str) -> _Bounds | None:
    bounds, at = [], 0
    while found := _BOUND.match(written, at):
        bounds.append((found[1], Fraction(found[2])))
        at = found.end()
    return _Bounds(written, tuple(bounds), written[at:]) if bounds else None


def _dimension(unit: str) -> str:
    return units_of(unit)[0] if unit in UNITS else unit


def _cut(found: Sequence[_Bounds]) -> list[Piece]:
    """The stretches between the numbers, and the numbers, joined where they fall under the same values.

    Bounds that nothing can meet stay a piece of their own, so that what is asked there is not lost.
    """
    unit = found[0].unit
    told = [bounds.told_in(unit) for bounds in found]
    points = sorted({number for bounds in told for _, number in bounds.bounds})
    samples = [points[0] - 1, points[0]]
    for a, b in pairwise(points):
        samples += [(a + b) / 2, b]
    samples.append(points[-1] + 1)
    under = [frozenset(b.written for b in told if b.contains(sample)) for sample in samples]
    runs = [list(run) for _, run in groupby(range(len(samples)), key=under.__getitem__)]
    empty = [b.written for b in told if not any(b.contains(sample) for sample in samples)]
    cut = [(_words(run, points, unit, under), under[run[0]]) for run in runs if under[run[0]]]
    return [*cut, *((written, frozenset({written})) for written in empty)]


def _words(run: Sequence[int], points: Sequence[Fraction], unit: str, under: Sequence[frozenset[str]]) -> str:
    """The written value that is exactly this run, else its own bounds. Odd places are points, even ones between."""
    for value in sorted(under[run[0]]):
        if [place for place, values in enumerate(under) if value in values] == list(run):
            return value
    first, last = run[0], run[-1]
    words = []
    if first > 0:
        words.append(f"min {_number(points[first // 2])}" if first % 2 else f"above {_number(points[first // 2 - 1])}")
    if last < 2 * len(points):
        words.append(f"{'max' if last % 2 else 'below'} {_number(points[last // 2])}")
    return " ".join([*words, unit]).strip()


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
