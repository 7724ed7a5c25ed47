# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Lines over years with their bands, drawn so that they grow with the page while words keep their size."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString

from schakel.capacity.views.words import digits
from schakel.ui.charts.draw import element, percent, picture, text, ticks, together

HEIGHT, FOOT, HEAD = 300, 26, 18
LEFT, RIGHT = 0.04, 0.8
Three = Sequence[float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line. `kind`: cf, ink or accent; `dashed`: drawn in dashes; `mark`: the year of its diamond."""

    name: str
    values: tuple[Three | None, ...]
    kind: str
    dashed: bool = False
    band: bool = True
    mark: int | None = None


def wait_chart(lines: Sequence[Line], years: Sequence[int], title: str) -> SafeString:
    """The chart; `title` is what it says when read aloud."""
    top = max((max(three) for line in lines for three in line.values if three), default=1.0) or 1.0
    marks = ticks(Fraction(0), Fraction(top).limit_denominator(1000), 4)
    plot = together([*(_band(line, years, top) for line in lines if line.band), *(_line(x, years, top) for x in lines)])
    inner = element(
        "svg", plot, x="0", y="0", width="100%", height=HEIGHT, viewBox=f"0 0 1000 {HEIGHT}", preserveAspectRatio="none"
    )
    return picture(
        title,
        together([*_grid(marks, top), *_years(years), inner, *_marks(lines, years, top), *_names(lines, top)]),
        height=HEIGHT,
        kind="wait-chart",
    )


def _x(place: int, years: Sequence[int]) -> float:
    return LEFT + (RIGHT - LEFT) * place / max(1, len(years) - 1)


def _y(value: float, top: float) -> float:
    return HEIGHT - FOOT - (HEIGHT - FOOT - HEAD) * min(max(value, 0), top) / top


def _grid(marks: Sequence[Fraction], top: float) -> list[SafeString]:
    found = []
    for mark in marks:
        y = round(_y(float(mark), top), 1)
        found.append(element("line", x1="0", x2=percent(RIGHT), y1=y, y2=y, class_="grid" if mark else "zero"))
        found.append(text(digits(float(mark), 2), "0", int(y) - 5))
    return found


def _years(years: Sequence[int]) -> list[SafeString]:
    # Every other one on a narrow screen: those in between carry a class that hides them there.
    return [
        text(
            str(year),
            percent(_x(place, years)),
            HEIGHT - 6,
            anchor="middle",
            kind="between" if place % 2 else "on-axis",
        )
        for place, year in enumerate(years)
    ]


def _points(line: Line, years: Sequence[int], top: float, end: int) -> list[str]:
    return [
        f"{_x(place, years) * 1000:.1f},{_y(three[end], top):.1f}"
        for place, three in enumerate(line.values)
        if three is not None
    ]


def _line(line: Line, years: Sequence[int], top: float) -> SafeString:
    return element(
        "polyline",
        points=" ".join(_points(line, years, top, 0)),
        class_=f"{line.kind}-line course",
        stroke_dasharray="7 5" if line.dashed else None,
        vector_effect="non-scaling-stroke",
    )


def _band(line: Line, years: Sequence[int], top: float) -> SafeString:
    points = [*_points(line, years, top, 1), *reversed(_points(line, years, top, 2))]
    return element("polygon", points=" ".join(points), class_=f"{line.kind} band")


def _marks(lines: Sequence[Line], years: Sequence[int], top: float) -> list[SafeString]:
    found = []
    for line in lines:
        if line.mark not in years or line.mark is None:
            continue
        place = years.index(line.mark)
        if three := line.values[place]:
            diamond = element("path", d="M0 -7L7 0L0 7L-7 0Z", class_=f"{line.kind} diamond")
            x, y = percent(_x(place, years)), f"{_y(three[0], top):.1f}"
            found.append(element("svg", diamond, x=x, y=y, overflow="visible", width="1", height="1"))
    return found


def _names(lines: Sequence[Line], top: float) -> list[SafeString]:
    """The names behind the ends of the lines, moved apart where they would meet."""
    ends = [(_y(last[0], top), line) for line in lines if (last := next(filter(None, reversed(line.values)), None))]
    found, lowest = [], 0.0
    for y, line in sorted(ends, key=lambda one: one[0]):
        lowest = max(y, lowest + 18, 12)
        found.append(text(line.name, percent(RIGHT + 0.015), int(lowest) + 4, kind=f"strong {line.kind}"))
    return found
