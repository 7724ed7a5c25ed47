# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One value across products: rings on a common axis, the side that the rule allows drawn thick."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from schakel.ui.charts.draw import Scale, anchor_at, around, element, picture, text, ticks
from schakel.values.numbers import NBSP, number, unit_words

# Words are placed as if the picture were this wide; where the page gives it more room they only stand freer.
NOMINAL = 340
LETTER = 6.2
LEVEL = 17
LONGEST = 30


@dataclass(frozen=True, slots=True)
class Point:
    """A product's bound. `kind`: binds (sets the rule), here (the product of the page) or empty."""

    value: Fraction
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """Points of one value: the words above it, and on which line they stand (0 is the lowest)."""

    value: Fraction
    words: str
    kind: str
    level: int


def axis_rings(points: Sequence[Point], unit: str = "1", limit: str = "") -> SafeString:
    """Rings on an axis in UCUM `unit`. `limit`: max (the rule allows what is lower), min (higher) or empty."""
    if not points:
        return SafeString("")
    lang = get_language() or "nl"
    scale = around([each.value for each in points])
    rings = list(_levels(points, scale))
    y = LEVEL * (1 + max(ring.level for ring in rings)) + 12
    parts = [_line(y), *_allowed(rings, scale, y, limit), *_ticks(scale, y, unit, lang)]
    parts += [part for ring in rings for part in _ring(ring, scale, y)]
    told = "; ".join(f"{_names(points, ring.value)} {number(ring.value, lang)}" for ring in rings)
    title = f"{told}{NBSP}{unit_words(unit, None, lang)}".strip(NBSP)
    return picture(title, SafeString("".join(parts)), height=y + 28, kind="axis-rings")


def _names(points: Iterable[Point], value: Fraction) -> str:
    return ", ".join(dict.fromkeys(each.name for each in points if each.value == value))


def _levels(points: Sequence[Point], scale: Scale) -> Iterable[Ring]:
    """Points of one value together; words that would touch their left neighbour go one line up."""
    ends: list[float] = []
    for value in sorted({each.value for each in points}):
        here = [each for each in points if each.value == value]
        words = _shortened(_names(points, value), len(here))
        width, place = len(words) * LETTER, scale.share(value) * NOMINAL
        left = {"start": place - 6, "middle": place - width / 2, "end": place - width + 6}[
            anchor_at(scale.share(value))
        ]
        level = next((line for line, end in enumerate(ends) if end < left), len(ends))
        ends[level : level + 1] = [left + width + 8]
        kind = next((each.kind for each in here if each.kind), "")
        yield Ring(value, words, kind, level)


def _shortened(words: str, count: int) -> str:
    if len(words) <= LONGEST:
        return words
    return f"{words.split(', ')[0]} +{count - 1}"


def _line(y: int) -> SafeString:
    return element("line", class_="axis", x1="0%", x2="100%", y1=y, y2=y)


def _allowed(rings: Sequence[Ring], scale: Scale, y: int, limit: str) -> Iterable[SafeString]:
    """The part of the axis that the binding bound leaves."""
    binding = [ring.value for ring in rings if ring.kind == "binds"]
    if limit == "max" and binding:
        yield element("line", class_="eq-line allowed", x1="0%", x2=scale.at(min(binding)), y1=y, y2=y)
    if limit == "min" and binding:
        yield element("line", class_="eq-line allowed", x1=scale.at(max(binding)), x2="100%", y1=y, y2=y)


def _ticks(scale: Scale, y: int, unit: str, lang: str) -> Iterable[SafeString]:
    marks = ticks(scale.low, scale.high, 6)
    for each in marks:
        words = number(each, lang)
        if each == marks[-1]:
            words = f"{words}{NBSP}{unit_words(unit, each, lang)}".strip(NBSP)
        yield element("line", class_="axis", x1=scale.at(each), x2=scale.at(each), y1=y - 4, y2=y + 4)
        yield text(words, scale.at(each), y + 22, anchor=anchor_at(scale.share(each)))


def _ring(ring: Ring, scale: Scale, y: int) -> Iterable[SafeString]:
    kinds = {"binds": ("eq", "eq strong"), "here": ("accent", "accent strong"), "": ("ring", "")}
    shape, words = kinds[ring.kind]
    x = scale.at(ring.value)
    yield element("circle", class_=f"point {shape}", cx=x, cy=y, r=5 if ring.kind else 4.5)
    yield text(
        ring.words, x, y - 12 - LEVEL * ring.level, anchor=anchor_at(scale.share(ring.value)), kind=words or "named"
    )
